"""What stops a run, told to the user in one line."""

from collections.abc import Iterable
from difflib import get_close_matches


class CannotRun(Exception):
    """Bad input or settings: one line that names the place and the remedy."""


def unknown(kind: str, name: str, known: Iterable[str], place: str = "") -> CannotRun:
    """The refusal of a name that is not known, with the nearest one that is."""
    near = get_close_matches(name, known, 1)
    advice = f"did you mean {near[0]!r}?" if near else "known are " + ", ".join(sorted(known))
    return CannotRun(f"{place}{': ' if place else ''}unknown {kind} {name!r}; {advice}")
