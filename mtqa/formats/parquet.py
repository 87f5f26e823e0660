"""Parquet: a column of text is the translation, a row a segment. `a.b` is the field b of the structure a.

The text that findings point into has a line for each row, and a line separator (U+2028) for a line break in a cell.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate, chain, islice
from typing import TYPE_CHECKING, Any

from mtqa.errors import CannotRun
from mtqa.formats import DEFAULTS, Options
from mtqa.formats.columns import chosen
from mtqa.formats.lazily import segments
from mtqa.formats.rewriting import edited
from mtqa.formats.spoken import sample, settled
from mtqa.segment import Document, Edit, Segment

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

LARGEST, BATCH = 1 << 30, 1_000
_VISIBLE = {ord(char): "\u2028" for char in "\r\n"}
_Path = tuple[str, ...]


@dataclass(frozen=True)
class _Table(Document):
    """The document of a file, and the column that its targets come from."""

    column: _Path = ()


def read(data: bytes, path: str = "", options: Options = DEFAULTS) -> Document:
    """The rows of a file that hold a translation; one without is no segment, but a line."""
    file = _opened(data)
    paths = list(_paths(file.schema_arrow))
    wanted = chosen(options.columns, [".".join(path) for path in paths])
    columns = [None if at is None else paths[at] for at in wanted]
    _refuse(file, columns)
    values = [_values(file, column) for column in columns]
    if len({len(column) for column in values}) > 1:
        raise CannotRun("is no Parquet file that can be read: its columns are not of one length")
    targets, sources, numbers, docs = values
    lines = [(text or "").translate(_VISIBLE) for text in targets]
    offsets = [0, *accumulate(len(line) + 1 for line in lines)]
    held = [row for row, text in enumerate(targets) if text is not None]

    def make(at: int, languages: Options = DEFAULTS) -> Segment:
        row = held[at]
        number = row + 1 if numbers[row] is None else numbers[row]
        spoken = languages.target_lang, languages.source_lang
        return Segment(targets[row], sources[row] or "", *spoken, str(number), ((0, offsets[row]),))

    languages = settled(options, *sample(len(held), make))
    return _Table(
        segments(len(held), lambda at: make(at, languages)),
        path,
        "\n".join(lines),
        data,
        starts=[at for at, row in enumerate(held) if at == 0 or docs[row] != docs[held[at - 1]]],
        column=paths[wanted.target],
    )


def rewrite(document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """The file with the cells replaced that are edited, in the same row groups, encodings and compression.

    Raises CannotRun where the file cannot be written as it was.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415

    if not edits:
        return document.data
    assert isinstance(document, _Table)
    texts = dict[int, str]()
    for number, wanted in edits.items():
        segment = document.segments[number]
        texts[document.position(segment.anchors[0][1])[0] - 1] = edited(segment.target, wanted)
    file, out, first = _opened(document.data), BytesIO(), 0
    groups = (_row_group(file, number) for number in range(file.num_row_groups))
    # Read before what the file tells of it is asked for: there pyarrow ends the process where it is broken.
    tables = [*islice(groups, 1)]
    with pq.ParquetWriter(out, file.schema_arrow, **_written(file)) as writer:
        for table in chain(tables, groups):
            here = {row - first: text for row, text in texts.items() if first <= row < first + table.num_rows}
            writer.write_table(_replaced(table, document.column, here), max(1, table.num_rows))
            first += table.num_rows
    after = out.getvalue()
    if not _opened(after).schema_arrow.equals(file.schema_arrow, check_metadata=True):
        raise CannotRun("has columns that cannot be written as they were; write it again with pyarrow first")
    return after


def _opened(data: bytes) -> "pq.ParquetFile":
    try:
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        raise CannotRun("cannot be read without pyarrow; install it: pip install 'mtqa[parquet]'") from None
    try:
        return pq.ParquetFile(pa.BufferReader(data))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise CannotRun(f"is no Parquet file that can be read: {_first_line(error)}") from None


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0].rstrip(".")[:200]


def _paths(fields: "pa.Schema | pa.StructType", above: _Path = ()) -> Iterator[_Path]:
    """The columns, those in structures by the way to them."""
    import pyarrow as pa  # noqa: PLC0415

    for field in fields:
        if pa.types.is_struct(field.type):
            yield from _paths(field.type, (*above, field.name))
        else:
            yield (*above, field.name)


def _refuse(file: "pq.ParquetFile", columns: Sequence[_Path | None]) -> None:
    """Raises CannotRun where the columns of target and source are no text."""
    import pyarrow as pa  # noqa: PLC0415

    for path in filter(None, columns[:2]):
        kind = _type(file.schema_arrow, path)
        kind = kind.value_type if pa.types.is_dictionary(kind) else kind
        if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)):
            raise CannotRun(f"holds {kind}, not text, in the column {'.'.join(path)!r}")


def _type(fields: "pa.Schema | pa.StructType", path: _Path) -> "pa.DataType":
    kind = fields.field(path[0]).type
    return _type(kind, path[1:]) if path[1:] else kind


def _values(file: "pq.ParquetFile", path: _Path | None) -> list[Any]:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    if path is None:
        return [None] * file.metadata.num_rows
    values, size = list[Any](), 0
    try:
        for batch in file.iter_batches(BATCH, columns=[".".join(path)]):
            column = batch.column(path[0])
            values += (pc.struct_field(column, list(path[1:])) if path[1:] else column).to_pylist()
            size += column.nbytes
            if size > LARGEST:
                raise CannotRun(f"holds more than {LARGEST >> 20:,} MB in the column {'.'.join(path)!r}; split it")
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise CannotRun(f"cannot be read in the column {'.'.join(path)!r}: {_first_line(error)}") from None
    return values


def _row_group(file: "pq.ParquetFile", number: int) -> "pa.Table":
    import pyarrow as pa  # noqa: PLC0415

    try:
        return file.read_row_group(number)
    except (pa.ArrowException, OSError) as error:
        raise CannotRun(f"cannot be read in full, as mending needs it: {_first_line(error)}") from None


def _replaced(table: "pa.Table", path: _Path, texts: Mapping[int, str]) -> "pa.Table":
    """The table with these texts in rows of a column."""
    if not texts:
        return table
    at = table.schema.get_field_index(path[0])
    column = table.column(at).combine_chunks()
    return table.set_column(at, table.schema.field(at), _with(column, path[1:], texts))


def _with(column: Any, path: _Path, texts: Mapping[int, str]) -> Any:
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
            raise CannotRun(f"has a column with a name that cannot be written: {_first_line(error)}") from None
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
