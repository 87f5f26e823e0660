"""What was found in a document, kept for as long as nothing changes that it depends on."""

import json
from collections.abc import Sequence
from functools import cache as once
from pathlib import Path, PurePath
from typing import Any

from mtqa import depends, memory
from mtqa.blake2 import blake2b
from mtqa.config import Config
from mtqa.segment import Document, Edit, Finding, Place, Segment

MOST = 128 * 2**20
_NONE = Segment("")


def key(document: Document, config: Config) -> bytes | None:
    """What the findings in a document are kept under, by these settings; None where nothing can be kept."""
    try:
        _memory(memory.cache())
        return memory.key("findings", _mark(document), depends.on_settings(config), depends.on_program())
    except (OSError, RuntimeError):  # no folder of the user, or a file that cannot be read, which the checker tells of
        return None


def found(one: bytes, document: Document) -> list[Finding] | None:
    """What was found in this document before, if it was checked; what is damaged was not."""
    mark, _, text = _memory(memory.cache()).found([one]).get(one, "").partition(" ")
    if mark != _hash(text):
        return None
    return [_finding(row, document) for row in json.loads(text)]


def keep(one: bytes, findings: Sequence[Finding]) -> None:
    """Keep what was found."""
    text = json.dumps([finding._replace(segment=_NONE, path="") for finding in findings], separators=(",", ":"))
    _memory(memory.cache()).keep(one, f"{_hash(text)} {text}")


@once
def _memory(folder: Path) -> memory.Memory:
    return memory.Memory(folder / "findings.sqlite", MOST)


def _hash(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _mark(document: Document) -> str:
    """A mark of all that rules see of a document, and of what tells where a finding stands."""
    mark = blake2b(digest_size=32)
    beside = (document.source.path, document.source.content) if document.source else ()
    name, first = PurePath(document.path).name, document.first_line
    for part in (name, first, document.content, *beside, tuple(document.starts), document.lost):
        mark.update(repr(part).encode() + b"\0")
    for segment in document.segments:
        mark.update(repr(tuple(segment)).encode())
    return mark.hexdigest()


def _finding(row: Sequence[Any], document: Document) -> Finding:
    """The finding that a row of JSON stands for."""
    one = Finding(*row)
    return one._replace(
        path=document.path,
        segment=document.segments[one.number],
        place=Place(*one.place),
        fix=Edit(*one.fix) if one.fix else None,
        related=tuple(Place(*place) for place in one.related),
        spots=tuple((number, start, end) for number, start, end in one.spots),
        in_source=tuple((start, end) for start, end in one.in_source),
    )
