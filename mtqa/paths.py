"""From the names on the command line to the files that are checked."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from mtqa.errors import CannotRun
from mtqa.formats import READERS

STDIN = Path("-")
SKIPPED = frozenset(["__pycache__", "build", "dist", "node_modules", "site-packages", "venv"])


def find(names: Iterable[str]) -> Iterator[Path | CannotRun]:
    """The files that are named, and those of known formats in the folders that are named, each once and in order.

    Hidden folders and those of tools are passed over, and links that lead out of the folder. What cannot be read is
    given as the reason why.
    """
    seen = set[Path]()
    for name in names:
        for found in _in(Path(name)):
            if isinstance(found, CannotRun):
                yield found
            elif (place := found.resolve()) not in seen:
                seen.add(place)
                yield found


def _in(path: Path) -> Iterator[Path | CannotRun]:
    if path == STDIN:
        yield path
        return
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield CannotRun(f"{path}: cannot be read: {error.strerror}")
        return
    if stat.S_ISREG(mode):
        yield path
    elif stat.S_ISDIR(mode):
        yield from _in_folder(path)
    else:
        yield CannotRun(f"{path}: is not a file; pipe it to standard input and name that -")


def _in_folder(folder: Path) -> Iterator[Path | CannotRun]:
    refused = list[CannotRun]()

    def refuse(error: OSError) -> None:
        refused.append(CannotRun(f"{error.filename}: cannot be read: {error.strerror}"))

    found = list[Path]()
    for place, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = (name for name in folders if not name.startswith(".") and name not in SKIPPED)
        found += (Path(place, name) for name in files if Path(name).suffix.lower() in READERS)
    yield from refused
    inside = [path for path in sorted(found) if path.is_file() and path.resolve().is_relative_to(folder.resolve())]
    yield from inside
    if not inside and not refused:
        yield CannotRun(f"{folder}: holds no text to check; known are {', '.join(sorted(READERS))}")
