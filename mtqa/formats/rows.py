"""The segments of a file of data, a row each, made from where its cells stand."""

from array import array
from collections.abc import Callable, Sequence
from typing import NamedTuple

from mtqa.formats import DEFAULTS, Options
from mtqa.formats.lazily import segments
from mtqa.formats.spoken import sample, settled
from mtqa.segment import Anchors, Segment

FIELDS = 6
NOWHERE = -1

Cell = Callable[[int, int], tuple[str, Anchors]]


def rows(spans: "array[int]", cell: Cell, options: Options) -> Sequence[Segment]:
    """A segment a row; `spans` are start and end of its target, source and id, NOWHERE where it has none.

    `cell` reads the text that stands in such a stretch of the file, and its anchors.
    """
    made = _Rows(spans, cell)
    length = len(spans) // FIELDS
    return segments(length, made._replace(languages=settled(options, *sample(length, made.segment))).segment)


class _Rows(NamedTuple):
    spans: "array[int]"
    cell: Cell
    languages: Options = DEFAULTS

    def segment(self, at: int) -> Segment:
        start, end, source_start, source_end, id_start, id_end = self.spans[FIELDS * at : FIELDS * (at + 1)]
        target, anchors = self.cell(start, end)
        source, source_anchors = self.cell(source_start, source_end) if source_start != NOWHERE else ("", ())
        number = self.cell(id_start, id_end)[0] if id_start != NOWHERE else str(at + 1)
        languages = self.languages.target_lang, self.languages.source_lang
        return Segment(target, source, *languages, number, anchors, source_anchors)
