"""Words and phrases that follow upon themselves, told by their words alone."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from operator import eq
from typing import NamedTuple

from mtqa.text import OBJECT

LONGEST = 24
_MARKS = "\"“”„«»‘’'.,;:!?…()[]{}-–—*"
_BYTES_OF_MARKS = _MARKS.encode()
_BLANKS = bytes.maketrans(b"\x1c\x1d\x1e\x1f", b"    ")  # which str.split takes for spaces, and bytes.split does not


class Repeat(NamedTuple):
    """A stretch in which a phrase of `words` words stands `times` times in a row.

    `first` ends where the phrase ends for the first time; `end` where it ends for the last time. `broken` says that a
    mark stands between two of them.
    """

    start: int
    first: int
    end: int
    phrase: tuple[str, ...]
    times: int
    broken: bool


@lru_cache(maxsize=8)
def repeats(text: str) -> tuple[Repeat, ...]:
    """All repeats in the text, in order; phrases of up to LONGEST words, letters in either case, marks left out.

    Two objects are no repeat: what stands in their places differs.
    """
    words = text.lower().split()
    bare = [word.strip(_MARKS) for word in words]
    found = list(_runs(bare))
    if not found:
        return ()
    spans = [match.span() for match in re.finditer(r"\S++", text)]
    all_found = (_repeat(text, words, bare, spans, run) for run in found)
    return tuple(repeat for repeat in all_found if OBJECT not in "".join(repeat.phrase))


def could_repeat(text: str) -> bool:
    """A cheap first look: a repeat doubles a word, or two words, or holds three in a row that stand there twice."""
    words = _rough(text)
    if any(map(eq, words, words[1:])):
        return True
    if len(set(pairwise(words))) >= len(words) - 1:
        return False
    pairs = list(pairwise(words))
    return any(map(eq, pairs, pairs[2:])) or len(set(pairwise(pairs))) < len(pairs) - 1


def _rough(text: str) -> list[bytes]:
    """The words without marks, as bytes of UTF-8 without all that marks are made of: equal words stay equal."""
    text = text.lower() if text.isascii() else " ".join(text.lower().split())
    return text.encode(errors="surrogatepass").translate(_BLANKS, _BYTES_OF_MARKS).split()


def _runs(bare: list[str]) -> Iterator[tuple[int, int, int]]:
    """Start, period and end, in words, of each stretch that equals itself moved by its period."""
    last: dict[str, int] = {}
    done = 0
    for here, word in enumerate(bare):
        period = here - last.get(word, -LONGEST)
        last[word] = here
        if period < LONGEST and here >= done and word:
            start, end = here, here + 1
            while start - period > done and here - start < period and bare[start - 1] == bare[start - 1 - period]:
                start -= 1
            while end < len(bare) and bare[end] == bare[end - period]:
                end += 1
            if end - start >= period:
                done = end
                yield start - period, period, end


def _repeat(
    text: str, words: list[str], bare: list[str], spans: list[tuple[int, int]], run: tuple[int, int, int]
) -> Repeat:
    start, period, end = run
    times = (end - start) // period
    end = start + times * period
    joints = range(start + period, end, period)
    return Repeat(
        start=spans[start][0] + words[start].index(bare[start]),
        first=_end(words, bare, spans, start + period - 1),
        end=_end(words, bare, spans, end - 1),
        phrase=tuple(bare[start : start + period]),
        times=times,
        broken=any(not words[at - 1].endswith(bare[at - 1]) or not words[at].startswith(bare[at]) for at in joints),
    )


def _end(words: list[str], bare: list[str], spans: list[tuple[int, int]], at: int) -> int:
    return spans[at][1] - (len(words[at]) - len(words[at].rstrip(_MARKS)))
