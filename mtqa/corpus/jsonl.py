"""Shards of JSON Lines, compressed or not: a line is kept or rejected as it stands, with its new fields at its end.

A line that is no object is rejected as the field `mtqa_line` of one.
"""

import json
import os
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import reduce
from gzip import GzipFile
from io import BufferedReader
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, cast

from mtqa.corpus.columns import ADDED, REASON, fields, with_columns
from mtqa.corpus.counts import Counts
from mtqa.corpus.scoring import NO_OBJECT, Scoring, score_batch
from mtqa.errors import CannotRun, one_line

if TYPE_CHECKING:
    import pyarrow as pa

AT_ONCE = 8 << 20
LINE = "mtqa_line"


class _Line(NamedTuple):
    """A line, and what it says; None where it is no object."""

    text: str
    value: dict[str, Any] | None


def split(path: Path, kept: IO[bytes], rejected: IO[bytes], scoring: Scoring, counts: Counts) -> None:
    """Write the lines of a shard to the one or the other, and count them.

    Raises CannotRun where the shard is broken, or its first objects have not the fields.
    """
    import pyarrow as pa  # noqa: PLC0415

    given = {**scoring.config.columns, "language": scoring.language}
    names, unknown = list[str](), [*filter(None, {"target": "target", **given}.values())]
    with _reading(path) as source, _writing(path, kept) as some, _writing(path, rejected) as others:
        for lines in _batches(source):
            values = [line.value for line in lines if line.value is not None]
            if not names and values:
                names = [*filter(None, fields(given, [*dict.fromkeys(chain.from_iterable(map(_names, values)))]))]
            texts = {name: pa.array([_text(line, name) for line in lines], pa.string()) for name in names}
            table = pa.table(texts or dict.fromkeys(unknown, pa.nulls(len(lines), pa.string())))
            scored = counts.watch(_judged(lines, score_batch(table, scoring)))
            for line, row in zip(lines, _rows(scored), strict=True):
                reason = row.pop(REASON)
                if reason is None:
                    some.write(_extended(line, row))
                else:
                    others.write(_extended(line, {**row, REASON: reason}))


def _batches(source: IO[bytes]) -> Iterator[list[_Line]]:
    """The lines that are not blank, about AT_ONCE bytes at a time."""
    while lines := source.readlines(AT_ONCE):
        if parsed := [_parsed(line) for line in lines if line.strip()]:
            yield parsed


def _parsed(data: bytes) -> _Line:
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf8", "backslashreplace").strip()
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    return _Line(text, value if isinstance(value, dict) else None)


def _names(value: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for key, inside in value.items():
        yield f"{above}{key}"
        if isinstance(inside, dict):
            yield from _names(inside, f"{above}{key}.")


def _text(line: _Line, name: str) -> str | None:
    """The text in a field, None where there is none; half a character is U+FFFD, as Arrow has no place for it."""
    value = line.value or {}
    found = value[name] if name in value else reduce(_inside, name.split("."), cast(Any, value))
    if not isinstance(found, str):
        return None
    return found if found.isascii() else found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _inside(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _judged(lines: Sequence[_Line], scored: "pa.Table") -> "pa.Table":
    """The rows of these lines, those rejected that are no objects."""
    reasons = zip(lines, scored.column(REASON).to_pylist(), strict=True)
    return with_columns(scored, {REASON: [NO_OBJECT if line.value is None else reason for line, reason in reasons]})


def _rows(scored: "pa.Table") -> list[dict[str, Any]]:
    return scored.select([name for name in ADDED if name in scored.column_names]).to_pylist()


def _extended(line: _Line, row: Mapping[str, Any]) -> bytes:
    """The line with new fields; where it has some of these names already, what it says is written anew."""
    plain = line.text.isascii()
    if line.value is None:
        text = json.dumps({LINE: line.text, **row}, ensure_ascii=plain)
    elif any(name in line.value for name in ADDED):
        others = {name: value for name, value in line.value.items() if name not in ADDED}
        text = json.dumps({**others, **row}, ensure_ascii=plain)
    else:
        before = line.text[:-1].rstrip()
        text = f"{before}{', ' if line.value else ''}{json.dumps(row, ensure_ascii=plain)[1:]}"
    return f"{text}\n".encode("utf8", "backslashreplace")


@contextmanager
def _reading(path: Path) -> Iterator[IO[bytes]]:
    import pyarrow as pa  # noqa: PLC0415

    try:
        with path.open("rb") as file:
            match path.suffix.lower():
                case ".gz":
                    yield cast(IO[bytes], GzipFile(fileobj=file))
                case ".zst":
                    yield BufferedReader(cast(Any, pa.CompressedInputStream(file, "zstd")), AT_ONCE)
                case _:
                    yield file
    except (OSError, EOFError, zlib.error) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise CannotRun(f"is broken: {one_line(error)}; make or fetch it again") from None


@contextmanager
def _writing(path: Path, file: IO[bytes]) -> Iterator[IO[bytes]]:
    """What compresses as the shard is compressed."""
    import pyarrow as pa  # noqa: PLC0415

    match path.suffix.lower():
        case ".gz":
            with GzipFile("", "wb", fileobj=file, mtime=0) as packed:
                yield cast(IO[bytes], packed)
        case ".zst":
            with pa.CompressedOutputStream(
                cast(Any, open(os.dup(file.fileno()), "wb")), "zstd"
            ) as stream:  # it closes both
                yield cast(IO[bytes], stream)
        case _:
            yield file
