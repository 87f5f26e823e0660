"""The command as a user runs it: a real process in a folder of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CLEAN = "The bridge was opened in May.\n"
FAULTY = "The bridge was opened in May 2019 of the year.\n"
MENDED = "The bridge was opened in May 2019.\n"


class Shell:
    """Runs mtqa in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "MTQA_CACHE": str(folder / "cache")}

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def __call__(self, *arguments: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "mtqa", *arguments],
            cwd=self.folder,
            input=given,
            capture_output=True,
            env={**self.environment, **environment},
            check=False,
            timeout=120,
        )

    def started(self, *arguments: str) -> subprocess.Popen[bytes]:
        """The command at work; of what it prints, that on standard error can be read."""
        return subprocess.Popen(
            [sys.executable, "-m", "mtqa", *arguments],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=self.environment,
        )


def printed(run: subprocess.CompletedProcess[bytes]) -> tuple[int, str, str]:
    return run.returncode, run.stdout.decode(), run.stderr.decode()


def workers_of(parent: int) -> list[int]:
    """The processes that work for this one."""
    children = (Path(f"/proc/{parent}/task/{parent}/children")).read_text().split()
    return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
