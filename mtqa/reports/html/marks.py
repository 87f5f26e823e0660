"""A text cut at the ends of the stretches that are marked in it, so that each piece has one look."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple


class Mark(NamedTuple):
    """A stretch of a text, how it looks, the label at its end, and the name by which a link finds it."""

    start: int
    end: int
    look: str
    label: str = ""
    name: str = ""


class Stripe(NamedTuple):
    """What of a mark shows on one piece. Marks that overlap have different lanes; the label stands on the last."""

    mark: Mark
    lane: int
    first: bool
    last: bool


class Piece(NamedTuple):
    """A stretch of the text, and the marks that cover it, in order of their lanes."""

    start: int
    text: str
    stripes: tuple[Stripe, ...] = ()


def pieces(text: str, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> Iterator[Piece]:
    """The text in pieces that no mark begins or ends in, cut at `cuts` too; a mark of nothing is a piece of its own."""
    lanes = _in_lanes(mark for mark in marks if 0 <= mark.start <= mark.end <= len(text))
    ends = {end for mark, _ in lanes for end in (mark.start, mark.end)}
    bounds = sorted({0, len(text), *ends, *(cut for cut in cuts if 0 < cut < len(text))})
    opening, open_ = 0, list[tuple[Mark, int]]()
    for start, end in pairwise([*bounds, len(text) + 1]):
        open_ = [(mark, lane) for mark, lane in open_ if mark.end > start]
        while opening < len(lanes) and lanes[opening][0].start == start:
            mark, lane = lanes[opening]
            opening += 1
            if mark.start == mark.end:
                yield Piece(start, "", (Stripe(mark, lane, True, True),))
            else:
                open_.append((mark, lane))
        if start < len(text):
            stripes = (Stripe(mark, lane, mark.start == start, mark.end == end) for mark, lane in open_)
            yield Piece(start, text[start:end], tuple(sorted(stripes, key=lambda stripe: stripe.lane)))


def _in_lanes(marks: Iterable[Mark]) -> Sequence[tuple[Mark, int]]:
    """The marks in order, the longest first of those that begin together, each with the lowest lane that is free."""
    free, busy, found, lanes = list[int](), list[tuple[int, int]](), list[tuple[Mark, int]](), 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        while busy and busy[0][0] <= mark.start:
            heappush(free, heappop(busy)[1])
        lane = heappop(free) if free else lanes
        lanes = max(lanes, lane + 1)
        heappush(busy, (max(mark.end, mark.start + 1), lane))
        found.append((mark, lane))
    return found
