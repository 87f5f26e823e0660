"""Files of units, each a text and its translation: where the units are, and which rules their notes switch off."""

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from mtqa.formats import Options, lazily
from mtqa.formats.markup import Element, Markup
from mtqa.formats.spoken import code, settled
from mtqa.segment import Document, Segment

Make = Callable[[Element], Sequence[Segment]]
SAMPLE = 1 << 16
_NOTE = re.compile(r"\s*mtqa-([a-z-]+)(?=[\s:])[\s:]*([a-z][a-z, -]*?)\s*(?:--\s|$)")
_RULES = re.compile(r"\s*([a-z][a-z, -]*?)\s*(?:--\s|$)")


def document(markup: Markup, names: Sequence[str], make: Make, options: Options) -> Document:
    """The segments that `make` makes of each element of these names.

    They may leave their languages open; tags such as “pt-BR” become codes.
    """
    starts, numbers, parents = array("q"), array("q"), list[Element | None]()
    targets, sources = _Sample(), _Sample()
    for element in markup.elements(names):
        for number, segment in enumerate(make(element)):
            starts.append(element.start)
            numbers.append(number)
            parents.append(element.parent)
            if not (segment.target_lang and segment.source_lang):
                targets.add(segment.target)
                sources.add(segment.source)
    spoken = settled(options, targets.text, sources.text) if targets.text or sources.text else options

    @lru_cache(maxsize=4)
    def unit(start: int, parent: Element | None) -> Sequence[Segment]:
        return make(next(markup.elements(names, start, parent)))

    def segment_at(index: int) -> Segment:
        made = unit(starts[index], parents[index])[numbers[index]]
        target_lang = code(made.target_lang) or spoken.target_lang or "en"
        return made._replace(target_lang=target_lang, source_lang=code(made.source_lang) or spoken.source_lang)

    return Document(lazily.segments(len(starts), segment_at), content=markup.content)


class _Sample:
    """The first texts, as many as are needed to tell their language."""

    def __init__(self) -> None:
        self._texts, self._size = list[str](), 0

    def add(self, text: str) -> None:
        if self._size < SAMPLE:
            self._texts.append(text)
            self._size += len(text)

    @property
    def text(self) -> str:
        return "\n".join(self._texts)[:SAMPLE]


def noted(content: str, notes: Iterable[Element], segments: Sequence[Segment]) -> list[Segment]:
    """The segments of a unit, between comments that say what its notes do: “mtqa-ignore RULE… -- reason”."""
    found = (_NOTE.match(content, note.inside, note.stop) for note in notes)
    return commented([(match[1], match[2], *match.span(2)) for match in found if match], segments)


def ignoring(content: str, notes: Iterable[Element], segments: Sequence[Segment]) -> list[Segment]:
    """The segments of a unit, between comments that say what it ignores: each of the notes is names of rules."""
    found = (_RULES.match(content, note.inside, note.stop) for note in notes)
    return commented([("ignore", match[1], *match.span(1)) for match in found if match], segments)


def commented(wanted: Sequence[tuple[str, str, int, int]], segments: Sequence[Segment]) -> list[Segment]:
    """The segments between comments: each of a kind, with names that stand in the file."""
    if not segments or not wanted:
        return list(segments)
    before, after = list[Segment](), list[Segment]()
    for kind, names, start, end in wanted:
        whole = kind == "ignore" and len(segments) > 1
        before.append(_comment("disable" if whole else kind, names, start, end, segments[0]))
        after += [_comment("enable", names, start, end, segments[-1])] * whole
    return [*before, *segments, *after]


def _comment(kind: str, names: str, start: int, end: int, like: Segment) -> Segment:
    opening, closing = f"<!-- mtqa-{kind} ", " -->"
    first, last = len(opening), len(opening) + len(names)
    anchors = (0, start), (first, start), (last, end), (last + len(closing), end)
    return like._replace(target=f"{opening}{names}{closing}", source="", anchors=anchors, source_anchors=())
