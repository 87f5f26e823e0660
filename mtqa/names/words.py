"""The words of a document, and whether a capital makes one a name."""

import re
from collections import Counter

from mtqa.segment import Document

WORD = re.compile(r"[^\W\d_]++(?:['’ʼ`][^\W\d_]++)*+")
SPACES = (" ", "\u00a0")
_OPENING = re.compile(r"[.!?…:;«“„\"‘(\[|•*–—/]")
_SHORTENED = re.compile(r"(?:\b[A-Z]|\b(?:St|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sen|Rep|Gov|Rev))\.[ \u00a0]?$")
_LONG = re.compile(r"[^\W\d_]{4,}+")


def vocabulary(document: Document) -> Counter[str]:
    """How often the document has each word, as it is written, with or without a possessive ’s."""
    counts: Counter[str] = Counter()
    for segment in document.segments:
        counts.update(WORD.findall(segment.target))
    for word in [word for word in counts if word != without_possessive(word)]:
        counts[without_possessive(word)] += counts.pop(word)
    return counts


def without_possessive(word: str) -> str:
    return word[:-2] if word[-1:] in "sS" and word[-2:-1] in "'’ʼ`" else word


def is_capital(word: str) -> bool:
    """Whether a word is written as names are: Ivanov, McDonald, but neither IMF nor iPhone."""
    return word[0].isupper() and not word.isupper()


def opens(text: str, end: int, start: int) -> bool:
    """Whether a sentence or a quotation starts between two words, so that the capital of the second proves nothing."""
    gap = text[end:start]
    if not end or gap.isspace():
        return not end
    return _OPENING.search(gap) is not None and not (gap[0] == "." and _SHORTENED.search(text[max(0, end - 5) : start]))


def is_heading(text: str) -> bool:
    """Whether a text is set in capitals as headings are: most of its words, and no full stop."""
    if text.rstrip(' \u00a0\n”"»)')[-1:] in (".", "!", "…"):
        return False
    long = _LONG.findall(text)
    return len(long) > 2 and sum(word[0].isupper() for word in long) > 0.7 * len(long)
