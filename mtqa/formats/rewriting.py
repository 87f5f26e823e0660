"""The text of a file with edits made in its segments, and nothing else changed: for every format that has anchors."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from sys import maxsize
from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.segment import Document, Edit, Segment
from mtqa.text import OBJECT

_TAGS_AND_SPACE = expression(r"(?:<[^<>]*+>|\s)*+")
_TAG_OR_SPACE = expression(r"<[^<>]*+>|(\s++)")
Escape = Callable[[str, int], str]


class _Change(NamedTuple):
    start: int
    end: int
    text: str


def rewritten(document: Document, edits: Mapping[int, Sequence[Edit]], escaped: Escape = lambda text, at: text) -> str:
    """The document's `content` with the edits made: by index of the segment, offsets in its target, none overlapping.

    `escaped` writes a text as the format wants it at an offset of `content`. What an edit only repeats stays as the
    file has it, and so does what lies between two anchors at one offset. The signs of objects stay: an edit is made
    between them, and not at all if it makes or drops one. Where a space that the file writes as a line break is
    replaced, the new text is broken at a space near that place, if it has one.
    """
    content, here, parts = document.content, 0, list[str]()
    for change in sorted(_changes(document, edits, escaped), key=lambda change: (change.start, change.end)):
        parts += content[here : change.start], change.text
        here = change.end
    return "".join([*parts, content[here:]])


def edited(target: str, edits: Sequence[Edit]) -> str:
    """The target with edits made that do not overlap."""
    for edit in sorted(edits, reverse=True):
        target = target[: edit.start] + edit.text + target[edit.end :]
    return target


def _changes(document: Document, edits: Mapping[int, Sequence[Edit]], escaped: Escape) -> Iterator[_Change]:
    for number, wanted in edits.items():
        segment = document.segments[number]
        for edit in chain.from_iterable(_between_objects(segment.target, edit) for edit in sorted(wanted)):
            change = narrowed(segment.target, edit)
            if change.start < change.end:
                yield from _in_file(document.content, segment, change, escaped)
                yield from _laid_bare(document.content, segment, change)
            elif change.text:
                first, last = segment.span(edit.start, edit.end)
                at = min(max(first, segment.span(change.start, change.end)[0]), last)
                yield _Change(at, at, escaped(change.text, at))


def _between_objects(target: str, edit: Edit) -> Iterator[Edit]:
    old, new = (text.split(OBJECT) for text in (target[edit.start : edit.end], edit.text))
    if len(old) == len(new):
        start = edit.start
        for before, after in zip(old, new, strict=True):
            yield Edit(start, start + len(before), after, edit.safe)
            start += len(before) + 1


def narrowed(target: str, edit: Edit) -> Edit:
    """The same edit without the characters that it leaves as they are at its start and end."""
    old, new = target[edit.start : edit.end], edit.text
    before = _shared(old, new)
    after = _shared(old[before:][::-1], new[before:][::-1])
    return Edit(edit.start + before, edit.end - after, new[before : len(new) - after], edit.safe)


def _shared(left: str, right: str) -> int:
    """How many characters both start with."""
    return next(
        (at for at, (one, other) in enumerate(zip(left, right, strict=False)) if one != other),
        min(len(left), len(right)),
    )


def _in_file(content: str, segment: Segment, edit: Edit, escaped: Escape) -> Iterator[_Change]:
    """The edit as changes of the file: its text takes the place of the first stretch between anchors, the others go."""
    cuts = [here for here, _ in _inside(segment, edit)]
    text = _broken(content, segment, edit, escaped)
    for start, end in pairwise(dict.fromkeys((edit.start, *cuts, edit.end))):
        yield _Change(*segment.span(start, end), text)
        text = ""


def _laid_bare(content: str, segment: Segment, edit: Edit) -> Iterator[_Change]:
    """White space beside tags that is left out of the target, for a space stands next to it, goes with that space:
    else it would be one itself."""
    before, after = segment.target[: edit.start][-1:], segment.target[edit.end :][:1]
    for (here, first), (there, last) in pairwise(segment.anchors):
        if here == there and edit.start <= here <= edit.end and _TAGS_AND_SPACE.fullmatch(content, first, last):
            left = before if here == edit.start else edit.text[-1:] or before
            right = after if here > edit.start else edit.text[:1] or after
            if left and right and not (left.isspace() or right.isspace()):
                found = _TAG_OR_SPACE.finditer(content, first, last)
                yield from (_Change(*match.span(), "") for match in found if match[1])


def _inside(segment: Segment, edit: Edit) -> Sequence[tuple[int, int]]:
    first = bisect_right(segment.anchors, (edit.start, maxsize))
    return segment.anchors[first : bisect_right(segment.anchors, (edit.end, maxsize))]


def _broken(content: str, segment: Segment, edit: Edit, escaped: Escape) -> str:
    """The edit's text, broken into lines at the spaces nearest to the breaks that the edit replaces."""
    parts, here, there = list[str](), 0, segment.span(edit.start, edit.end)[0]
    for offset, _ in _inside(segment, edit):
        start, end = segment.span(offset - 1, offset)
        at = edit.text.rfind(" ", here, offset - edit.start)
        at = edit.text.find(" ", here) if at < 0 else at
        if at >= 0 and segment.target[offset - 1] == " " and content[start:end] not in ("", " "):
            parts += escaped(edit.text[here:at], there), content[start:end]
            here = at + 1
    return "".join([*parts, escaped(edit.text[here:], there)])
