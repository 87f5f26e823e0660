"""A program beside ours that is asked by a line of JSON on its standard input and answers by one on its output."""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from threading import Event, Timer
from typing import IO, Any
from weakref import finalize

from mtqa.errors import CannotRun, one_line

# No answer has so many bytes.
_LONGEST = 1 << 26


class Process:
    """A program that runs as long as somebody refers to it; each answer may take it so many seconds of `patience`."""

    def __init__(self, command: Sequence[str], patience: float) -> None:
        """Raises CannotRun where it cannot be started."""
        self.name, self.patience = command[0], patience
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        try:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._complaints
            )
        except OSError as error:
            self._complaints.close()
            raise CannotRun(f"{self.name}: cannot be run: {error.strerror}") from error
        finalize(self, _end, self._process, self._complaints)

    def ask(self, question: Any) -> dict[str, Any]:
        """The answer. Raises CannotRun where there is none."""
        return self._answer(json.dumps(question).encode() + b"\n")

    def greeting(self) -> dict[str, Any]:
        """What it says unasked when it is ready. Raises CannotRun where it is not."""
        return self._answer(b"")

    def _answer(self, question: bytes) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        late = Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        watch = Timer(self.patience, stop)
        watch.daemon = True
        watch.start()
        try:
            with suppress(OSError):  # it ended before it read that, maybe with a last word
                self._process.stdin.write(question)
                self._process.stdin.flush()
            line = self._process.stdout.readline(_LONGEST)
        finally:
            watch.cancel()
        if late.is_set():
            raise CannotRun(f"{self.name}: did not answer for {self.patience:g} seconds, and was stopped")
        if not line:
            raise self._ended()
        return self._understood(line)

    def _understood(self, line: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(line)
        except ValueError as error:
            raise self.garbled(line.decode("utf8", "replace")) from error
        if not isinstance(answer, dict):
            raise self.garbled(answer)
        if "error" in answer:
            raise CannotRun(f"{self.name}: {one_line(answer['error'])}")
        return answer

    def garbled(self, answer: Any) -> CannotRun:
        return CannotRun(f"{self.name}: its answer is not understood: {one_line(answer)}")

    def _ended(self) -> CannotRun:
        """What it ended with, and the last thing that it complained of."""
        code = self._process.wait()
        self._complaints.seek(0)
        complaint = self._complaints.read().decode("utf8", "replace").strip().rpartition("\n")[2]
        return CannotRun(f"{self.name}: ended with code {code}: {one_line(complaint) or 'it did not say why'}")


def _end(process: "subprocess.Popen[bytes]", complaints: IO[bytes]) -> None:
    process.kill()
    with suppress(OSError), process:  # what it was asked and did not read is still to be written
        complaints.close()
