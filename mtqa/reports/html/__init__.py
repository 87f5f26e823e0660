"""A page for people: one file that needs no network, is complete without its script, and runs nothing but its own.

Whatever is put into the page passes `inert`, and then the escaping of jinja2.
"""

import os
import re
from base64 import b64encode
from collections.abc import Iterable, Sized
from datetime import UTC, datetime
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from mtqa import __version__
from mtqa.expressions import expression
from mtqa.gate import Gate
from mtqa.reports.html.manual import manuals
from mtqa.reports.html.shelf import direction
from mtqa.reports.html.view import SEVERITIES, View
from mtqa.reports.terminal import visible
from mtqa.segment import Checked

HERE = Path(__file__).parent
# Line ends, controls, what turns the direction of all that follows, and what is no character.
_ACTING = expression("[\n\r]|[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def write(results: Iterable[Checked], out: TextIO, gate: Gate) -> None:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415
    from markupsafe import Markup  # noqa: PLC0415

    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        finalize=inert,
        trim_blocks=True,
        keep_trailing_newline=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"seen": visible, "quoted": _quoted, "size": _size, "direction": direction}
    view = View(results, gate)
    style, script = ((HERE / name).read_text("utf8") for name in ("style.css", "script.js"))
    stream = environment.get_template("report.html.j2").stream(
        view=view,
        manuals=list(manuals(rule for rule, _, _ in view.rules)),
        severities=SEVERITIES,
        version=__version__,
        date=_date(),
        style=Markup(style),
        script=Markup(script),
        hashes={"style": _hash(style), "script": _hash(script)},
    )
    stream.enable_buffering(1_000)
    out.writelines(stream)


def inert(value: object) -> object:
    """The value, if it is text with all that could act on whatever shows it replaced by its code point."""
    if type(value) is not str or not _ACTING.search(value):
        return value
    from markupsafe import Markup, escape  # noqa: PLC0415

    return Markup(_ACTING.sub(_replaced, str(escape(value))))


def _replaced(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};" if match[0] in "\n\r" else f"&lt;U+{ord(match[0]):04X}&gt;"


def _quoted(text: str) -> str:
    """The text for an address, where it is to be what the page shows: a path need not be UTF-8."""
    return quote(unescape(str(inert(text))))


def _size(chunk: Sized) -> str:
    """The class of a chunk of so many rows, rounded up to a power of two: its height until it is laid out."""
    return f"k{1 << (len(chunk) - 1).bit_length()}"


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _date() -> str:
    """The day that SOURCE_DATE_EPOCH gives, if it does: a report of the same text is the same at any time."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    return f"{datetime.fromtimestamp(int(seconds), UTC):%Y-%m-%d}" if seconds.isdecimal() else ""
