"""Regular expressions that are compiled when they are first used: of the hundreds there are, a text needs few."""

import re
from typing import Any, cast

from mtqa.compiled import store

_OF_COMPILED = [
    "search",
    "match",
    "fullmatch",
    "finditer",
    "findall",
    "split",
    "sub",
    "subn",
    "flags",
    "groups",
    "groupindex",
]


class _Late:
    """Has nothing but its pattern until it is asked for more, and then all that a compiled expression has."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._given = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _OF_COMPILED:
            raise AttributeError(name)
        made = compiled(self.pattern, self._given)
        self.__dict__.update({each: getattr(made, each) for each in _OF_COMPILED})
        return getattr(made, name)


def expression(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` returns, without the time that it takes; one that is wrong is told when it is used."""
    return cast(re.Pattern[str], _Late(pattern, flags))


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` returns, which is kept for the next run."""
    return store().compiled(pattern, flags)
