"""Paragraphs whose quote marks need no thought: each quotation has its two marks in their right places."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from mtqa.expressions import compiled, expression
from mtqa.languages.quotes import foreign, taken
from mtqa.quotation.reading import DOUBLE, NEVER, SINGLE, glyph_prices, is_reported
from mtqa.reading import once, targets
from mtqa.segment import Document

_MARK = expression(f"[{DOUBLE}{SINGLE}]")
_OPENING = expression(rf"[{DOUBLE}](?<=[,?!…]\s.)")


@once
def doubtful(document: Document) -> Sequence[int]:
    """The segments with quote marks that have to be read one by one; the others have no fault."""
    code = document.target_lang
    return [number for number, text in _marked(document) if not is_plain(text, code)]


def _marked(document: Document) -> Iterator[tuple[int, str]]:
    for number, text in enumerate(targets(document)):
        if "'" in text or '"' in text or (not text.isascii() and _MARK.search(text)):
            yield number, text


def is_plain(text: str, code: str) -> bool:
    """Whether the marks of the paragraph are apostrophes in words or at their ends and those of quotations that have
    no fault.

    All that `marks` would say of it is that they are quotations, one after another.
    """
    found = (_plain_ascii() if text.isascii() else _plain(code)).fullmatch(text)
    if not found or not found.lastindex:
        return found is not None
    return not any(is_reported(text, match.start(), code) for match in _OPENING.finditer(text))


@cache
def _plain_ascii() -> re.Pattern[str]:
    return _expression("'", '"', ['""'])


@cache
def _plain(code: str) -> re.Pattern[str]:
    return _expression(SINGLE, DOUBLE, sorted(_pairs(code)))


def _expression(single: str, double: str, pairs: Sequence[str]) -> re.Pattern[str]:
    run = f"[^{double}{single}`]*+"
    before, after = r"(?<![^\s(\[{])", r"(?=\s|\Z|[,;)\]}]|[.!?:](?![.%\w]))"
    # To take two at the ends of words for a quotation costs more than to take them for apostrophes.
    apostrophe = rf"(?<=[^\W_])[{single}](?=[^\W_])|(?<=[^\W_\u0590-\u1c7f\u2000-\U0010ffff])['’]{after}"
    words = rf"{run}(?:(?:{apostrophe}){run})*+"
    inside = rf"(?=[^\W_]){words}(?<=[\w,.!?…)\]])(?<![_ÂÃÐÑЂ])"
    quotations = "|".join(f"{pair[0]}{inside}{pair[1]}" for pair in pairs)
    return compiled(f"{words}(?:{before}({quotations}){after}{words})*+")


def _pairs(code: str) -> set[str]:
    """The pairs of the language's own marks that cost nothing wherever they stand."""
    opening, closing = glyph_prices(code)
    spaced = {"«»"} if code.startswith("fr") else set[str]()
    outer = {pair for pair in taken(code) - foreign(code) - spaced if pair[0] in DOUBLE}
    return {pair for pair in outer if not opening[pair[0]] and not closing.get(pair, NEVER)}
