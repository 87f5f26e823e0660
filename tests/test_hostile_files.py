"""Files that are not what they seem, that change, vanish or cannot be written; and a process that is killed."""

import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from mtqa import files, run
from mtqa.errors import CannotRun
from mtqa.mending import Mended
from tests.shell import FAULTY, MENDED, Shell, printed

NOBODY = 65534
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="takes another user")


def started(mtqa: Shell, *arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "mtqa", *arguments]
    return subprocess.run(command, cwd=mtqa.folder, env=mtqa.environment, capture_output=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


def left(mtqa: Shell) -> list[str]:
    return sorted(entry.name for entry in mtqa.folder.iterdir() if entry.name != "cache")


NAMES = {
    b"new\nline\r.txt": "new line .txt",
    b"\x1b[2J\x1b[31mred.txt": "<U+001B>[2J<U+001B>[31mred.txt",
    b"::error::x.txt": "./::error::x.txt",
    b"not\xffutf8.txt": "not<U+DCFF>utf8.txt",
    "\u202etxt.x.txt".encode(): "<U+202E>txt.x.txt",
    b"-.txt": "-.txt",
    b" .txt": " .txt",
}


def test_a_name_is_told_on_one_line_and_as_text(mtqa: Shell) -> None:
    paths = [os.fsdecode(name) for name in NAMES]
    for path in paths:
        (mtqa.folder / path).write_text(FAULTY)
    code, out, err = printed(mtqa("check", "-o", "concise", "--", *paths, "gone\x1b[2J\n.txt"))
    assert (code, err) == (2, "mtqa: gone<U+001B>[2J .txt: cannot be read: No such file or directory\n")
    assert [line.partition(":1:30: ")[0] for line in out.splitlines()[: len(NAMES)]] == [*NAMES.values()]
    fixed = "".join(f"{shown}: 1 fault mended\n" for shown in NAMES.values())
    assert printed(mtqa("fix", "--", *paths)) == (0, fixed, "")
    assert {(mtqa.folder / path).read_text() for path in paths} == {MENDED}


def test_links_that_leave_the_tree_are_followed_only_where_they_are_named(mtqa: Shell) -> None:
    mtqa.write("outside/a.txt", FAULTY)
    mtqa.write("tree/b.txt", FAULTY)
    for name, target in (("link.txt", "../outside/a.txt"), ("folder", "../outside"), ("loop", ".")):
        (mtqa.folder / "tree" / name).symlink_to(target)
    assert printed(mtqa("fix", "tree")) == (0, "tree/b.txt: 1 fault mended\n", "")
    assert (mtqa.folder / "outside" / "a.txt").read_text() == FAULTY


def test_a_link_to_itself_is_told(mtqa: Shell) -> None:
    (mtqa.folder / "loop.txt").symlink_to("loop.txt")
    for arguments in (("check", "loop.txt"), ("fix", "loop.txt"), ("filter", "loop.txt", "--out", "out")):
        code, _, err = printed(mtqa(*arguments))
        assert code == 2
        assert err.startswith("mtqa: loop.txt: cannot be read: ")
    code, _, err = printed(mtqa("check", "a.txt", "--source", "loop.txt"))
    assert (code, "Traceback" in err) == (2, False)


def test_another_name_of_the_same_data_keeps_it(mtqa: Shell) -> None:
    first = mtqa.write("a.txt", FAULTY)
    os.link(first, mtqa.folder / "b.txt")
    assert mtqa("fix", "a.txt").returncode == 0
    assert (first.read_text(), (mtqa.folder / "b.txt").read_text()) == (MENDED, FAULTY)


@AS_ROOT
def test_the_owner_stays(mtqa: Shell) -> None:
    path = mtqa.write("a.txt", FAULTY)
    os.chown(path, NOBODY, NOBODY)
    assert mtqa("fix", "a.txt").returncode == 0
    assert (path.read_text(), path.stat().st_uid, path.stat().st_gid) == (MENDED, NOBODY, NOBODY)


def test_text_is_on_the_disk_before_the_name_and_the_name_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, done = tmp_path / "a.txt", list[str]()
    path.write_text(FAULTY)
    flush, rename = os.fsync, os.replace

    def fsync(handle: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else f"file of {os.fstat(handle).st_size}")
        flush(handle)

    def replace(old: str, new: Path) -> None:
        done.append("rename")
        rename(old, new)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    files.replace(path, FAULTY.encode(), MENDED.encode())
    assert done == [f"file of {len(MENDED.encode())}", "rename", "folder"]


def test_a_file_that_changed_since_it_was_read_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FAULTY)
    [mended] = run.mend([str(path)], {}, unsafe=False)
    assert isinstance(mended, Mended)
    path.write_text("Somebody else wrote this.\n")
    with pytest.raises(CannotRun, match="changed while it was checked, so it is left alone; run again"):
        files.replace(path, mended.before, mended.data)
    assert path.read_text() == "Somebody else wrote this.\n"


