"""That a Parquet file that is read in ranges of rows has the findings that it has when read whole."""

from io import BytesIO
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa import formats
from mtqa.errors import CannotRun
from mtqa.formats import Columns, Options, row_groups
from mtqa.segment import Document
from tests.shell import CLEAN, FAULTY, Shell
from tests.test_ranges import ENGLISH, ROWS, Row, found, small, summed, told

__all__ = ["small"]
PATH = "a.parquet"


def file(columns: dict[str, Any], **how: Any) -> bytes:
    out = BytesIO()
    pq.write_table(pa.table(columns), out, **how)
    return out.getvalue()


def read(data: bytes, options: Options, size: int) -> list[Document]:
    """The documents of a file's ranges, which leave out no row and none twice."""
    file = BytesIO(data)
    ranges = [*formats.in_ranges(file, PATH, options, size)]
    stretches = [each.range for each in ranges if each.range]
    assert all(one.row + one.rows == other.row and one.end == other.start for one, other in pairwise(stretches))
    assert (stretches[0].start, stretches[-1].end) == (0, len(data))
    return [formats.read(formats.part(file, PATH, each), PATH, each) for each in ranges]


def same(data: bytes, options: Options, size: int) -> None:
    whole, parts = formats.read(data, PATH, options), read(data, options, size)
    assert [row for part in parts for row in told(part)] == told(whole)
    assert [finding for part in parts for finding in found(part)] == [*found(whole)]
    assert "\n".join(part.content for part in parts) == whole.content


@settings(deadline=None, max_examples=60)
@given(ROWS, st.integers(1, 400), st.integers(1, 7), st.booleans(), st.sampled_from(["none", "zstd"]))
def test_it_may_be_cut_anywhere(rows: list[Row], size: int, group: int, nested: bool, compression: str) -> None:
    texts = {
        "target": pa.array([text or None for _, _, text, _ in rows], pa.string()),
        "source": pa.array([source for _, source, _, _ in rows]),
    }
    told_apart = {"key": list(range(len(rows))), "id": [None if doc else at for at, (doc, *_) in enumerate(rows)]}
    columns = {"both": pa.StructArray.from_arrays([*texts.values()], [*texts])} if nested else texts
    names = Columns("both.target", "both.source") if nested else Columns()
    data = file({**told_apart, **columns}, row_group_size=group, compression=compression)
    same(data, ENGLISH._replace(columns=names._replace(doc="key")), size)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 5)), min_size=1), st.integers(1, 9), st.integers(5, 40))
def test_no_text_is_cut_that_is_no_longer_than_a_range(docs: list[tuple[int, int]], group: int, stride: int) -> None:
    keys = [key for key, times in docs for _ in range(times)]
    texts = [f"Port {at:06} was quiet." for at in range(len(keys))]
    data = file({"target": texts, "doc": keys}, row_group_size=group, compression="none", use_dictionary=False)
    starts = {0, *(at for at, (one, other) in enumerate(pairwise(keys), 1) if one != other), len(keys)}
    longest = max(one - other for other, one in pairwise(sorted(starts)))
    size = max(stride, longest) * (len(data) // len(keys) + 1)
    for options in formats.in_ranges(BytesIO(data), PATH, ENGLISH, size):
        assert options.range
        assert options.range.row in starts


def test_columns_may_be_told_by_number_and_texts_be_a_dictionary() -> None:
    texts = pa.array(["It rained rained.", "In May 2019 of the year."] * 20).dictionary_encode()
    data = file({"key": list(range(40)), "text": texts}, row_group_size=10)
    same(data, ENGLISH._replace(columns=Columns("2", doc="1")), 50)


def test_the_languages_are_those_of_the_first_range() -> None:
    texts = ["Der Fähre lag am Pier und das Wasser stand still."] * 30 + [
        "The boat and the pier, and nobody there."
    ] * 30
    parts = read(file({"target": texts, "n": list(range(60))}, row_group_size=10, use_dictionary=False), Options(), 1)
    assert len(parts) == 60
    assert {segment.target_lang for part in parts for segment in part.segments} == {"de"}


def test_a_group_is_cut_into_a_few_ranges_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_groups, "MOST", 4)
    data = file({"target": [f"Port {at}." for at in range(40)]}, row_group_size=20)
    ranges = [each.range for each in formats.in_ranges(BytesIO(data), PATH, ENGLISH, 1)]
    assert [each.rows for each in ranges if each] == [5] * 8


def test_a_file_without_rows_is_read_whole() -> None:
    data = file({"target": pa.array([], pa.string())})
    assert [each.range for each in formats.in_ranges(BytesIO(data), PATH, ENGLISH, 1)] == [None]


def test_a_range_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtqa.formats.columnar.LARGEST", 16 << 20)
    cells = pa.DictionaryArray.from_arrays(pa.array([0] * 10_000, pa.int8()), ["a" * 10_000])
    data = file({"target": cells}, compression="zstd", store_schema=False)
    with pytest.raises(CannotRun, match="holds more than 16 MB in the column 'target'; split it"):
        read(data, ENGLISH, 1 << 30)


def test_every_report_is_that_of_one_process(small: Shell) -> None:
    texts = [(FAULTY if at % 7 == 0 else CLEAN).strip() for at in range(300)]
    columns = {"target": texts, "doc": list(range(300))}
    small.folder.joinpath("a.parquet").write_bytes(file(columns, row_group_size=40, use_dictionary=False))
    one, two = summed(["a.parquet"]), summed(["a.parquet"], jobs=2, cache=False)
    assert one == two
    assert [int(row.split(":")[1]) for row in one[0]["concise"].splitlines() if row.startswith("a.p")] == list(
        range(1, 301, 7)
    )


def test_a_broken_group_of_rows_ends_its_file(small: Shell) -> None:
    data = bytearray(file({"target": [f"Port {at} was quiet." for at in range(900)]}, row_group_size=100))
    data[len(data) // 2 : len(data) // 2 + 600] = b"\xff" * 600
    small.folder.joinpath("a.parquet").write_bytes(bytes(data))
    for jobs in (1, 2):
        _, errors = summed(["a.parquet"], jobs=jobs)
        assert len(errors) == 1
        assert errors[0].startswith("a.parquet: cannot be read in the column 'target': ")
