"""A day that no calendar has: “31 September”, “29 February 2019”, “45 May”, “31.11.2020”.

Machines alter and glue numbers: a footnote runs into the day, the day and the hour change places. Where the month
stands first (“in May 45 people came”) the number need not be a day, so it counts only with a year, an ordinal or “on”;
a number above 31 can be a count in English (“the 45 May arrests”) and asks for more as well. 29 February wants a leap
year, in either calendar before 1924. A date in quote marks of its own is a title.
"""

import re
from collections.abc import Iterator

from mtqa.expressions import expression
from mtqa.languages.dates import NUMERIC, ODD_DAY, Date, dates, expressions
from mtqa.rule import Bad, Good, Hit, Missed, Rule, Table, Where
from mtqa.segment import Segment
from mtqa.text import QUOTES, SPACE, WEEKDAY

_DATED = expression(rf"(?:\b(?:[Oo]n|[Dd]ated){SPACE}(?:the{SPACE})?|\b{WEEKDAY},?{SPACE}(?:the{SPACE})?|\d[-–—])$")
_LED = expression(
    rf"\b(?:from|until|till|to|by|since|before|after|between|through){SPACE}(?:the{SPACE})?$", re.IGNORECASE
)
_COUNTED = expression(rf"\b(?:in|by|over|of){SPACE}$", re.IGNORECASE)
_CLOSED = expression(rf"[.,;:!?)”\"–—-]|$|{SPACE}(?:to|until|till|through)\b")
_NUMBERED = expression(r"(?:\b(?:[Nn]os?\.?|[Nn]r\.?)|[№#°])\s?$")
_ORDINAL = expression(r"\d(?:st|nd|rd|th)\b")


def _find(segment: Segment) -> Iterator[Hit]:
    text = segment.target
    for date in dates(text, segment.target_lang):
        if not date.exists() and not _is_title(text, date) and (segment.target_lang != "en" or _is_meant(text, date)):
            yield Hit(date.start, date.end)


def _rows(target_lang: str, _: str) -> list[Where]:
    return [Where((*expressions(target_lang, ODD_DAY), NUMERIC.pattern), _find)]


def _is_title(text: str, date: Date) -> bool:
    """Whether the date has quote marks of its own, or is the number of a document."""
    before, after = text[max(0, date.start - 5) : date.start], text[date.end : date.end + 1]
    quoted = before != "" != after and before[-1] in QUOTES and after in QUOTES
    return quoted or _NUMBERED.search(before) is not None


def _is_meant(text: str, date: Date) -> bool:
    """Whether the number beside the month is a day of it and not a count of something."""
    found, before = text[date.start : date.end], text[max(0, date.start - 20) : date.start]
    day_first = found[0].isdigit()
    if date.year or _DATED.search(before) or (day_first and 0 < date.day < 32):
        return True
    closed = _CLOSED.match(text, date.end) is not None
    if day_first:
        return date.day > 31 and (closed or _LED.search(before) is not None)
    return _ORDINAL.search(found) is not None or (closed and date.day < 32 and not _COUNTED.search(before))


rule = Rule(
    find=Table(_rows),
    message="“{found}” is in no calendar",
    severity="error",
    examples=(
        Bad("The mayor resigned on 31 September.", at="31 September"),
        Bad("He was born on February 29, 2019, in a lift.", at="February 29, 2019"),
        Bad("From 45 May to 3 June the road was shut.", at="45 May"),
        Bad("The fair ran until the 31st of April.", at="31st of April"),
        Bad("The letter of 31.11.2020 was lost.", at="31.11.2020"),
        Bad("It sailed on Friday, June 31, in the morning.", at="June 31"),
        Bad("Die Messe endet am 31. Juni in Halle.", at="31. Juni", lang="de"),
        Bad("Pożar wybuchł 30 lutego 2018 r. w magazynie.", at="30 lutego 2018", lang="pl"),
        Bad("La feria cerró el 31 de abril de 2017.", at="31 de abril de 2017", lang="es"),
        Bad("Ярмарка закрылась 45 мая.", at="45 мая", lang="ru"),
        Good("In May 45 people came, in June 31 children and in September 52."),
        Good("The 45 May arrests and the events of May 68 are two things."),
        Good("On 29 February 2020 and on 29 February 1900, Old Style, it snowed."),
        Good("It was 10:00 March 30, and 2.31 April was no date."),
        Good("They saw “31 June” twice; the file 12/31/2019 says so."),
        Good("Decisions No. 45/13/2019 and #31.04.2019 were read out."),
        Good("Der Juni hat 30 Tage, und am 30. Juni 2019 war Sonntag.", lang="de"),
        Good("Le 30 juin et le 31 juillet 2020.", lang="fr"),
        Missed("In September 31 of that year it rained."),
    ),
)
