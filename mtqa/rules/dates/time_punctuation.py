"""Hours and minutes parted by a hyphen or an h: “at 19-00”, “from 9h30”.

Russian and Ukrainian write «в 19-00», French “à 9h30”. Only what follows a word that leads to a time is taken, and with
a hyphen only full hours, since “at 12-15” may be a range or a score.
"""

import re

from mtqa.expressions import expression
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment

_LED = expression(
    r"(?:\b(?:at|from|to|till?|until|by|before|after|since|about|around|between|and)\s|[(–—]\s?|:\s"
    r"|\d[-h]\d\d\s?-\s?)$",
    re.IGNORECASE,
)


def _judge(match: re.Match[str], segment: Segment) -> Hit | None:
    if not _LED.search(segment.target[max(0, match.start() - 10) : match.start()]):
        return None
    return Hit(match.start(), match.end(), f"{match[1]}:{match[2] or match[3]}")


rule = Rule(
    find=Pattern(
        r"(?<![\w.,:/$€£])([01]?\d|2[0-4])(?:-(00)(?![\w-]|[.,:]\d)|h([0-5][0-9])(?!\w))",
        judge=_judge,
    ),
    message="“{found}” is written “{fix}”",
    severity="note",
    languages=("en",),
    examples=(
        Bad("The kiosk is open from 9-00 on.", at="9-00", fixed="The kiosk is open from 9:00 on."),
        Bad("At 19-00, the doors close.", at="19-00", fixed="At 19:00, the doors close."),
        Bad("The train leaves at 9h30 sharp.", at="9h30", fixed="The train leaves at 9:30 sharp."),
        Good("Between 12-15 people came; they lost 21-15 and won 3-0."),
        Good("Call 7-00-12 or 300-00; the code is 10-001, the room 12-00."),
        Good("Le train part à 9h30.", lang="fr"),
        Missed("At 19-30, the doors close."),
    ),
)
