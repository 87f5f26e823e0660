"""Parquet: which columns are read, where their rows stand, and the file with edits made."""

import struct
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa import run
from mtqa.errors import CannotRun
from mtqa.formats import Columns, Options
from mtqa.formats.parquet import read, rewrite
from mtqa.mending import Mended
from mtqa.segment import Checked, Document, Edit

PLAIN = Options("en", "ru")
FIXTURES = Path(__file__).parents[1] / "fixtures" / "formats"
TEXTS = ["The old mill  burnt down.", None, "It was\nrebuilt  in June.", "Nobody was hurt."]


def file(table: pa.Table, **settings: Any) -> bytes:
    out = BytesIO()
    pq.write_table(table, out, **settings)
    return out.getvalue()


def mill(kind: pa.DataType | None = None) -> pa.Table:
    return pa.table(
        {
            "key": pa.array([7, 8, 9, None], pa.int16()),
            "target": pa.array(TEXTS, kind or pa.string()),
            "source": ["Старая мельница", "x", None, "y"],
            "score": pa.array([0.5, None, -0.0, 1.0], pa.float32()),
            "tags": [["a", "b"], [], None, ["c"]],
        }
    ).replace_schema_metadata({"made": "by hand"})


def test_rows_stand_on_their_lines() -> None:
    document = read(file(mill()), "a.parquet", Options("en", "ru", columns=Columns(id="key")))
    assert [segment[:2] + segment[4:5] for segment in document.segments] == [
        ("The old mill  burnt down.", "Старая мельница", "7"),
        ("It was\nrebuilt  in June.", "", "9"),
        ("Nobody was hurt.", "y", "4"),
    ]
    assert document.content.split("\n") == [(text or "").replace("\n", "\u2028") for text in TEXTS]
    second = document.segments[1]
    at = second.target.index("rebuilt")
    assert document.position(second.span(at, at + 1)[0]) == (3, at + 1)


def test_rows_of_one_doc_are_a_text() -> None:
    table = pa.table({"doc": ["x", "x", "y", "y"], "target": ["a", None, "b", "c"]})
    document = read(file(table), "a.parquet", PLAIN)
    assert [(first, len(text.segments)) for first, text in document.texts()] == [(0, 1), (1, 2)]


@pytest.mark.parametrize(
    "kind",
    [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())],
    ids=["string", "large", "dictionary"],
)
@pytest.mark.parametrize("compression", ["none", "snappy", "zstd", "gzip"])
def test_all_else_stays(kind: pa.DataType, compression: str) -> None:
    table = mill(kind)
    before = file(table, compression=compression, row_group_size=3)
    document = read(before, "a.parquet", PLAIN)
    after = rewrite(document, {0: [Edit(12, 14, " ")], 1: [Edit(14, 16, " ")]})
    texts = [None if text is None else text.replace("  ", " ") for text in TEXTS]
    expected = table.set_column(1, table.schema.field(1), pa.array(texts, kind))
    old, new = (pq.ParquetFile(pa.BufferReader(data)) for data in (before, after))
    assert new.read().to_pydict() == expected.to_pydict()
    assert new.schema_arrow.equals(old.schema_arrow, check_metadata=True)
    assert new.schema.equals(old.schema)
    for number in range(old.num_row_groups):
        was, now = old.metadata.row_group(number), new.metadata.row_group(number)
        assert was.num_rows == now.num_rows
        for column in range(was.num_columns):
            assert was.column(column).compression == now.column(column).compression
            assert was.column(column).encodings == now.column(column).encodings
    assert rewrite(document, {}) == before


class Row(int):
    """A number of a row that counts how often it is compared."""

    compared = 0

    def __sub__(self, other: int) -> "Row":
        return Row(int(self) - other)

    def __ge__(self, other: int) -> bool:
        Row.compared += 1
        return int(self) >= other

    def __eq__(self, other: object) -> bool:
        Row.compared += 1
        return int(self) == other

    __hash__ = int.__hash__


def test_edits_are_not_looked_through_for_each_group_of_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    count, position = 50, Document.position
    document = read(file(pa.table({"target": ["It  is."] * count}), row_group_size=1), "a.parquet", PLAIN)
    monkeypatch.setattr(Document, "position", lambda self, at: (Row(position(self, at)[0]), 1))
    after = rewrite(document, {at: [Edit(2, 4, " ")] for at in range(count)})
    assert pq.read_table(pa.BufferReader(after)).column("target").to_pylist() == ["It is."] * count
    assert Row.compared < 5 * count


