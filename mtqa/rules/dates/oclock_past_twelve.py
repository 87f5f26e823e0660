"""An hour past twelve with “o’clock”, or minutes after it: “at 17 o’clock”, “at 10 o'clock 30 minutes”.

The source counts the hours to 24 and says «в 17 часов 30 минут»; “o’clock” goes with twelve hours and no minutes. “At
17 hours 30 minutes” is the same put over word by word; without the minutes, or after other words than “at”, it may tell
how long a thing took.
"""

import re

from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment
from mtqa.text import SPACE

_MINUTES = rf"{SPACE}(?:and{SPACE})?(?P<{{}}>[0-5]?\d){SPACE}minutes?\b(?!{SPACE}(?:and{SPACE})?\d)"


def _judge(match: re.Match[str], _: Segment) -> Hit | None:
    hour, minutes = int(match["oclock"] or match["hours"]), match["past"] or match["after"]
    if (hour < 13 and not minutes) or hour > 24:
        return None
    return Hit(match.start(), match.end(), f"{hour}:{int(minutes or 0):02}")


rule = Rule(
    find=Pattern(
        rf"(?<![\w.,:/$€£-])(?:(?P<oclock>\d\d?){SPACE}o['’]clock\b(?:{_MINUTES.format('past')})?"
        rf"|(?<=\b[Aa]t{SPACE})(?P<hours>[5-9]|1\d|2[0-4]){SPACE}hours{_MINUTES.format('after')})",
        judge=_judge,
    ),
    message="“{found}” is written “{fix}”",
    languages=("en",),
    examples=(
        Bad("At 17 o’clock the gates were shut.", at="17 o’clock", fixed="At 17:00 the gates were shut."),
        Bad("Come by 10 o'clock 30 minutes.", at="10 o'clock 30 minutes", fixed="Come by 10:30."),
        Bad(
            "The siren sounded at 23 hours and 5 minutes.",
            at="23 hours and 5 minutes",
            fixed="The siren sounded at 23:05.",
        ),
        Good("At 5 o’clock, ten minutes early, the gates were shut."),
        Good("The longest flight, at 17 hours, and the film, at 2 hours 40 minutes, were fine."),
        Good("She finished after 10 hours 30 minutes, or at 10 hours 30 minutes 5 seconds by his watch."),
        Missed("At seventeen o’clock the gates were shut."),
    ),
)
