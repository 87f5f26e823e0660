"""The columns of a Parquet file, and the values in them. `a.b` is the field b of the structure a."""

from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any

from mtqa.errors import CannotRun
from mtqa.formats import Columns
from mtqa.formats.columns import chosen

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

LARGEST, BATCH = 1 << 30, 1_000
Path = tuple[str, ...]


def opened(file: bytes | IO[bytes]) -> "pq.ParquetFile":
    """A file that is held, or one to read from as it is needed. Raises CannotRun where it is no Parquet."""
    try:
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        raise CannotRun("cannot be read without pyarrow; install it: pip install 'mtqa[parquet]'") from None
    try:
        if isinstance(file, bytes):
            return pq.ParquetFile(pa.BufferReader(file))
        return pq.ParquetFile(file, buffer_size=1 << 16, pre_buffer=False)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise CannotRun(f"is no Parquet file that can be read: {first_line(error)}; make or fetch it again") from None


def first_line(error: Exception) -> str:
    """What pyarrow says in the first place."""
    return (str(error).splitlines() or [""])[0].rstrip(".")[:200]


def wanted(file: "pq.ParquetFile", columns: Columns) -> list[Path | None]:
    """Where target, source, id and doc stand. Raises CannotRun where target or source are no text, NoText where a
    column is missing."""
    paths = list(_paths(file.schema_arrow))
    found = [None if at is None else paths[at] for at in chosen(columns, [".".join(path) for path in paths])]
    _refuse(file, filter(None, found[:2]))
    return found


def values(file: "pq.ParquetFile", path: Path | None) -> list[Any]:
    """All that stands in a column, None in each row where there is no such column."""
    if path is None:
        return [None] * file.metadata.num_rows
    return [value for column in limited(parts(file, path), path) for value in listed(column, path)]


def listed(column: "pa.Array[Any]", path: Path) -> list[Any]:
    """The values of some of a column. Raises CannotRun where they are not what they are said to be."""
    try:
        return column.to_pylist()
    except UnicodeDecodeError as error:
        raise _broken(path, error) from None


def parts(file: "pq.ParquetFile", path: Path, groups: list[int] | None = None) -> "Iterator[pa.Array[Any]]":
    """A column BATCH rows at a time, of some groups of rows or all. Raises CannotRun where it cannot be read."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    try:
        for batch in file.iter_batches(BATCH, row_groups=groups, columns=[".".join(path)]):
            column = batch.column(path[0])
            yield pc.struct_field(column, list(path[1:])) if path[1:] else column
    except (pa.ArrowException, OSError) as error:
        raise _broken(path, error) from None


def _broken(path: Path, error: Exception) -> CannotRun:
    return CannotRun(f"cannot be read in the column {'.'.join(path)!r}: {first_line(error)}; make or fetch it again")


def limited(columns: "Iterable[pa.Array[Any]]", path: Path) -> "Iterator[pa.Array[Any]]":
    """Some of a column, to be held together. Raises CannotRun where it takes more than LARGEST bytes."""
    size = 0
    for column in columns:
        yield column
        size += column.nbytes
        if size > LARGEST:
            raise CannotRun(f"holds more than {LARGEST >> 20:,} MB in the column {'.'.join(path)!r}; split it")


def _paths(fields: "pa.Schema | pa.StructType", above: Path = ()) -> Iterator[Path]:
    """The columns, those in structures by the way to them."""
    import pyarrow as pa  # noqa: PLC0415

    for field in fields:
        if pa.types.is_struct(field.type):
            yield from _paths(field.type, (*above, field.name))
        else:
            yield (*above, field.name)


def _refuse(file: "pq.ParquetFile", paths: Iterable[Path]) -> None:
    """Raises CannotRun where these columns are no text."""
    import pyarrow as pa  # noqa: PLC0415

    for path in paths:
        kind = _type(file.schema_arrow, path)
        kind = kind.value_type if pa.types.is_dictionary(kind) else kind
        if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)):
            raise CannotRun(f"holds {kind}, not text, in the column {'.'.join(path)!r}")


def _type(fields: "pa.Schema | pa.StructType", path: Path) -> "pa.DataType":
    kind = fields.field(path[0]).type
    return _type(kind, path[1:]) if path[1:] else kind
