"""XLIFF 1.2 and 2.0 to 2.2: a segment is a pair of source and target, inline codes do not cut it.

Left out is what has no target yet, what must not be translated, and what still waits for its translator: a target whose
state says so and that is empty or the source again. A target that was signed off is read, and is `final`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from mtqa.errors import CannotRun
from mtqa.formats import DEFAULTS, Options, inline, units
from mtqa.formats.inline import running
from mtqa.formats.markup import Element, opened
from mtqa.segment import Document, Edit, Segment

WAITING = ("new", "needs-translation", "initial")
SIGNED_OFF = ("final", "signed-off")


def read(data: bytes, path: str = "", options: Options = DEFAULTS) -> Document:
    """The segments of a file."""
    markup = opened(data)
    name, version = markup.head.name, markup.head.get("version")
    if name != "xliff":
        raise CannotRun(f"is no XLIFF: its root element is <{name}>")
    if version.startswith("2."):
        document = units.document(markup, ("unit",), partial(_segments_2, markup.content), options)
    elif version.startswith("1."):
        document = units.document(markup, ("trans-unit",), partial(_segments_1, markup.content), options)
    else:
        raise CannotRun(f"is XLIFF {version or 'of no version'}; versions 1.0 to 2.2 are read")
    return replace(document, path=path, data=data, notice=markup.decoded.notice)


def rewrite(document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """The file with the edits made, in its own encoding."""
    return inline.rewrite(document, edits)


def _segments_1(content: str, unit: Element) -> list[Segment]:
    """The segments of a `trans-unit` of XLIFF 1."""
    target, source = unit.child("target"), unit.child("source")
    if target is None or unit.inherited("translate") == "no":
        return []
    state = target.get("state")
    whole = _segment(content, unit.get("id"), target, source)._replace(
        target_lang=target.get("xml:lang") or unit.inherited("target-language"),
        source_lang=(source.get("xml:lang") if source else "") or unit.inherited("source-language"),
        final=state in SIGNED_OFF or unit.get("approved") == "yes",
    )
    parts = list(_parts(content, whole, target, unit.child("seg-source") or source))
    kept = [part for part in parts or [whole] if not _waits(part, state)]
    notes = (child for child in unit.children if child.name == "note")
    return units.noted(content, notes, kept)


def _parts(content: str, whole: Segment, target: Element, source: Element | None) -> Iterator[Segment]:
    """The sentences that the unit was cut into, each with its source."""
    sources = {part.get("mid"): part for part in _marked(source)} if source else {}
    for part in _marked(target):
        mid = part.get("mid")
        made = _segment(content, f"{whole.id}/{mid}", part, sources.get(mid))
        yield made._replace(target_lang=whole.target_lang, source_lang=whole.source_lang, final=whole.final)


def _marked(element: Element) -> Iterator[Element]:
    return (mark for mark in element.descendants("mrk") if mark.get("mtype") == "seg")


def _segments_2(content: str, unit: Element) -> list[Segment]:
    """The segments of a `unit` of XLIFF 2."""
    if unit.inherited("translate") == "no":
        return []
    kept = list[Segment]()
    pairs = [child for child in unit.children if child.name == "segment"]
    for number, pair in enumerate(pairs, 1):
        target, source, state = pair.child("target"), pair.child("source"), pair.get("state")
        if target is None:
            continue
        name = unit.get("id") if len(pairs) == 1 else f"{unit.get('id')}/{pair.get('id') or number}"
        segment = _segment(content, name, target, source)._replace(
            target_lang=unit.inherited("trgLang"), source_lang=unit.inherited("srcLang"), final=state in SIGNED_OFF
        )
        if not _waits(segment, state or WAITING[-1]):
            kept.append(segment)
    notes = (child.descendants("note") for child in unit.children if child.name == "notes")
    return units.noted(content, chain.from_iterable(notes), kept)


def _segment(content: str, name: str, target: Element, source: Element | None) -> Segment:
    text, anchors = running(content, target, _is_protected)
    if source is None:
        return Segment(text, id=name, anchors=anchors)
    said, source_anchors = running(content, source, _is_protected)
    return Segment(text, said, id=name, anchors=anchors, source_anchors=source_anchors)


def _is_protected(element: Element) -> bool:
    """Whether what is in an inline element is no text to translate."""
    return element.get("translate") == "no" or element.get("mtype") == "protected"


def _waits(segment: Segment, state: str) -> bool:
    """Whether the target is still to be written."""
    if not segment.target:
        return not state or state in WAITING
    return state in WAITING and segment.target == segment.source
