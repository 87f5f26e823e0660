"""Which lines of a file changed since a commit, as git tells."""

import re
from collections.abc import Container
from functools import cache
from pathlib import Path

from mtqa.errors import CannotRun
from mtqa.segment import Finding

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


class Everything(Container[int]):
    """All lines."""

    def __contains__(self, _line: object) -> bool:
        return True


def lines(path: Path, commit: str) -> Container[int]:
    """The numbers of the lines that differ from those at the commit; all where git does not know the file.

    Raises CannotRun where the file is in no repository, or the repository has no such commit.
    """
    folder = path.resolve().parent
    if not _git(folder, "ls-files", "--", path.name):
        return Everything()
    plain = "--unified=0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff", "--no-textconv"
    diff = _git(folder, "diff", *plain, _commit(folder, commit), "--", path.name)
    if diff and not _HUNK.search(diff):
        return Everything()
    starts = ((int(hunk[1]), int(hunk[2] or 1)) for hunk in _HUNK.finditer(diff))
    return {line for first, number in starts for line in range(first, first + number)}


def touches(finding: Finding, changed: Container[int]) -> bool:
    """Whether the finding, or a place in the same file that it is about, stands on such a line."""
    places = [finding.place, *(place for place in finding.related if place.line and not place.path)]
    return any(line in changed for place in places for line in range(place.line, place.end_line + 1))


@cache
def _commit(folder: Path, name: str) -> str:
    try:
        found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except CannotRun as error:
        _git(folder, "rev-parse", "--show-toplevel")
        raise CannotRun(f"git knows no commit {name!r} in {folder}; fetch it or name another") from error
    return found.decode().strip()


def _git(folder: Path, *arguments: str) -> bytes:
    import subprocess  # noqa: PLC0415 – most runs do not ask git

    command = ["git", "--literal-pathspecs", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=True).stdout
    except FileNotFoundError as error:
        raise CannotRun("git is not installed; install it, or check without --changed-from") from error
    except subprocess.CalledProcessError as error:
        told = error.stderr.decode("utf8", "replace").strip().splitlines()[-1:] or ["git failed"]
        raise CannotRun(f"{folder}: {told[0]}; --changed-from needs a git repository") from error
