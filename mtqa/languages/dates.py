"""Dates as a language writes them: its names for months and weekdays from CLDR, and the dates that stand in a text."""

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from mtqa.expressions import compiled, expression
from mtqa.languages import Names, language
from mtqa.text import MONTH, SPACE

ANY_DAY, ODD_DAY = r"\d\d?", r"(?:29|[3-9]\d|00?)"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
_AFTER_DAY = rf"(?:st|nd|rd|th|er|[.º°]|-?(?:го|е|й))?{SPACE}"
_OF = rf"(?:(?:of|de|del|di|the){SPACE}|d['’])?"
_ALONE = r"(?<![\w.,:/$€£])(?<![^\W\d_][-–—])(?<!\d{4}[-–—])"
NUMERIC = expression(
    r"(?<![\w.,:/№#-])(?:(?P<day>\d\d?)(?P<mark>[./])(?P<month>\d\d?)(?P=mark)(?P<year>(?:19|20)\d\d)"
    r"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d))(?![\w/-]|[.,:]\d)"
)

# Languages that write months with a capital and shorten them, and their months that are other words when written small.
_SHORTENED = ("de", "en")
_WORDS_TOO = {"en": ("may", "march"), "tr": ("ocak", "mart", "ekim", "kasım", "aralık")}

# Other cases and shorter forms of the weekdays, from Sunday.
_WEEKDAYS = {
    "pl": "niedzieli|niedzielę poniedziałku wtorku środy|środę czwartku piątku soboty|sobotę",
    "pt": "domingo segunda terça quarta quinta sexta sábado",
    "ru": "воскресенья понедельника вторника среды|среду четверга пятницы|пятницу субботы|субботу",
    "uk": "неділі|неділю понеділка вівторка середи|середу четверга пʼятниці|пʼятницю суботи|суботу",
}

# What stands before a year and before an hour in English.
LEADS_TO_YEAR = expression(
    rf"(?:\b(?:in|on|from|since|until|till|to|by|of|for|during|before|after|within|through|between|and|end|dated){SPACE}"
    rf"|{MONTH},?{SPACE}(?:\d\d?(?:st|nd|rd|th)?,?{SPACE})?|\d\d?[./]\d\d?[./]|\()$",
    re.IGNORECASE,
)
LEADS_TO_HOUR = expression(
    rf"(?:\b(?:at|by|until|till|from|to|since|around|about|before|after|between|and){SPACE}|\d{SPACE}?[-–—]{SPACE}?)$",
    re.IGNORECASE,
)


class Date(NamedTuple):
    """A date in a text. `year` is 0 where none is named; day and month are as the text says, possible or not."""

    start: int
    end: int
    year: int
    month: int
    day: int

    def exists(self) -> bool:
        """Whether there is such a day, in either calendar while both were in use."""
        julian = self.year < 1924 and self.year % 4 == 0
        try:
            datetime.date(2000 if julian else self.year, self.month, self.day)
        except ValueError:
            return False
        return True


@cache
def months(code: str) -> Mapping[str, int]:
    """The written forms of the months, 1 to 12, as they stand in a date."""
    code, names = code.partition("-")[0], language(code).months
    forms = _forms(names, code)
    if code in _SHORTENED:
        forms |= {name.rstrip(".") + dot: number for number, name in enumerate(names.short) for dot in (".", "")}
    return {form: number + 1 for form, number in forms.items()}


@cache
def weekdays(code: str) -> Mapping[str, int]:
    """The written forms of the weekdays, Monday is 0 and Sunday 6."""
    code, names = code.partition("-")[0], language(code).weekdays
    forms = _forms(names, code)
    for number, more in enumerate(_WEEKDAYS.get(code, "").split()):
        forms |= {form: number for name in more.split("|") for form in (name, name.capitalize())}
    forms |= {form.replace("ʼ", mark): number for form, number in forms.items() for mark in "'’"}
    return {form: (number - 1) % 7 for form, number in forms.items()}


def _forms(names: Names, code: str) -> dict[str, int]:
    small = _WORDS_TOO.get(code, ())
    return {
        form: number
        for row in (names.wide, names.alone)
        for number, name in enumerate(row)
        for form in (name, name.capitalize(), name.lower())
        if form not in small
    }


def either(forms: Mapping[str, int]) -> str:
    """An expression for any of the forms as a whole word."""
    return rf"(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})(?!\w)"


@cache
def _written(code: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(compiled, expressions(code)))


def expressions(code: str, number: str = ANY_DAY, years: str = "?") -> list[str]:
    """What the dates look like that name the month, those whose day is such a number and that have so many years."""
    month = rf"(?P<month>{either(months(code))})"
    expressions = [rf"{_ALONE}(?P<day>{number}){_AFTER_DAY}{_OF}{month}(?:,?{SPACE}{_OF}{_YEAR}){years}"]
    if code.partition("-")[0] == "en":
        day = rf"(?P<day>{number})(?:st|nd|rd|th)?(?!\w|[.,:]\d)"
        expressions.append(rf"\b{month}{SPACE}(?:the{SPACE})?{day}(?:,?{SPACE}(?:of{SPACE})?{_YEAR}){years}")
    return expressions


def dates(text: str, code: str) -> Iterator[Date]:
    """The dates in a text that say at least day and month."""
    names = months(code)
    for pattern in _written(code):
        for match in pattern.finditer(text):
            yield Date(*match.span(), int(match["year"] or 0), names[match["month"]], int(match["day"]))
    for match in NUMERIC.finditer(text):
        if date := _numeric(match, code.partition("-")[0]):
            yield date


def _numeric(match: re.Match[str], code: str) -> Date | None:
    if match["iso"]:
        return Date(*match.span(), *map(int, match["iso"].split("-")))
    first, second, year = int(match["day"]), int(match["month"]), int(match["year"])
    if second > 12 >= first:
        return Date(*match.span(), year, first, second)
    if match["mark"] == "/" and code == "en" and second < 13 > first:
        return None
    return Date(*match.span(), year, second, first)
