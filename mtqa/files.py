"""Reading a file whole, and putting another in its place without ever leaving half of one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from mtqa.errors import CannotRun


def load(path: Path) -> bytes:
    """The file's content. Raises CannotRun, naming the file, where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotRun(f"{path}: cannot be read: {error.strerror}") from error


@contextmanager
def reading(path: Path) -> Iterator[IO[bytes]]:
    """The file, open. Raises CannotRun, naming the file, where it cannot be read."""
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise CannotRun(f"{path}: cannot be read: {error.strerror}") from error


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Put `after` in place of the file, which must still hold `before`. A symbolic link stays: what it points to is
    replaced. Raises CannotRun where that cannot be done."""
    with writing(path) as file:
        file.write(after)
        if load(path) != before:
            raise CannotRun(f"{path}: changed while it was checked, so it is left alone; run again")


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of `path` when all is written, and vanishes if anything fails.

    It is made in the same folder, flushed to the disk and renamed, so that there is always one whole file; permissions
    and, where allowed, the owner stay. A file that is another name of the same data parts from it. A device or a pipe
    is written to as it is. Raises CannotRun where it cannot be written, or is not to be by its permissions.
    """
    if (path.is_absolute() and path.parts[1] in ("dev", "proc")) or (path.exists() and not path.is_file()):
        with _open(path) as file:
            yield file
        return
    place = Path(os.path.realpath(path))
    if place.exists() and not os.access(place, os.W_OK):
        raise CannotRun(f"{path}: cannot be written: Permission denied; it is left as it was")
    try:
        with _beside(place) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            _take_over(place, file.name)
            os.replace(file.name, place)
        _flush(place.parent)
    except OSError as error:
        raise CannotRun(f"{path}: cannot be written: {error.strerror}; it is left as it was") from error


def _flush(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system lets them be."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _open(path: Path) -> IO[bytes]:
    try:
        return path.open("wb")
    except OSError as error:
        raise CannotRun(f"{path}: cannot be written: {error.strerror}") from error


@contextmanager
def _beside(place: Path) -> Iterator[IO[bytes]]:
    import tempfile  # noqa: PLC0415 – most runs write nothing

    with tempfile.NamedTemporaryFile(prefix=f".{place.name[:40]}.", dir=place.parent, delete=False) as file:
        try:
            yield file
        finally:
            with suppress(FileNotFoundError):
                os.unlink(file.name)


def _take_over(place: Path, name: str) -> None:
    """Give the file of this name the permissions and owner of the one that it replaces."""
    if not place.exists():
        os.chmod(name, 0o666 & ~_umask())
        return
    import shutil  # noqa: PLC0415 – as above

    shutil.copymode(place, name)
    status = place.stat()
    with suppress(OSError):
        os.chown(name, status.st_uid, status.st_gid)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
