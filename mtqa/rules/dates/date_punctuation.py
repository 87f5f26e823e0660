"""A comma or a full stop between a day and its month: “on April, 29th”, “of May, 3rd”, “on 9. April”.

Rule-based systems set a comma where they turn the order round, and German and Czech write a full stop after the day. A
number after a month and a comma is often a count (“by April, 29 people had died”), so it is a day only after “on”, or
where the clause ends or a year follows; an ordinal may belong to a noun (“in May, 3rd graders”).
"""

import re

from mtqa.expressions import expression
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment
from mtqa.text import MONTH, SPACE, YEAR

_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_MONTH_FIRST = rf"\b(?P<month>{MONTH}),(?P<day>{SPACE}{_DAY})(?![\w%-]|[.,:]\d|{SPACE}(?:of{SPACE})?{MONTH}(?!\w))"
_DAY_FIRST = (
    rf"(?<![\w.,:])(?P<first>{_DAY})(?:,{SPACE}|\.{SPACE}?)(?P<second>(?:of{SPACE})?{MONTH})(?!\w|{SPACE}\d\d?\b)"
)
_ON = expression(rf"\b[Oo]n{SPACE}$")
_LED = expression(
    rf"(?:\b(?:of|from|since|until|till|to|by|before|after|dated){SPACE}|\(|^|[.!?]{SPACE})$", re.IGNORECASE
)
_LED_TO_DAY = expression(rf"\b(?:on|from|since|until|till|to|dated){SPACE}(?:the{SPACE})?$", re.IGNORECASE)
_CLOSED = expression(rf"[.;:!?)]|$|,?{SPACE}{YEAR}\b")


def _judge(match: re.Match[str], segment: Segment) -> Hit | None:
    text, end = segment.target, match.end()
    before = text[max(0, match.start() - 12) : match.start()]
    if match["first"]:
        fix = f"{match['first']} {match['second']}"
        return Hit(match.start(), end, fix) if _LED_TO_DAY.search(before) else None
    closed = _CLOSED.match(text, end) or (not match["day"][-1].isdigit() and text[end] == ",")
    if _ON.search(before) or (closed and _LED.search(before)):
        return Hit(match.start(), end, match["month"] + match["day"])
    return None


rule = Rule(
    find=Pattern(rf"{_MONTH_FIRST}|{_DAY_FIRST}", judge=_judge),
    message="“{found}”: no mark stands between day and month",
    severity="note",
    languages=("en",),
    examples=(
        Bad("On April, 29th the ice broke.", at="April, 29th", fixed="On April 29th the ice broke."),
        Bad("The decree of May, 3rd, was annulled.", at="May, 3rd", fixed="The decree of May 3rd, was annulled."),
        Bad("It has rained since March, 12.", at="March, 12", fixed="It has rained since March 12."),
        Bad("On July, 4 he sailed.", at="July, 4", fixed="On July 4 he sailed."),
        Bad("The contract runs until 9. April 2021.", at="9. April", fixed="The contract runs until 9 April 2021."),
        Bad("On 12th, of May they parted.", at="12th, of May", fixed="On 12th of May they parted."),
        Good("By April, 29 people had died, and in May, 3rd graders planted a tree for each."),
        Good("On 9 April, 2021 seats were sold; on April 9, 2021, none."),
        Good("She came ninth on page 9. April was cold."),
        Good("Of May, 12 days were dry."),
        Missed("April, 29 the ice broke."),
    ),
)
