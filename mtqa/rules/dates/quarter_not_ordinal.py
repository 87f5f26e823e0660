"""A quarter or half of a year with a bare number: “in the II quarter”, “in 1 half of 2018”.

The source numbers them with a Roman numeral or with a digit whose ending is not written; English writes “the second
quarter” (or “Q2”). Fractions (“1 quarter of the votes”) and the pronoun (“I half of it know”) are left alone.
"""

import re

from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment
from mtqa.text import SPACE, YEAR

_ORDINALS = dict(
    zip(("I", "II", "III", "IV", "1", "2", "3", "4"), ("first", "second", "third", "fourth") * 2, strict=True)
)


def _judge(match: re.Match[str], segment: Segment) -> Hit | None:
    if not match["the"] and not match["year"]:
        return None
    return Hit(
        match.start("number"),
        match.end("part"),
        f"{'' if match['the'] else 'the '}{_ORDINALS[match['number']]} {match['part']}",
    )


rule = Rule(
    find=Pattern(
        rf"(?<![\w.,:/$€£-])(?P<the>[Tt]he{SPACE})?(?P<number>I{{1,3}}|IV|[1-4]){SPACE}(?P<part>quarter|half)"
        rf"(?=(?P<year>{SPACE}of{SPACE}(?:{YEAR}|(?:this|last|next){SPACE}year)\b)|[.,;:!?)]|$)",
        judge=_judge,
    ),
    message="“{found}” is “{fix}”",
    languages=("en",),
    examples=(
        Bad("Sales fell in II quarter of 2019.", at="II quarter", fixed="Sales fell in the second quarter of 2019."),
        Bad("They rose in the IV quarter.", at="IV quarter", fixed="They rose in the fourth quarter."),
        Bad("In 1 half of this year it was calm.", at="1 half", fixed="In the first half of this year it was calm."),
        Good("He won 1 quarter of the votes, and I half of his cake."),
        Good("In the second quarter and in Q2 of 2019 prices rose by 1 quarter."),
        Good("The 4 quarter notes in the first bar are slow."),
        Missed("In 3 quarter it was calm."),
    ),
)
