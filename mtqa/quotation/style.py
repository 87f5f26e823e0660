"""Which glyphs a quotation should have: by its other mark, by the document, by the language."""

from collections import Counter
from collections.abc import Iterator
from operator import add

from mtqa.expressions import expression
from mtqa.languages import language
from mtqa.languages.quotes import STRAIGHT, foreign, taken
from mtqa.quotation.faults import Read, read
from mtqa.quotation.reading import DOUBLE, SINGLE, Mark
from mtqa.reading import targets
from mtqa.segment import Document

_GLYPH = expression(f"[{DOUBLE}]")


def right_glyph(text: str, mark: Mark, code: str) -> str:
    """What should stand in place of a mark on the wrong side: the glyph that fits the other mark of the pair."""
    side = 0 if mark.opens else 1
    own = language(code).quotes
    style = own[2:] if mark.glyph in SINGLE else own[:2]
    if mark.other is None:
        return style[side]
    fitting = (pair for pair in ("".join(style), *sorted(taken(code)), *sorted(foreign(code))))
    return next((pair[side] for pair in fitting if pair[1 - side] == text[mark.other]), style[side])


def _pairs(paragraph: Read) -> Iterator[str]:
    for mark in paragraph.marks.values():
        if mark.opens and mark.other is not None and mark.glyph in DOUBLE:
            yield mark.glyph + paragraph.text[mark.other]


def _plain_pairs(text: str) -> Iterator[str]:
    glyphs = _GLYPH.findall(text)
    return map(add, glyphs[::2], glyphs[1::2])


def house_style(document: Document) -> dict[bool, str]:
    """The pairs that the document itself uses most, by whether they stand inside another quotation."""
    code = document.target_lang
    own = language(code).quotes
    unclear = read(document)
    used = Counter(
        pair
        for number, text in enumerate(targets(document))
        for pair in (_pairs(unclear[number]) if number in unclear else _plain_pairs(text))
    )
    outer = max((pair for pair in used if pair in taken(code)), key=lambda pair: used[pair], default=own[0] + own[1])
    return {False: outer, True: "''" if outer in STRAIGHT else own[2] + own[3]}
