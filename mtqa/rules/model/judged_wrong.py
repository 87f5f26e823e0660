"""A stretch that a language model objects to when it is asked to judge a translation: “in boots”, not “in fish”.

Only with `--score NAME`, where the model remarks on what it reads. The remark is the message, and as severe as the
model says. A judge is eloquent where it errs: take its word for a reason to look. A remark on a text that does not
stand there is left out.
"""

from collections.abc import Iterator

from mtqa.rule import Bad, Good, Hit, Opined, Rule
from mtqa.segment import Opinion, Remark, Score, Segment


def remarked(segment: Segment, opinion: Opinion) -> Iterator[Hit]:
    for remark in dict.fromkeys(opinion.score.remarks if opinion.score else ()):
        if 0 <= remark.start < remark.end <= len(segment.target):
            yield Hit(remark.start, remark.end, message=remark.message, severity=remark.severity)


rule = Rule(
    find=Opined(remarked),
    message="“{found}” is wrong, a model says",
    examples=(
        Bad(
            "The keeper of the lighthouse was paid in boots.",
            at="in boots",
            source="Смотрителю маяка платили рыбой.",
            source_lang="ru",
            opinion=Opinion(
                Score(0.4, remarks=(Remark(38, 46, "error", "mistranslation: the source says “in fish”"),))
            ),
        ),
        Bad(
            "They walked to the well and drank.",
            at="to the well",
            opinion=Opinion(Score(0.7, remarks=(Remark(12, 23, "note", "awkward"),))),
        ),
        Bad(
            "Der Müller mahlt nachts keinen Mehl.",
            at="keinen",
            lang="de",
            opinion=Opinion(Score(0.6, remarks=(Remark(24, 30, "warning", ""),))),
        ),
        Good("The keeper of the lighthouse was paid in fish.", opinion=Opinion(Score(0.9))),
        Good("A judge that gives a low score without a remark.", opinion=Opinion(Score(0.2))),
        Good(
            "A remark on what lies behind the end of the text.",
            opinion=Opinion(Score(0.7, remarks=(Remark(40, 90, "error", "omission"), Remark(7, 7, "error", "")))),
        ),
    ),
)
