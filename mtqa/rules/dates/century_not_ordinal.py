"""A century numbered as the source does it: “the XIX century”, “in the 18 century”, “XVI–XVII centuries”.

Most languages of Europe number centuries with Roman numerals, or shorten the ordinal to a bare number; English writes
“19th century”. A count (“for 5-6 centuries”, “12 century breaks”) and a name (“XXI Century”) are left alone; a Roman
numeral is a matter of style, a bare number is wrong.
"""

import re

from mtqa.expressions import expression
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment
from mtqa.text import SPACE

_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI"
_ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st"}
_ORDINALS = {
    numeral: f"{number}{_ENDINGS.get(number, 'th')}"
    for number, roman in enumerate(_ROMAN.split(), 1)
    for numeral in (roman, str(number))
}
_NUMERAL = r"([IVX]{1,5}(?=-?(?:st|nd|rd|th)?[ \u00a0\u202f–—-])|\d\d?)(?:(?<=[IVX])-?(?:st|nd|rd|th))?"
_LED = expression(rf"\b(?:the|of|in|since|from|by|until|till|early|late|mid|and|to)(?:{SPACE}|-)$", re.IGNORECASE)


def _judge(match: re.Match[str], segment: Segment) -> Hit | None:
    first, to, last, century = match.groups()
    if last not in _ORDINALS or (first and first not in _ORDINALS) or (century == "centuries") != bool(first):
        return None
    led = _LED.search(segment.target[max(0, match.start() - 10) : match.start()])
    if (last.isdigit() or last == "I") and not led:
        return None
    if first and (first.isdigit() != last.isdigit() or (first.isdigit() and not 9 < int(first) < int(last))):
        return None
    fix = f"{_ORDINALS[first]}{to}{_ORDINALS[last]}" if first else _ORDINALS[last]
    return Hit(match.start(), match.end(), f"{fix} {century}", severity="warning" if last.isdigit() else "note")


rule = Rule(
    find=Pattern(
        rf"(?<![\w.,:/$€£-])(?:{_NUMERAL}({SPACE}?[-–—]{SPACE}?|{SPACE}(?:and|to){SPACE}))?{_NUMERAL}"
        rf"{SPACE}(century|centuries)(?![\w-]|{SPACE}(?:ago|breaks?|stands?|partnerships?)\b)",
        judge=_judge,
    ),
    message="“{found}” is “{fix}”",
    languages=("en",),
    examples=(
        Bad("The mill is of the XIX century.", at="XIX century", fixed="The mill is of the 19th century."),
        Bad(
            "Icons of XVI–XVII centuries hang there.",
            at="XVI–XVII centuries",
            fixed="Icons of 16th–17th centuries hang there.",
        ),
        Bad("In the 18 century it was a fort.", at="18 century", fixed="In the 18th century it was a fort."),
        Bad(
            "By the end of the XX-th century it fell.",
            at="XX-th century",
            fixed="By the end of the 20th century it fell.",
        ),
        Good("It stood for 5-6 centuries; the 19th century and the 21st century came."),
        Good("He made 12 century breaks, and in 12 century-old barns 20 centuries of art are kept."),
        Good("In XXI Century Park there is a century oak; I century after century went by."),
        Missed("In the nineteen century it was a fort."),
    ),
)
