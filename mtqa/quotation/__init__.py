"""What is wrong with the quote marks of a paragraph: each mark has one fault at most, so that no two rules object."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from mtqa.languages import language
from mtqa.languages.quotes import STRAIGHT, foreign, taken
from mtqa.quotation.reading import DOUBLE, SINGLE, Mark, can_close, can_open, kind_after, kind_before, marks
from mtqa.rule import Hit
from mtqa.segment import Document, Segment

Fault = Literal["empty", "doubled", "wrong side", "mixed", "misspaced", "foreign"]


def faulty(segment: Segment, fault: Fault) -> Iterator[Mark]:
    """The marks of a segment that have this fault; a lack of a partner is for the document to judge."""
    return (mark for kind, mark in faults(segment.target, segment.target_lang) if kind == fault)


@lru_cache(maxsize=1024)
def faults(text: str, code: str) -> tuple[tuple[Fault, Mark], ...]:
    """The marks that are wrong in themselves, each with its fault."""
    read = marks(text, code)
    return tuple((fault, mark) for mark in read.values() if (fault := _fault(text, mark, code)))


def _fault(text: str, mark: Mark, code: str) -> Fault | None:
    glyphs = ""
    if mark.pair:
        first, last = mark.pair
        glyphs = text[first] + text[last]
        inside = text[first + 1 : last]
        if not any(map(str.isalnum, inside)):
            return None if inside.strip() else "empty"
    if is_doubled(text, mark, code):
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


def is_doubled(text: str, mark: Mark, code: str) -> bool:
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
    return (
        not mark.opens
        and start < mark.at
        and (kind_after(text, mark.at + 1) != "space" or kind_before(text, start) == "stop")
    )


def put(text: str, mark: Mark, code: str, glyph: str = "") -> Hit:
    """The mark, or another glyph in its place, with the spaces that it should have on both sides."""
    glyph = glyph or mark.glyph
    if mark.opens:
        lacks = kind_before(text, mark.at) in ("word", "stop", "colon") and not text.endswith(DOTS, 0, mark.at)
        end = mark.at + 1
        while _is_space(text[end : end + 1]):
            end += 1
        kept = not lacks and (text[end : end + 1] in ALONE or text[end] in "….")
        return Hit(mark.at, mark.at + 1 if kept or _is_french(glyph, code) else end, " " * lacks + glyph)
    lacks = kind_after(text, mark.at + 1) in ("word", "bracket") and not _ATTACHED.get(code, _SUFFIX).match(
        text, mark.at + 1
    )
    start = mark.at
    while start and _is_space(text[start - 1]):
        start -= 1
    kept = not lacks and (not start or text[start - 1] in ALONE or text.endswith(DOTS, 0, start))
    return Hit(mark.at if kept or _is_french(glyph, code) else start, mark.at + 1, glyph + " " * lacks)


DOTS = ("…", "..", ". .")
ALONE = "\n–—-" + DOUBLE + SINGLE
_SUFFIX = re.compile(r"(?:s|es|ed|d)\b|\d{1,3}(?!\w)(?=\s*(?:$|[A-Z]))|\[")
_ATTACHED = {"tr": re.compile(r"[^\W\d_]|\[")}


def _is_space(char: str) -> bool:
    return char.isspace() and char != "\n"


def _is_french(glyph: str, code: str) -> bool:
    return glyph in "«»" and (code.startswith("fr") or "«»" not in taken(code))


def put_pair(text: str, mark: Mark, code: str, style: str) -> Hit:
    """The whole quotation that a mark belongs to, in another pair of marks."""
    assert mark.pair
    read = marks(text, code)
    first, last = (put(text, read[at], code, glyph) for at, glyph in zip(mark.pair, style, strict=True))
    return Hit(first.start, last.end, f"{first.fix}{text[first.end : last.start]}{last.fix}")


def right_glyph(text: str, mark: Mark, code: str) -> str:
    """What should stand in place of a mark on the wrong side: the glyph that fits the other mark of the pair."""
    side = 0 if mark.opens else 1
    own = language(code).quotes
    style = own[2:] if mark.glyph in SINGLE else own[:2]
    if mark.other is None:
        return style[side]
    fitting = (pair for pair in ("".join(style), *sorted(taken(code)), *sorted(foreign(code))))
    return next((pair[side] for pair in fitting if pair[1 - side] == text[mark.other]), style[side])


def house_style(document: Document) -> dict[bool, str]:
    """The pairs that the document itself uses most, by whether they stand inside another quotation."""
    code = document.target_lang
    own = language(code).quotes
    used = Counter(
        segment.target[mark.at] + segment.target[mark.other]
        for segment in document.segments
        for mark in marks(segment.target, code).values()
        if mark.opens and mark.other is not None and mark.glyph in DOUBLE
    )
    outer = max((pair for pair in used if pair in taken(code)), key=lambda pair: used[pair], default=own[0] + own[1])
    return {False: outer, True: "''" if outer in STRAIGHT else own[2] + own[3]}
