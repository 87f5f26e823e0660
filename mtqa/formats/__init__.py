"""Formats: one file a format, each with `read`, and the writing back of edits that all of them share."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType

from mtqa.formats import text
from mtqa.segment import Document, Edit

Read = Callable[[str, str, tuple[str, str], str, str], Document]

READERS: Mapping[str, Read] = MappingProxyType({".txt": text.read, ".text": text.read})


def read(content: str, path: str, languages: tuple[str, str], source: str = "", shape: str = "auto") -> Document:
    """The document in a file's text, by the suffix of its path; plain text where that says nothing.

    `languages` are those of target and source, `source` is the text of the source where it stands in another file, and
    `shape` says how plain text is cut: auto, line or paragraph. Raises CannotRun where text and source do not pair.
    """
    reader = READERS.get(PurePath(path).suffix.lower(), text.read)
    return reader(content, path, languages, source, shape)


def rewrite(document: Document, edits: Mapping[int, Sequence[Edit]]) -> str:
    """The file's text with these edits of its segments' targets made, by index, and nothing else changed."""
    pieces, here = list[str](), 0
    for number, segment in enumerate(document.segments):
        for start, end, new, _ in edits.get(number, ()):
            first, last = segment.span(start, end)
            pieces += document.content[here:first], new
            here = last
    return "".join([*pieces, document.content[here:]])
