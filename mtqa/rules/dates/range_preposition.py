"""The end of a range behind the wrong preposition: “from 5 on 10 May”, “from Monday on Friday”, “with 5 for 10 May”.

The source says «с 5 по 10 мая», and each of its prepositions has a commoner meaning. Where something rises or falls
(“up from 5 on 10 May”) the first number is no date.
"""

import re

from mtqa.expressions import expression
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment
from mtqa.text import MONTH, SPACE, WEEKDAY

_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_MOVED = expression(
    r"\b(?:up|down|off|back|away|rose|fell|grew|ris|fall|climb|drop|declin|decreas|increas|jump|gain|slid"
    r"|slip|revis|chang"
    r"|cut|mov|surg|plung|improv|reduc|different)\w*\s",
    re.IGNORECASE,
)


def _judge(match: re.Match[str], segment: Segment) -> Hit | None:
    of_days = match["first"][0].isdigit()
    if of_days != match["last"][0].isdigit():
        return None
    if _MOVED.search(segment.target[max(0, match.start() - 40) : match.start()]):
        return None
    word = "From" if match[0][0].isupper() else "from"
    return Hit(match.start(), match.end(), f"{word} {match['first']} to {match['last']}")


rule = Rule(
    find=Pattern(
        rf"\b(?:[Ff]rom|[Ww]ith){SPACE}(?P<first>{_DAY}(?:{SPACE}{MONTH})?|{WEEKDAY}){SPACE}(?:on|for|by){SPACE}"
        rf"(?P<last>{_DAY}{SPACE}(?:of{SPACE})?{MONTH}|{WEEKDAY})(?![\w'’])",
        judge=_judge,
    ),
    message="“{found}”: a range ends with “to”",
    languages=("en",),
    safe=False,
    examples=(
        Bad(
            "From 5 on 10 May the bridge is shut.", at="From 5 on 10 May", fixed="From 5 to 10 May the bridge is shut."
        ),
        Bad(
            "The doctor sees people from Monday on Friday.",
            at="from Monday on Friday",
            fixed="The doctor sees people from Monday to Friday.",
        ),
        Bad(
            "Leaves are granted with 28 June for 3 July.",
            at="with 28 June for 3 July",
            fixed="Leaves are granted from 28 June to 3 July.",
        ),
        Good("Cases were up from 5 on 10 May to 9 on 12 May."),
        Good("From 5 to 10 May, and from Monday on, Friday’s rules hold."),
        Good("The meeting moved from Monday by Friday’s vote."),
        Missed("From the fifth on the tenth of May the bridge is shut."),
    ),
)
