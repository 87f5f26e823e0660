"""Which lines go on the paragraph of the line before them: hard-wrapped text told from a paragraph or sentence a line.

A wrapped line is as long as the width allows: the first word of the next one would not have fitted. And prose that is
wrapped breaks amid its sentences, so that many lines start with a small letter. A block of lines between blank ones
that is long enough is judged by itself, a short one by the whole text; in a block that is wrapped, what looks like a
list, a table, dialogue, a heading or verse keeps its lines.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice, pairwise
from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.formats.lines import Lines

SAMPLE = 2_000
ENOUGH = 4
NARROWEST, WIDEST = 30, 200

FINAL = frozenset(".!?…:;。！？؟۔।")
CLOSING = "\"'”’“»«)]"
DASHES = "–—"
_WORD = expression(r"[^\s\u0e00-\u0eff\u3000-\u9fff\uac00-\ud7ff\uff00-\uffef]+|.")
_MARKER = expression(r"[–—]|(?:[-*+•·◦‣▪>#]|\(?\d{1,3}[.)]|\(?[^\W\d_][.)]|\[\d+\])(?=\s)")
_LETTER = expression(r"[^\W_]")


class _Line(NamedTuple):
    """A line's length with its indentation, the length of its first word, whether it starts with a small letter and
    ends a sentence, the kind of list item or speech that it starts, and whether it is a row of a table or a ruler."""

    length: int
    indent: int
    word: int
    small: bool
    ended: bool
    marker: str
    row: bool


class _Look(NamedTuple):
    """Of so many pairs of lines, the width that explains most; the shares that it explains, that stand amid a sentence,
    below which a sentence ends, and above which one ends before the line is full."""

    pairs: int = 0
    width: int = 0
    full: float = 0
    amid: float = 0
    closes: float = 0
    early: float = 0

    def is_wrapped(self) -> bool:
        if self.width < NARROWEST or self.amid < (0.1 if self.pairs > ENOUGH and self.full >= 0.9 else 0.3):
            return False
        regular = self.full >= 0.6 if self.pairs >= ENOUGH else self.full == 1 and self.pairs > 1
        return regular or (self.amid >= 0.5 and self.closes >= 0.05)


_Pair = tuple[_Line, _Line]


def continued(lines: Lines) -> bytearray:
    """For each line, 1 where it goes on the paragraph of the line before it."""
    result = bytearray(len(lines.follows))
    whole = _look(islice((pair for block in _blocks(lines) for pair in pairwise(_told(lines, block))), SAMPLE))
    for block in _blocks(lines):
        head = list(_told(lines, block[:SAMPLE]))
        if width := _width(_look(pairwise(head)), whole):
            pairs = pairwise(chain(head, _told(lines, block[SAMPLE:])))
            result[block.start + 1 : block.stop] = _joined(pairs, width, whole.early >= 0.05)
    return result


def _blocks(lines: Lines) -> Iterator[range]:
    """The runs of two lines and more without a blank line between them."""
    after = 0
    while (second := lines.follows.find(1, after)) >= 0:
        after = lines.follows.find(0, second)
        after = len(lines.follows) if after < 0 else after
        yield range(second - 1, after)


def _told(lines: Lines, block: range) -> Iterator[_Line]:
    return (_line(lines, number) for number in block)


def _line(lines: Lines, number: int) -> _Line:
    text = lines.text(number)
    indent = lines.indent(number)
    word = _WORD.match(text)
    marker = _marker(text)
    return _Line(
        length=len(text) + indent,
        indent=indent,
        word=word.end() if word else 0,
        small=not marker and text[0].isalpha() and not text[0].isupper(),
        ended=text[-1] in FINAL or text.rstrip(CLOSING)[-1:] in FINAL,
        marker=marker,
        row="\t" in text or text.count("   ") > 1 or "...." in text or text.count("|") > 1 or not _LETTER.search(text),
    )


def _marker(text: str) -> str:
    match = _MARKER.match(text)
    if not match:
        return ""
    sign = match[0].strip("([.)]")
    return "1" if sign.isdigit() else "a" if sign.isalpha() else sign


def _look(pairs: Iterable[_Pair]) -> _Look:
    pairs = [(upper, lower) for upper, lower in pairs if not (upper.row or lower.row or lower.marker)]
    if not pairs:
        return _Look()
    width, explained = _likely_width(pairs)
    return _Look(
        len(pairs),
        width,
        explained / len(pairs),
        _share(lower.small and not upper.ended for upper, lower in pairs),
        _share(lower.ended for _, lower in pairs),
        _share(upper.ended and not lower.small and _need(upper, lower) <= width for upper, lower in pairs),
    )


def _need(upper: _Line, lower: _Line) -> int:
    """How long the upper line would be with the first word of the lower one."""
    return upper.length + 1 + lower.word


def _likely_width(pairs: Iterable[_Pair]) -> tuple[int, int]:
    """The width that allows both lines, but not the next word on the upper one, in most pairs; in how many it does."""
    steps = Counter[int]()
    for upper, lower in pairs:
        least = max(upper.length, lower.length)
        if least < _need(upper, lower) and least <= WIDEST:
            steps[least] += 1
            steps[_need(upper, lower)] -= 1
    width = most = now = 0
    for at, step in sorted(steps.items()):
        now += step
        if now >= most:
            width, most = at, now
    return width, most


def _share(marks: Iterable[bool]) -> float:
    marks = list(marks)
    return sum(marks) / len(marks)


def _width(own: _Look, whole: _Look) -> int:
    """The width at which a block is wrapped, 0 if it is not. It must be clear to stand against the whole text."""
    if own.pairs < ENOUGH:
        return whole.width if whole.is_wrapped() else 0
    if whole.is_wrapped():
        if own.amid < 0.3 and own.full < 0.5:
            return 0
        return own.width if own.full >= 0.6 else whole.width
    return own.width if own.is_wrapped() and own.full >= 0.7 and own.amid >= 0.5 else 0


def _joined(pairs: Iterable[_Pair], width: int, tight: bool) -> bytearray:
    """For each pair of a block that is wrapped at `width`, 1 where the lower line goes on the upper one's paragraph.

    `tight` says that there are paragraphs with no blank line between them, so that a last line may be almost full.
    """
    result, first = bytearray(), None
    for upper, lower in pairs:
        first = first or upper
        short = _need(upper, lower) <= width * (1 if tight and upper.ended else 0.8)
        overlong = upper.ended and upper.length > 2 * width
        goes_on = not (overlong or _is_new(upper, lower, first, short))
        if not goes_on:
            first = lower
        result.append(goes_on)
    return result


def _is_new(upper: _Line, lower: _Line, first: _Line, short: bool) -> bool:
    """Whether the lower line starts a paragraph, an item or a row, below one that is `short`; `first` started the
    paragraph that the upper one is in."""
    if upper.row or lower.row:
        return True
    if lower.marker and (upper.ended or short or (lower.marker == first.marker and lower.marker not in DASHES)):
        return True
    if upper.ended and lower.indent > upper.indent:
        return not (upper is first and first.marker)
    if upper.ended and lower.indent < upper.indent:
        return upper is not first
    return short and not lower.small
