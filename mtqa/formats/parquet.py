"""Parquet: a column of text is the translation, a row a segment. `a.b` is the field b of the structure a.

The text that findings point into has a line for each row, and a line separator (U+2028) for a line break in a cell.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate, chain, islice
from typing import IO, TYPE_CHECKING, Any

from mtqa.errors import CannotRun
from mtqa.formats import DEFAULTS, Columns, Options
from mtqa.formats.columnar import Path, first_line, opened, values, wanted
from mtqa.formats.lazily import segments
from mtqa.formats.rewriting import edited
from mtqa.formats.row_groups import part, stretches
from mtqa.formats.spoken import sample, settled
from mtqa.segment import Document, Edit, Segment

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

__all__ = ["part", "ranges", "read", "rewrite"]
_VISIBLE = {ord(char): "\u2028" for char in "\r\n"}


@dataclass(frozen=True)
class _Table(Document):
    """The document of a file, and the column that its targets come from."""

    column: Path = ()


def read(data: bytes, path: str = "", options: Options = DEFAULTS) -> Document:
    """The rows of a file that hold a translation; one without is no segment, but a line."""
    file = opened(data)
    columns = wanted(file, Columns() if options.range else options.columns)
    found = [values(file, column) for column in columns]
    if len({len(column) for column in found}) > 1:
        raise CannotRun("is no Parquet file that can be read: its columns are not of one length")
    targets, sources, numbers, docs = found
    lines = [(text or "").translate(_VISIBLE) for text in targets]
    offsets = [0, *accumulate(len(line) + 1 for line in lines)]
    held = [row for row, text in enumerate(targets) if text is not None]
    first = options.range.row + 1 if options.range else 1

    def make(at: int, languages: Options = DEFAULTS) -> Segment:
        row = held[at]
        number = row + first if numbers[row] is None else numbers[row]
        spoken = languages.target_lang, languages.source_lang
        return Segment(targets[row], sources[row] or "", *spoken, str(number), ((0, offsets[row]),))

    languages = options if options.range else settled(options, *sample(len(held), make))
    return _Table(
        segments(len(held), lambda at: make(at, languages)),
        path,
        "\n".join(lines),
        data,
        starts=[at for at, row in enumerate(held) if at == 0 or docs[row] != docs[held[at - 1]]],
        column=columns[0] or (),
    )


def ranges(file: IO[bytes], path: str, options: Options, size: int) -> Iterator[Options]:
    """How to read each range of a file, by the languages of the first."""
    found = stretches(file, options, size)
    first = next(found, None)
    if not first:
        yield options
        return
    some = read(part(file, options._replace(range=first)), path, options._replace(columns=Columns())).segments
    known = settled(options, *sample(len(some), some.__getitem__))
    yield from (known._replace(range=stretch) for stretch in chain([first], found))


def rewrite(document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """The file with the cells replaced that are edited, in the same row groups, encodings and compression.

    Raises CannotRun where the file cannot be written as it was.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415

    if not edits:
        return document.data
    assert isinstance(document, _Table)
    texts = dict[int, str]()
    for number, here in edits.items():
        segment = document.segments[number]
        texts[document.position(segment.anchors[0][1])[0] - 1] = edited(segment.target, here)
    file, out, first = opened(document.data), BytesIO(), 0
    groups = (_row_group(file, number) for number in range(file.num_row_groups))
    # Read before what the file tells of it is asked for: there pyarrow ends the process where it is broken.
    tables = [*islice(groups, 1)]
    with pq.ParquetWriter(out, file.schema_arrow, **_written(file)) as writer:
        for table in chain(tables, groups):
            rows = range(first, first + table.num_rows)
            inside = {row - first: texts[row] for row in rows if row in texts}
            writer.write_table(_replaced(table, document.column, inside), max(1, table.num_rows))
            first += table.num_rows
    after = out.getvalue()
    if not opened(after).schema_arrow.equals(file.schema_arrow, check_metadata=True):
        raise CannotRun("has columns that cannot be written as they were; write it again with pyarrow first")
    return after


def _row_group(file: "pq.ParquetFile", number: int) -> "pa.Table":
    import pyarrow as pa  # noqa: PLC0415

    try:
        return file.read_row_group(number)
    except (pa.ArrowException, OSError) as error:
        raise CannotRun(f"cannot be read in full, as mending needs it: {first_line(error)}") from None


def _replaced(table: "pa.Table", path: Path, texts: Mapping[int, str]) -> "pa.Table":
    """The table with these texts in rows of a column."""
    if not texts:
        return table
    at = table.schema.get_field_index(path[0])
    column = table.column(at).combine_chunks()
    return table.set_column(at, table.schema.field(at), _with(column, path[1:], texts))


def _with(column: Any, path: Path, texts: Mapping[int, str]) -> Any:
    import pyarrow as pa  # noqa: PLC0415

    if path:
        parts = [column.field(number) for number in range(column.type.num_fields)]
        at = column.type.get_field_index(path[0])
        parts[at] = _with(parts[at], path[1:], texts)
        return pa.StructArray.from_arrays(parts, fields=list(column.type), mask=column.is_null())
    values = column.to_pylist()
    for row, text in texts.items():
        values[row] = text
    return pa.array(values, column.type)


def _written(file: "pq.ParquetFile") -> dict[str, Any]:
    """How the file was written, as far as it tells."""
    metadata = file.metadata
    settings: dict[str, Any] = {
        "version": metadata.format_version if metadata.format_version in ("1.0", "2.4") else "2.6",
        "store_schema": b"ARROW:schema" in (metadata.metadata or {}),
        "use_deprecated_int96_timestamps": any(
            file.schema.column(number).physical_type == "INT96" for number in range(len(file.schema.names))
        ),
    }
    if metadata.num_row_groups:
        group = metadata.row_group(0)
        chunks = [group.column(number) for number in range(group.num_columns)]
        try:
            names = [chunk.path_in_schema for chunk in chunks]
        except UnicodeDecodeError as error:
            raise CannotRun(f"has a column with a name that cannot be written: {first_line(error)}") from None
        settings |= {
            "compression": {name: _codec(chunk.compression) for name, chunk in zip(names, chunks, strict=True)},
            "use_dictionary": [
                chunk.path_in_schema for chunk in chunks if any("DICT" in name for name in chunk.encodings)
            ],
            "write_statistics": [chunk.path_in_schema for chunk in chunks if chunk.is_stats_set],
            "sorting_columns": group.sorting_columns or None,
        }
    return settings


def _codec(name: str) -> str:
    return {"UNCOMPRESSED": "none", "LZ4_RAW": "lz4"}.get(name, name.lower())
