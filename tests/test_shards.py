"""Shards of every make, and what is told of those that cannot be filtered."""

import gzip
import json
import os
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mtqa.config import Config
from mtqa.corpus import Scoring, filtering, score_batch, shards
from mtqa.corpus.counts import Counts
from mtqa.corpus.summary import Summary
from mtqa.errors import CannotRun
from tests.shell import CLEAN, FAULTY, Shell, printed
from tests.test_filter import LIMIT, tree

VIEW = pa.string_view()


def test_rows_with_views_are_parted(mtqa: Shell) -> None:
    inside = pa.struct([("a", VIEW), ("b", pa.int8())])
    fields: list[pa.Field[Any]] = [
        pa.field("text", VIEW),
        pa.field("raw", pa.binary_view()),
        pa.field("more", inside),
    ]
    schema = pa.schema(fields, {"owner": "harbour"})
    rows = [{"text": text, "raw": b"c", "more": {"a": "d", "b": 1}} for text in (CLEAN, FAULTY, CLEAN)]
    table = pa.Table.from_pylist(rows, schema)
    pq.write_table(table, mtqa.folder / "a.parquet")
    assert printed(mtqa("filter", "a.parquet", "--out", "out", *LIMIT))[0] == 0
    for fate, some in (("kept", [rows[0], rows[2]]), ("rejected", [rows[1]])):
        written = pq.read_table(mtqa.folder / "out" / fate / "a.parquet").select(schema.names)
        assert written.schema.equals(schema, check_metadata=True)
        assert written.to_pylist() == some


@pytest.mark.parametrize("name", ["text", "mtqa_words", "source"])
def test_of_two_columns_of_one_name_none_is_chosen(mtqa: Shell, name: str) -> None:
    columns = [pa.array([CLEAN]), *[pa.array([FAULTY])] * 2]
    table = pa.Table.from_arrays(columns, ["target" if name == "source" else "text", name, name])
    pq.write_table(table, mtqa.folder / "a.parquet")
    code, _, err = printed(mtqa("filter", "a.parquet", "--out", "out"))
    told = f"mtqa: a.parquet: has more than one column {name!r}; give them names of their own\n"
    assert (code, err) == (2, told)


def test_two_columns_that_nobody_asks_for_may_have_one_name(mtqa: Shell) -> None:
    table = pa.Table.from_arrays([pa.array([CLEAN]), pa.array([1]), pa.array([2])], ["text", "n", "n"])
    pq.write_table(table, mtqa.folder / "a.parquet")
    assert printed(mtqa("filter", "a.parquet", "--out", "out"))[0] == 0
    assert pq.read_schema(mtqa.folder / "out/kept/a.parquet").names[:3] == ["text", "n", "n"]


def broken_text(kind: pa.DataType) -> "pa.Array[Any]":
    """Texts of which one is no UTF-8."""
    data = pa.array([CLEAN.encode(), b"caf\xe9 \xff", None, FAULTY.encode()], pa.binary())
    text = pa.Array.from_buffers(pa.string(), 4, data.buffers())
    return text if pa.types.is_string(kind) else text.cast(kind)


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), VIEW], ids=str)
def test_a_text_that_is_no_utf_8_is_rejected_as_it_is(mtqa: Shell, kind: pa.DataType) -> None:
    pq.write_table(pa.table({"text": broken_text(kind)}), mtqa.folder / "a.parquet")
    code, out, err = printed(mtqa("filter", "a.parquet", "--out", "out", *LIMIT))
    assert (code, err) == (0, "")
    assert out == "1 file: 4 documents, 1 kept, 3 rejected (no-text 1, not-utf-8 1, penalty 1).\n"
    rejected = pq.read_table(mtqa.folder / "out/rejected/a.parquet").column("text").cast(pa.binary())
    assert rejected.to_pylist() == [b"caf\xe9 \xff", None, FAULTY.encode()]


def test_so_is_one_in_a_dictionary_or_a_structure_and_one_with_such_a_source() -> None:
    texts = broken_text(pa.string())
    clean = [CLEAN] * 4
    for table, columns in (
        (pa.table({"text": pa.DictionaryArray.from_arrays([0, 1, 2, 3], texts)}), {}),
        (pa.table({"t": pa.StructArray.from_arrays([texts], ["en"])}), {"target": "t.en"}),
        (pa.table({"target": clean, "source": texts}), {}),
        (pa.table({"text": clean, "language": texts}), {}),
    ):
        scored = score_batch(table, Scoring(Config(columns=columns)))
        assert scored.column("mtqa_reason")[1].as_py() == "not-utf-8"
        assert scored.column("mtqa_reason").to_pylist().count("not-utf-8") == 1


def test_a_line_that_is_no_object_has_a_reason_of_its_own(mtqa: Shell) -> None:
    mtqa.write("a.jsonl", b'{"text": "It rained."}\nno JSON\n[]\n{"text": "caf\xe9"}\n{}\n')
    code, out, _ = printed(mtqa("filter", "a.jsonl", "--out", "out"))
    assert (code, out) == (0, "1 file: 5 documents, 1 kept, 4 rejected (no-object 3, no-text 1).\n")
    lines = (mtqa.folder / "out/rejected/a.jsonl").read_text("utf8").splitlines()
    assert [json.loads(line).get("mtqa_line") for line in lines] == ["no JSON", "[]", '{"text": "caf\\xe9"}', None]
    assert json.loads(lines[0])["mtqa_reason"] == "no-object"


