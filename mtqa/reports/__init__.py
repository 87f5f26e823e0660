"""Reports: one file a format, each a function `write(results, out, gate)` over a stream of checked documents."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TextIO

from mtqa.gate import Gate
from mtqa.segment import Checked

Report = Callable[[Iterable[Checked], TextIO, Gate], None]

NAMES = (
    "full",
    "concise",
    "jsonl",
    "json",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "markdown",
    "mqm",
    "pearmut",
    "xliff",
    "html",
)


def report(name: str) -> Report:
    """The report of this name, which must be one of NAMES."""
    write: Report = import_module(f"{__name__}.{name}").write
    return write
