"""What is wrong with the quote marks of a paragraph: each mark has one fault at most, so that no two rules object."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from mtqa.languages.quotes import foreign, taken
from mtqa.quotation.plain import doubtful
from mtqa.quotation.reading import DOUBLE, Mark, can_close, can_open, kind_after, kind_before, marks
from mtqa.quotation.spacing import put
from mtqa.reading import once, targets
from mtqa.segment import Document

Fault = Literal["empty", "doubled", "wrong side", "mixed", "misspaced", "foreign"]


class Read(NamedTuple):
    """A paragraph with its quote marks, and those of them that are wrong in themselves."""

    text: str
    marks: dict[int, Mark]
    faults: list[tuple[Fault, Mark]]


@once
def read(document: Document) -> dict[int, Read]:
    """By segment, the paragraphs whose quote marks need thought."""
    code = document.target_lang
    texts = ((number, targets(document)[number]) for number in doubtful(document))
    return {number: Read(text, marks(text, code), faults(text, code)) for number, text in texts}


def faulty(document: Document, fault: Fault) -> Iterator[tuple[int, str, Mark]]:
    """The marks that have this fault, each with its segment and the text of that."""
    for number, paragraph in read(document).items():
        yield from ((number, paragraph.text, mark) for kind, mark in paragraph.faults if kind == fault)


@lru_cache(maxsize=1024)
def faults(text: str, code: str) -> list[tuple[Fault, Mark]]:
    """The marks that are wrong in themselves, each with its fault."""
    return [(fault, mark) for mark in marks(text, code).values() if (fault := _fault(text, mark, code))]


def _fault(text: str, mark: Mark, code: str) -> Fault | None:
    glyphs = ""
    if mark.pair:
        first, last = mark.pair
        glyphs = text[first] + text[last]
        inside = text[first + 1 : last]
        if not any(map(str.isalnum, inside)):
            return None if inside.strip() else "empty"
    if mark.glyph in DOUBLE and _is_doubled(text, mark, code):
        return "doubled"
    if _is_on_wrong_side(mark, code):
        return "wrong side"
    if (
        glyphs
        and glyphs not in taken(code) | foreign(code)
        and can_open(glyphs[0], code)
        and can_close(glyphs[1], code)
    ):
        return "mixed"
    if _is_misspaced(text, mark, code):
        return "misspaced"
    if glyphs in foreign(code) or not any(mark.glyph in pair for pair in taken(code)):
        partner = marks(text, code).get(mark.other) if mark.other is not None else None
        return None if partner and _is_misspaced(text, partner, code) else "foreign"
    return None


def _is_doubled(text: str, mark: Mark, code: str) -> bool:
    """Whether the same mark stands right behind this one, to no purpose."""
    inner = marks(text, code).get(mark.at + (1 if mark.opens else -1))
    if not inner or (inner.glyph, inner.opens) != (mark.glyph, mark.opens):
        return False
    return mark.other is None or (inner.other is not None and abs(inner.other - mark.other) == 1)


def _is_on_wrong_side(mark: Mark, code: str) -> bool:
    return not (can_open if mark.opens else can_close)(mark.glyph, code)


def _is_misspaced(text: str, mark: Mark, code: str) -> bool:
    start, end, respaced, *_ = put(text, mark, code)
    if text[start:end] == respaced:
        return False
    if mark.other is not None or can_open(mark.glyph, code) != can_close(mark.glyph, code):
        return True
    # A straight mark without a partner shows its side only where a space parts it from a stop or stands behind one.
    return not mark.opens and start < mark.at and "stop" in (kind_before(text, start), kind_after(text, mark.at + 1))
