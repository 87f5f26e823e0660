"""Shards: which there are, which are done, and doing one so that a kill leaves no half of it.

A shard has a marker below `.mtqa` in the folder that is written to. It is locked while a process works on the shard,
and says when it is done what it was made of: the input, the settings, the version of mtqa. Whatever else happened, a
shard without a marker that is whole and says the same is done again.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from mtqa import paths
from mtqa.corpus import jsonl, parquet
from mtqa.corpus.counts import KEPT, REJECTED, Counts
from mtqa.corpus.scoring import Scoring
from mtqa.errors import CannotRun

MARKERS = ".mtqa"
PACKED = (".gz", ".zst")
TABLE, LINES = ".parquet", (".jsonl", ".ndjson")
SUFFIXES = (TABLE, *LINES, *PACKED)


class Shard(NamedTuple):
    """A file to filter, and its name below the folders of what is kept and rejected."""

    path: Path
    name: str


class Job(NamedTuple):
    """Where shards are written, how they are scored, and all that they are made by, as a text."""

    out: Path
    scoring: Scoring
    made_by: str


class Done(NamedTuple):
    """What became of a shard, now or in an earlier run."""

    counts: Counts
    is_new: bool


def find(names: Iterable[str], out: Path) -> Iterator[Shard | CannotRun]:
    """The shards in files and folders; what is below `out` is none. Raises CannotRun where two would be written to the
    same place."""
    seen = dict[str, Path]()
    for name in names:
        root = Path(os.path.realpath(name))
        if root.is_dir() and root.is_relative_to(out.resolve()):
            raise _own(name)
        for path in paths.find([name], SUFFIXES):
            if isinstance(path, CannotRun):
                yield path
                continue
            place = Path(os.path.realpath(path))
            if place == root:
                _refuse(path, out)
            elif place.is_relative_to(out.resolve()) or not _is_shard(path):
                continue
            below = path.name if place == root else place.relative_to(root).as_posix()
            if seen.setdefault(below, place) != place:
                raise CannotRun(f"{path}: would be written to the place of {seen[below]}; filter them apart")
            yield Shard(path, below)


def _is_shard(path: Path) -> bool:
    kind = Path(path.stem) if path.suffix.lower() in PACKED else path
    return kind.suffix.lower() in LINES or path.suffix.lower() == TABLE


def _refuse(path: Path, out: Path) -> None:
    """Raises CannotRun where a file that is named cannot be filtered."""
    if path == paths.STDIN:
        raise CannotRun("-: standard input cannot be read again after a kill; name a file")
    if path.resolve().is_relative_to(out.resolve()):
        raise _own(path)
    if not _is_shard(path):
        kinds = ", ".join((TABLE, *LINES, *(f"{LINES[0]}{suffix}" for suffix in PACKED)))
        raise CannotRun(f"{path}: is neither Parquet nor JSON Lines ({kinds})")


def _own(path: Path | str) -> CannotRun:
    return CannotRun(f"{path}: is in the folder that is written to; give --out another one")


def filtered(shard: Shard, job: Job) -> Done:
    """Write what is kept and rejected of a shard, where that is not done. Raises CannotRun where that cannot be."""
    marker = job.out / MARKERS / f"{shard.name}.json"
    written = {fate: job.out / fate / shard.name for fate in (KEPT, REJECTED)}
    try:
        status = shard.path.stat()
        made_of = [job.made_by, status.st_size, status.st_mtime_ns]
        if not marker.exists() and any(place.exists() for place in written.values()):
            raise CannotRun(f"{job.out} holds a file of this name that no filter wrote; give --out another folder")
        for place in (marker, *written.values()):
            place.parent.mkdir(parents=True, exist_ok=True)
        with locked(marker) as file:
            known = _said(file)
            if known and known["made_of"] == made_of and known["sizes"] == _sizes(written):
                return Done(Counts.of(known["counts"]), is_new=False)
            _say(file, b"")
            counts = _split(shard, written, job.scoring)
            said = {"made_of": made_of, "sizes": _sizes(written), "counts": counts.as_json()}
            _say(file, json.dumps(said).encode())
            return Done(counts, is_new=True)
    except OSError as error:
        where = f"{error.filename}: " if error.filename not in (None, str(shard.path)) else ""
        told = os.strerror(error.errno) if error.errno else error
        raise CannotRun(f"{shard.path}: cannot be filtered: {where}{told}; see to that and run again") from error
    except CannotRun as error:
        raise CannotRun(f"{shard.path}: {error}") from error


def _split(shard: Shard, written: dict[str, Path], scoring: Scoring) -> Counts:
    counts, split = Counts(), parquet.split if shard.path.suffix.lower() == TABLE else jsonl.split
    with part(written[KEPT]) as kept, part(written[REJECTED]) as rejected:
        split(shard.path, kept, rejected, scoring, counts)
    return counts


@contextmanager
def part(place: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place when all is written. A kill leaves it under a name that the next run takes again."""
    unfinished = place.with_name(f".{place.name}.part")
    try:
        with unfinished.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, place)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


@contextmanager
def locked(marker: Path) -> Iterator[IO[bytes]]:
    """The marker, when no other process holds it to write what it stands for; one that was killed does so no longer."""
    with marker.open("a+b") as file:
        try:
            import fcntl  # noqa: PLC0415 – Windows has none
        except ImportError:
            yield file
            return
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def _said(file: IO[bytes]) -> dict[str, Any] | None:
    """What the marker says, if it was written to its end."""
    file.seek(0)
    try:
        said = json.loads(file.read())
    except ValueError:
        return None
    return said if isinstance(said, dict) and said.keys() >= {"made_of", "sizes", "counts"} else None


def _say(file: IO[bytes], text: bytes) -> None:
    file.truncate(0)
    file.write(text)
    file.flush()
    os.fsync(file.fileno())


def _sizes(written: dict[str, Path]) -> dict[str, int]:
    return {fate: place.stat().st_size if place.exists() else -1 for fate, place in written.items()}
