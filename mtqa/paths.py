"""Which files the paths of a command line mean."""

import os
import stat
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mtqa.errors import CannotRun
from mtqa.formats import FORMATS

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

STDIN = Path("-")
SKIPPED = ("node_modules", "site-packages", "__pycache__")
ELSE = "not a file; pass what it holds to standard input, with - as the path"

_Ignores = tuple[tuple[Path, "GitIgnoreSpec"], ...]


def find(
    names: Iterable[str], suffixes: Collection[str] = tuple(FORMATS), besides: Collection[str] = ()
) -> Iterator[Path | CannotRun]:
    """The files to read, each once; what cannot be read comes as an error among them, naming its path.

    A file that is named is taken as it is; `-` is standard input. A folder is searched for files with these suffixes,
    in order of their names, but for hidden ones, symbolic links, installed packages, what .gitignore leaves out, and
    the paths in `besides`.
    """
    seen = set(map(os.path.abspath, besides))
    for name in names:
        for found in _meant(name, suffixes):
            key = os.path.abspath(found) if isinstance(found, Path) and found != STDIN else str(found)
            if key not in seen:
                yield found
            seen.add(key)


def _meant(name: str, suffixes: Collection[str]) -> Iterator[Path | CannotRun]:
    if name == str(STDIN):
        yield STDIN
        return
    path = Path(name) if Path(name) != STDIN else Path(name).absolute()
    try:
        mode = os.stat(name).st_mode
    except OSError as error:
        what = "a symbolic link to nothing" if path.is_symlink() else error.strerror
        yield CannotRun(f"{name or repr(name)}: cannot be read: {what}")
        return
    if stat.S_ISDIR(mode):
        yield from _texts(path, suffixes)
    elif stat.S_ISREG(mode):
        yield path
    else:
        yield CannotRun(f"{name}: {'a named pipe' if stat.S_ISFIFO(mode) else 'a device or socket'}, {ELSE}")


def _texts(root: Path, suffixes: Collection[str]) -> Iterator[Path | CannotRun]:
    pending: list[tuple[Path, bool, _Ignores]] = [(root, True, _above(root))]
    found = False
    while pending:
        path, is_folder, ignores = pending.pop()
        if is_folder:
            try:
                pending += _inside(path, suffixes, ignores)
            except OSError as error:
                found = True
                yield CannotRun(f"{path}: cannot be searched: {error.strerror}")
        else:
            found = True
            yield path
    if not found:
        yield CannotRun(f"{root}: holds no text ({', '.join(suffixes)}); name other files one by one")


def _inside(folder: Path, suffixes: Collection[str], ignores: _Ignores) -> list[tuple[Path, bool, _Ignores]]:
    """The files and folders to visit, the last first."""
    with os.scandir(folder) as entries:
        inside = sorted(
            (entry for entry in entries if entry.name[0] != "."), key=lambda entry: entry.name, reverse=True
        )
    ignores = (*ignores, *_ignored_in(folder))
    wanted = list[tuple[Path, bool, _Ignores]]()
    for entry in inside:
        path = folder / entry.name
        is_folder = entry.is_dir(follow_symlinks=False)
        if is_folder:
            fits = entry.name not in SKIPPED and not (path / "pyvenv.cfg").exists()
        else:
            fits = entry.is_file(follow_symlinks=False) and path.suffix.lower() in suffixes
        if fits and not (ignores and _is_ignored(path, is_folder, ignores)):
            wanted.append((path, is_folder, ignores))
    return wanted


def _above(folder: Path) -> _Ignores:
    """What the folders above leave out, up to the top of the repository; nothing outside of one."""
    folder = folder.absolute()
    for number, above in enumerate((folder, *folder.parents)):
        if (above / ".git").exists():
            parents = [*folder.parents][:number]
            return tuple(ignored for parent in reversed(parents) for ignored in _ignored_in(parent))
    return ()


def _ignored_in(folder: Path) -> _Ignores:
    try:
        lines = (folder / ".gitignore").read_text("utf8", "replace").splitlines()
    except OSError:
        return ()
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 – most folders have none

    return ((folder.absolute(), GitIgnoreSpec.from_lines(lines)),)


def _is_ignored(path: Path, is_folder: bool, ignores: _Ignores) -> bool:
    """Whether the last pattern that speaks of the path leaves it out."""
    for folder, patterns in reversed(ignores):
        verdict = patterns.check_file(path.absolute().relative_to(folder).as_posix() + "/" * is_folder).include
        if verdict is not None:
            return verdict
    return False
