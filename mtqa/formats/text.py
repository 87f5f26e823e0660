"""Plain text: paragraphs are segments, be they parted by blank lines, one on each line, or wrapped over many lines."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import IO, NamedTuple

from mtqa.expressions import expression
from mtqa.formats import DEFAULTS, Options
from mtqa.formats.encoding import decode, written
from mtqa.formats.lazily import segments
from mtqa.formats.lines import Lines
from mtqa.formats.ranges import beginning, decoded, last_line_end, stretches
from mtqa.formats.rewriting import rewritten
from mtqa.formats.spoken import settled
from mtqa.formats.wrapping import continued
from mtqa.segment import Document, Edit, Segment
from mtqa.suppression import is_comment

BLANK = (b"\n\n", b"\n\r\n", b"\r\r")
_LINE_END = expression(r"\r\n?|\n")
# No space where a word goes on: after a hyphen, after a dash that has none before it, in scripts that have none at all.
_UNBROKEN = expression(r"\w[-‐–—\u00ad]\w|[\u2e80-\u9fff\uff00-\uffef]{2}$")


def read(data: bytes, path: str = "", options: Options = DEFAULTS) -> Document:
    """The paragraphs of a file."""
    text = decoded(data, options.range)
    return replace(cut(text.text, options), path=path, data=data, notice=text.notice)


def ranges(file: IO[bytes], _path: str, options: Options, size: int) -> Iterator[Options]:
    """How to read each range of a file, which is a text of its own, and ends at a blank line where there is one."""
    head = decode(beginning(file, last_line_end))
    known = settled(options, head.text)
    end = last_line_end if options.segments == "line" else _last_paragraph_end
    for stretch in stretches(file, end, lambda data: 0, size):
        yield known._replace(range=stretch._replace(codec=head.codec))


def _last_paragraph_end(data: bytes) -> int:
    """Where the last blank line ends, or where there is none, the last line."""
    ends = (data.rfind(blank) + len(blank) for blank in BLANK if blank in data)
    return max(ends, default=last_line_end(data))


def cut(content: str, options: Options = DEFAULTS) -> Document:
    """The paragraphs of a text.

    White space around a paragraph is left out, but for no-break spaces before it, which are no indentation.
    """
    options, lines = options if options.range else settled(options, content), Lines.of(content)
    goes_on = _goes_on(lines, options.segments)
    firsts = array("q", (number for number, flag in enumerate(goes_on) if not flag))
    ids = _line_numbers(lines, firsts, options.range.line) if options.range else range(1, len(firsts) + 1)
    paragraphs = _Paragraphs(lines, firsts, options.target_lang, options.source_lang, ids)
    return Document(segments(len(firsts), paragraphs.segment), content=content)


def rewrite(document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """The file with the edits made, in its own encoding."""
    return written(document.data, rewritten(document, edits))


class _Paragraphs(NamedTuple):
    """The paragraphs of a text; `firsts` are the numbers of the lines that start one, not counting blank ones."""

    lines: Lines
    firsts: "array[int]"
    target_lang: str
    source_lang: str
    ids: Sequence[int]

    def segment(self, at: int) -> Segment:
        after = self.firsts[at + 1] if at + 1 < len(self.firsts) else len(self.lines.starts)
        target, anchors = _paragraph(self.lines, self.firsts[at], after)
        return Segment(target, "", self.target_lang, self.source_lang, str(self.ids[at]), anchors)


def _line_numbers(lines: Lines, firsts: Sequence[int], before: int) -> Sequence[int]:
    """The number in the file of the line that each paragraph starts on."""
    ends = array("q", (match.end() for match in _LINE_END.finditer(lines.content)))
    return array("q", (bisect_right(ends, lines.starts[first]) + 1 + before for first in firsts))


def _goes_on(lines: Lines, shape: str) -> bytearray:
    """For each line, 1 where it goes on the paragraph of the line before it; comments stand alone."""
    if shape == "line":
        return bytearray(len(lines.follows))
    result = bytearray(lines.follows) if shape == "paragraph" else continued(lines)
    if "<!--" in lines.content:
        for number in filter(lambda number: is_comment(lines.text(number)), range(len(result))):
            result[number : number + 2] = bytes(len(result[number : number + 2]))
    return result


def _paragraph(lines: Lines, first: int, after: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of lines joined by spaces, and its anchors."""
    parts, anchors = [lines.text(first)], [(0, lines.starts[first])]
    length = len(parts[0])
    for number in range(first + 1, after):
        text = lines.text(number)
        glue = "" if _UNBROKEN.search(parts[-1][-2:] + text[0]) else " "
        length += len(glue)
        anchors.append((length, lines.starts[number]))
        parts += glue, text
        length += len(text)
    return "".join(parts), tuple(anchors)
