"""The vocabulary: what is checked, what is found, what is mended.

Offsets are code points of a segment's target from 0, ends exclusive. Lines and columns count from 1, in code points,
ends exclusive.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, pairwise
from sys import maxsize
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
Anchors = tuple[tuple[int, int], ...]


class Edit(NamedTuple):
    """Put `text` in place of `[start, end)` of a target. A safe edit cannot change what the text means."""

    start: int
    end: int
    text: str
    safe: bool = True


class Segment(NamedTuple):
    """One unit in which source and target align: a paragraph of an article, a trans-unit, a row.

    `anchors` tell where the target stands in its file: pairs of an offset in the target, ascending from 0, and the
    offset in the file's text. Of the characters between two of them, each is one in the file, and the last one is all
    that is left: the space that joins two hard-wrapped lines is the line break and the indentation, an “&” its entity.
    Two anchors at one offset leave out what stands between them in the file, such as a tag. `source_anchors` tell the
    same of the source; there are none where it stands in no file. An id that starts with @ says that it is no
    paragraph. A target that is `final` was signed off: no fix of it is safe. `parts` are the offsets at which its parts
    start where these are kept, as the cues of subtitles are: a fix runs over no such start, and leaves no part empty.
    """

    target: str
    source: str = ""
    target_lang: str = "en"
    source_lang: str = ""
    id: str = ""
    anchors: Anchors = ((0, 0),)
    source_anchors: Anchors = ()
    final: bool = False
    parts: tuple[int, ...] = ()

    @property
    def is_paragraph(self) -> bool:
        """Whether it is running text, and no item of a list, cell of a table, title or attribute."""
        return not self.id.startswith("@")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the file's text that `[start, end)` of the target stands for.

        An empty one comes right after the character before it.
        """
        return _span(self.anchors, start, end)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of its file's text that `[start, end)` of the source stands for."""
        return _span(self.source_anchors, start, end)


def _span(anchors: Anchors, start: int, end: int) -> tuple[int, int]:
    here, there = anchors[bisect_right(anchors, (start, maxsize)) - 1]
    first = there + start - here
    number = bisect_left(anchors, (end, 0))
    if number == len(anchors) or anchors[number][0] > end:
        number -= 1
    here, there = anchors[number]
    last = there + end - here
    return min(first, last), last


class Lost(NamedTuple):
    """A paragraph of the source that nothing renders: a segment without a target, and the index of the one before it.

    That is -1 where none is before it.
    """

    segment: Segment
    after: int


@dataclass(frozen=True)
class Document:
    """The segments of a file in order.

    `content` is the text that they were cut from and their anchors point into: that of the file, or what a reader made
    of a binary one. `data` is the file as it is, `notice` what its user should know of how it was read. `source` is the
    document that the segments' sources come from, where these stand in another file, and `lost` what of it no segment
    renders. `starts` are the segments that begin a text, where the file holds several that have nothing to do with each
    other. `first_line` is the number that the first line of `content` has in the file. `readings` is what rules have
    read in it so far (`mtqa.reading`).
    """

    segments: Sequence[Segment]
    path: str = ""
    content: str = ""
    data: bytes = b""
    notice: str = ""
    source: "Document | None" = None
    lost: tuple[Lost, ...] = ()
    starts: Sequence[int] = ()
    first_line: int = 1
    readings: dict[Callable[..., Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def texts(self) -> Iterator[tuple[int, "Document"]]:
        """The texts, each with the index of its first segment."""
        if len(self.starts) < 2:
            yield 0, self
            return
        for first, end in pairwise((*self.starts, len(self.segments))):
            yield first, replace(self, segments=self.segments[first:end], lost=(), starts=())

    @property
    def target_lang(self) -> str:
        return self.segments[0].target_lang if self.segments else "en"

    @property
    def source_lang(self) -> str:
        return self.segments[0].source_lang if self.segments else ""

    @cached_property
    def _lines(self) -> Sequence[int]:
        lines = self.content.replace("\r\n", " \n").replace("\r", "\n").split("\n")
        return array("q", accumulate((len(line) + 1 for line in lines[:-1]), initial=0))

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset in `content`."""
        line = bisect_right(self._lines, offset)
        return line + self.first_line - 1, offset - self._lines[line - 1] + 1


class Place(NamedTuple):
    """A stretch of a file, and the text that stands there.

    `path` is that of the file if it is another one than that of the finding; line 0 says that it is no file's text.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    path: str = ""


class Finding(NamedTuple):
    """One fault. `start` and `end` are offsets in the segment's target; `fingerprint` outlives a move of the text.

    `score` is what a model gives the segment, if one was asked. `related` are the other places that it is about: in the
    target first, then in the source. Of those in the target, `spots` are the index of the segment in its document,
    start and end; of those in the segment's own source, `in_source` are start and end. `number` is the index of the
    finding's own segment.
    """

    rule: str
    family: str
    severity: Severity
    message: str
    path: str
    segment: Segment
    start: int
    end: int
    place: Place
    fix: Edit | None = None
    related: tuple[Place, ...] = ()
    score: float | None = None
    fingerprint: str = ""
    number: int = 0
    spots: tuple[tuple[int, int, int], ...] = ()
    in_source: tuple[tuple[int, int], ...] = ()


class Token(NamedTuple):
    """A stretch of the target that a model reads as one, and the natural logarithm of how likely it finds it."""

    start: int
    end: int
    log_probability: float


class Remark(NamedTuple):
    """A stretch of the target that a model objects to, and why."""

    start: int
    end: int
    severity: Severity
    message: str


class Score(NamedTuple):
    """What a model thinks of a target: the higher `value`, the better, on a scale of the model's own.

    `truncated` says that it read no more than the beginning.
    """

    value: float
    tokens: tuple[Token, ...] = ()
    remarks: tuple[Remark, ...] = ()
    truncated: bool = False


class Retranslation(NamedTuple):
    """What a model would put in place of a target: its chrF against the target (0 to 100), its own score where there is
    one, and why it was taken.

    Where only stretches of the target were translated, `edits` are those that make the text.
    """

    text: str
    chrf: float
    score: float | None
    reason: str
    edits: tuple[Edit, ...] = ()


class Opinion(NamedTuple):
    """What models say of a segment. Below `least` a score is too low; `signature` tells how the opinion came about.

    A score that is not `of_source` is of the wording alone: its model does not read the source.
    """

    score: Score | None = None
    least: float | None = None
    retranslation: Retranslation | None = None
    signature: str = ""
    of_source: bool = True


class Checked(NamedTuple):
    """A document, what was found in it in order of position, and whether that lets it pass.

    `known` are the findings that do not count: they are in the baseline, or stand on lines that did not change.
    `opinions` are those of models, by the index of the segment. `words` is how many words there are, where they are
    counted already.
    """

    document: Document
    findings: list[Finding]
    passes: bool = True
    known: Sequence[Finding] = ()
    opinions: Mapping[int, Opinion] = MappingProxyType({})
    words: int | None = None
