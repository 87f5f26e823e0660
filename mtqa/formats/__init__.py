"""Reading and writing files: one module a format, each with `read` and `rewrite`; the table says which a path has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import PurePath
from typing import IO, Literal, NamedTuple, Protocol, cast

from mtqa.errors import OnLine
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
BY_LINES, BY_ROWS = ("jsonl", "table", "tmx", PLAIN), ("parquet",)


class Columns(NamedTuple):
    """What the columns or fields of a file of data are called; “” is the name of the same word, if the file has it.

    Where all are numbers, from 1, the file has no header. Rows that follow each other with the same `doc` are a text;
    where there is no such column, all rows are one.
    """

    target: str = ""
    source: str = ""
    id: str = ""
    doc: str = ""


class Range(NamedTuple):
    """A stretch of a file from one end of a record to another, and how many lines and rows stand before it.

    `codec` is the encoding of the file. `head` is the row that names its columns, where the stretch lacks it, and
    `dialect` how its cells are written; `sources` are the languages of its sources. `rows` is how many rows it has,
    where these say what it is, and start and end only about where.
    """

    start: int
    end: int
    line: int = 0
    row: int = 0
    codec: str = ""
    head: bytes = b""
    dialect: tuple[str, bool, bool] | None = None
    sources: tuple[str, ...] = ()
    rows: int = 0

    @property
    def before(self) -> int:
        """How many lines stand in the file before what is read, which is the head and the stretch."""
        return self.line - len(self.head.splitlines())


class Options(NamedTuple):
    """How a file is to be read; a format takes what concerns it.

    The languages hold for segments to which the file gives none; where they are empty too, the text is asked.
    `segments` says what a segment of plain text is; “auto” looks at the text. `range` says that only a range of the
    file is read, with the languages that hold for all of it.
    """

    target_lang: str = ""
    source_lang: str = ""
    segments: Literal["auto", "line", "paragraph"] = "auto"
    columns: Columns = Columns()
    range: Range | None = None


DEFAULTS = Options()


class Format(Protocol):
    """What a module of this folder holds."""

    def read(self, data: bytes, path: str, options: Options) -> Document:
        """The document that a file holds. Raises CannotRun, naming no path, where it cannot be read."""

    def rewrite(self, document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
        """The file with the edits made, by index of the segment, and nothing else changed.

        Raises CannotRun, naming no path, where the file cannot hold what an edit puts in.
        """


class InRanges(Format, Protocol):
    """A format whose files can be read in ranges."""

    def ranges(self, file: IO[bytes], path: str, options: Options, size: int) -> Iterator[Options]:
        """How to read each range of a file, about so many bytes each. Raises CannotRun, naming no path, where the file
        cannot be read."""


class InRows(InRanges, Protocol):
    """A format of which a range is some rows, and no stretch of bytes."""

    def part(self, file: IO[bytes], options: Options) -> bytes:
        """What `read` takes of a file to read the range of the options."""


def name_of(path: str) -> str:
    """What the format of a file is called, by its suffix."""
    return FORMATS.get(PurePath(path).suffix.lower(), PLAIN)


def of(path: str) -> Format:
    """The format of a file by its suffix; what is not known is plain text."""
    return cast(Format, import_module(f"{__name__}.{name_of(path)}"))


def read(data: bytes, path: str = "", options: Options = DEFAULTS) -> Document:
    """The document that a file holds, or a range of one. Raises CannotRun, naming no path, where it cannot be read."""
    before = options.range.before if options.range else 0
    try:
        document = of(path).read(data, path, options)
    except OnLine as error:
        raise error.moved(before) from None
    return replace(document, first_line=before + 1) if before else document


def in_ranges(file: IO[bytes], path: str, options: Options, size: int) -> Iterator[Options]:
    """How to read each range of a file of one of the formats BY_LINES and BY_ROWS, about so many bytes each.

    Raises CannotRun, naming no path, where the file cannot be read.
    """
    return cast(InRanges, of(path)).ranges(file, path, options, size)


def part(file: IO[bytes], path: str, options: Options) -> bytes:
    """What `read` takes of a file to read the range of the options. Raises CannotRun, naming no path, where it cannot
    be had."""
    stretch = options.range
    assert stretch
    if stretch.rows:
        return cast(InRows, of(path)).part(file, options)
    file.seek(stretch.start)
    return stretch.head + file.read(stretch.end - stretch.start)


def rewrite(document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """A document's file with the edits made, by index of the segment, and nothing else changed."""
    return of(document.path).rewrite(document, edits)
