"""That several processes find what one does, in the same order, and that a run ends cleanly whatever ends a process."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mtqa import reports, run, work, workers
from mtqa.checker import Checker
from mtqa.errors import CannotRun
from mtqa.segment import Document, Finding
from mtqa.texts import File
from tests.shell import CLEAN, FAULTY, Shell, printed, workers_of
from tests.test_progress import Terminal
from tests.test_progress import run as started

MANY = 2 * workers.AHEAD + 10


def _doubled(number: int) -> int:
    """Twice a number, as long as it is no special one."""
    if number == -1:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == -2:
        raise CannotRun("minus two")
    if number == -3:
        raise OSError(errno.ENOSPC, "No space left on device", "minus three")
    return 2 * number


def _process(_number: int) -> int:
    return os.getpid()


def _long(item: tuple[int, Path]) -> bytes:
    """The first item waits for the fifth."""
    number, pipe = item
    if number in (0, 4):
        pipe.open("rb" if number == 0 else "wb").close()
    return b"x" * 600


@pytest.fixture(scope="module")
def mtqa(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A folder with files good and bad, of several formats and settings."""
    mtqa = Shell(tmp_path_factory.mktemp("jobs"))
    for number in range(12):
        mtqa.write(f"t{number:02}.txt", (FAULTY if number % 3 else CLEAN) * 3)
    mtqa.write("broken.po", 'msgid "a\n')
    mtqa.write("counts.csv", "year,count\n2019,3\n")
    mtqa.write("latin.txt", "It was a café in May 2019 of the year.\n".encode("latin1"))
    mtqa.write("pairs.tsv", "source\ttarget\nВ мае.\tIn May 2019 of the year.\nВ мае.\tIt rained rained.\n")
    mtqa.write("sub/mtqa.toml", 'fail-on = "never"\n')
    mtqa.write("sub/pyproject.toml", "[tool.mtqa]\n")
    mtqa.write("sub/a.md", f"# Bridge\n\n{FAULTY}")
    return mtqa


def test_results_come_in_order() -> None:
    assert list(workers.ordered(_doubled, range(MANY), 3)) == [2 * number for number in range(MANY)]
    assert list(workers.ordered(_doubled, [], 2)) == []


def test_each_process_gets_something_before_any_gets_more() -> None:
    assert len(set(workers.ordered(_process, range(3), 3))) == 3


def test_what_a_process_raises_is_raised_in_its_turn() -> None:
    results = workers.ordered(_doubled, [1, 2, -2, 3], 2)
    assert [next(results), next(results)] == [2, 4]
    with pytest.raises(CannotRun, match="minus two"):
        next(results)


def test_a_process_that_dies_loses_what_it_worked_on() -> None:
    results = list(workers.ordered(_doubled, [1, -1, *range(2, MANY)], 2))
    assert results == [2, workers.Lost(-signal.SIGKILL), *(2 * number for number in range(2, MANY))]
    assert str(results[1]) == "was ended by SIGKILL"


@pytest.mark.skipif(sys.platform == "win32", reason="waits for a named pipe")
def test_long_results_that_wait_for_a_slow_one_are_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "HELD", 1_000)
    pipe, given = tmp_path / "pipe", list[int]()
    os.mkfifo(pipe)

    def items() -> Iterator[tuple[int, Path]]:
        for number in range(12):
            given.append(number)
            yield number, pipe

    results = workers.ordered(_long, items(), 2)
    assert next(results) == b"x" * 600
    assert given == [*range(5)]
    assert len([*results]) == 11


def test_what_the_system_refuses_is_told_and_loses_that_alone() -> None:
    results = list(workers.ordered(_doubled, [1, -3, *range(2, 20)], 2))
    lost = workers.Lost(None, "[Errno 28] No space left on device: 'minus three'")
    assert results == [2, lost, *(2 * number for number in range(2, 20))]
    assert str(lost) == f"failed: {lost.refusal}"


def test_one_process_tells_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_checker: Checker, _document: Document) -> list[Finding]:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Checker, "check", refused)
    names = [str(Shell(tmp_path).write(name, FAULTY)) for name in ("a.txt", "b.txt")]
    told = "the process that worked on it failed: [Errno 5] Input/output error; take it alone, with --jobs 1"
    results = run.check(names, {"jobs": 1, "cache": False})
    assert [str(result) for result in results] == [f"{name}: {told}" for name in names]


@pytest.mark.parametrize(
    ("code", "told"),
    [(0, "ended with code 0"), (-9, "was ended by SIGKILL"), (-60, "was ended by signal 60")],
)
def test_how_a_process_ended_is_told(code: int, told: str) -> None:
    assert str(workers.Lost(code)) == told


def test_no_more_comes_when_no_process_is_left() -> None:
    results = list(workers.ordered(_doubled, [1, -1, -1, 2, 3], 2))
    assert [result for result in results if not isinstance(result, workers.Lost)] in ([2], [2, 4])
    assert len(results) < 5


