"""Reading and writing files: one module a format, each with `read` and `rewrite`; the table says which a path has."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import PurePath
from typing import Literal, NamedTuple, Protocol, cast

from mtqa.segment import Document, Edit

PLAIN = "text"
XLIFF = dict.fromkeys((".xlf", ".xliff", ".mqxliff", ".mxliff", ".sdlxliff", ".txlf"), "xliff")
TABLES = dict.fromkeys((".tsv", ".tab", ".csv"), "table")
PAGES = dict.fromkeys((".html", ".htm", ".xhtml"), "html")
MARKDOWN = dict.fromkeys((".md", ".markdown", ".mdx"), "markdown")
LINES = dict.fromkeys((".jsonl", ".ndjson"), "jsonl")
FORMATS = {
    ".txt": PLAIN,
    ".text": PLAIN,
    **PAGES,
    **MARKDOWN,
    **XLIFF,
    ".po": "po",
    ".pot": "po",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".tmx": "tmx",
    **TABLES,
    **LINES,
    ".parquet": "parquet",
    ".docx": "docx",
}


class Columns(NamedTuple):
    """What the columns or fields of a file of data are called; “” is the name of the same word, if the file has it.

    Where all are numbers, from 1, the file has no header. Rows that follow each other with the same `doc` are a text;
    where there is no such column, all rows are one.
    """

    target: str = ""
    source: str = ""
    id: str = ""
    doc: str = ""


class Options(NamedTuple):
    """How a file is to be read; a format takes what concerns it.

    The languages hold for segments to which the file gives none; where they are empty too, the text is asked.
    `segments` says what a segment of plain text is; “auto” looks at the text.
    """

    target_lang: str = ""
    source_lang: str = ""
    segments: Literal["auto", "line", "paragraph"] = "auto"
    columns: Columns = Columns()


DEFAULTS = Options()


class Format(Protocol):
    """What a module of this folder holds."""

    def read(self, data: bytes, path: str, options: Options) -> Document:
        """The document that a file holds. Raises CannotRun, naming no path, where it cannot be read."""

    def rewrite(self, document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
        """The file with the edits made, by index of the segment, and nothing else changed.

        Raises CannotRun, naming no path, where the file cannot hold what an edit puts in.
        """


def name_of(path: str) -> str:
    """What the format of a file is called, by its suffix."""
    return FORMATS.get(PurePath(path).suffix.lower(), PLAIN)


def of(path: str) -> Format:
    """The format of a file by its suffix; what is not known is plain text."""
    return cast(Format, import_module(f"{__name__}.{name_of(path)}"))


def read(data: bytes, path: str = "", options: Options = DEFAULTS) -> Document:
    """The document that a file holds. Raises CannotRun, naming no path, where it cannot be read."""
    return of(path).read(data, path, options)


def rewrite(document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """A document's file with the edits made, by index of the segment, and nothing else changed."""
    return of(document.path).rewrite(document, edits)
