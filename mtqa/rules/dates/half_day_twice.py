"""An hour past noon that says so twice: “17:30 p.m.”, “at 15 pm”.

The source counts the hours to 24, and a machine adds the half of the day. Either alone is right; the fix keeps the 24
hours. Numbers before a capital PM may count prime ministers (“on May 19 PM Silva spoke”), so without minutes a word
that leads to a time has to stand before them.
"""

import re

from mtqa.languages.dates import LEADS_TO_HOUR
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment
from mtqa.text import SPACE, stop_left


def _judge(match: re.Match[str], segment: Segment) -> Hit | None:
    text, (start, end) = segment.target, match.span()
    led = LEADS_TO_HOUR.search(text[max(0, start - 12) : start])
    if not (match["minute"] or match["stop"] or led):
        return None
    time = match["hour"] + (match["minute"] or ":00")
    stop = stop_left(text, end) if match["stop"] else ""
    return Hit(start, end, None if stop is None else time + stop)


rule = Rule(
    find=Pattern(
        r"(?<![\w.,:/$€£-])(?P<hour>1[3-9]|2[0-3])(?P<minute>[:.][0-5]\d)?"
        rf"{SPACE}?[Pp](?:\.{SPACE}?)?[Mm](?!\w)(?P<stop>\.?)",
        judge=_judge,
    ),
    message="“{found}” says twice that it is past noon",
    languages=("en",),
    examples=(
        Bad("The shop shuts at 17:30 p.m. on weekdays.", at="17:30 p.m.", fixed="The shop shuts at 17:30 on weekdays."),
        Bad("At 15 pm the siren sounded.", at="15 pm", fixed="At 15:00 the siren sounded."),
        Bad("It lasted from 10:00 to 22.15PM.", at="22.15PM.", fixed="It lasted from 10:00 to 22.15."),
        Bad("Be there by 13:00 P.M. Lisbon time.", at="13:00 P.M."),
        Good("The shop shuts at 5:30 p.m. or at 17:30."),
        Good("On May 19 PM Silva spoke; the last 15 PMs had not."),
        Good("At 12:30 p.m. 14 people came."),
        Missed("It was 15 pm in Kyiv."),
    ),
)
