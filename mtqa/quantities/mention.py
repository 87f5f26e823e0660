"""What reading a text gives: its numbers and dates, with every reading that the writing allows."""

from collections.abc import Hashable
from typing import NamedTuple

from mtqa.quantities.words import Unit


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


def clock(minutes: float) -> tuple[str, int]:
    return "clock", int(minutes) % 1440


def hands(minutes: float) -> tuple[tuple[str, int], tuple[str, int]]:
    """What a clock without the half of the day says."""
    return clock(minutes), clock(minutes + 720)


def instead(number: float) -> tuple[str, float]:
    """A reading that only a bare number can share: the hour of a time of the day, the per cent of “twice”."""
    return "instead", number


def day(number: int, month: int) -> tuple[str, int, int]:
    return "day", number, month


def month(number: int) -> tuple[str, int]:
    return "month", number


def weekday(number: int) -> tuple[str, int]:
    return "weekday", number


def century(number: float) -> tuple[str, int]:
    return "century", int(number)
