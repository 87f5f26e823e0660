"""Shards of Parquet: read some rows at a time, kept and rejected rows written with the schema of the shard."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from mtqa.corpus.columns import REASON
from mtqa.corpus.counts import Counts
from mtqa.corpus.scoring import Scoring, score_batch
from mtqa.errors import CannotRun
from mtqa.formats.columnar import first_line, opened

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

AT_ONCE, MOST_ROWS, ROW_GROUP = 8 << 20, 1_000, 64 << 20


def split(path: Path, kept: IO[bytes], rejected: IO[bytes], scoring: Scoring, counts: Counts) -> None:
    """Write the rows of a shard to the one or the other, as `mtqa_reason` says, and count them. Raises CannotRun for a
    broken shard.

    What is kept has no `mtqa_reason`.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    with _reading(path) as file:
        schema = score_batch(file.schema_arrow.empty_table(), scoring).schema
        without = schema.remove(schema.get_field_index(REASON))
        codec = _codec(file)
        with (
            pq.ParquetWriter(kept, without, compression=codec) as some,
            pq.ParquetWriter(rejected, schema, compression=codec) as others,
        ):
            groups = _Groups(some, without), _Groups(others, schema)
            for batch in file.iter_batches(_rows(file)):
                scored = counts.watch(score_batch(pa.Table.from_batches([batch]), scoring))
                is_kept = pc.is_null(scored.column(REASON))
                groups[0].add(_filtered(scored, is_kept).drop_columns([REASON]))
                groups[1].add(_filtered(scored, pc.invert(is_kept)))
            for group in groups:
                group.write()


@contextmanager
def _reading(path: Path) -> "Iterator[pq.ParquetFile]":
    import pyarrow as pa  # noqa: PLC0415

    try:
        with path.open("rb") as file:
            yield opened(file)
    except pa.ArrowNotImplementedError as error:
        raise CannotRun(f"has a column of a type that is not known: {first_line(error)}; write it as another") from None
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise CannotRun(f"is broken: {first_line(error)}; make or fetch it again") from None


def _filtered(rows: "pa.Table", chosen: Any) -> "pa.Table":
    """Some of the rows; pyarrow can choose none where there are views."""
    import pyarrow as pa  # noqa: PLC0415

    schema = rows.schema
    plain = pa.schema([field.with_type(_plain(field.type)) for field in schema])
    return rows.filter(chosen) if plain == schema else rows.cast(plain).filter(chosen).cast(schema)


def _plain(kind: "pa.DataType") -> "pa.DataType":
    """The type without views in it; those in lists pyarrow cannot write."""
    import pyarrow as pa  # noqa: PLC0415

    if pa.types.is_struct(kind):
        return pa.struct([field.with_type(_plain(field.type)) for field in kind])
    if pa.types.is_string_view(kind):
        return pa.string()
    return pa.binary() if pa.types.is_binary_view(kind) else kind


class _Groups:
    """Rows on their way to a file, in groups of about ROW_GROUP bytes however many come at a time."""

    def __init__(self, writer: "pq.ParquetWriter", schema: "pa.Schema") -> None:
        self._writer, self._schema = writer, schema
        self._waiting = list["pa.Table"]()

    def add(self, rows: "pa.Table") -> None:
        self._waiting.append(rows)
        if sum(table.nbytes for table in self._waiting) >= ROW_GROUP:
            self.write()

    def write(self) -> None:
        import pyarrow as pa  # noqa: PLC0415

        rows = pa.concat_tables(self._waiting) if self._waiting else self._schema.empty_table()
        if rows.num_rows:
            self._writer.write_table(rows, rows.num_rows)
        self._waiting = []


def _rows(file: "pq.ParquetFile") -> int:
    """How many rows come at a time, so that these are about AT_ONCE bytes."""
    groups = [file.metadata.row_group(number) for number in range(file.num_row_groups)]
    largest = max((group.total_byte_size / max(1, group.num_rows) for group in groups), default=1.0)
    return int(max(1, min(MOST_ROWS, AT_ONCE / max(1.0, largest))))


def _codec(file: "pq.ParquetFile") -> Any:
    """What the shard is compressed by."""
    if not file.num_row_groups or not file.metadata.num_columns:
        return "zstd"
    name = file.metadata.row_group(0).column(0).compression
    return {"UNCOMPRESSED": "none", "LZ4_RAW": "lz4"}.get(name, name.lower())
