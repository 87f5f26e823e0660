"""What rules read in a whole document, each thing once: the texts of its segments, its words, its figures.

A reading is a function of a document that is marked with `once`; those that one family needs stand with that family.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from functools import wraps
from itertools import accumulate, chain
from typing import NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from mtqa.segment import Document

Read = TypeVar("Read")
Stretch = tuple[int, int, int]

# So many strings are looked for one by one, so many segments too, and so many segments are read at a time.
# An automaton of up to so many strings is laid out in full for many segments: it takes some memory, and half the time.
FEW, MANY, BLOCK, SMALL = 4, 100, 200, 5_000
_SPACES = ("\n", "\t", "\r", "\u00a0", "\u202f")
# Figures become noughts, the marks and spaces that may stand between two of them full stops.
_ROUGH = bytes(0x30 if chr(byte) in "0123456789" else 0x2E if chr(byte) in "., \u00a0" else byte for byte in range(256))


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


class Block(NamedTuple):
    """Texts of many segments, with a line break between two; where each starts, and the index of the first."""

    text: str
    starts: Sequence[int]
    first: int

    def place(self, at: int) -> tuple[int, int]:
        """The segment in which an offset of the block is, and the offset in it."""
        number = bisect_right(self.starts, at) - 1
        return self.first + number, at - self.starts[number]

    def around(self, at: int) -> tuple[int, int, int]:
        """The segment in which an offset of the block is, where it starts, and where the next one would start."""
        number = bisect_right(self.starts, at)
        following = self.starts[number] if number < len(self.starts) else len(self.text) + 1
        return self.first + number - 1, self.starts[number - 1], following


@once
def blocks(document: Document) -> Sequence[Block]:
    return list(_blocks(targets(document)))


def _blocks(texts: Sequence[str]) -> Iterator[Block]:
    for first in range(0, len(texts), BLOCK):
        block = texts[first : first + BLOCK]
        yield Block("\n".join(block), list(accumulate((len(text) + 1 for text in block[:-1]), initial=0)), first)


@once
def is_translated(document: Document) -> bool:
    """Whether any segment has a source."""
    return any(segment.source for segment in document.segments)


@once
def counts(document: Document) -> Counter[str]:
    """How often all that stands between spaces in the document does."""
    return Counter(chain.from_iterable(block.text.split() for block in blocks(document)))


def tokens(document: Document) -> Set[str]:
    """All that stands between spaces in the document."""
    return counts(document).keys()


@once
def with_figures(document: Document) -> Sequence[int]:
    """The segments in which a mark or a space stands between two figures."""
    found = (block.place(at)[0] for block in blocks(document) for at in _between_figures(block.text))
    return list(dict.fromkeys(found))


def _between_figures(text: str) -> Iterator[int]:
    rough, at = text.replace("\u202f", " ").encode("latin-1", "replace").translate(_ROUGH), -1
    while (at := rough.find(b"0.0", at + 1)) >= 0:
        yield at


def with_any(strings: Collection[str], document: Document) -> Sequence[int]:
    """The segments in which one of the strings stands."""
    if len(strings) > FEW:
        return list(dict.fromkeys(number for number, _, _ in standing(strings, document)))
    found = (number for string in strings for number, text in enumerate(targets(document)) if string in text)
    return sorted(set(found))


def standing(strings: Collection[str], document: Document) -> Iterator[tuple[int, int, int]]:
    """Where one of the strings stands: the segment, start and end; of two that overlap, only one is told."""
    for block, found in standing_by_block(list(strings), document):
        number = first = following = 0
        for _, start, end in found:
            if start >= following:
                number, first, following = block.around(start)
            yield number, start - first, end - first


def standing_by_block(strings: Sequence[str], document: Document) -> Iterator[tuple[Block, Sequence[Stretch]]]:
    """Where in each block one of the strings stands: its index, start and end; of two that overlap, only one."""
    if strings:
        automaton = _automaton(strings, MatchKind.LeftmostLongest, document)
        yield from ((block, automaton.find_matches_as_indexes(encodable(block.text))) for block in blocks(document))


def with_tokens(wanted: Set[str], document: Document) -> Sequence[int]:
    """The segments in which one of these stands between spaces."""
    few, texts = wanted & tokens(document), targets(document)
    suspects: Iterable[int] = range(len(texts) if few else 0)
    if few and len(texts) > MANY:
        edges = [f" {token} " for token in few]
        suspects = dict.fromkeys(_overlapping(_automaton(edges, MatchKind.Standard, document), document))
    return [number for number in suspects if not few.isdisjoint(texts[number].split())]


def _automaton(strings: Sequence[str], kind: MatchKind, document: Document) -> AhoCorasick:
    is_worth_it = len(strings) < SMALL and len(document.segments) > MANY
    layout = Implementation.DFA if is_worth_it else Implementation.ContiguousNFA
    return AhoCorasick(strings, matchkind=kind, implementation=layout)


def _overlapping(automaton: AhoCorasick, document: Document) -> Iterator[int]:
    """The segments in which, with a space around them for any, the automaton matches."""
    for block in blocks(document):
        text = encodable(block.text)
        for space in _SPACES:
            text = text.replace(space, " ")
        for _, start, _ in automaton.find_matches_as_indexes(f" {text} ", overlapping=True):
            yield block.place(start)[0]


def encodable(text: str) -> str:
    """The text with something else for lone surrogates, which no automaton takes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf8", "replace").decode()
    return text


def holding(expression: re.Pattern[str], document: Document) -> Sequence[int]:
    """The segments in which an expression is found that takes in one character and looks at its neighbours.

    It may also find what begins in one segment and ends in the next.
    """
    found = (block.place(match.start())[0] for block in blocks(document) for match in expression.finditer(block.text))
    return list(dict.fromkeys(found))
