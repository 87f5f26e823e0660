"""`mtqa filter`: what it keeps, rejects and writes, and that a kill at any moment changes nothing of it."""

import gzip
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mtqa.config import Config
from mtqa.corpus import Scoring, score_batch
from tests.shell import CLEAN, FAULTY, Shell, printed, workers_of

LIMIT = ("--max-penalty", "20", "--target-lang", "en")
SENTENCES = (CLEAN.strip(), FAULTY.strip(), "The ferry waited at the pier.", "The the crew left early .")


def documents(count: int, seed: int = 1) -> list[dict[str, Any]]:
    chosen = random.Random(seed)
    return [{"id": number, "text": " ".join(chosen.choices(SENTENCES, k=3))} for number in range(count)]


def lines(rows: list[dict[str, Any]]) -> str:
    return "".join(f"{json.dumps(row)}\n" for row in rows)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file that is no marker, by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files if ".mtqa" not in path.parts}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two shards of each kind, one of them in a folder inside."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "more").mkdir()
    for number, name in enumerate(("a", "more/b")):
        rows = documents(40, number)
        pq.write_table(pa.Table.from_pylist(rows), folder / f"{name}.parquet", row_group_size=15)
        (folder / f"{name}.jsonl").write_text(lines(rows), "utf8")
    (folder / "c.jsonl.gz").write_bytes(gzip.compress(lines(documents(40, 3)).encode()))
    return folder