def test_a_field_of_a_structure() -> None:
    pairs = pa.array(
        [{"en": "One  two.", "ru": "Раз два."}, None, {"en": None, "ru": "x"}, {"en": "Two.", "ru": "Два."}]
    )
    table = pa.table({"n": [1, 2, 3, 4], "translation": pairs})
    before = file(table, row_group_size=2)
    options = Options(columns=Columns("translation.en", "translation.ru"))
    document = read(before, "a.parquet", options)
    assert [segment[:2] + segment[4:5] for segment in document.segments] == [
        ("One  two.", "Раз два.", "1"),
        ("Two.", "Два.", "4"),
    ]
    after = pq.read_table(BytesIO(rewrite(document, {0: [Edit(3, 5, " ")], 1: [Edit(0, 3, "2")]})))
    expected: list[Any] = table.column("translation").to_pylist()
    expected[0]["en"], expected[3]["en"] = "One two.", "2."
    assert after.column("translation").to_pylist() == expected
    assert after.column("n").to_pylist() == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("data", "columns", "message"),
    [
        (b"", Columns(), "is no Parquet file that can be read: "),
        (b"PAR1" + b"\0" * 50 + b"PAR1", Columns(), "is no Parquet file that can be read: "),
        (file(mill())[:-200] + b"PAR1", Columns(), "is no Parquet file that can be read: "),
        (file(mill()), Columns("mt"), "has no column 'mt'; its columns are key, target, source, score, tags: say"),
        (file(mill()), Columns("score"), "holds float, not text, in the column 'score'"),
        (file(mill()), Columns("tags"), "holds list<"),
        (file(pa.table([["a"], ["b"]], ["target", "target"])), Columns(), "has 2 columns 'target'"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, columns: Columns, message: str) -> None:
    with pytest.raises(CannotRun) as error:
        read(data, "a.parquet", Options(columns=columns))
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_a_cell_repeated_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long text in the dictionary, and ten thousand rows that are it: small in the file, large when it is read."""
    monkeypatch.setattr("mtqa.formats.columnar.LARGEST", 16 << 20)
    cells = pa.DictionaryArray.from_arrays(pa.array([0] * 10_000, pa.int8()), ["a" * 10_000])
    data = file(pa.table({"target": cells}), compression="zstd", store_schema=False)
    assert len(data) < 10_000
    with pytest.raises(CannotRun, match="holds more than 16 MB in the column 'target'; split it"):
        read(data, "a.parquet", PLAIN)


def test_a_cell_that_is_no_utf_8_is_told() -> None:
    broken = pa.StringArray.from_buffers(1, pa.py_buffer(struct.pack("<ii", 0, 3)), pa.py_buffer(b"a\xff\xfe"))
    with pytest.raises(CannotRun, match="cannot be read in the column 'target': "):
        read(file(pa.table({"target": broken})), "a.parquet", PLAIN)


def test_damaged_pages_are_told() -> None:
    table = pa.table({"target": [f"The {number}th night was long." for number in range(1000)]})
    data = bytearray(file(table, compression="snappy", use_dictionary=False))
    data[40:400] = b"\xff" * 360
    with pytest.raises(CannotRun, match="cannot be read in the column 'target': "):
        read(bytes(data), "a.parquet", PLAIN)


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(CannotRun, match=r"cannot be read without pyarrow; install it: pip install 'mtqa\[parquet\]'"):
        read(b"PAR1", "a.parquet", PLAIN)


@pytest.mark.parametrize("name", ["pandas", "pyarrow", "duckdb"])
def test_files_of_other_tools(name: str) -> None:
    data = (FIXTURES / f"bees.{name}.parquet").read_bytes()
    document = read(data, "a.parquet", Options(columns=Columns("english", "russian", "key")))
    assert [segment.target for segment in document.segments] == BEES
    assert [segment.id for segment in document.segments] == ["b1", "b2", "b3"]
    assert document.segments[0].source == "Пчёлы не любят дождя."
    after = rewrite(document, {1: [Edit(6, 12, "bee  ")]})
    old, new = pq.ParquetFile(BytesIO(data)), pq.ParquetFile(BytesIO(after))
    assert new.schema_arrow.equals(old.schema_arrow, check_metadata=True)
    was, now = old.read().to_pydict(), new.read().to_pydict()
    assert now.pop("english") == [BEES[0], BEES[1][:6] + "bee  " + BEES[1][12:], BEES[2]]
    assert was.pop("english") == BEES
    assert was == now


BEES = ["Bees do not like rain.", "A hive holds  forty thousand of them.", "The queen\nlays eggs all summer."]


@given(st.lists(st.none() | st.text('a"\n\ré\u2028😀', max_size=6), max_size=6), st.integers(1, 4), st.data())
def test_characters_stand_where_they_are_said_to_and_edits_make_their_targets(
    texts: list[str | None], size: int, data: st.DataObject
) -> None:
    before = file(pa.table({"target": pa.array(texts, pa.string())}), row_group_size=size)
    document = read(before, "a.parquet", PLAIN)
    edits, wanted, held = {}, list(texts), [row for row, text in enumerate(texts) if text is not None]
    for number, (row, segment) in enumerate(zip(held, document.segments, strict=True)):
        assert segment.target == texts[row]
        for at, char in enumerate(segment.target):
            start, end = segment.span(at, at + 1)
            assert document.content[start:end] == char or (document.content[start:end] == "\u2028" and char in "\r\n")
            assert document.position(start) == (row + 1, at + 1)
        length = len(segment.target)
        start, end = sorted(data.draw(st.tuples(st.integers(0, length), st.integers(0, length))))
        edits[number] = [Edit(start, end, "x")]
        wanted[row] = segment.target[:start] + "x" + segment.target[end:]
    after = rewrite(document, edits)
    assert pq.read_table(BytesIO(after)).column("target").to_pylist() == wanted


def test_check_fix_check(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    texts = ["It began in 2009 of the year.", "It ended well."]
    path.write_bytes(file(pa.table({"target": texts, "n": [1, 2]})))
    flags = {"target_lang": "en", "select": ("dates",)}
    [checked] = run.check([str(path)], flags)
    assert isinstance(checked, Checked)
    assert [(finding.rule, finding.place[:4]) for finding in checked.findings] == [("year-said-twice", (1, 13, 1, 29))]
    [mended] = run.mend([str(path)], flags, unsafe=False)
    assert isinstance(mended, Mended)
    assert pq.read_table(BytesIO(mended.data)).to_pydict() == {"target": ["It began in 2009.", texts[1]], "n": [1, 2]}
    assert list(mended.diff())[3:5] == [f"-{texts[0]}\n", "+It began in 2009.\n"]