def test_a_file_that_vanishes_is_told_and_others_are_checked(tmp_path: Path) -> None:
    names = [tmp_path / f"{name}.txt" for name in "abc"]
    for path in names:
        path.write_text(FAULTY)
    results = run.check([str(tmp_path)], {"jobs": 1, "cache": False})
    found = [next(results)]
    names[1].unlink()
    found += results
    assert [str(each) for each in found if isinstance(each, CannotRun)] == [
        f"{names[1]}: cannot be read: No such file or directory"
    ]
    assert len(found) == 3


@pytest.mark.parametrize("at", ["fsync", "replace"])
def test_a_process_killed_while_it_mends_leaves_the_whole_old_file(mtqa: Shell, at: str) -> None:
    path = mtqa.write("a.txt", FAULTY)
    path.chmod(0o640)
    mtqa.write(
        "hook/sitecustomize.py", f"import os, signal\nos.{at} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    mtqa.environment["PYTHONPATH"] += f"{os.pathsep}{mtqa.folder / 'hook'}"
    assert mtqa("fix", "a.txt").returncode == -signal.SIGKILL
    assert path.read_text() == FAULTY
    shutil.rmtree(mtqa.folder / "hook")
    assert printed(mtqa("fix", ".")) == (0, "a.txt: 1 fault mended\n", "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def limited() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))


@pytest.mark.parametrize("arguments", [("fix", "a.txt"), ("check", "a.txt", "-o", "json:out"), ("baseline", "a.txt")])
def test_where_there_is_no_room_all_stays_as_it_was(mtqa: Shell, arguments: tuple[str, ...]) -> None:
    path = mtqa.write("a.txt", FAULTY)
    mtqa.write("out", "old\n")
    mtqa.write("mtqa-baseline.txt", "")
    before = left(mtqa)
    ended = started(mtqa, *arguments, preexec_fn=limited)
    assert ended.returncode == 2
    assert b"cannot be written: File too large" in ended.stderr
    assert ended.stderr.count(b"\n") == 1
    assert left(mtqa) == before
    assert (path.read_text(), (mtqa.folder / "out").read_text()) == (FAULTY, "old\n")


@AS_ROOT
def test_a_full_disk_is_told_and_all_stays_as_it_was(mtqa: Shell) -> None:
    text = FAULTY * 2_000
    script = (
        'mount -t tmpfs -o size=128k none disk && cp a.txt disk && "$0" -m mtqa fix disk/a.txt; cp disk/a.txt after.txt'
    )
    mtqa.write("a.txt", text)
    (mtqa.folder / "disk").mkdir()
    ended = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script, sys.executable],
        cwd=mtqa.folder, env=mtqa.environment, capture_output=True, check=False,
    )  # fmt: skip
    if b"mount" in ended.stderr or b"unshare" in ended.stderr:
        pytest.skip("nothing can be mounted here")
    assert ended.stderr == b"mtqa: disk/a.txt: cannot be written: No space left on device; it is left as it was\n"
    assert (mtqa.folder / "after.txt").read_text() == text


@AS_ROOT
@pytest.mark.parametrize(
    ("mode", "folder_mode", "message"),
    [
        (0o444, 0o755, "cannot be written: Permission denied; it is left as it was"),
        (0o644, 0o555, "cannot be written: Permission denied; it is left as it was"),
        (0o000, 0o755, "cannot be written: Permission denied; it is left as it was"),
    ],
)
def test_permissions_are_heeded(mode: int, folder_mode: int, message: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, path = Path(name), Path(name) / "a.txt"
        path.write_text(FAULTY)
        for place, permissions in ((path, mode), (folder, folder_mode)):
            os.chown(place, NOBODY, NOBODY)
            place.chmod(permissions)
        os.setresuid(NOBODY, NOBODY, 0)
        try:
            with pytest.raises(CannotRun) as error:
                files.replace(path, FAULTY.encode(), MENDED.encode())
        finally:
            os.setresuid(0, 0, 0)
        assert str(error.value) == f"{path}: {message}"
        assert path.read_text() == FAULTY


@pytest.mark.parametrize("arguments", [("check", "a.txt", "-o", "jsonl"), ("fix", "-"), ("rules",)])
def test_a_reader_that_goes_away_ends_it_without_a_word(mtqa: Shell, arguments: tuple[str, ...]) -> None:
    mtqa.write("a.txt", (FAULTY + "\n") * 3_000)
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as out:
        ended = subprocess.run(
            [sys.executable, "-m", "mtqa", *arguments],
            cwd=mtqa.folder, env=mtqa.environment, input=FAULTY.encode(), stdout=out, stderr=subprocess.PIPE,
            check=False,
        )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (1, b"")
