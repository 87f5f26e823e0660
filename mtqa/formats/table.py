"""Tables of text: TSV and CSV, a row a segment.

A cell of CSV that starts with a quote mark is quoted, and marks inside it are doubled. TSV has no such custom: it is
read so only where every cell that starts with a mark ends with one, and the whole header is quoted, or some cell could
not have been written otherwise and the lines have not as many cells each without it. What parts the cells of CSV
(comma, semicolon, tab, bar) is what parts its header into most.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import PurePath
from typing import IO, NamedTuple

from mtqa.errors import CannotRun, OnLine
from mtqa.expressions import compiled, expression
from mtqa.formats import DEFAULTS, Options
from mtqa.formats.columns import Chosen, are_numbers, chosen
from mtqa.formats.encoding import decode, written
from mtqa.formats.ranges import beginning, between_texts, decoded, last_line_end, stretches
from mtqa.formats.rewriting import edited
from mtqa.formats.rows import NOWHERE, languages, rows
from mtqa.segment import Anchors, Document, Edit, Segment

SEPARATORS = ",;\t|"
_FILLED = expression(r"[^\r\n]")
_LINE_END = expression(r"\r\n?|\n")
# A row: where its cells start, and last, one more than where the last cell ends.
_Row = Sequence[int]


class Dialect(NamedTuple):
    """What parts the cells, whether a quote mark at the start of one quotes it, and does so where it need not."""

    separator: str
    quotes: bool = True
    freely: bool = True

    def rows(self, content: str) -> Iterator[_Row]:
        """The rows but for empty lines. Raises CannotRun, naming the line, where a quoted cell does not end."""
        at, cell = 0, _cell(self.separator)
        while filled := _FILLED.search(content, at):
            at = filled.start()
            end = _line_end(content, at)
            if not self.quotes or content.find('"', at, end) < 0:
                row = self._plain(content[at:end], at)
            else:
                row = _quoted(content, at, cell)
            yield row
            at = row[-1] - 1

    def _plain(self, line: str, at: int) -> _Row:
        starts = [at]
        for text in line.split(self.separator):
            at += len(text) + 1
            starts.append(at)
        return starts

    def marked(self, data: bytes) -> bytes:
        """The bytes from the start of a row on, with quoted cells made quote marks: what ends a line, ends a row."""
        quoted = rb'"(?<![^%b\r\n]")(?:[^"]++|"")*+"?' % self.separator.encode()
        return re.sub(quoted, lambda cell: b'"' * len(cell[0]), data) if self.quotes else data

    def text(self, cell: str) -> str:
        """What a cell says."""
        return cell[1:-1].replace('""', '"') if self.quotes and cell.startswith('"') else cell

    def cell(self, text: str, before: str) -> str:
        """The cell that says this, in place of the one before. Raises CannotRun where it cannot be said.

        Where quotes tell how the file is to be read, the cell loses those that it does not need any more.
        """
        parted = re.search(f"[{self.separator}\r\n]", text)
        if not self.quotes:
            if parted:
                raise CannotRun("a cell of it cannot hold a tab or a line break, since nothing in it is quoted")
            return text
        quoted = before.startswith('"')
        needed = parted or text.startswith('"') or ('"' in text and (quoted or '"' not in before))
        return '"' + text.replace('"', '""') + '"' if needed or (quoted and self.freely) else text


def read(data: bytes, path: str = "", options: Options = DEFAULTS) -> Document:
    """The rows of a file, but for empty lines."""
    text = decoded(data, options.range)
    content, told = text.text, options.range and options.range.dialect
    dialect = Dialect(*told) if told else _dialect(content, path)
    lines = dialect.rows(content)
    header = next(lines, None)
    if header is None:
        return Document([], path, content, data, text.notice)
    wanted = chosen(options.columns, _titles(content, dialect))
    if are_numbers(options.columns):
        lines = dialect.rows(content)
    spans, starts = _spans(content, lines, wanted, len(header))
    segments = rows(spans, partial(_read, content, dialect), options)
    return Document(segments, path, content, data, text.notice, starts=starts)


def ranges(file: IO[bytes], path: str, options: Options, size: int) -> Iterator[Options]:
    """How to read each range of a file; no text is cut but one that is longer than a range."""
    guess = _dialect(decode(beginning(file, last_line_end)).text, path) if _is_csv(path) else Dialect("\t")
    beginning_rows = beginning(file, lambda data: last_line_end(guess.marked(data)))
    document, codec = read(beginning_rows, path, options), decode(beginning_rows).codec
    dialect = _dialect(document.content, path)
    header = b"" if are_numbers(options.columns) else _header(beginning_rows, dialect)
    known, sources = languages(len(document.segments), document.segments.__getitem__, options)
    column = chosen(options.columns, _titles(document.content, dialect)).doc

    def end(data: bytes) -> int:
        marked = dialect.marked(data)
        if column is None:
            return last_line_end(marked)
        return between_texts(data, marked, partial(_text_of, column=column, dialect=dialect, codec=codec))

    def count(data: bytes) -> int:
        return sum(map(bool, dialect.marked(data).splitlines()))

    for stretch in stretches(file, end, count, size):
        head, row = (header, stretch.row - bool(header)) if stretch.line else (b"", 0)
        told = stretch._replace(row=row, codec=codec, head=head, dialect=dialect, sources=sources)
        yield known._replace(range=told)


def _header(data: bytes, dialect: Dialect) -> bytes:
    """The first row, with its line end."""
    first = len(data) - len(data.lstrip(b"\r\n"))
    end = re.compile(rb"\r\n?|\n|\Z").search(dialect.marked(data), first)
    return data[first : end.end() if end else None]


def _titles(content: str, dialect: Dialect) -> list[str]:
    return [dialect.text(cell) for cell in _cells(content, next(dialect.rows(content), ()))]


def _text_of(record: bytes, column: int, dialect: Dialect, codec: str) -> str | None:
    """What text a row is of, None where it is none."""
    content = record.decode(codec, "replace")
    try:
        cells = _cells(content, next(dialect.rows(content), ()))
    except CannotRun:
        return None
    return cells[column] if column < len(cells) else None


def cells(data: bytes, path: str) -> Iterator[tuple[int, list[str]]]:
    """What the cells of each row say, with the line that it starts on."""
    content = decode(data).text
    dialect = _dialect(content, path)
    line, last = 1, 0
    for row in dialect.rows(content):
        line += len(_LINE_END.findall(content, last, row[0]))
        last = row[0]
        yield line, [dialect.text(cell) for cell in _cells(content, row)]


def rewrite(document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """The file with the cells written anew that are edited; what is not edited in them comes out as it was."""
    content, here, parts = document.content, 0, list[str]()
    dialect = _dialect(content, document.path)
    for number in sorted(edits):
        start, end = _place(content, dialect, document.segments[number])
        text = edited(document.segments[number].target, edits[number])
        parts += content[here:start], dialect.cell(text, content[start:end])
        here = end
    return written(document.data, "".join([*parts, content[here:]]))


def _place(content: str, dialect: Dialect, segment: Segment) -> tuple[int, int]:
    """Where the cell stands, with its quotes."""
    start, end = segment.span(0, 0)[0], segment.span(0, len(segment.target))[1]
    quoted = dialect.quotes and content[start - 1 : start] == '"'
    return start - quoted, end + quoted


def _dialect(content: str, path: str) -> Dialect:
    if not _is_csv(path):
        return _tabbed(content)
    return max(map(Dialect, SEPARATORS), key=lambda dialect: _width(dialect, content))


def _is_csv(path: str) -> bool:
    return PurePath(path).suffix.lower() == ".csv"


def _width(dialect: Dialect, content: str) -> int:
    """How many cells the header has, if this is how it is to be read."""
    try:
        return len(next(dialect.rows(content), ()))
    except CannotRun:
        return 0


def _tabbed(content: str) -> Dialect:
    """How a file of TSV is to be read, by what is in it."""
    quoting, plain = Dialect("\t"), Dialect("\t", quotes=False)
    if not re.search(r'(?:^|[\t\r\n])"', content):
        return plain
    header = next(plain.rows(content), ())
    freely = all(cell.startswith('"') for cell in _cells(content, header))
    try:
        widths = Counter(map(len, quoting.rows(content)))
    except CannotRun:
        return plain
    lines = Counter(map(len, plain.rows(content)))
    if not freely and len(lines) == 1 and (len(widths) > 1 or widths.total() < lines.total()):
        return plain
    cells = (cell for row in quoting.rows(content) for cell in _cells(content, row))
    needed = any(cell.startswith('"') and re.search('[\t\r\n"]', cell[1:-1]) for cell in cells)
    return Dialect("\t", freely or needed, freely)


def _line_end(content: str, at: int) -> int:
    match = _LINE_END.search(content, at)
    return match.start() if match else len(content)


def _quoted(content: str, at: int, cell: re.Pattern[str]) -> _Row:
    """The row that starts here, some cells of which may be quoted."""
    starts = [at]
    while True:
        match = cell.match(content, at)
        if not match:
            line = len(_LINE_END.findall(content, 0, at)) + 1
            raise OnLine("has a cell", line, " that starts with a quote mark but does not end with one")
        starts.append(match.end() + 1)
        at = match.end() + 1
        if at > len(content) or content[at - 1] in "\r\n":
            return starts


def _cell(separator: str) -> re.Pattern[str]:
    return compiled(rf'"(?:[^"]++|"")*+"(?=[{separator}\r\n]|\Z)|(?!")[^{separator}\r\n]*+')


def _cells(content: str, row: _Row) -> list[str]:
    return [content[start : end - 1] for start, end in pairwise(row)]


def _spans(content: str, lines: Iterable[_Row], wanted: Chosen, width: int) -> tuple["array[int]", "array[int]"]:
    """Where the target, the source and the id of each row stand, and which rows begin a text."""
    spans, starts, doc = array("q"), array("q"), None
    last = max(column + 1 for column in wanted if column is not None)
    for at, row in enumerate(lines):
        if len(row) <= last or (len(row) > width and content[row[width - 1] : row[-1] - 1].strip(SEPARATORS)):
            line = len(_LINE_END.findall(content, 0, row[0])) + 1
            what = "too few cells" if len(row) < width else "too many cells"
            raise OnLine(f"has {what}", line, f": {len(row) - 1}, and {width - 1} in its first; mend that line")
        for column in (wanted.target, wanted.source, wanted.id):
            spans.append(NOWHERE if column is None else row[column])
            spans.append(NOWHERE if column is None else row[column + 1] - 1)
        if wanted.doc is not None:
            before, doc = doc, content[row[wanted.doc] : row[wanted.doc + 1] - 1]
            if doc != before:
                starts.append(at)
    return spans, starts


def _read(content: str, dialect: Dialect, start: int, end: int) -> tuple[str, Anchors]:
    """What a cell says, and its anchors."""
    cell = content[start:end]
    if not dialect.quotes or not cell.startswith('"'):
        return cell, ((0, start),)
    doubled = (match.end() for match in re.finditer('""', cell[1:-1]))
    anchors = ((place - number, start + 1 + place) for number, place in enumerate(doubled, 1))
    return dialect.text(cell), ((0, start + 1), *anchors)
