"""“In” or “at” before a day: “in 12 May the troops left”, “in Monday”, “at Friday”.

One preposition of the source serves for months, days and weekdays, «в понедельник», «у травні»; in English a day takes
“on”. Days that belong to a noun (“in Monday’s paper”, “in 9 May parades”) are left alone, and so is a count after a
month (“in May 5 people came”) and the “at” of accounts (“as at 31 December 2019”).
"""

import re

from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment
from mtqa.text import MONTH, SPACE, WEEKDAY, YEAR

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_IN_YEAR = (
    rf"(?=,?{SPACE}{YEAR}\b(?!{SPACE}(?:prices|terms|values|dollars|footage|videos?|photos?|attacks?"
    rf"|elections?|interview|report"
    r"|letter|speech|article|issue|ruling|decision)\b))"
)
_GOES_ON = (
    rf"(?=[.;:!?)]|,(?!{SPACE}(?!{MONTH})[A-Z])|$|{SPACE}(?:the|a|an|he|she|it|they|we|there|in|at|near"
    rf"|of{SPACE}(?:this|last)"
    r"|this|last|when|was|were|during|after|his|her|their)\b)"
)
_DAY_FIRST = rf"(?:the{SPACE})?{_DAY}(?:st|nd|rd|th)?{SPACE}(?:of{SPACE})?{MONTH}(?!\w)(?:{_IN_YEAR}|{_GOES_ON})"
_MONTH_FIRST = rf"{MONTH}{SPACE}{_DAY}(?:(?:st|nd|rd|th)(?:{_IN_YEAR}|{_GOES_ON})|(?=,{SPACE}{YEAR}\b))"
_WEEKDAY = rf"{WEEKDAY}(?:{SPACE}(?:morning|afternoon|evening|night))?{_GOES_ON}"


def _on(match: re.Match[str], _: Segment) -> Hit:
    return Hit(
        match.start(), match.end(), f"{'On' if match[0][0].isupper() else 'on'} {match['day'] or match['weekday']}"
    )


rule = Rule(
    find=Pattern(
        rf"\b(?:[Ii]n{SPACE}(?P<day>{_DAY_FIRST}|{_MONTH_FIRST}|{_WEEKDAY})|[Aa]t{SPACE}(?P<weekday>{_WEEKDAY}))",
        judge=_on,
    ),
    message="“{found}”: a day takes “on”",
    languages=("en",),
    examples=(
        Bad("In 12 May the troops left.", at="In 12 May", fixed="On 12 May the troops left."),
        Bad("The court sat in Monday, as usual.", at="in Monday", fixed="The court sat on Monday, as usual."),
        Bad("In May 5th, 2018 the shop opened.", at="In May 5th", fixed="On May 5th, 2018 the shop opened."),
        Bad("At Thursday, the shop was shut.", at="At Thursday", fixed="On Thursday, the shop was shut."),
        Bad("He fell ill in the 9th of March.", at="in the 9th of March", fixed="He fell ill on the 9th of March."),
        Bad("In Friday, 9 April, it hailed.", at="In Friday", fixed="On Friday, 9 April, it hailed."),
        Bad(
            "They came in Sunday evening.",
            at="in Sunday evening",
            fixed="They came on Sunday evening.",
        ),
        Good("In May 5 people came, in August 3, 5 and 7; in May 3rd graders came."),
        Good("In Monday’s paper, in Friday prayers and in 9 May parades he was seen."),
        Good("She lives in Friday Harbour and sang in Sunday, Bloody Sunday."),
        Good("The fund held two million as at 31 December 2019; at 1 May, one."),
        Good("On 12 May, in March 2018 and at Easter it rained."),
        Missed("In May 5 the troops left."),
    ),
)
