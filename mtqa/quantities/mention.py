"""What reading a text gives: its numbers and dates, with every reading that the writing allows."""

from collections.abc import Hashable
from typing import NamedTuple

from mtqa.quantities.items import Item
from mtqa.quantities.words import FIRM, Unit, whole


class Mention(NamedTuple):
    """A number or date in a text. `keys` are its readings, of which two mentions of one thing share one.

    `level` tells how sure a fault is that it has no partner, `amount` its value and `unit` what it counts, `about`
    whether it is said to be rounded, `scale` the last of its words such as “million”; `parts` are what it may be made
    of if it is no one thing; `unit_end` is where the word for the unit ends.
    """

    start: int
    end: int
    keys: tuple[Hashable, ...]
    level: int
    kind: str = "number"
    amount: float | None = None
    unit: Unit | None = None
    about: bool = False
    scale: float = 1
    parts: tuple["Mention", ...] = ()
    unit_end: int = 0


# What a text is made of while it is read: numbers, and the items that are in none.
Node = Mention | Item


def clock(minutes: float) -> tuple[str, int]:
    return "clock", int(minutes) % 1440


def hands(minutes: float) -> tuple[tuple[str, int], tuple[str, int]]:
    """What a clock without the half of the day says."""
    return clock(minutes), clock(minutes + 720)


def instead(number: float) -> tuple[str, float]:
    """A reading that only a bare number can share: the hour of a time of the day, the per cent of “twice”."""
    return "instead", number


def share(number: float) -> tuple[str, float]:
    """A reading that every number but a percentage can share: 0.25 of 25%."""
    return "share", whole(number)


def day(number: int, month: int) -> tuple[str, int, int]:
    return "day", number, month


def month(number: int) -> tuple[str, int]:
    return "month", number


def weekday(number: int) -> tuple[str, int]:
    return "weekday", number


def century(number: float) -> tuple[str, int]:
    return "century", int(number)


def is_year(value: float) -> bool:
    """Whether a number as large as this may be a year."""
    return 1000 <= value <= 2100


def times(value: float) -> tuple[Hashable, ...]:
    """Twice as much may be half as much, 100% more, 50% or a half less; one and a half times may be by half."""
    less = 1 - 1 / value
    others = (1 / value, (value - 1) * 100, value * 100, less, less * 100, *((value - 1,) if value < 2 else ()))
    return whole(value), *(instead(whole(other)) for other in others)


def decade(start: int, end: int, value: float) -> Mention:
    """The 1990s are the nineties, and 1800s may be the nineteenth century."""
    keys: tuple[Hashable, ...] = (
        (value, value % 100) if value >= 100 else (value, 1900 + value, 1800 + value, 2000 + value)
    )
    if value >= 1000 and value % 100 == 0:
        keys = (value, century(value / 100 + 1))
    return Mention(start, end, keys, FIRM, "decade", value)
