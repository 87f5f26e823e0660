"""What a language does with quote marks, numbers and dates: data from CLDR, and tables of our own beside it."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple


class Names(NamedTuple):
    """Months from January or weekdays from Sunday: as they stand in a date, alone, and shortened."""

    wide: tuple[str, ...]
    alone: tuple[str, ...]
    short: tuple[str, ...]


class Language(NamedTuple):
    """Conventions of one language. `quotes` are outer opening and closing, inner opening and closing."""

    code: str
    quotes: tuple[str, str, str, str]
    decimal: str
    group: str
    percent: str
    months: Names
    weekdays: Names


@cache
def _cldr() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(Path(__file__).with_name("cldr.json").read_text("utf8"))["languages"]
    return table


def known() -> frozenset[str]:
    """The codes of the languages that have data."""
    return frozenset(_cldr())


@cache
def language(code: str) -> Language:
    """The conventions of a language; those of English for one that has no data."""
    row = _cldr().get(code.partition("-")[0]) or _cldr()["en"]
    names = {kind: Names(*(tuple(row[kind][form]) for form in Names._fields)) for kind in ("months", "weekdays")}
    return Language(code, tuple(row["quotes"]), row["decimal"], row["group"], row["percent"], **names)
