"""Spaces around the dash of a range of days, years or hours: “12 – 19 March”, “(1941 - 1945)”, “9:00 – 10:30”.

A dash between numbers stands without spaces; a machine treats it as the dash between clauses. Where a side is more than
one word (“10 January – 16 February”, “May 2014 – June 2015”) the spaces are right. The fix sets an en dash.
"""

import re
from functools import cache

from mtqa.expressions import compiled, expression
from mtqa.languages.dates import either, months
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment
from mtqa.text import SPACE, YEAR

_NUMBER = rf"(?:{YEAR}|\d\d?:[0-5]\d|(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|[.º])?)"
_DASH = rf"(?:{SPACE}[-–—]{SPACE}?|[-–—]{SPACE})"
_LED = expression(
    r"(?:\(|\b(?:in|of|for|during|from|of the|the|im|von|en|de|del|au|du|di|em|w|в|у|за))\s?$", re.IGNORECASE
)
_CLOSED = expression(rf"[.,;:!?)]|$|{SPACE}[(–—]")


def _judge(match: re.Match[str], segment: Segment) -> Hit | None:
    text, code, first, last = segment.target, segment.target_lang, match["first"], match["last"]
    before, after = text[max(0, match.start() - 20) : match.start()], text[match.end() : match.end() + 20]
    month_before, month_after = _months_beside(code)
    named = month_before.search(before) is not None
    if ":" in first or ":" in last:
        fits = ":" in first and ":" in last
    elif len(first) == len(last) == 4:
        fits = first < last and not named and (_LED.search(before) or _CLOSED.match(after)) is not None
    elif _day(first) < _day(last) < 32:
        fits = named != (month_after.match(after) is not None) and (not named or _CLOSED.match(after) is not None)
    else:
        fits = False
    return Hit(match.start(), match.end(), f"{first}–{last}") if fits else None


def _day(number: str) -> int:
    return int(re.sub(r"\D", "", number))


@cache
def _months_beside(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    month = either(months(code))
    return compiled(rf"\b{month}{SPACE}$"), compiled(rf"{SPACE}(?:(?:of|de|di){SPACE})?{month}")


rule = Rule(
    find=Pattern(rf"(?<![\w.,:/$€£-])(?P<first>{_NUMBER}){_DASH}(?P<last>{_NUMBER})(?![\w%-]|[.,:]\d)", judge=_judge),
    message="“{found}”: a range is set without spaces, “{fix}”",
    severity="note",
    examples=(
        Bad("The fair runs on 12 – 19 March.", at="12 – 19", fixed="The fair runs on 12–19 March."),
        Bad("He reigned long (1741 - 1762).", at="1741 - 1762", fixed="He reigned long (1741–1762)."),
        Bad("Open daily, 9:00 – 10:30.", at="9:00 – 10:30", fixed="Open daily, 9:00–10:30."),
        Bad("It sails on March 3 — 5, 2018.", at="3 — 5", fixed="It sails on March 3–5, 2018."),
        Bad("Die Messe läuft vom 3. – 5. Mai.", at="3. – 5.", fixed="Die Messe läuft vom 3.–5. Mai.", lang="de"),
        Bad("Ярмарка пройдёт 3 — 5 мая.", at="3 — 5", fixed="Ярмарка пройдёт 3–5 мая.", lang="ru"),
        Good("From 10 January – 16 February and May 2014 – June 2015 it was shut."),
        Good("It happened on January 10 – 16 days after the flood."),
        Good("The fair runs on 12–19 March; between 1500 – 2000 people come."),
        Good("He was 16 – 3 May was his birthday."),
        Missed("He reigned in 1741 - 62."),
    ),
)
