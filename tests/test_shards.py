"""Shards of every make, and what is told of those that cannot be filtered."""

import pyarrow as pa
import pyarrow.parquet as pq

from tests.shell import CLEAN, FAULTY, Shell, printed
from tests.test_filter import LIMIT

VIEW = pa.string_view()


def test_rows_with_views_are_parted(mtqa: Shell) -> None:
    inside = pa.struct([("a", VIEW), ("b", pa.int8())])
    schema = pa.schema({"text": VIEW, "raw": pa.binary_view(), "more": inside}, {"owner": "harbour"})
    rows = [{"text": text, "raw": b"c", "more": {"a": "d", "b": 1}} for text in (CLEAN, FAULTY, CLEAN)]
    table = pa.Table.from_pylist(rows, schema)
    pq.write_table(table, mtqa.folder / "a.parquet")
    assert printed(mtqa("filter", "a.parquet", "--out", "out", *LIMIT))[0] == 0
    for fate, some in (("kept", [rows[0], rows[2]]), ("rejected", [rows[1]])):
        written = pq.read_table(mtqa.folder / "out" / fate / "a.parquet").select(schema.names)
        assert written.schema.equals(schema, check_metadata=True)
        assert written.to_pylist() == some