def test_a_broken_shard_is_told_with_a_remedy(mtqa: Shell) -> None:
    packed = gzip.compress(b'{"text": "It rained."}\n' * 100)
    zstd = BytesIO()
    with pa.CompressedOutputStream(zstd, "zstd") as stream:
        stream.write(b'{"text": "It rained."}\n' * 100)
        stream.flush()
        cut = zstd.getvalue()
    out = BytesIO()
    pq.write_table(pa.table({"text": ["It rained."]}), out)
    table = out.getvalue()
    broken = {
        "a.jsonl.gz": (b"no gzip", "Not a gzipped file (b'no')"),
        "b.jsonl.gz": (packed[:-9], "Compressed file ended before the end-of-stream marker was reached"),
        "c.jsonl.gz": (packed[:10] + b"\xff" * 9 + packed[19:], "Error -3 while decompressing data: "),
        "d.jsonl.zst": (b"no zstd", "ZSTD decompress failed: "),
        "e.jsonl.zst": (cut[:-3], "Truncated compressed stream"),
        "f.parquet": (b"", "is no Parquet file that can be read: Parquet file size is 0 bytes"),
        "g.parquet": (table[:5] + b"\xff" * 30 + table[35:], "Couldn't deserialize thrift: "),
    }
    for name, (data, _) in broken.items():
        mtqa.write(f"in/{name}", data)
    code, _, err = printed(mtqa("filter", "in", "--out", "out"))
    assert code == 2
    for line, (name, (_, told)) in zip(err.splitlines(), broken.items(), strict=True):
        assert line.startswith(f"mtqa: in/{name}: {told if told.startswith('is ') else f'is broken: {told}'}")
        assert line.endswith("; make or fetch it again")
    assert not [*(mtqa.folder / "out/kept").iterdir()]


@pytest.mark.skipif(sys.platform == "win32", reason="no limit to the size of files")
@pytest.mark.parametrize("suffix", ["jsonl", "jsonl.gz", "jsonl.zst", "parquet"])
def test_a_disk_that_takes_no_more_is_told_and_holds_no_half_of_a_shard(suffix: str, tmp_path: Path) -> None:
    import resource  # noqa: PLC0415

    texts = {"text": [f"It rained on day {number}." for number in range(100)]}
    lines = "".join(f"{json.dumps({'text': text})}\n" for text in texts["text"]).encode()
    path, out = tmp_path / f"a.{suffix}", tmp_path / "out"
    match suffix:
        case "parquet":
            pq.write_table(pa.table(texts), path)
        case "jsonl.zst":
            path.write_bytes(pa.compress(lines, "zstd", asbytes=True))
        case _:
            path.write_bytes(gzip.compress(lines) if suffix == "jsonl.gz" else lines)
    job, limits = filtering.job(out, Scoring(Config(target_lang="en"))), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300, limits[1]))
    try:
        with pytest.raises(CannotRun) as error:
            shards.filtered(shards.Shard(path, path.name), job)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert str(error.value) == f"{path}: cannot be filtered: File too large; see to that and run again"
    assert not [*out.rglob("*.part")]
    assert not (out / "kept" / path.name).exists()
    assert shards.filtered(shards.Shard(path, path.name), job).is_new


def test_a_shard_that_changed_is_done_again_though_it_is_as_long(tmp_path: Path) -> None:
    path = Shell(tmp_path).write("a.jsonl", '{"text": "It rained."}\n')
    job, shard = filtering.job(tmp_path / "out", Scoring()), shards.Shard(path, path.name)
    assert [shards.filtered(shard, job).is_new for _ in range(2)] == [True, False]
    path.write_bytes(path.read_bytes().replace(b"rained", b"snowed"))
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))
    assert shards.filtered(shard, job).is_new
    assert "snowed" in (tmp_path / "out/kept/a.jsonl").read_text()


def test_a_file_of_settings_that_is_missing_is_named(mtqa: Shell) -> None:
    mtqa.write("a.jsonl", "{}")
    mtqa.write("mtqa.toml", 'models = "none.txt"')
    code, _, err = printed(mtqa("filter", "a.jsonl", "--out", "out"))
    told = f"mtqa: {mtqa.folder / 'none.txt'}: cannot be read: No such file or directory; change the settings\n"
    assert (code, err) == (2, told)


def test_fields_may_be_missing_in_the_first_lines(mtqa: Shell) -> None:
    rows = [
        {"id": 1},
        {"target": CLEAN},
        {"target": "The dog slept.", "source": "Он ушёл в 1995 году.", "language": "en"},
    ]
    mtqa.write("a.jsonl", "".join(f"{json.dumps(row)}\n" for row in rows))
    assert printed(mtqa("filter", "a.jsonl", "--out", "out"))[0] == 0
    lines = (mtqa.folder / "out/kept/a.jsonl").read_text("utf8").splitlines()
    assert [finding["rule"] for finding in json.loads(lines[1])["mtqa_findings"]] == ["number-mismatch"]


@pytest.mark.skipif(sys.platform != "linux", reason="names are to be any bytes")
def test_a_name_may_be_no_utf_8(mtqa: Shell) -> None:
    names = [os.fsdecode(b"caf\xe9.") + suffix for suffix in ("jsonl", "parquet")]
    mtqa.write(names[0], '{"text": "It rained."}\n')
    with (mtqa.folder / names[1]).open("wb") as file:
        pq.write_table(pa.table({"text": ["It rained."]}), file)
    assert printed(mtqa("filter", ".", "--out", "out"))[0] == 0
    assert sorted(os.listdir(mtqa.folder / "out/kept")) == names


def test_runs_into_one_folder_take_turns_at_the_summary(tmp_path: Path) -> None:
    made = Summary.of([Counts()], Config(), 0)
    with ThreadPoolExecutor(4) as threads:
        deque(threads.map(made.write, [tmp_path] * 100), 0)
    assert sorted(tree(tmp_path)) == ["summary.html", "summary.json"]
