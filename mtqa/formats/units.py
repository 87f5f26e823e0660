"""Files of units, each a text and its translation: where the units are, and which rules their notes switch off."""

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import zip_longest

from mtqa.formats import Options, lazily
from mtqa.formats.inline import Opaque, never, running
from mtqa.formats.markup import Element, Markup
from mtqa.formats.spoken import code, settled
from mtqa.segment import Document, Segment

Make = Callable[[Element, int], Sequence[Segment]]
SAMPLE = 1 << 16
_NOTE = re.compile(r"\s*mtqa-([a-z-]+)(?=[\s:])[\s:]*([a-z][a-z, -]*?)\s*(?:--\s|$)")
OFF = "locQualityIssueEnabled"
_RULE = re.compile(r"""[\s:]locQualityIssueComment\s*=\s*["']\s*([a-z][a-z-]*)(?=\s*:)""")
_RULES = re.compile(r"\s*([a-z][a-z, -]*?)\s*(?:--\s|$)")


def document(markup: Markup, names: Sequence[str], make: Make, options: Options) -> Document:
    """The segments that `make` makes of each element of these names, and of its number from 1.

    They may leave their languages open; tags such as “pt-BR” become codes.
    """
    starts, parents, units, numbers = array("q"), list[Element | None](), array("q"), array("q")
    targets, sources = _Sample(), _Sample()
    for element in markup.elements(names):
        starts.append(element.start)
        parents.append(element.parent)
        for number, segment in enumerate(make(element, len(starts))):
            units.append(len(starts) - 1)
            numbers.append(number)
            if not (segment.target_lang and segment.source_lang):
                targets.add(segment.target)
                sources.add(segment.source)
    spoken = settled(options, targets.text, sources.text) if targets.text or sources.text else options

    @lru_cache(maxsize=4)
    def made(unit: int) -> Sequence[Segment]:
        return make(next(markup.elements(names, starts[unit], parents[unit])), unit + 1)

    def segment_at(index: int) -> Segment:
        segment = made(units[index])[numbers[index]]
        target_lang = code(segment.target_lang) or spoken.target_lang or "en"
        return segment._replace(target_lang=target_lang, source_lang=code(segment.source_lang) or spoken.source_lang)

    return Document(lazily.segments(len(units), segment_at), content=markup.content)


def pair(content: str, like: Segment, target: Element, source: Element | None, opaque: Opaque = never) -> list[Segment]:
    """A target with its source, and after it the texts that stand in its codes, such as that of a picture."""
    subs = list(target.descendants("sub"))
    others = list(source.descendants("sub")) if source else []
    if len(others) != len(subs):
        others = []
    return [
        _segment(content, like, target, source, opaque),
        *(
            _segment(content, like._replace(id=f"{like.id}/sub{number}"), sub, other, opaque)
            for number, (sub, other) in enumerate(zip_longest(subs, others), 1)
            if sub
        ),
    ]


def _segment(content: str, like: Segment, target: Element, source: Element | None, opaque: Opaque) -> Segment:
    text, anchors = running(content, target, opaque)
    if source is None:
        return like._replace(target=text, anchors=anchors)
    said, source_anchors = running(content, source, opaque)
    return like._replace(target=text, source=said, anchors=anchors, source_anchors=source_anchors)


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


def noted(content: str, unit: Element, notes: Iterable[Element], segments: Sequence[Segment]) -> list[Segment]:
    """The segments of a unit, between comments that say what its notes do: “mtqa-ignore RULE… -- reason”.

    An issue of ITS that is switched off, and whose comment begins with a rule and a colon, does the same.
    """
    found = [match for note in notes if (match := _NOTE.match(content, note.inside, note.stop))]
    wanted = [(match[1], match[2], *match.span(2)) for match in found]
    if content.find(OFF, unit.start, unit.end) >= 0:
        issues = [element for element in unit.all() if any(element.get(name) == "no" for name in (OFF, f"its:{OFF}"))]
        off = (_RULE.search(content, element.start, element.inside) for element in issues)
        wanted += [("ignore", match[1], *match.span(1)) for match in off if match]
    return commented(wanted, segments)


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
