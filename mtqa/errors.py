"""What stops a run, told to the user in one line."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

MOST = 12


class CannotRun(Exception):
    """Bad input or settings: one line that names the place and the remedy."""


class NoText(CannotRun):
    """A file of data in which nothing is called a text: an error where the file was named, else not our affair."""


class Interrupted(CannotRun):
    """The user stopped the run: what was done by then is told."""


def unknown(kind: str, name: str, known: Iterable[str], place: str = "") -> CannotRun:
    """The refusal of a name that is not known, with the nearest one that is."""
    names = sorted(known)
    near = get_close_matches(name, names, 1)
    advice = f"did you mean {near[0]!r}?" if near else f"known are {shown(names)}"
    return CannotRun(f"{place}{': ' if place else ''}unknown {kind} {name!r}; {advice}")


def shown(names: Sequence[str]) -> str:
    """The names, or the first of many."""
    return ", ".join([*names[:MOST], "…"] if len(names) > MOST else names)
