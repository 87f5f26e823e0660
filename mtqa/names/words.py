"""Where a document writes words, and which of them are names there."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtqa.segment import Document


class Word(NamedTuple):
    """A word of a document, without the possessive ’s; `gap` is what stands between it and the word before.

    `opens` says that a capital proves nothing here: a sentence, a quotation or a line of a heading starts.
    """

    text: str
    segment: int
    start: int
    end: int
    gap: str
    opens: bool

    @property
    def is_capital(self) -> bool:
        """Written as names are: Ivanov, McDonald, but neither IMF nor iPhone."""
        return self.text[0].isupper() and not self.text.isupper()


_WORD = re.compile(r"[^\W\d_]++(?:['’ʼ`][^\W\d_]++)*+")
_POSSESSIVE = re.compile(r"['’ʼ`][sS]$")
_OPENING = re.compile(r"[.!?…:;«“„\"‘(\[|•*–—/]")
_SHORTENED = re.compile(r"(?:\b[A-Z]|\b(?:St|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sen|Rep|Gov|Rev))\.[ \u00a0]?$")


def words(document: Document) -> Iterator[list[Word]]:
    """The words of a document, segment by segment."""
    for number, segment in enumerate(document.segments):
        found = list(_cut(segment.target, number))
        yield [word._replace(opens=True) for word in found] if _is_heading(segment.target, found) else found


def _cut(text: str, segment: int) -> Iterator[Word]:
    before = 0
    for match in _WORD.finditer(text):
        gap = text[before : match.start()]
        opens = before == 0 or (_OPENING.search(gap) is not None and not _is_shortened(text, before, gap))
        before = match.end()
        word = _POSSESSIVE.sub("", match[0])
        yield Word(word, segment, match.start(), match.start() + len(word), gap, opens)


def _is_shortened(text: str, end: int, gap: str) -> bool:
    """Whether the full stop in the gap ends no sentence but an initial or a title."""
    return gap[0] == "." and _SHORTENED.search(text[max(0, end - 5) : end] + gap) is not None


def _is_heading(text: str, found: list[Word]) -> bool:
    if text.rstrip(' \u00a0\n”"»)')[-1:] in (".", "!", "…"):
        return False
    long = [word for word in found if len(word.text) > 3]
    return len(long) > 2 and sum(word.text[0].isupper() for word in long) > 0.7 * len(long)
