"""Words that a translation model finds far less likely than those around them: “opened” where the source has “closed”.

Only with `--score NAME`, where the model tells how likely each word is as a translation of the source. A word is as
likely as the least likely of its pieces; it is unlikely where it is more than `nats` natural logarithms below the
median of the segment: six are a factor of 400. Neighbours are told together. A translator who puts it another way than
the model would is found too, hence a note; where no word stands out the segment is merely free, and left alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from mtqa.likelihood import tokens, words
from mtqa.rule import Bad, Good, Hit, Opined, Rule
from mtqa.segment import Opinion, Score, Segment

FEWEST = 4


@dataclass(frozen=True)
class Standing:
    """Words that stand out by more than so many `nats`."""

    nats: float = 6.0

    def __call__(self, segment: Segment, opinion: Opinion) -> Iterator[Hit]:
        if not opinion.score or not opinion.of_source:
            return
        found = list(words(segment.target, opinion.score.tokens))
        if len(found) < FEWEST:
            return
        from statistics import median  # noqa: PLC0415 – most runs ask no model

        limit = median(word.log_probability for word in found) - self.nats
        for is_unlikely, group in groupby(found, key=lambda word: word.log_probability < limit):
            if is_unlikely:
                stretch = list(group)
                yield Hit(stretch[0].start, stretch[-1].end)


def _opinion(text: str, likely: float = -0.3, **unlikely: float) -> Opinion:
    return Opinion(Score(-1.0, tokens(text, unlikely, likely)))


rule = Rule(
    find=Opined(Standing()),
    message="“{found}” is far less likely than the words around it; compare it with the source",
    severity="note",
    examples=(
        Bad(
            "The museum opened its doors on Friday.",
            at="opened",
            source="В пятницу музей закрыл двери.",
            source_lang="ru",
            opinion=_opinion("The museum opened its doors on Friday.", opened=-9.4),
        ),
        Bad(
            "The choir sang under the old oak for an hour.",
            at="old oak",
            opinion=_opinion("The choir sang under the old oak for an hour.", old=-7.1, oak=-8.8, under=-3.0),
        ),
        Bad(
            "Der Bäcker verkauft keine Brötchen mehr.",
            at="keine",
            lang="de",
            opinion=_opinion("Der Bäcker verkauft keine Brötchen mehr.", keine=-10.2),
        ),
        Good(
            "The museum closed its doors on Friday.",
            opinion=_opinion("The museum closed its doors on Friday.", museum=-2.5),
        ),
        Good(
            "Every word of this line is put another way.",
            opinion=_opinion("Every word of this line is put another way.", -6.0, put=-9.0),
        ),
        Good(
            "Not so.",
            opinion=_opinion("Not so.", so=-12.0),
        ),
        Good(
            "A model that reads no source says nothing of a translation.",
            opinion=_opinion("A model that reads no source says nothing of a translation.", nothing=-9.0)._replace(
                of_source=False
            ),
        ),
    ),
)
