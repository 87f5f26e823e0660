"""Which glyphs a quotation should have: by its other mark, by the document, by the language."""

from collections import Counter

from mtqa.languages import language
from mtqa.languages.quotes import STRAIGHT, foreign, taken
from mtqa.quotation.reading import DOUBLE, SINGLE, Mark, marks
from mtqa.segment import Document


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
