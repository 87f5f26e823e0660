"""Plain text: paragraphs are segments.

Files come in three shapes: paragraphs between blank lines, a paragraph or a sentence a line, and hard-wrapped lines. A
line goes on in the next one where the text is wrapped at a width and the next word would not have fitted in; so the
headings, lists and verses of a wrapped text stay lines of their own.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from mtqa.errors import CannotRun
from mtqa.segment import Document, Segment
from mtqa.suppression import is_comment

NARROWEST, WIDEST = 40, 120
MOSTLY, SOME = 0.85, 0.25
_LINE = re.compile(r"[^\r\n]+")
_BREAK = re.compile(r"\r\n?|\n")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”»“’')\]*]*$")
_ITEM = re.compile(r"(?:[-*•–—]|\(?\w{1,3}[.)])[ \t]")
_INDENT = " \t"


class Line(NamedTuple):
    """A line that is not blank, without its indentation, and where it starts in the file's text."""

    text: str
    start: int


Block = list[Line]


def read(content: str, path: str, languages: tuple[str, str], source: str = "", shape: str = "auto") -> Document:
    """The document in a plain text. Offsets in `source` are not kept; it has to have as many paragraphs."""
    paragraphs = list(_paragraphs(content, shape))
    sources = [_joined(paragraph)[0] for paragraph in _paragraphs(source, shape)]
    if source and len(sources) != len(paragraphs):
        raise CannotRun(f"has {len(paragraphs)} paragraphs and its source {len(sources)}; they have to pair")
    segments = list[Segment]()
    for number, paragraph in enumerate(paragraphs):
        target, anchors = _joined(paragraph)
        segments.append(Segment(target, sources[number] if source else "", *languages, str(number + 1), anchors))
    return Document(segments, path, content)


def _joined(paragraph: Block) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of a paragraph with a space for each break, and its anchors, one a line."""
    if len(paragraph) == 1:
        return paragraph[0].text, ((0, paragraph[0].start),)
    at, anchors = 0, list[tuple[int, int]]()
    for line in paragraph:
        anchors.append((at, line.start))
        at += len(line.text) + 1
    return " ".join(line.text for line in paragraph), tuple(anchors)


def _paragraphs(content: str, shape: str) -> Iterator[Block]:
    blocks = list(_blocks(content))
    width = _wrapped_at(blocks) if shape == "auto" else 0
    for block in blocks:
        paragraph = block[:1]
        for line, following in pairwise(block):
            whole = shape == "paragraph" or (width and _goes_on(line, following, width))
            if whole and not is_comment(line.text) and not is_comment(following.text):
                paragraph.append(following)
            else:
                yield paragraph
                paragraph = [following]
        yield paragraph


def _blocks(content: str) -> Iterator[Block]:
    """The lines between blank ones."""
    block, end = list[Line](), 0
    for match in _LINE.finditer(content):
        if block and len(_BREAK.findall(content, end, match.start())) > 1:
            yield block
            block = []
        end = match.end()
        if not match[0].isspace():
            text = match[0].strip(_INDENT)
            block.append(Line(text, match.start() + match[0].index(text)))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _wrapped_at(blocks: Sequence[Block]) -> int:
    """The width at which the text is wrapped, in code points; 0 where it is not."""
    breaks = [(line, following) for block in blocks for line, following in pairwise(block)]
    lengths = sorted(len(line.text) for line, _ in breaks)
    width = lengths[len(lengths) * 98 // 100] if lengths else 0
    if not NARROWEST <= width <= WIDEST:
        return 0
    full = [line for line, following in breaks if _goes_on(line, following, width)]
    inside = sum(not _SENTENCE_END.search(line.text) for line in full)
    return width if len(full) >= MOSTLY * len(breaks) and inside >= SOME * len(breaks) else 0


def _goes_on(line: Line, following: Line, width: int) -> bool:
    """Whether the break after a line is one of wrapping: the next word would not have fitted in."""
    word = following.text.split(maxsplit=1)[0]
    return len(line.text) + 1 + len(word) > width and not _ITEM.match(following.text)
