"""What rules read in a whole document, each thing once: the texts of its segments, its words, its figures.

A reading is a function of a document that is marked with `once`; those that one family needs stand with that family.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import wraps
from itertools import accumulate
from typing import TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from mtqa.segment import Document

Read = TypeVar("Read")

FEW = 16
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


def blocks(document: Document) -> Iterator[str]:
    """The texts, many at a time, with a line break between two."""
    texts = targets(document)
    return ("\n".join(texts[at : at + BLOCK]) for at in range(0, len(texts), BLOCK))


@once
def is_translated(document: Document) -> bool:
    """Whether any segment has a source."""
    return any(segment.source for segment in document.segments)


@once
def tokens(document: Document) -> frozenset[str]:
    """All that stands between spaces in the document."""
    found = set[str]()
    for block in blocks(document):
        found.update(block.split())
    return frozenset(found)


@once
def with_figures(document: Document) -> Sequence[int]:
    """The segments in which a mark or a space stands between two figures."""
    return holding(_FIGURES, document)


def with_any(strings: Collection[str], document: Document) -> Sequence[int]:
    """The segments in which one of the strings stands."""
    if len(strings) > FEW:
        return list(dict.fromkeys(number for number, _, _ in standing(strings, document)))
    return [number for number, text in enumerate(targets(document)) if any(string in text for string in strings)]


def standing(strings: Collection[str], document: Document) -> Iterator[tuple[int, int, int]]:
    """Where one of the strings stands: the segment, start and end; of two that overlap, only one is told."""
    automaton, texts = AhoCorasick(list(strings), matchkind=MatchKind.LeftmostLongest), targets(document)
    for first in range(0, len(texts) if strings else 0, BLOCK):
        block = texts[first : first + BLOCK]
        found = automaton.find_matches_as_indexes(_encodable("\n".join(block)))
        starts = list(accumulate((len(text) + 1 for text in block), initial=0)) if found else []
        for _, start, end in found:
            number = bisect_right(starts, start) - 1
            yield first + number, start - starts[number], end - starts[number]


def _encodable(text: str) -> str:
    """The text with something else for lone surrogates, which the automaton cannot take."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf8", "replace").decode()
    return text


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
