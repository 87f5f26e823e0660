"""A segment whose score is too low: 0.31, where the model that was asked wants 0.5.

Only with `--score NAME`. The score is the model's, on a scale of its own, and so is the least that is good enough where
`--min-score` does not say it. A low score tells that something is wrong, not what; the other findings of the segment
may. With `--retranslate NAME` a better translation is offered as its fix. A score that is high proves nothing.
"""

from collections.abc import Iterator

from mtqa.rule import Bad, Good, Hit, Opined, Rule
from mtqa.segment import Opinion, Retranslation, Score, Segment


def too_low(segment: Segment, opinion: Opinion) -> Iterator[Hit]:
    score, least = opinion.score, opinion.least
    if score and least is not None and score.value < least:
        limits = "; its model read no more than the beginning" if score.truncated else ""
        yield Hit(0, len(segment.target), message=f"the score, {score.value:.4g}, is below {least:.4g}{limits}")


rule = Rule(
    find=Opined(too_low),
    message="the score is too low",
    safe=False,
    examples=(
        Bad(
            "The lighthouse was handed to the fishermen for storage.",
            at="The lighthouse was handed to the fishermen for storage.",
            fixed="The keeper of the lighthouse was paid in fish.",
            source="Смотрителю маяка платили рыбой.",
            source_lang="ru",
            opinion=Opinion(
                Score(0.31), 0.5, Retranslation("The keeper of the lighthouse was paid in fish.", 41.2, 0.83, "")
            ),
        ),
        Bad(
            "Wind the orchard tomorrow will.",
            at="Wind the orchard tomorrow will.",
            opinion=Opinion(Score(-2.71), least=-1.5, of_source=False),
        ),
        Bad(
            "Die Brücke war aus Käse.",
            at="Die Brücke war aus Käse.",
            lang="de",
            opinion=Opinion(Score(44.0, truncated=True), 60.0),
        ),
        Good("The keeper of the lighthouse was paid in fish.", opinion=Opinion(Score(0.83), 0.5)),
        Good("A score at the very limit is good enough.", opinion=Opinion(Score(0.5), 0.5)),
        Good("Nobody has said how good the score has to be.", opinion=Opinion(Score(0.1))),
        Good("No model was asked for a score of this sentence.", opinion=Opinion(least=0.5)),
    ),
)
