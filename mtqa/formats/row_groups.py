"""Ranges of rows of a Parquet file, each read as a small Parquet file of its own."""

from collections.abc import Iterator
from io import BytesIO
from itertools import accumulate, pairwise
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from mtqa.formats import Columns, Options, Range
from mtqa.formats.columnar import Path, limited, listed, opened, parts, wanted

if TYPE_CHECKING:
    import pyarrow.parquet as pq

# To read some rows of a group it is read from its start on, so it makes no more ranges than this.
MOST = 128


class _Group(NamedTuple):
    """A group of rows: the first, the one after the last, and how many a range should have."""

    first: int
    end: int
    stride: int


def stretches(file: IO[bytes], options: Options, size: int) -> Iterator[Range]:
    """The rows of a file in ranges of about so many bytes of text; no text is cut but one that is longer.

    A row is taken to have as many bytes as the first ones have, or as each has of the whole file where that is more.
    Start and end of a range say where it would be if all rows were of one size. Raises CannotRun where the file cannot
    be read.
    """
    held = opened(file)
    columns = wanted(held, options.columns)
    share = file.seek(0, 2) / max(1, held.metadata.num_rows)
    stride = int(size / max(share, sum(_width(held, path) for path in columns[:2] if path), 1))
    for first, end in pairwise(_cuts(_groups(held, stride), _starts(held, columns[3]))):
        yield Range(int(first * share), int(end * share), first, first, rows=end - first)


def part(file: IO[bytes], options: Options) -> bytes:
    """The rows of a range, as a file with the columns target, source, id and doc as far as there are any."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    assert options.range
    held, first, out = opened(file), options.range.row, BytesIO()
    groups = [
        (number, start)
        for number, (start, end) in enumerate(pairwise(_bounds(held)))
        if start < first + options.range.rows and end > first
    ]
    before, numbers = first - groups[0][1], [number for number, _ in groups]
    columns = {
        name: pa.chunked_array(list(limited(_rows(parts(held, path, numbers), before, options.range.rows), path)))
        for name, path in zip(Columns._fields, wanted(held, options.columns), strict=True)
        if path
    }
    pq.write_table(pa.table(columns), out, compression="none", use_dictionary=False)
    return out.getvalue()


def _bounds(file: "pq.ParquetFile") -> list[int]:
    """The rows that groups start with, and how many rows there are."""
    counts = (file.metadata.row_group(number).num_rows for number in range(file.num_row_groups))
    return list(accumulate(counts, initial=0))


def _width(file: "pq.ParquetFile", path: Path) -> float:
    """Bytes of a value in a column, by the first of them."""
    first = next(parts(file, path), None)
    return first.nbytes / len(first) if first else 0


def _groups(file: "pq.ParquetFile", stride: int) -> Iterator[_Group]:
    for first, end in pairwise(_bounds(file)):
        yield _Group(first, end, max(1, stride, (end - first) // MOST))


def _starts(file: "pq.ParquetFile", path: Path | None) -> Iterator[int]:
    """The rows that begin a text; those that cannot be told apart are one text."""
    before: Any = None
    docs: Iterator[Any] = (doc for column in parts(file, path) for doc in listed(column, path)) if path else iter(())
    for row, doc in enumerate(docs):
        if row and doc != before:
            yield row
        before = doc


def _cuts(groups: Iterator[_Group], starts: Iterator[int]) -> Iterator[int]:
    """The rows that ranges start with, and how many rows there are."""
    yield 0
    last, end = 0, 0
    start = next(starts, None)
    for group in groups:
        end = group.end
        while last + group.stride < end:
            limit, at = last + group.stride, None
            while start is not None and start <= limit:
                at, start = start, next(starts, None)
            last = at if at is not None and at > last else limit
            yield last
    if end > last:
        yield end


def _rows(columns: Iterator[Any], before: int, count: int) -> Iterator[Any]:
    """So many values from the columns, after those before them."""
    for column in columns:
        skipped = min(before, len(column))
        here = column.slice(skipped, count)
        before, count = before - skipped, count - len(here)
        if len(here):  # an empty one would hold all that it is a slice of
            yield here
        if not count:
            return
