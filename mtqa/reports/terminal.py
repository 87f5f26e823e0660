"""Text of others on a terminal: nothing in it may move the cursor, and columns have to line up."""

import os
from typing import TextIO

from mtqa.expressions import expression

# Controls, lone surrogates, and what cannot be seen or turns the direction of writing.
_UNSEEN = expression(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
# Letters and marks of Europe, all of one cell; for others the tables of a library are loaded.
_NARROW = expression(r"[ -~\u00a0-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e]*")
_COLORS = {"error": "31", "warning": "33", "note": "36", "bold": "1", "dim": "2", "fix": "32"}


def visible(text: str) -> str:
    """The text with every character that would act on a terminal, or not be seen, written as its code point."""
    return _UNSEEN.sub(lambda match: " " if match[0] in "\t\r\n" else f"<U+{ord(match[0]):04X}>", text)


def printable(path: str) -> str:
    """The path, visible, and not to be taken for a command of a CI service at the start of a line."""
    return f"./{visible(path)}" if path.startswith(("::", "##")) else visible(path)


def width(text: str) -> int:
    """The terminal cells that visible text takes: combining marks none, wide characters two."""
    if _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth  # noqa: PLC0415

    return max(0, wcswidth(text))


def is_colored(out: TextIO) -> bool:
    """Whether colours are wanted: on a terminal, never with NO_COLOR, always with FORCE_COLOR."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (out.isatty() and os.environ.get("TERM") != "dumb")


def paint(text: str, color: str, *, colored: bool) -> str:
    return f"\033[{_COLORS[color]}m{text}\033[0m" if colored else text
