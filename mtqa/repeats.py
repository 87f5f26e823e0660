"""Words and phrases that follow upon themselves, told by their words alone."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, islice
from string import ascii_lowercase
from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.text import OBJECT

LONGEST = 24
_MARKS = "\"“”„«»‘’'.,;:!?…()[]{}-–—*"
# Of the bytes of a folded text, those of marks and those that begin a character of several are left out; the others
# become spaces and small letters.
_NO_LETTERS = b"\"'.,;:!?()[]{}-*" + bytes(range(0xC0, 0x100))
_LETTERS = bytes(
    0x20 if chr(byte).isspace() and byte < 0x80 else byte if 0x61 <= byte <= 0x7A else 0x61 + byte % 26
    for byte in range(256)
)
_INSIDE = b" " + ascii_lowercase.encode()
_WORD = expression(r"\S++")
_DOUBLE = re.compile(rb" ([^ ]++) ++\1(?= )")


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
    spans = [match.span() for match in islice(_WORD.finditer(text), max(end for *_, end in found))]
    all_found = (_repeat(text, words, bare, spans, run) for run in found)
    return tuple(repeat for repeat in all_found if OBJECT not in "".join(repeat.phrase))


def could_repeat(texts: Sequence[bytes]) -> Iterator[int]:
    """The indexes of the texts, folded, in which words stand twice in a row, as far as can be told at a glance.

    A word that stands twice is seen by an expression. For phrases each word becomes one byte, by its first letter; a
    phrase of so many words that stands twice is then so many bytes that are the same when all are moved by as many.
    """
    rough = [text.translate(_LETTERS, _NO_LETTERS) for text in texts]
    together = b" %b " % b" \n ".join(rough)
    starts = list(accumulate((len(text) + 3 for text in rough), initial=1))
    for double in _DOUBLE.finditer(together):
        yield bisect(starts, double.end()) - 1
    initials = together.title().translate(None, _INSIDE)
    starts = list(accumulate((len(text) + 1 for text in initials.split(b"\n")), initial=0))
    size, whole, words = len(initials), int.from_bytes(initials, "little"), cache(lambda number: rough[number].split())
    for period in range(2, LONGEST):
        moved, same, at = (whole ^ (whole >> 8 * period)).to_bytes(size, "little"), bytes(period), -1
        while (at := moved.find(same, at + 1)) >= 0:
            number = bisect(starts, at) - 1
            first = at - starts[number]
            second = words(number)[first + period : first + 2 * period]
            if second and words(number)[first : first + period] == second:
                yield number
                at = starts[number + 1] - 1


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
