"""Files of units, each a text and its translation: where the units are, and which rules their notes switch off."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import zip_longest

from mtqa.expressions import expression
from mtqa.formats import Options, lazily
from mtqa.formats.inline import Opaque, never, running
from mtqa.formats.markup import Element, Markup
from mtqa.formats.spoken import code, settled
from mtqa.segment import Document, Segment

Make = Callable[[Element, int], Sequence[Segment]]
SAMPLE = 1 << 16
HELD = 500_000
_NOTE = expression(r"\s*mtqa-([a-z-]+)(?=[\s:])[\s:]*([a-z][a-z, -]*?)\s*(?:--\s|$)")
OFF = "locQualityIssueEnabled"
_RULE = expression(r"""[\s:]locQualityIssueComment\s*=\s*["']\s*([a-z][a-z-]*)(?=\s*:)""")
_RULES = expression(r"\s*([a-z][a-z, -]*?)\s*(?:--\s|$)")


def document(markup: Markup, names: Sequence[str], make: Make, options: Options) -> Document:
    """The segments that `make` makes of each element of these names, and of its number from 1.

    They may leave their languages open; tags such as “pt-BR” become codes. More than HELD are not kept, but made when
    they are asked for.
    """
    places, held = _Places(markup, names, make), list[Segment]()
    for segment in places.found():
        if len(held) < HELD:
            held.append(segment)
    known, spoken = cache(code), _spoken(held, options)

    def settled_in(segment: Segment) -> Segment:
        target_lang = known(segment.target_lang) or spoken.target_lang or "en"
        return segment._replace(target_lang=target_lang, source_lang=known(segment.source_lang) or spoken.source_lang)

    if len(places.units) > HELD:
        segments = lazily.segments(len(places.units), lambda index: settled_in(places.segment(index)))
        return Document(segments, content=markup.content)
    for index, segment in enumerate(held):
        held[index] = settled_in(segment)
    return Document(held, content=markup.content)


def _spoken(segments: Iterable[Segment], options: Options) -> Options:
    """The options with the languages filled in that the file leaves open, by the first texts."""
    targets, sources, size = list[str](), list[str](), 0
    for segment in segments:
        if size < SAMPLE and not (segment.target_lang and segment.source_lang):
            targets.append(segment.target)
            sources.append(segment.source)
            size += len(segment.target)
    return settled(options, "\n".join(targets)[:SAMPLE], "\n".join(sources)[:SAMPLE]) if targets else options


class _Places:
    """Where the segments of a file are: by segment its unit and which of its segments it is, by unit its place."""

    def __init__(self, markup: Markup, names: Sequence[str], make: Make) -> None:
        self._markup, self._names, self._make = markup, names, make
        self._starts, self._parents = array("q"), list[Element | None]()
        self.units, self._numbers = array("q"), array("q")
        self._made = lru_cache(maxsize=4)(self._remade)

    def found(self) -> Iterator[Segment]:
        """All segments; their places are noted in passing."""
        for element in self._markup.elements(self._names):
            self._starts.append(element.start)
            self._parents.append(element.parent)
            for number, segment in enumerate(self._make(element, len(self._starts))):
                self.units.append(len(self._starts) - 1)
                self._numbers.append(number)
                yield segment

    def segment(self, index: int) -> Segment:
        return self._made(self.units[index])[self._numbers[index]]

    def _remade(self, unit: int) -> Sequence[Segment]:
        element = next(self._markup.elements(self._names, self._starts[unit], self._parents[unit]))
        return self._make(element, unit + 1)


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
