"""Patterns of paths in the settings: “articles/*.en.txt”, and what stands for its stars in another path."""

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase, translate
from functools import cache
from typing import TypeVar

Value = TypeVar("Value")


def first_matching(name: str, table: Mapping[str, Value]) -> tuple[str, Value] | None:
    """The first pattern of the table that matches the path, and what it says."""
    return next(((pattern, value) for pattern, value in table.items() if fnmatchcase(name, pattern)), None)


def counterpart(name: str, pattern: str, other: str) -> str:
    """The path that `other` stands for: its stars are what those of `pattern` are in the path, which it matches."""
    found = _with_groups(pattern).fullmatch(name)
    stars = iter(found.groups() if found else ())
    return re.sub(r"\*+", lambda star: next(stars, star[0]), other)


@cache
def _with_groups(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\*+)", pattern)
    return re.compile("".join("(.*)" if part.startswith("*") else translate(part)[4:-3] for part in parts), re.DOTALL)
