"""TMX 1.1 to 1.4: in each unit the variant in the source language is the source, and each of the others a target.

The target language that is asked for chooses among them, and so does the source language where the header names none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice

from mtqa.errors import CannotRun
from mtqa.formats import DEFAULTS, Options, inline, units
from mtqa.formats.markup import Element, opened
from mtqa.formats.spoken import code
from mtqa.segment import Document, Edit, Segment

ANY = "*all*"
IGNORE = "x-mtqa-ignore"


def read(data: bytes, path: str = "", options: Options = DEFAULTS) -> Document:
    """The segments of a file. Raises CannotRun where none of them is in the target language that is asked for."""
    markup = opened(data)
    if markup.head.name != "tmx":
        raise CannotRun(f"is no TMX: its root element is <{markup.head.name[:40]}>")
    header = next(markup.elements(("header",)), None)
    make = partial(_segments, markup.content, header.get("srclang") if header else "")
    document = units.document(markup, ("tu",), partial(make, options), options)
    if options.target_lang and not document.segments:
        others = units.document(markup, ("tu",), partial(make, options._replace(target_lang="")), options).segments
        if others:
            known = ", ".join(sorted({segment.target_lang for segment in islice(others, 1000)}))
            raise CannotRun(f"has no translation into {options.target_lang}, but into {known}; choose among them")
    return replace(document, path=path, data=data, notice=markup.decoded.notice)


def rewrite(document: Document, edits: Mapping[int, Sequence[Edit]]) -> bytes:
    """The file with the edits made, in its own encoding."""
    return inline.rewrite(document, edits)


def _segments(content: str, srclang: str, options: Options, unit: Element, number: int) -> list[Segment]:
    variants = [child for child in unit.children if child.name == "tuv" and child.child("seg") is not None]
    source = _source(variants, unit.get("srclang") or srclang, options)
    targets = [
        variant
        for variant in variants
        if variant is not source and code(options.target_lang) in ("", code(_language(variant)))
    ]
    name = unit.get("tuid") or f"tu{number}"
    made = list[Segment]()
    for variant in targets:
        like = Segment(
            "",
            target_lang=_language(variant),
            source_lang=_language(source) if source else "",
            id=name if len(variants) <= 2 else f"{name}/{_language(variant)}",
        )
        target = variant.child("seg")
        assert target
        said = units.pair(content, like, target, source.child("seg") if source else None)
        notes = [note for element in (unit, variant) for note in element.children]
        ignored = (note for note in notes if note.name == "prop" and note.get("type") == IGNORE)
        said = units.ignoring(content, ignored, said)
        made += units.noted(content, unit, (note for note in notes if note.name == "note"), said)
    return made


def _source(variants: Sequence[Element], srclang: str, options: Options) -> Element | None:
    """The variant in the source language; where that is not told, the first that is not in the target language."""
    wanted = options.source_lang if srclang in ("", ANY) else srclang
    if wanted:
        exact = (variant for variant in variants if _language(variant).lower() == wanted.lower())
        near = (variant for variant in variants if code(_language(variant)) == code(wanted))
        return next(chain(exact, near), None)
    into = code(options.target_lang)
    return next((variant for variant in variants if not into or code(_language(variant)) != into), None)


def _language(variant: Element) -> str:
    return variant.get("xml:lang") or variant.get("lang")
