"""Which files are meant: those named, those in folders, and what is said of the rest."""

import inspect
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from mtqa.errors import CannotRun
from mtqa.formats import FORMATS
from mtqa.paths import STDIN, find


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with files in it."""
    monkeypatch.chdir(tmp_path)
    for name in [
        "b.txt",
        "a.text",
        "B.TXT",
        "a/z.txt",
        "a/b/y.txt",
        "picture.png",
        "notes",
        ".hidden.txt",
        ".git/c.txt",
        "node_modules/c.txt",
        "env/pyvenv.cfg",
        "env/c.txt",
        "empty/picture.png",
        "odd/-",
    ]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.\n")
    return tmp_path


def found(*names: str) -> list[str]:
    return [str(item) for item in find(names)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["."], ["B.TXT", "a/b/y.txt", "a/z.txt", "a.text", "b.txt"]),
        (["b.txt", "a"], ["b.txt", "a/b/y.txt", "a/z.txt"]),
        (["a/z.txt", "a", "./a/z.txt"], ["a/z.txt", "a/b/y.txt"]),
        (["notes", "picture.png", ".hidden.txt"], ["notes", "picture.png", ".hidden.txt"]),
        ([".git", "node_modules", "env"], [".git/c.txt", "node_modules/c.txt", "env/c.txt"]),
        (["-", "b.txt", "-"], ["-", "b.txt"]),
        (["a/../b.txt", "b.txt"], ["a/../b.txt"]),
        (["empty"], [f"empty: holds no text ({', '.join(FORMATS)}); name other files one by one"]),
        (["none.txt", "b.txt"], ["none.txt: cannot be read: No such file or directory", "b.txt"]),
        (["b.txt/c.txt"], ["b.txt/c.txt: cannot be read: Not a directory"]),
        ([""], ["'': cannot be read: No such file or directory"]),
    ],
)
def test_find(tree: Path, names: list[str], expected: list[str]) -> None:
    assert found(*names) == expected


def test_errors_are_values(tree: Path) -> None:
    error, path = find(["none.txt", "b.txt"])
    assert isinstance(error, CannotRun)
    assert path == Path("b.txt")


def test_standard_input_is_not_a_file_of_that_name(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree / "odd")
    assert list(find(["-", "./-"])) == [STDIN, tree / "odd" / "-"]


def test_links_are_followed_only_where_they_are_named(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_text("Text.\n")
    links = {"out": outside, "out.txt": outside / "secret.txt", "loop": tree / "a", "lost.txt": Path("no")}
    for name, target in links.items():
        (tree / "a" / name).symlink_to(target)
    assert found("a") == ["a/b/y.txt", "a/z.txt"]
    assert found("a/out", "a/out.txt") == ["a/out/secret.txt", "a/out.txt"]
    assert found("a/lost.txt") == ["a/lost.txt: cannot be read: a symbolic link to nothing"]


def test_pipes_and_sockets_are_refused(tree: Path) -> None:
    os.mkfifo(tree / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        remedy = "not a file; pass what it holds to standard input, with - as the path"
        assert found("pipe.txt") == [f"pipe.txt: a named pipe, {remedy}"]
        assert found("socket.txt", "/dev/null") == [
            f"socket.txt: a device or socket, {remedy}",
            f"/dev/null: a device or socket, {remedy}",
        ]
        assert "pipe.txt" not in found(".")


def test_a_folder_may_be_named_like_a_file(tree: Path) -> None:
    (tree / "folder.txt").mkdir()
    (tree / "folder.txt" / "a.txt").write_text("Text.\n")
    assert found("folder.txt") == found("folder.txt/") == ["folder.txt/a.txt"]
    assert "folder.txt/a.txt" in found(".")
    assert found("folder.txt/a.txt/") == ["folder.txt/a.txt/: cannot be read: Not a directory"]


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/stdin"])
def test_devices_are_never_read(device: str) -> None:
    command = [sys.executable, "-m", "mtqa", "check", "--no-cache", device]
    ended = subprocess.run(command, input=b"Text.", capture_output=True, check=False, timeout=60)
    assert ended.returncode == 2
    assert re.fullmatch(
        rb"mtqa: /dev/\w+: a (?:device or socket|named pipe), not a file; pass what it holds .*\n", ended.stderr
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_told(tree: Path) -> None:
    (tree / "a" / "b").chmod(0)
    assert found("a") == ["a/b: cannot be searched: Permission denied", "a/z.txt"]
    (tree / "a" / "b").chmod(0o700)


def test_a_folder_that_vanishes_is_told(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def scandir(path: Path) -> "os._ScandirIterator[str]":
        if path == Path("a/b"):
            raise FileNotFoundError(2, "No such file or directory")
        return scan(str(path))

    monkeypatch.setattr(os, "scandir", scandir)
    assert found("a") == ["a/b: cannot be searched: No such file or directory", "a/z.txt"]


@pytest.mark.parametrize(
    ("ignored", "inner", "expected"),
    [
        ("a/\n", "", ["B.TXT", "a.text", "b.txt"]),
        ("*.txt\n", "", ["B.TXT", "a.text"]),
        ("/b.txt\ny.*\n", "", ["B.TXT", "a/z.txt", "a.text"]),
        ("*.txt\n", "!z.txt\n", ["B.TXT", "a/z.txt", "a.text"]),
        ("", "b\n", ["B.TXT", "a/z.txt", "a.text", "b.txt"]),
        ("# nothing\n\n", "\n", ["B.TXT", "a/b/y.txt", "a/z.txt", "a.text", "b.txt"]),
    ],
)
def test_gitignore_is_heeded_in_folders(tree: Path, ignored: str, inner: str, expected: list[str]) -> None:
    (tree / ".gitignore").write_text(ignored)
    (tree / "a" / ".gitignore").write_text(inner)
    assert found(".") == expected
    assert found("b.txt", "a/z.txt") == ["b.txt", "a/z.txt"]


def test_gitignore_above_holds_within_the_repository(tree: Path) -> None:
    (tree / ".gitignore").write_text("z.txt\n")
    assert found("a") == ["a/b/y.txt"]
    (tree / ".git").rename(tree / "other")
    assert found("a") == ["a/b/y.txt", "a/z.txt"]


def test_deep_folders_are_searched(tree: Path) -> None:
    (tree / "a" / "/".join("d" * 300)).mkdir(parents=True)
    (tree / "a" / "/".join("d" * 300) / "deep.txt").touch()
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        assert found("a")[1].endswith("d/deep.txt")
    finally:
        sys.setrecursionlimit(limit)
