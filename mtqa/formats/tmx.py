"""TMX 1.1 to 1.4: in each unit the variant in the source language is the source, and each of the others a target.

The target language that is asked for chooses among them, and so does the source language where the header names none.
A range of a file is what stands before its units, some of them, and the end that these lack.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import IO

from mtqa.errors import CannotRun
from mtqa.formats import DEFAULTS, Options, inline, units
from mtqa.formats.markup import Element, opened
from mtqa.formats.ranges import HEAD, line_ends, stretches
from mtqa.formats.spoken import code
from mtqa.segment import Document, Edit, Segment

ANY = "*all*"
IGNORE = "x-mtqa-ignore"
_BEFORE = re.compile(rb".*?<body\b[^>]*>[ \t]*(?:\r\n?|\n)", re.DOTALL)
_LANGUAGE = re.compile(rb"""<tuv\s[^>]*?\blang\s*=\s*["']([^"']+)""")
_END = re.compile(rb"</tmx\s*+>(?:\s++|<!--(?>.*?-->)|<\?(?>.*?\?>))*+\Z", re.DOTALL)
_UNIT_END, _LINE_END = b"</tu>", re.compile(rb"[ \t]*(?:\r\n?|\n)")


def read(data: bytes, path: str = "", options: Options = DEFAULTS) -> Document:
    """The segments of a file. Raises CannotRun where none of them is in the target language that is asked for."""
    markup = opened(data if _has_end(data) or not options.range else data + b"</body></tmx>")
    if markup.head.name != "tmx":
        raise CannotRun(f"is no TMX: its root element is <{markup.head.name[:40]}>")
    header = next(markup.elements(("header",)), None)
    make = partial(_segments, markup.content, header.get("srclang") if header else "")
    document = units.document(markup, ("tu",), partial(make, options), options)
    if options.target_lang and not options.range and not document.segments:
        others = units.document(markup, ("tu",), partial(make, options._replace(target_lang="")), options).segments
        if others:
            raise _foreign(options, {segment.target_lang for segment in islice(others, 1000)})
    return replace(document, path=path, data=data, notice=markup.decoded.notice)


def _foreign(options: Options, known: Iterable[str]) -> CannotRun:
    into = ", ".join(sorted(known))
    return CannotRun(f"has no translation into {options.target_lang}, but into {into}; choose among them")


def ranges(file: IO[bytes], _path: str, options: Options, size: int) -> Iterator[Options]:
    """How to read each range of a file, which ends with a unit and its line; a file in which nothing stands so is read
    whole."""
    beginning = file.read(HEAD)
    head = _BEFORE.match(beginning)
    if not head or not _last_unit_end(beginning):
        yield options
        return
    languages, is_ended = set[str](), False

    def units_in(data: bytes) -> int:
        nonlocal is_ended
        is_ended = _has_end(data)
        languages.update(code(found.decode("latin-1")) for found in _LANGUAGE.findall(data))
        return data.count(_UNIT_END)

    file.seek(head.end())
    for stretch in stretches(file, _last_unit_end, units_in, size):
        whole = stretch._replace(line=stretch.line + line_ends(head[0]), head=head[0])
        yield options._replace(range=whole)
    if not is_ended:
        raise CannotRun("is not well-formed XML: it ends without </tmx>")
    if options.target_lang and code(options.target_lang) not in languages:
        raise _foreign(options, languages)


def _last_unit_end(data: bytes) -> int:
    """Where the last line ends that ends with a unit, 0 where none does; what stands at the very end may be half of a
    line end."""
    end = len(data)
    while (end := data.rfind(_UNIT_END, 0, end)) >= 0:
        if after := _LINE_END.match(data, end + len(_UNIT_END), len(data) - data.endswith(b"\r")):
            return after.end()
    return 0


def _has_end(data: bytes) -> bool:
    """Whether nothing but comments and instructions follow the end of the root."""
    return _END.search(data) is not None


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
    name = unit.get("tuid") or f"tu{number + (options.range.row if options.range else 0)}"
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
