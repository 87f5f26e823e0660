"""Which paragraphs of a source the paragraphs of its translation render.

The paragraphs of the translation stay as they are; those of the source are joined and cut to go with them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mtqa.alignment.beads import Bead, Match, align, certain
from mtqa.alignment.pieces import Piece, joined, shared_out
from mtqa.segment import Document, Lost, Segment
from mtqa.suppression import is_comment

# How likely it must be that two paragraphs say the same which stand in another order, as a negative logarithm.
_MOVED = -1.0
# A text of so many paragraphs was not made from a source that gives less than such a part of its words, unless
# anchors make as large a part of that certain.
_PARAGRAPHS, _PART = 5, 1 / 3


def paired(document: Document, source: Document) -> Document:
    """The document with its sources: each segment with what it renders, "" if that is nothing.

    A source paragraph that two segments render is cut at its sentences, paragraphs that one segment renders are joined
    by a line break, and those that none renders are `lost`. What seems to be the source of another text is left out,
    with a notice.
    """
    numbers = [number for number, segment in enumerate(document.segments) if not is_comment(segment.target)]
    targets, paragraphs = [document.segments[number].target for number in numbers], list(source.segments)
    texts = [paragraph.target for paragraph in paragraphs]
    match = Match.of(texts, targets, source.target_lang, document.target_lang)
    beads, moved = _beads(match)
    parts: dict[int, list[Piece]] = {}
    for bead in (*(bead for bead in beads if not bead.is_alone), *moved):
        some = range(bead.target, bead.target_end)
        sources = range(bead.source, bead.source_end)
        pieces = shared_out(sources, paragraphs, [targets[j] for j in some], document.target_lang)
        parts |= dict(zip((numbers[j] for j in some), pieces, strict=True))
    segments = [
        segment._replace(source=text, source_lang=source.target_lang, source_anchors=anchors)
        for number, segment in enumerate(document.segments)
        for text, anchors in [joined(parts.get(number, ()), paragraphs)]
    ]
    if source.segments and _is_of_another([segments[number] for number in numbers], len(certain(match))):
        name = source.path or "its source"
        notice = f"most of it is not in {name}, which seems to be the source of another text; left out"
        return replace(document, notice="; ".join(filter(None, (document.notice, notice))))
    moved_from = {bead.source for bead in moved}
    lost = tuple(
        Lost(_as_source(paragraphs[bead.source]), numbers[bead.target - 1] if bead.target else -1)
        for bead in beads
        if bead.target == bead.target_end and bead.source not in moved_from
    )
    return replace(document, segments=segments, source=source, lost=lost)


def _is_of_another(segments: Sequence[Segment], certain: int) -> bool:
    rendered = [segment for segment in segments if segment.source]
    words = sum(len(segment.target.split()) for segment in segments)
    few = sum(len(segment.target.split()) for segment in rendered) < _PART * words
    return few and len(segments) >= _PARAGRAPHS and certain < _PART * len(rendered)


def _as_source(paragraph: Segment) -> Segment:
    return Segment(
        "", paragraph.target, source_lang=paragraph.target_lang, id=paragraph.id, source_anchors=paragraph.anchors
    )


def _beads(match: Match) -> tuple[list[Bead], list[Bead]]:
    """The beads in order, and those that pair what is alone on both sides though it stands in another order."""
    beads = [part for bead in align(match)[0] for part in _uncrossed(bead, match)]
    lost = [bead.source for bead in beads if bead.target == bead.target_end]
    added = [bead.target for bead in beads if bead.source == bead.source_end]
    return beads, list(_moved(match, lost, added))


def _uncrossed(bead: Bead, match: Match) -> Iterator[Bead]:
    i, i_end, j, j_end = bead
    if i_end - i == j_end - j == 2 and match.cost(bead) == match.crossed(bead):
        yield Bead(i + 1, i_end, j, j + 1)
        yield Bead(i, i + 1, j + 1, j_end)
    else:
        yield bead


def _moved(match: Match, lost: list[int], added: list[int]) -> Iterator[Bead]:
    pairs = (Bead(i, i + 1, j, j + 1) for i in lost for j in added if match.source.anchors[i] & match.target.anchors[j])
    costs = sorted((match.cost(bead), bead) for bead in pairs)
    taken = set[tuple[str, int]]()
    for cost, bead in costs:
        places = {("source", bead.source), ("target", bead.target)}
        if cost < _MOVED and not taken & places:
            taken |= places
            yield bead
