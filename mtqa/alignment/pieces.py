"""Stretches of a source, with where they stand in its file; joined, and cut at sentences."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from math import inf
from sys import maxsize
from typing import NamedTuple

from mtqa.alignment.beads import Match
from mtqa.expressions import expression
from mtqa.languages.sentences import sentences
from mtqa.segment import Anchors, Segment

# How much longer, in characters, a part of the source may be than the target that renders it.
_LONGEST, _AT_LEAST = 6, 200
_EMPTY = 15.0
_CLAUSE = expression(r"[^,;:–—]*(?:[,;:]++|\s[–—](?=\s)|\Z|[–—])")


class Piece(NamedTuple):
    """`[start, end)` of paragraph `number` of a source document."""

    number: int
    start: int
    end: int


class Source(NamedTuple):
    """A text, and where it stands in its file."""

    text: str
    anchors: Anchors


def joined(pieces: Iterable[Piece], paragraphs: Sequence[Segment]) -> Source:
    """The text of pieces in order: those of one paragraph as they stand there, paragraphs parted by line breaks."""
    text, anchors = "", list[tuple[int, int]]()
    for piece in _merged(pieces):
        if text:
            text += "\n"
        paragraph = paragraphs[piece.number]
        anchors += ((here + len(text), there) for here, there in _cut(paragraph.anchors, piece.start, piece.end))
        text += paragraph.target[piece.start : piece.end]
    return Source(text, tuple(anchors))


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    found = list[Piece]()
    for piece in pieces:
        if found and found[-1].number == piece.number and found[-1].end <= piece.start:
            found[-1] = found[-1]._replace(end=piece.end)
        else:
            found.append(piece)
    return found


def _cut(anchors: Anchors, start: int, end: int) -> list[tuple[int, int]]:
    at = bisect_right(anchors, (start, maxsize))
    here, there = anchors[at - 1]
    return [(0, there + start - here), *((here - start, there) for here, there in anchors[at:] if here < end)]


def shared_out(
    numbers: range, paragraphs: Sequence[Segment], targets: Sequence[str], target_lang: str
) -> list[list[Piece]]:
    """For each target its part of source paragraphs, in order, cut at sentences in the likeliest way.

    Where there are fewer sentences than targets, the paragraphs are cut at clauses.
    """
    if len(targets) == 1:
        return [[Piece(number, 0, len(paragraphs[number].target)) for number in numbers]]
    source_lang = paragraphs[numbers.start].target_lang
    units = [
        Piece(number, *stretch) for number in numbers for stretch in sentences(paragraphs[number].target, source_lang)
    ]
    if len(units) < len(targets):
        units = [Piece(unit.number, *stretch) for unit in units for stretch in _clauses(unit, paragraphs)]
    texts = [paragraphs[unit.number].target[unit.start : unit.end] for unit in units]
    ends = _ends(Match.of(texts, targets, source_lang, target_lang))
    return [units[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _clauses(unit: Piece, paragraphs: Sequence[Segment]) -> list[tuple[int, int]]:
    text = paragraphs[unit.number].target
    found = [match.span() for match in _CLAUSE.finditer(text, unit.start, unit.end) if match[0].strip()]
    return [(start + len(text[start:end]) - len(text[start:end].lstrip()), end) for start, end in found]


def _ends(match: Match) -> list[int]:
    """For each target, the number of the unit after its last one, at the least cost."""
    count = len(match.source.anchors)
    best: list[tuple[float, list[int]]] = [(0.0 if not end else inf, []) for end in range(count + 1)]
    for j in range(len(match.target.anchors)):
        best = [min(_ending(match, j, end, best)) for end in range(count + 1)]
    return best[count][1]


def _ending(
    match: Match, j: int, end: int, best: Sequence[tuple[float, list[int]]]
) -> Iterator[tuple[float, list[int]]]:
    """The ways in which the target may end before unit `end`, with their costs: what is far too long is none."""
    most = _LONGEST * match.target.length(j, j + 1) + _AT_LEAST
    cost, ends = best[end]
    yield cost + _EMPTY, [*ends, end]
    for start in range(end - 1, -1, -1):
        if start < end - 1 and match.source.length(start, end) > most:
            return
        cost, ends = best[start]
        if cost < inf:
            yield cost + match.misfit(start, end, j, j + 1), [*ends, end]
