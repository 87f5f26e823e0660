"""XLIFF 1.2 and 2.0 to 2.2: a segment is a pair of source and target, inline codes do not cut it.

Left out is what has no target yet, what must not be translated, and what still waits for its translator: a target whose
state says so and that is empty or the source again. A target that was signed off is read, and is `final`: “approved”
says that only where there is no state, since converters approve of all that is translated.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from mtqa.errors import CannotRun
from mtqa.formats import DEFAULTS, Options, inline, units
from mtqa.formats.markup import Element, opened
from mtqa.segment import Document, Edit, Segment

WAITING = ("new", "needs-translation", "initial")
SIGNED_OFF = ("final", "signed-off")
HEADER = "x-gettext-domain-header"


def read(data: bytes, path: str = "", options: Options = DEFAULTS) -> Document:
    """The segments of a file."""
    markup = opened(data)
    name, version = markup.head.name, markup.head.get("version")
    if name != "xliff":
        raise CannotRun(f"is no XLIFF: its root element is <{name[:40]}>")
    if version.startswith("2."):
        document = units.document(markup, ("unit",), partial(_segments_2, markup.content), options)
    elif version.startswith("1."):
        document = units.document(markup, ("trans-unit",), partial(_segments_1, markup.content), options)
    else:
        raise CannotRun(f"is XLIFF {version[:40] or 'of no version'}; versions 1.0 to 2.2 are read")
    return replace(document, path=path, data=data, notice=markup.decoded.notice)


def rewrite(document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """The file with the edits made, in its own encoding."""
    return inline.rewrite(document, edits)


def _segments_1(content: str, unit: Element, number: int) -> list[Segment]:
    """The segments of a `trans-unit` of XLIFF 1."""
    target, source = unit.child("target"), unit.child("source")
    if target is None or unit.inherited("translate") == "no" or unit.get("restype") == HEADER:
        return []
    state = target.get("state")
    like = Segment(
        "",
        target_lang=target.get("xml:lang") or unit.inherited("target-language"),
        source_lang=(source.get("xml:lang") if source else "") or unit.inherited("source-language"),
        id=unit.get("id") or str(number),
        final=state in SIGNED_OFF or (not state and unit.get("approved") == "yes"),
    )
    made = _parts(content, like, target, unit.child("seg-source") or source)
    made = made or units.pair(content, like, target, source, _is_protected)
    notes = (child for child in unit.children if child.name == "note")
    return units.noted(content, unit, notes, [part for part in made if not _waits(part, state)])


def _parts(content: str, like: Segment, target: Element, source: Element | None) -> list[Segment]:
    """The sentences that the unit was cut into, each with its source."""
    sources = {part.get("mid"): part for part in _marked(source)} if source else {}
    result = list[Segment]()
    for part in _marked(target):
        mid = part.get("mid")
        named = like._replace(id=f"{like.id}/{mid}")
        result += units.pair(content, named, part, sources.get(mid), _is_protected)
    return result


def _marked(element: Element) -> Iterator[Element]:
    return (mark for mark in element.descendants("mrk") if mark.get("mtype") == "seg")


def _segments_2(content: str, unit: Element, number: int) -> list[Segment]:
    """The segments of a `unit` of XLIFF 2."""
    if unit.inherited("translate") == "no":
        return []
    kept = list[Segment]()
    pairs = [child for child in unit.children if child.name == "segment"]
    name = unit.get("id") or str(number)
    for at, each in enumerate(pairs, 1):
        target, state = each.child("target"), each.get("state") or WAITING[-1]
        if target is not None:
            like = Segment(
                "",
                target_lang=unit.inherited("trgLang"),
                source_lang=unit.inherited("srcLang"),
                id=name if len(pairs) == 1 else f"{name}/{each.get('id') or at}",
                final=state in SIGNED_OFF,
            )
            made = units.pair(content, like, target, each.child("source"), _is_protected)
            kept += [segment for segment in made if not _waits(segment, state)]
    return units.noted(content, unit, unit.descendants("note"), kept)


def _is_protected(element: Element) -> bool:
    """Whether what is in an inline element is no text to translate."""
    return element.get("translate") == "no" or element.get("mtype") == "protected"


def _waits(segment: Segment, state: str) -> bool:
    """Whether the target is still to be written."""
    if not segment.target:
        return not state or state in WAITING
    return state in WAITING and segment.target == segment.source