@pytest.fixture(scope="module")
def undisturbed(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What an undisturbed run writes."""
    out = tmp_path_factory.mktemp("undisturbed")
    assert Shell(out)("filter", str(corpus), "--out", "out", *LIMIT).returncode == 0
    return tree(out / "out")


def test_rows_of_parquet_are_parted_and_their_schema_stays(mtqa: Shell) -> None:
    table = pa.table(
        {
            "key": pa.array([7, 8, None], pa.int16()),
            "text": pa.array([CLEAN, FAULTY, None], pa.large_string()),
            "tags": [["a"], [], None],
            "kind": pa.array(["x", "y", "x"]).dictionary_encode(),
        }
    ).replace_schema_metadata({"owner": "harbour"})
    pq.write_table(table, mtqa.folder / "a.parquet", compression="gzip")
    run = mtqa("filter", "a.parquet", "--out", "out", *LIMIT)
    told = "1 file: 3 documents, 1 kept, 2 rejected (no-text 1, penalty 1).\n"
    assert (run.returncode, run.stdout.decode(), run.stderr.decode()) == (0, told, "")
    scored = score_batch(pq.read_table(mtqa.folder / "a.parquet"), Scoring(Config(target_lang="en", max_penalty=20)))
    kept, rejected = (pq.read_table(mtqa.folder / "out" / fate / "a.parquet") for fate in ("kept", "rejected"))
    assert kept.equals(scored.slice(0, 1).drop_columns(["mtqa_reason"]), check_metadata=True)
    assert rejected.equals(scored.slice(1, 2), check_metadata=True)
    metadata = pq.ParquetFile(mtqa.folder / "out" / "kept" / "a.parquet").metadata
    assert metadata.row_group(0).column(0).compression == "GZIP"


def test_lines_stay_as_they_were_written(mtqa: Shell) -> None:
    clean = '{"text":  "The bridge was \\u006fpened.", "big": 123456789012345678901.50}'
    mtqa.write(
        "a.jsonl", f"\ufeff{clean}\r\n\n" + '{"text": "«Паром»"}\nno JSON\n[]\n{}\n{"text": 5}\n{"text": "\\ud800"}'
    )
    run = mtqa("filter", "a.jsonl", "--out", "out", *LIMIT)
    assert run.stdout.decode() == "1 file: 7 documents, 1 kept, 6 rejected (no-object 2, no-text 2, penalty 2).\n"
    [kept] = (mtqa.folder / "out/kept/a.jsonl").read_text("utf8").splitlines()
    assert kept.startswith(f'{clean[:-1]}, "mtqa_words": 4, "mtqa_penalty": 0.0, "mtqa_findings": [], ')
    rejected = (mtqa.folder / "out/rejected/a.jsonl").read_text("utf8").splitlines()
    assert rejected[0].startswith('{"text": "«Паром»", "mtqa_words": 1, ')
    assert [next(iter(json.loads(line))) for line in rejected] == [
        "text", "mtqa_line", "mtqa_line", "mtqa_words", "text", "text",
    ]  # fmt: skip
    assert json.loads(rejected[1])["mtqa_line"] == "no JSON"


def test_a_filtered_shard_can_be_filtered_again(mtqa: Shell) -> None:
    mtqa.write("a.jsonl", lines(documents(40)))
    mtqa("filter", "a.jsonl", "--out", "once", *LIMIT)
    mtqa("filter", "once/kept/a.jsonl", "--out", "twice", *LIMIT)
    once, twice = ((mtqa.folder / name / "kept/a.jsonl").read_bytes() for name in ("once", "twice"))
    assert once == twice != b""


def test_all_kinds_of_shards_get_the_same_rows(undisturbed: dict[str, bytes]) -> None:
    for fate in ("kept", "rejected"):
        table = pq.read_table(pa.BufferReader(undisturbed[f"{fate}/a.parquet"])).to_pylist()
        assert [json.loads(line) for line in undisturbed[f"{fate}/a.jsonl"].splitlines()] == table
    assert gzip.decompress(undisturbed["kept/c.jsonl.gz"]).count(b"\n") > 0
    assert {name.partition("/")[2] for name in undisturbed if "/" in name} == {
        "a.jsonl", "a.parquet", "c.jsonl.gz", "more/b.jsonl", "more/b.parquet",
    }  # fmt: skip


def test_the_summary_counts_what_was_written(undisturbed: dict[str, bytes]) -> None:
    summary = json.loads(undisturbed["summary.json"])
    assert sum(summary["documents"].values()) == 5 * 40
    for fate in ("kept", "rejected"):
        assert sum(row[fate] for row in summary["penalties"]) == summary["documents"][fate]
    assert summary["reasons"] == {"penalty": summary["documents"]["rejected"]}
    page = undisturbed["summary.html"].decode()
    assert "200 documents filtered" in page
    assert page.count("<svg") == 4
    assert "http" not in page.replace("http-equiv", "")


def test_several_processes_write_the_same(corpus: Path, undisturbed: dict[str, bytes], mtqa: Shell) -> None:
    assert mtqa("filter", str(corpus), "--out", "out", "--jobs", "2", *LIMIT).returncode == 0
    assert tree(mtqa.folder / "out") == undisturbed


def test_a_kill_at_any_moment_changes_nothing(corpus: Path, undisturbed: dict[str, bytes], mtqa: Shell) -> None:
    chosen, out, kills = random.Random(7), mtqa.folder / "out", 0
    while kills < 20:
        jobs = str(chosen.randint(1, 2))
        run = mtqa.started("filter", str(corpus), "--out", "out", "--jobs", jobs, *LIMIT)
        if killed(run, out, after=chosen.randint(1, 12)):
            kills += 1
        else:
            assert tree(out) == undisturbed
            shutil.rmtree(out)
    assert mtqa("filter", str(corpus), "--out", "out", *LIMIT).returncode == 0
    assert tree(out) == undisturbed


def killed(run: subprocess.Popen[bytes], out: Path, after: int) -> bool:
    """Whether the run was killed when it had changed so many times what stands in its folder; else it has ended."""
    before = sizes(out)
    while run.poll() is None:
        now = sizes(out)
        after -= now != before
        if not after:
            run.kill()
            run.wait()
            return True
        before = now
        with suppress(subprocess.TimeoutExpired):
            run.wait(0.002)
    assert run.returncode == 0
    return False


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interruption_ends_all_and_is_told(mtqa: Shell, jobs: str) -> None:
    for name in ("a.jsonl", "b.jsonl", "c.jsonl"):
        mtqa.write(name, lines(documents(20_000)))
    run = mtqa.started("filter", ".", "--out", "out", "--jobs", jobs, *LIMIT)
    while not any((mtqa.folder / "out").rglob("*.part")):
        assert run.poll() is None
    run.send_signal(signal.SIGINT)
    _, told = run.communicate(timeout=60)
    assert (run.returncode, told.decode()) == (130, "mtqa: out: stopped; run again to go on\n")
    assert not (mtqa.folder / "out/summary.json").exists()
    assert tree(mtqa.folder / "out/kept").keys() <= {".a.jsonl.part", ".b.jsonl.part"}


@pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")
def test_a_killed_process_loses_its_shard_alone_until_the_next_run(mtqa: Shell) -> None:
    names = [f"{name}.jsonl" for name in "abcd"]
    for number, name in enumerate(names):
        mtqa.write(name, lines(documents(100, number)))
    run = mtqa.started("filter", *names, "--out", "out", "--jobs", "2", *LIMIT)
    while not [*mtqa.folder.glob("out/kept/.*.part")]:
        assert run.poll() is None
    os.kill(workers_of(run.pid)[0], signal.SIGKILL)
    _, told = run.communicate(timeout=120)
    assert run.returncode == 2
    [lost] = re.findall(
        r"mtqa: (.\.jsonl): the process that filtered it was ended by SIGKILL; run again to go on\n", told.decode()
    )
    assert not (mtqa.folder / "out/kept" / lost).exists()
    done = tree(mtqa.folder / "out")
    assert {f"{fate}/{name}" for fate in ("kept", "rejected") for name in names if name != lost} <= done.keys()
    assert mtqa("filter", *names, "--out", "out", *LIMIT).returncode == 0
    assert mtqa("filter", *names, "--out", "undisturbed", *LIMIT).returncode == 0
    assert tree(mtqa.folder / "out") == tree(mtqa.folder / "undisturbed")


def sizes(folder: Path) -> dict[str, int]:
    """How large each file is, markers as well; files may vanish meanwhile."""
    found = dict[str, int]()
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            found[str(path)] = path.stat().st_size
    return found


def test_what_is_done_is_not_done_again(mtqa: Shell) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        mtqa.write(name, lines(documents(5)))
    first = mtqa("filter", "a.jsonl", "b.jsonl", "--out", "out", *LIMIT).stdout.decode()
    before = (mtqa.folder / "out/kept/a.jsonl").stat().st_ino
    again = mtqa("filter", "a.jsonl", "b.jsonl", "--out", "out", *LIMIT).stdout.decode()
    assert again == first.replace("2 files:", "2 files, 2 of them before:")
    assert (mtqa.folder / "out/kept/a.jsonl").stat().st_ino == before
    (mtqa.folder / "out/rejected/b.jsonl").unlink()
    lost = mtqa("filter", "a.jsonl", "b.jsonl", "--out", "out", *LIMIT).stdout.decode()
    assert lost == first.replace("2 files:", "2 files, 1 of them before:")
    other = mtqa("filter", "a.jsonl", "b.jsonl", "--out", "out", *LIMIT, "--ignore", "dates").stdout.decode()
    assert other.startswith("2 files: 10 documents")
    mtqa.write("a.jsonl", lines(documents(6)))
    changed = mtqa("filter", "a.jsonl", "b.jsonl", "--out", "out", *LIMIT, "--ignore", "dates").stdout.decode()
    assert changed.startswith("2 files, 1 of them before: 11 documents")


def test_a_broken_shard_stops_no_other(mtqa: Shell) -> None:
    mtqa.write("a.parquet", b"PAR1 no such thing")
    mtqa.write("b.jsonl", lines(documents(5)))
    mtqa.write("c.jsonl", '{"body": "a"}\n')
    mtqa.write("d.jsonl.gz", gzip.compress(lines(documents(500)).encode())[:-20])
    code, out, err = printed(mtqa("filter", ".", "--out", "out", *LIMIT))
    assert code == 2
    assert out.startswith("1 file: 5 documents")
    told = err.splitlines()
    assert [line.split(": ")[1] for line in told] == ["a.parquet", "c.jsonl", "d.jsonl.gz"]
    assert "has no column 'target' or 'text'; it has body" in told[1]
    assert json.loads((mtqa.folder / "out/summary.json").read_text())["failed"] == 3
    assert sorted(tree(mtqa.folder / "out/kept")) == ["b.jsonl"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("a.jsonl", "sub/a.jsonl", "--out", "out"), "would be written to the place of"),
        (("a.txt", "--out", "out"), "is neither Parquet nor JSON Lines (.parquet, .jsonl, .ndjson, .jsonl.gz,"),
        (("a.jsonl", "--out", "."), "is in the folder that is written to"),
        (("sub", "--out", "sub"), "mtqa: sub: is in the folder that is written to; give --out another one"),
        (("sub", "--out", "."), "mtqa: sub: is in the folder that is written to; give --out another one"),
        (("a.jsonl", "--out", "a.txt/out"), "mtqa: a.txt/out: cannot be written: Not a directory; give --out another"),
        (("a.jsonl", "--out", "taken"), "holds a file of this name that no filter wrote"),
        (("-", "--out", "out"), "standard input cannot be read again"),
        (("a.jsonl", "--out", "out", "--min-score", "1"), "--min-score is for the scores of a model"),
        (("a.jsonl", "--out", "out", "--select", "dat"), "unknown rule 'dat'; did you mean 'dates'?"),
        (("a.jsonl", "--out", "out", "--columns", "id=x"), "say target=NAME, source=NAME, language=NAME"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_line(mtqa: Shell, arguments: tuple[str, ...], told: str) -> None:
    for name in ("a.jsonl", "sub/a.jsonl", "a.txt", "taken/kept/a.jsonl"):
        mtqa.write(name, lines(documents(1)))
    code, _, err = printed(mtqa("filter", *arguments))
    assert code == 2
    assert told in err.splitlines()[-1]
    assert (mtqa.folder / "taken/kept/a.jsonl").read_text() == lines(documents(1))


def test_a_folder_that_cannot_be_made_is_named_with_the_shard(mtqa: Shell) -> None:
    mtqa.write("a.jsonl", lines(documents(1)))
    mtqa.write("out/.mtqa", "no folder")
    code, _, err = printed(mtqa("filter", "a.jsonl", "--out", "out"))
    assert (code, err.splitlines()) == (
        2,
        [
            "mtqa: a.jsonl: cannot be filtered: out/.mtqa: File exists; see to that and run again",
            "mtqa: out/.mtqa: cannot be written: File exists; see to that and run again",
        ],
    )


def test_a_marker_that_says_something_else_is_written_anew(mtqa: Shell) -> None:
    mtqa.write("a.jsonl", lines(documents(1)))
    for marker in ('{"a": 1}', "[]", "no"):
        mtqa.write("out/.mtqa/a.jsonl.json", marker)
        code, out, err = printed(mtqa("filter", "a.jsonl", "--out", "out"))
        assert (code, out.partition(":")[0], err) == (0, "1 file", "")


def test_without_a_limit_all_is_kept(mtqa: Shell) -> None:
    mtqa.write("a.jsonl", lines(documents(5)))
    assert mtqa("filter", "a.jsonl", "--out", "out").stdout.decode() == "1 file: 5 documents, 5 kept, 0 rejected.\n"
    assert "No limit was set" in (mtqa.folder / "out/summary.html").read_text()
