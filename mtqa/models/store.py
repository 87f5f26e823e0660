"""Where the files of models are, and whether they are still those that were pulled.

A model has a folder of its own in the cache: its files, and a `lock.json` that names the repositories with the commits
that they were pulled at, and the SHA-256 of every file.
"""

import hashlib
import json
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from mtqa.errors import CannotRun
from mtqa.memory import Memory, cache, key
from mtqa.models.catalogue import Model

LOCK = "lock.json"
# Nanoseconds after which no write goes unseen for want of a finer clock of the file system.
_SETTLED = 3 * 10**9


class Source(NamedTuple):
    """A repository, the revision that models.txt names, and the commit that it stood for."""

    repository: str
    revision: str
    commit: str


class Lock(NamedTuple):
    """Where the files of a model come from, and the SHA-256 of each by its path in the folder."""

    sources: tuple[Source, ...]
    licence: str
    files: dict[str, str]


def folder(model: Model) -> Path:
    """Where the files of a model are once they are pulled."""
    return cache() / "models" / model.name


def lock(model: Model) -> Lock | None:
    """What was pulled of a model, if it was. Raises CannotRun where the lock file is damaged."""
    path = folder(model) / LOCK
    if not path.exists():
        return None
    try:
        content = json.loads(path.read_text("utf8"))
        sources = tuple(Source(**source) for source in content["sources"])
        return Lock(sources, str(content["licence"]), dict(content["files"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CannotRun(f"{path}: cannot be read; remove {path.parent} and type {_pull(model)}") from error


def write(place: Path, held: Lock) -> None:
    """Put the lock file into a folder."""
    content = {**held._asdict(), "sources": [source._asdict() for source in held.sources]}
    (place / LOCK).write_text(json.dumps(content, indent=1), "utf8")


def opened(model: Model, seen: Memory | None = None) -> tuple[Path, Model]:
    """The folder of a model's files, and the model with the commit for its revision.

    A model without a repository has no files: the path is empty. The revision of a local folder is the beginning of
    the SHA-256 of what it holds. What was `seen` of files is not read again. Raises CannotRun where the model is not
    pulled, or a file is not what was pulled.
    """
    if not model.repository:
        return Path(), model
    if Path(model.repository).is_absolute():
        local = Path(model.repository)
        held = "".join(f"{name}\0{digest}\n" for name, digest in sorted(hashes(local, seen).items()))
        return local, model._replace(revision=hashlib.sha256(held.encode()).hexdigest()[:12])
    pulled = lock(model)
    if pulled is None:
        raise CannotRun(f"{model.name}: is not pulled; type {_pull(model)}")
    if [source.repository for source in pulled.sources] != model.repositories or (
        model.revision not in pulled.sources[0][1:]
    ):
        raise CannotRun(f"{model.name}: models.txt names another revision than the one pulled; type {_pull(model)}")
    _verify(model, pulled, hashes(folder(model), seen))
    return folder(model), model._replace(revision=pulled.sources[0].commit)


def _verify(model: Model, pulled: Lock, found: Mapping[str, str]) -> None:
    for name in sorted(found.keys() | pulled.files.keys()):
        if found.get(name) != pulled.files.get(name):
            why = "is missing" if name not in found else "has changed" if name in pulled.files else "was not pulled"
            raise CannotRun(f"{folder(model) / name}: {why}; remove its folder and type {_pull(model)}")


def hashes(root: Path, seen: Memory | None = None) -> dict[str, str]:
    """The SHA-256 of each file in a folder by its path there, but for the lock file and what is hidden.

    All of each is read: what costs most is the disk, and the model is read from there anyway. Where there is a memory
    of what was seen, a file is not read that is of the same size and age as when it was.
    """
    files = [path for path in _files(root) if path != root / LOCK]
    marks = {path: mark for path in files if (mark := _mark(path))} if seen else {}
    known = seen.found(marks.values()) if seen else {}
    digests = {path: known[mark] for path, mark in marks.items() if mark in known}
    new = [path for path in files if path not in digests]
    with ThreadPoolExecutor() as pool:
        digests |= zip(new, pool.map(_digest, new), strict=True)
    for path in new:
        if seen and path in marks:
            seen.keep(marks[path], digests[path])
    return {path.relative_to(root).as_posix(): digests[path] for path in files}


def _mark(path: Path) -> bytes:
    """What a file is known by while nobody writes to it; none where it was written to just now."""
    try:
        held = path.stat()
    except OSError as error:
        raise CannotRun(f"{path}: cannot be read: {error.strerror}") from error
    if time.time_ns() - max(held.st_mtime_ns, held.st_ctime_ns) < _SETTLED:
        return b""
    return key("file", str(path), held.st_dev, held.st_ino, held.st_size, held.st_mtime_ns, held.st_ctime_ns)


def _files(root: Path) -> Iterator[Path]:
    for path in sorted(root.iterdir()):
        if path.is_dir():
            yield from () if path.name.startswith(".") else _files(path)
        else:
            yield path


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise CannotRun(f"{path}: cannot be read: {error.strerror}") from error


def _pull(model: Model) -> str:
    return f"`mtqa models pull {model.name}`"
