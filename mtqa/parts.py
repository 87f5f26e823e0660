"""The parts of a segment that are kept where they are, such as cues of subtitles, and the fixes that respect them."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from mtqa.expressions import expression
from mtqa.formats.rewriting import edited, narrowed
from mtqa.segment import Edit, Segment

_SAYS_SOMETHING = expression(r"\w")


def keeping(segment: Segment, edits: Iterable[Edit]) -> list[Edit]:
    """Those of the edits, in order, that run over no start of a part and together leave no part without a word."""
    if not segment.parts:
        return list(edits)
    made = list[Edit]()
    for edit in (narrowed(segment.target, edit) for edit in edits):
        if not any(edit.start < start <= edit.end for start in segment.parts) and _says(segment, [*made, edit]):
            made.append(edit)
    return made


def _says(segment: Segment, edits: Sequence[Edit]) -> bool:
    """Whether each part that the last edit touches still says something, if it did."""
    last = edits[-1]
    for start, end in pairwise((*segment.parts, len(segment.target) + 1)):
        if start <= last.start < end and _SAYS_SOMETHING.search(segment.target, start, end):
            inside = [
                edit._replace(start=edit.start - start, end=edit.end - start)
                for edit in edits
                if start <= edit.start < end
            ]
            return _SAYS_SOMETHING.search(edited(segment.target[start:end], inside)) is not None
    return True
