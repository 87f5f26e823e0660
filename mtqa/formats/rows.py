"""The segments of a file of data, a row each, made from where its cells stand."""

from array import array
from collections.abc import Callable, Sequence
from typing import NamedTuple

from mtqa.formats import Options
from mtqa.formats.lazily import segments
from mtqa.formats.spoken import sample, settled, spoken
from mtqa.languages.guess import told
from mtqa.segment import Anchors, Segment

FIELDS = 6
NOWHERE = -1

Cell = Callable[[int, int], tuple[str, Anchors]]


def rows(spans: "array[int]", cell: Cell, options: Options, numbers: Sequence[int] | None = None) -> Sequence[Segment]:
    """A segment a row; `spans` are start and end of its target, source and id, NOWHERE where it has none.

    `cell` reads the text that stands in such a stretch of the file, and its anchors. Where no source language is given
    and the sources are in several, each row has its own. `numbers` are the ids of rows that have none, those from 1 on
    unless given.
    """
    length = len(spans) // FIELDS
    first = options.range.row + 1 if options.range else 1
    made = _Rows(spans, cell, options, (), numbers or range(first, first + length))
    usual, sources = (options, options.range.sources) if options.range else languages(length, made.segment, options)
    return segments(length, made._replace(languages=usual, sources=sources).segment)


def languages(length: int, make: Callable[[int], Segment], options: Options) -> tuple[Options, tuple[str, ...]]:
    """The options with both languages, by so many segments, and the languages of the sources where none is given."""
    sources = () if options.source_lang else spoken(length, make)
    known = options._replace(source_lang=options.source_lang or next(iter(sources), ""))
    return settled(known, *sample(length, make)), sources


class _Rows(NamedTuple):
    spans: "array[int]"
    cell: Cell
    languages: Options
    sources: tuple[str, ...]
    numbers: Sequence[int]

    def segment(self, at: int) -> Segment:
        start, end, source_start, source_end, id_start, id_end = self.spans[FIELDS * at : FIELDS * (at + 1)]
        target, anchors = self.cell(start, end)
        source, source_anchors = self.cell(source_start, source_end) if source_start != NOWHERE else ("", ())
        number = self.cell(id_start, id_end)[0] if id_start != NOWHERE else str(self.numbers[at])
        target_lang, source_lang = self.languages.target_lang, self.languages.source_lang
        if len(self.sources) > 1:
            source_lang = told(source, self.sources) or source_lang
        return Segment(target, source, target_lang, source_lang, number, anchors, source_anchors)