def test_every_report_is_that_of_one_process(mtqa: Shell) -> None:
    names = [name for name in reports.NAMES if name != "xliff"]  # which is of one pair of languages
    runs = []
    for jobs in ("1", "2"):
        (mtqa.folder.parent / f"by-{jobs}").mkdir(exist_ok=True)
        outputs = [option for name in names for option in ("-o", f"{name}:../by-{jobs}/{name}")]
        runs.append(printed(mtqa("check", *outputs, "--jobs", jobs)))
    assert runs[0] == runs[1]
    assert (runs[0][0], len(runs[0][2].splitlines())) == (2, 4)
    for name in names:
        one, two = ((mtqa.folder.parent / f"by-{jobs}" / name).read_bytes() for jobs in ("1", "2"))
        assert one == two, name


@pytest.mark.parametrize("options", [(), ("--diff",), ("--unsafe", "--diff")])
def test_files_become_the_same_by_mending(mtqa: Shell, tmp_path: Path, options: tuple[str, ...]) -> None:
    runs = []
    for jobs in ("1", "2"):
        there = Shell(tmp_path / "texts")
        shutil.copytree(mtqa.folder, there.folder)
        ended = printed(there("fix", *options, "--jobs", jobs))
        runs.append((ended, {path.name: path.read_bytes() for path in there.folder.rglob("*.*")}))
        shutil.rmtree(there.folder)
    assert runs[0] == runs[1]
    assert (runs[0][1]["t01.txt"] == (mtqa.folder / "t01.txt").read_bytes()) == bool(options)


def _running(mtqa: Shell, *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "mtqa", *arguments], cwd=mtqa.folder, env=mtqa.environment, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.fixture
def held(tmp_path: Path) -> Shell:
    """A folder with a faulty text, and one that takes longer to check than anybody waits."""
    mtqa = Shell(tmp_path)
    mtqa.write("a.txt", FAULTY)
    mtqa.write("b.txt", f"{FAULTY}\n" * 100_000)
    return mtqa


@pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")
def test_a_killed_process_loses_its_file_alone(held: Shell) -> None:
    process = _running(held, "check", "a.txt", "b.txt", "-o", "concise", "--jobs", "2")
    assert process.stdout
    first = process.stdout.readline()
    for child in workers_of(process.pid):
        os.kill(child, signal.SIGKILL)
    rest, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert first.startswith(b"a.txt:1:")
    assert err.decode() == (
        "mtqa: b.txt: the process that worked on it was ended by SIGKILL; take it alone, with --jobs 1\n"
    )
    assert b"b.txt" not in rest


@pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_run_tells_what_it_found(held: Shell, jobs: str) -> None:
    terminal = Terminal()
    process = started(held, terminal, "check", "a.txt", "b.txt", "-o", "concise", "--jobs", jobs)
    terminal.until("b.txt")
    for each in (*workers_of(process.pid), process.pid):
        os.kill(each, signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    assert (process.returncode, terminal.left()) == (130, "mtqa: stopped; what was found by then is told\r\n")
    assert out.startswith(b"a.txt:1:")
    assert b"b.txt" not in out


@pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupted_mending_tells_what_it_mended(held: Shell, jobs: str) -> None:
    terminal, before = Terminal(), (held.folder / "b.txt").read_bytes()
    process = started(held, terminal, "fix", "a.txt", "b.txt", "--jobs", jobs)
    terminal.until("b.txt")
    for each in (*workers_of(process.pid), process.pid):
        os.kill(each, signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    told = "mtqa: stopped; files that are not told to be mended are as they were\r\n"
    assert (process.returncode, terminal.left()) == (130, told)
    assert out.startswith(b"a.txt: ")
    assert (held.folder / "a.txt").read_bytes() != FAULTY.encode()
    assert (held.folder / "b.txt").read_bytes() == before
    assert sorted(path.name for path in held.folder.iterdir()) == ["a.txt", "b.txt"]


def test_settings_that_cannot_be_used_stop_the_run_as_with_one_process(mtqa: Shell) -> None:
    runs = [mtqa("check", "t00.txt", "t01.txt", "--select", "no-such", "--jobs", jobs) for jobs in ("1", "2")]
    assert printed(runs[0]) == printed(runs[1])
    assert runs[0].returncode == 2


def test_a_baseline_and_changes_hold_for_what_several_processes_find(mtqa: Shell) -> None:
    for jobs in ("1", "2"):
        assert mtqa("baseline", "t00.txt", "t01.txt", "--jobs", jobs, "--baseline", f"known-{jobs}").returncode == 0
    one, two = ((mtqa.folder / f"known-{jobs}").read_bytes() for jobs in ("1", "2"))
    assert one == two
    known = mtqa("check", "t00.txt", "t01.txt", "t02.txt", "--baseline", "known-1", "--jobs", "2", "-o", "concise")
    assert {line.split(b":")[0] for line in known.stdout.splitlines() if line.startswith(b"t0")} == {b"t02.txt"}


def test_little_is_checked_by_one_process(mtqa: Shell) -> None:
    files = [File(mtqa.folder / name, Path(name), True) for name in ("t00.txt", "t01.txt")]
    assert work.processes(0, files) == 1
    assert work.processes(8, files) == 2
    assert work.processes(8, [*files, File(Path("-"), Path("-"), True)]) == 1
