"""What stops a run, told to the user in one line."""

import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

MOST, LONGEST = 12, 200
# What the exit code of a command says.
PASSED, FAILED, BROKEN, INTERRUPTED = 0, 1, 2, 130


class CannotRun(Exception):
    """Bad input or settings: one line that names the place and the remedy, whatever it quotes."""

    def __str__(self) -> str:
        return " ".join(super().__str__().splitlines())


class NoText(CannotRun):
    """A file of data in which nothing is called a text: an error where the file was named, else not our affair."""


class OnLine(CannotRun):
    """Something is wrong on a line of what was read: what is said before and after its number."""

    def __init__(self, before: str, line: int, after: str = "") -> None:
        super().__init__(before, line, after)

    def __str__(self) -> str:
        before, line, after = self.args
        return " ".join(f"{before} on line {line}{after}".splitlines())

    def moved(self, lines: int) -> "OnLine":
        """The same, so many lines further down."""
        before, line, after = self.args
        return OnLine(before, line + lines, after)


class NotSpoken(CannotRun):
    """A model does not know the languages of a text; it may know those of another."""


class Interrupted(CannotRun):
    """The user stopped the run: what was done by then is told."""


class RuleFailed(CannotRun):
    """A rule raised: its id, and what is told of it."""

    def __init__(self, rule: str, told: str) -> None:
        super().__init__(rule, told)
        self.rule = rule

    def __str__(self) -> str:
        return str(self.args[1])


def internal(place: str, stage: str, error: Exception) -> str:
    """One line on a fault of our own: where it came to light, and where in the code it arose."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    what = one_line(f"{type(error).__name__}: {error}")
    code = f"{Path(frame.filename).name}:{frame.lineno}"
    return f"{place}: internal error in {stage}: {what} ({code}); please report it, with the text if you may"


def one_line(said: object) -> str:
    """The beginning of what a library or a program said, on one line."""
    return " ".join(str(said).split())[:LONGEST]


def told(what: str) -> None:
    """Tell on standard error, in one line in which nothing acts on a terminal."""
    from mtqa.reports.terminal import visible  # noqa: PLC0415 – most runs tell nothing

    print(f"mtqa: {visible(what)}", file=sys.stderr)


@contextmanager
def guarded(place: str, stage: str) -> Iterator[None]:
    """Raises CannotRun for what nobody expected; what can be told in one line, and streams that break, go by."""
    try:
        yield
    except (CannotRun, OSError):
        raise
    except Exception as error:
        raise CannotRun(internal(place, stage, error)) from error


def unknown(kind: str, name: str, known: Iterable[str], place: str = "") -> CannotRun:
    """The refusal of a name that is not known, with the nearest one that is."""
    from difflib import get_close_matches  # noqa: PLC0415 – most runs name nothing wrong

    names = sorted(known)
    near = get_close_matches(name, names, 1)
    advice = f"did you mean {near[0]!r}?" if near else f"known are {shown(names)}"
    return CannotRun(f"{place}{': ' if place else ''}unknown {kind} {name!r}; {advice}")


def shown(names: Sequence[str]) -> str:
    """The names, or the first of many."""
    return ", ".join([*names[:MOST], "…"] if len(names) > MOST else names)
