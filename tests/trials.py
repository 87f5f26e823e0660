"""Reports and settings tried with anything: what has to hold of them."""

import tomllib
from io import StringIO
from pathlib import Path

from mtqa import reports
from mtqa.checker import Checker
from mtqa.config import nearest
from mtqa.errors import CannotRun
from mtqa.gate import Gate
from mtqa.segment import Checked, Document
from tests.hostile import one_line


def write_all(document: Document, checker: Checker) -> None:
    """Every report on what is found in the document; it may refuse in one line, and writes what can be encoded."""
    checked = Checked(document, checker.check(document))
    for name in reports.NAMES:
        out = StringIO()
        try:
            reports.report(name)([checked], out, Gate())
        except CannotRun as error:
            one_line(error)
        out.getvalue().encode("utf8", "backslashreplace")


def configure(text: str, folder: Path) -> None:
    """Settings of this text are used, and shown as what can be read again, or are refused in one line."""
    (folder / "mtqa.toml").write_text(text, "utf8")
    nearest.cache_clear()
    try:
        config = nearest(folder)
        config.checker  # noqa: B018 – made when it is asked for
    except CannotRun as error:
        one_line(error)
    else:
        tomllib.loads(config.as_toml())
