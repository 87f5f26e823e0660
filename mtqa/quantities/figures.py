"""What figures may stand for: a decimal or thousands in either notation, a time, a date, or several numbers."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.languages import language
from mtqa.quantities.words import whole

LONGEST = 40
_GROUPED = expression(
    r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?|\d{1,3}(?:([.,'’])\d{3})(?:\1\d{3})*(?:[.,]\d+)?"
)
_DECIMAL = expression(r"(\d+)([.,])(\d+)")
CLOCK = expression(r"([01]?\d|2[0-4])(?:([:.])([0-5]\d)(?:\2([0-5]\d))?|-00)")
_DAY_FIRST = expression(r"(\d\d?)([.])(\d\d?)(?:\2(\d{4}|\d\d))?")
_ISO = expression(r"(\d{4})-(\d\d)-(\d\d)")
_SHARE = expression(r"(\d\d?)/(\d\d?)")
_SLASHED = expression(r"(\d\d?)([/-])(\d\d?)\2(\d{4}|\d\d)")
_PIECE = expression(r"\d+")


class Date(NamedTuple):
    """A day of the calendar; `year` is 0 where none is said."""

    day: int
    month: int
    year: int = 0

    def exists(self) -> bool:
        return 1 <= self.month <= 12 and 1 <= self.day <= 31


class Figures(NamedTuple):
    """Readings of what is written in figures: values, minutes of the day, dates, and the numbers it may be made of."""

    values: tuple[float, ...]
    clock: int = -1
    dates: tuple[Date, ...] = ()
    pieces: tuple[tuple[int, int, float], ...] = ()


@lru_cache(1024)
def figures(text: str, code: str) -> Figures:
    """What figures with marks between them may mean in the language, the likeliest first."""
    if text.isdecimal():
        return Figures((int(text),) if len(text) <= LONGEST else ())
    values = dict.fromkeys(_values(text, language(code).decimal)) if len(text) <= LONGEST else {}
    clock = CLOCK.fullmatch(text)
    pieces = tuple(
        (match.start(), match.end(), int(match[0])) for match in _PIECE.finditer(text) if len(match[0]) <= LONGEST
    )
    return Figures(tuple(values), int(clock[1]) * 60 + int(clock[3] or 0) if clock else -1, _dates(text, code), pieces)


def _dates(text: str, code: str) -> tuple[Date, ...]:
    if match := _ISO.fullmatch(text):
        read = [Date(int(match[3]), int(match[2]), int(match[1]))]
    elif match := _SLASHED.fullmatch(text):
        read = [Date(int(match[1]), int(match[3]), _year(match[4]))]
        if code.startswith("en"):
            read.insert(0, Date(int(match[3]), int(match[1]), _year(match[4])))
    elif match := _SHARE.fullmatch(text):
        read = [Date(int(match[2]), int(match[1])), Date(int(match[1]), int(match[2]))]
    elif match := _DAY_FIRST.fullmatch(text):
        read = [Date(int(match[1]), int(match[3]), _year(match[4] or ""))]
    else:
        return ()
    return tuple(dict.fromkeys(date for date in read if date.exists()))


def _year(text: str) -> int:
    if len(text) == 2:
        return 2000 + int(text) if int(text) < 50 else 1900 + int(text)
    return int(text or 0)


def _values(text: str, decimal: str) -> Iterator[float]:
    if share := _SHARE.fullmatch(text):
        if int(share[1]) and int(share[2]):
            yield whole(int(share[1]) / int(share[2]))
        return
    grouped = _number(text, decimal) if _GROUPED.fullmatch(text) else None
    plain = _DECIMAL.fullmatch(text)
    fraction = whole(float(f"{plain[1]}.{plain[3]}")) if plain and plain[3] != "000" else None
    both = (fraction, grouped) if plain and plain[2] == decimal else (grouped, fraction)
    yield from (value for value in both if value is not None)


def _number(text: str, decimal: str) -> float | None:
    """The value where marks part thousands; the last one parts decimals if it is another mark than those before."""
    head, mark, tail = text.rpartition(".") if text.rfind(".") > text.rfind(",") else text.rpartition(",")
    marks = {mark for mark in text if not mark.isdecimal()}
    if mark and (len(marks) > 1 or len(tail) != 3):
        if any(other == mark for other in head):
            return None
        digits = "".join(filter(str.isdecimal, head))
        return whole(float(f"{digits}.{tail}"))
    if text[0] == "0":
        return None
    return int("".join(filter(str.isdecimal, text)))
