"""A weekday that the date does not fall on: “Monday, 28 April 2023” was a Friday.

Numbers get altered on the way, and a machine does not look at a calendar. Only a weekday set directly beside a whole
date is compared (“on Monday, 28 April 2023”, “28.04.2023 (Monday)”), and only from 1924, when the last country of
Europe had left the old calendar. Which of the two is wrong cannot be told, so there is no fix.
"""

import re
from collections.abc import Iterator
from datetime import date as calendar
from functools import cache

from mtqa.expressions import compiled
from mtqa.languages import language
from mtqa.languages.dates import NUMERIC, Date, dates, either, expressions, weekdays
from mtqa.rule import Bad, Good, Hit, Missed, Rule, Table, Where
from mtqa.segment import Segment
from mtqa.text import SPACE


@cache
def _beside(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, after = _expressions(code)
    return compiled(f"{before}$"), compiled(after)


def _expressions(code: str) -> tuple[str, str]:
    """A weekday that ends directly before a date, and one that follows it in brackets or between commas."""
    weekday = rf"(?P<weekday>{either(weekdays(code))})"
    apart = ",?" if code.startswith("tr") else ","
    return (
        rf"(?<!\w){weekday}(?:,?{SPACE}|{SPACE}\()(?:(?:the|den|dem|el|le|il|dnia|dia|o){SPACE})?",
        rf"(?:{SPACE}?\(|{apart}{SPACE}){weekday}(?=[),.;:]|$)",
    )


def _rows(target_lang: str, _: str) -> list[Where]:
    before, after = _expressions(target_lang)
    written = [*expressions(target_lang, years="{1}"), NUMERIC.pattern]
    return [Where((*(before + date for date in written), *(date + after for date in written)), _find)]


def _find(segment: Segment) -> Iterator[Hit]:
    text, code = segment.target, segment.target_lang
    for date in dates(text, code):
        named = _named(text, code, date) if date.year > 1923 and date.exists() else None
        if named and weekdays(code)[named["weekday"]] != (day := calendar(*date[2:]).weekday()):
            name = language(code).weekdays.alone[(day + 1) % 7]
            start, end = min(date.start, named.start("weekday")), max(date.end, named.end("weekday"))
            yield Hit(start, end, message=f"“{{found}}”: the date falls on another weekday, {name}")


def _named(text: str, code: str, date: Date) -> re.Match[str] | None:
    before, after = _beside(code)
    return before.search(text, max(0, date.start - 30), date.start) or after.match(text, date.end)


rule = Rule(
    find=Table(_rows),
    message="“{found}”: the date falls on another weekday",
    examples=(
        Bad("The council met on Monday, 28 April 2023, and again in May.", at="Monday, 28 April 2023"),
        Bad("It opens Tuesday, June 5th, 2024 at noon.", at="Tuesday, June 5th, 2024"),
        Bad("The run on 1 March 2020 (Saturday) was cancelled.", at="1 March 2020 (Saturday"),
        Bad("On Friday 17.08.2022 the pool was empty.", at="Friday 17.08.2022"),
        Bad("Er kam am Montag, dem 28. April 2023, zurück.", at="Montag, dem 28. April 2023", lang="de"),
        Bad("Это случилось в среду, 28 апреля 2023 года.", at="среду, 28 апреля 2023", lang="ru"),
        Bad("Zebranie odbyło się w sobotę 28 kwietnia 2023 roku.", at="sobotę 28 kwietnia 2023", lang="pl"),
        Bad("28 Nisan 2023 Pazartesi, saat 10.00.", at="28 Nisan 2023 Pazartesi", lang="tr"),
        Good("It was on Friday, 28 April 2023, and on Friday, April 28, 2023."),
        Good("On Monday, 28 April, it rained; Monday, 27–28 April 2023 was long."),
        Good("Saturday 25 October 1917 was a Wednesday by the old calendar."),
        Good("On 28 April 2023, Monday’s paper was still on the table."),
        Good("El viernes 28 de abril de 2023 llovió.", lang="es"),
        Good("У пʼятницю, 28 квітня 2023 року, і в п'ятницю, 28.04.2023, дощило.", lang="uk"),
        Missed("Monday came, and it was 28 April 2023."),
    ),
)
