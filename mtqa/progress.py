"""How far a run is: one line on standard error, for a person who waits at a terminal."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from threading import Event, Lock, Thread
from types import TracebackType
from typing import TYPE_CHECKING, TextIO, TypeVar

from mtqa.reports.terminal import visible

if TYPE_CHECKING:
    from rich.console import Console

Tell = Callable[[str, int, int], None]
"""Takes what is at work, how many are done, and of how many; of a name that is empty nothing is shown."""

PATIENCE, PAUSE = 0.5, 0.1
BAR = 20
Item = TypeVar("Item")


def untold(_what: str, _done: int, _of: int) -> None:
    """Tells nobody."""


def is_watched(out: TextIO | None) -> bool:
    """Whether a person can see a line come and go there."""
    return out is not None and out.isatty() and os.environ.get("TERM", "").lower() not in ("dumb", "unknown")


class Progress(AbstractContextManager["Progress"]):
    """A Tell that shows on a terminal what it was told last, as long as the run is `waiting` for something.

    A thread draws the line, after PATIENCE seconds first and every PAUSE seconds then, so that short runs show none.
    """

    def __init__(self, out: TextIO | None, patience: float = PATIENCE) -> None:
        self._out, self._patience = out, patience
        self._told, self._waits, self._is_drawn = ("", 0, 0), False, False
        self._ended, self._lock = Event(), Lock()
        self._thread = Thread(target=self._draw, daemon=True) if is_watched(out) else None

    def __call__(self, what: str, done: int, of: int) -> None:
        self._told = what, done, of

    def __enter__(self) -> "Progress":
        if self._thread:
            self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._rest()
        if self._thread:
            self._thread.join()

    def waiting(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items; while one is used, which may print something, the line is gone."""
        self._waits = True
        for item in items:
            self._rest()
            yield item
            self._waits = True
        self._rest()

    def _rest(self) -> None:
        with self._lock:
            self._waits = False
            if self._is_drawn and self._out:
                self._out.write("\r\x1b[2K")
                self._out.flush()
                self._is_drawn = False

    def _draw(self) -> None:
        if self._ended.wait(self._patience):
            return
        from rich.console import Console  # noqa: PLC0415 – short runs do without

        console = Console(file=self._out, force_terminal=True, legacy_windows=False)
        while not self._ended.is_set():
            with self._lock:
                if self._waits and self._told[0]:
                    _print(console, *self._told)
                    self._is_drawn = True
            self._ended.wait(PAUSE)


def _print(console: "Console", what: str, done: int, of: int) -> None:
    """Write the line over the one that stands there, no wider than the terminal."""
    from rich.progress_bar import ProgressBar  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    count = f"{done:,} of {of:,}"
    name = Text(visible(what))
    name.truncate(max(1, console.width - BAR - len(count) - 3), overflow="ellipsis")
    line = Table.grid(padding=(0, 1))
    line.add_row(ProgressBar(of, done, BAR, pulse=not done), count, name)
    with console.capture() as drawn:
        console.print(line, end="")
    console.file.write("\r\x1b[2K" + drawn.get().rstrip("\n"))
    console.file.flush()
