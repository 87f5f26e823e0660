"""What rules read in a whole document, each thing once: the texts of its segments, its words, its figures.

A reading is a function of a document that is marked with `once`; those that one family needs stand with that family.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from itertools import accumulate
from typing import TypeVar

from mtqa.segment import Document

Read = TypeVar("Read")

BLOCK = 4_000
"""So many segments are read at a time, so that a large document takes little memory."""
_FIGURES = re.compile(r"[0-9](?=[., \u00a0\u202f][0-9])")


def once(read: Callable[[Document], Read]) -> Callable[[Document], Read]:
    """The reading, taken when it is first asked for and kept with the document."""

    @wraps(read)
    def kept(document: Document) -> Read:
        if read not in document.readings:
            document.readings[read] = read(document)
        found: Read = document.readings[read]
        return found

    return kept


@once
def targets(document: Document) -> Sequence[str]:
    return [segment.target for segment in document.segments]


@once
def is_translated(document: Document) -> bool:
    """Whether any segment has a source."""
    return any(segment.source for segment in document.segments)


@once
def tokens(document: Document) -> frozenset[str]:
    """All that stands between spaces in the document."""
    texts = targets(document)
    blocks = ("\n".join(texts[at : at + BLOCK]).split() for at in range(0, len(texts), BLOCK))
    return frozenset().union(*blocks)


@once
def with_figures(document: Document) -> Sequence[int]:
    """The segments in which a mark or a space stands between two figures."""
    return holding(_FIGURES, document)


def holding(expression: re.Pattern[str], document: Document) -> Sequence[int]:
    """The segments in which an expression is found that takes in one character and looks at its neighbours.

    It may also find what begins in one segment and ends in the next.
    """
    return list(dict.fromkeys(_holding(expression, targets(document))))


def _holding(expression: re.Pattern[str], texts: Sequence[str]) -> Iterator[int]:
    for first in range(0, len(texts), BLOCK):
        block = texts[first : first + BLOCK]
        found = [match.start() for match in expression.finditer("\n".join(block))]
        ends = list(accumulate(len(text) + 1 for text in block)) if found else []
        yield from (first + bisect_right(ends, at) for at in found)
