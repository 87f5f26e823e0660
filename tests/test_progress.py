"""What a person sees at a terminal while a run lasts, and that nobody else does."""

import io
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mtqa.progress import Progress, is_watched
from tests.shell import CLEAN, FAULTY, Shell

ERASED = re.compile(r"[^\n]*\r\x1b\[2K")


class Terminal:
    """A pseudo-terminal: the end that a program writes to, and what came out so far."""

    def __init__(self) -> None:
        self.seen = ""
        self._inside, self.end = pty.openpty()

    def until(self, text: str) -> None:
        """Wait for the text, or the end of all that is written."""
        while text not in self.seen:
            try:
                self.seen += os.read(self._inside, 1 << 16).decode("utf8", "replace")
            except OSError:
                return

    def left(self) -> str:
        """What stands there when all is done."""
        self.until("\0")
        os.close(self._inside)
        return ERASED.sub("", self.seen)


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


def run(mtqa: Shell, terminal: Terminal, *arguments: str, **environment: str) -> "subprocess.Popen[bytes]":
    """mtqa with standard error on the terminal, and an input that is still to come."""
    environment = {**mtqa.environment, "TERM": "xterm", **environment}
    process = subprocess.Popen(
        [sys.executable, "-m", "mtqa", *arguments],
        cwd=mtqa.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=terminal.end, env=environment,
    )  # fmt: skip
    os.close(terminal.end)
    return process


def test_a_longer_run_says_how_far_it_is_and_leaves_nothing(mtqa: Shell, terminal: Terminal) -> None:
    mtqa.write("a.txt", FAULTY)
    process = run(mtqa, terminal, "check", "a.txt", "-", "none.txt", "-o", "concise", "--stdin-filename", "b.txt")
    terminal.until("1 of 3 b.txt")
    out, _ = process.communicate(CLEAN.encode())
    assert "1 of 3 b.txt" in terminal.seen
    assert terminal.left() == "mtqa: none.txt: cannot be read: No such file or directory\r\n"
    assert process.returncode == 2
    assert out.decode().splitlines()[:2] == [
        "a.txt:1:30: error year-said-twice: “2019 of the year” says the year twice [*]",
        "1 error, 0 warnings and 0 notes in 1 of 2 files.",
    ]


def test_a_line_in_use_gives_way(terminal: Terminal) -> None:
    def items() -> Iterator[str]:
        progress("b[red]\x1b[31m" * 20, 12, 3000)
        terminal.until("12 of 3,000")
        yield "one"
        progress("", 13, 3000)
        yield "two"

    with os.fdopen(terminal.end, "w", encoding="utf8") as out, Progress(out, patience=0) as progress:
        for item in progress.waiting(items()):
            print(item, file=out)
    assert terminal.left() == "one\r\ntwo\r\n"
    assert "b[red]<U+001B>[31m" in terminal.seen
    assert max(len(re.sub(r"\x1b\[\d+[mK]", "", part)) for part in terminal.seen.split("\r")) < 80


def test_a_short_run_says_nothing(terminal: Terminal) -> None:
    with os.fdopen(terminal.end, "w", encoding="utf8") as out, Progress(out, patience=3600) as progress:
        progress("a.txt", 0, 1)
        assert [*progress.waiting("ab")] == ["a", "b"]
    assert terminal.left() == ""


@pytest.mark.parametrize(("term", "watched"), [("xterm", True), ("dumb", False), ("DUMB", False), ("unknown", False)])
def test_a_terminal_has_to_be_able(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, term: str, watched: bool
) -> None:
    monkeypatch.setenv("TERM", term)
    with os.fdopen(terminal.end, "w", encoding="utf8") as out:
        assert is_watched(out) is watched
    assert not is_watched(io.StringIO())
    assert not is_watched(None)


def test_a_pipe_is_told_nothing(mtqa: Shell, tmp_path: Path) -> None:
    mtqa.write("a.txt", CLEAN)
    command = [sys.executable, "-X", "importtime", "-m", "mtqa", "check", "a.txt", "-"]
    told = subprocess.run(
        command, cwd=tmp_path, input=CLEAN.encode(), capture_output=True, env=mtqa.environment, check=True
    ).stderr.decode()
    assert "mtqa.progress" in told
    assert "rich" not in told
    assert all(line.startswith("import time:") for line in told.splitlines())
