"""Where a text has the wordings of many terms, in any of their forms: by the first word, so that many cost no more."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.glossary.inflection import keys

# Where no spaces part words, each character is one.
_WORD = expression(
    r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W_\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+(?:['’]s\b)?"
)
_GAP = expression(r"\s+|\s*&\s*|[-‐‑'’./+]|")
_HYPHENS = "-‐‑"


class Found(NamedTuple):
    """A stretch of a text that words terms, and the wording as the glossary has it."""

    start: int
    end: int
    terms: frozenset[int]
    wording: str


class _Entry(NamedTuple):
    words: tuple[str, ...]
    forms: tuple[frozenset[str], ...]
    text: str
    offset: int
    term: int


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    keys: frozenset[str]


class Wordings:
    """Wordings in one language, each with the index of its term. `lenient` is blind to case and to parts of speech."""

    def __init__(self, texts: Iterable[tuple[int, str]], lang: str, *, lenient: bool = False) -> None:
        self._lang, self._lenient = lang, lenient
        self._by_first: dict[str, list[_Entry]] = defaultdict(list)
        for term, text in texts:
            words = self._words(text)
            forms = tuple(word.keys for word in words)
            for key in forms[0] if forms else ():
                entry = _Entry(tuple(word.text for word in words), forms, text, words[0].start, term)
                self._by_first[key].append(entry)

    def every(self, text: str) -> set[int]:
        """The terms that the text has anywhere."""
        words = self._words(text) if self._by_first else []
        return {entry.term for at in range(len(words)) for entry in self._at(text, words, at)}

    def longest(self, text: str) -> Iterator[Found]:
        """The terms that the text has, from left to right, of those that start at one word the longest."""
        words = self._words(text) if self._by_first else []
        at = 0
        while at < len(words):
            found = list(self._at(text, words, at))
            length = max((len(entry.words) for entry in found), default=0)
            if length:
                best = [entry for entry in found if len(entry.words) == length]
                terms = frozenset(entry.term for entry in best)
                yield Found(words[at].start, words[at + length - 1].end, terms, best[0].text)
            at += length or 1

    def _words(self, text: str) -> list[_Word]:
        lang, lenient = self._lang, self._lenient
        return [_Word(*match.span(), match[0], keys(match[0], lang, lenient)) for match in _WORD.finditer(text)]

    def _at(self, text: str, words: list[_Word], at: int) -> Iterator[_Entry]:
        """The wordings that start at this word."""
        for key in words[at].keys & self._by_first.keys():
            for entry in self._by_first[key]:
                here = words[at : at + len(entry.words)]
                if len(here) == len(entry.words) and self._fits(text, here, entry):
                    yield entry

    def _fits(self, text: str, here: list[_Word], entry: _Entry) -> bool:
        if not all(word.keys & forms for word, forms in zip(here, entry.forms, strict=True)):
            return False
        if not all(_GAP.fullmatch(text, word.end, after.start) for word, after in pairwise(here)):
            return False
        if _has_sign(entry) and not text.startswith(entry.text, here[0].start - entry.offset):
            return False
        if self._lenient:
            return True
        start, end = here[0].start, here[-1].end
        joined = (
            text[start - 1 : start] and text[start - 1] in _HYPHENS and text[start - 2 : start - 1].isalnum()
        ) or (text[end : end + 1] and text[end] in _HYPHENS and text[end + 1 : end + 2].isalnum())
        return not joined and all(_has_case(word.text, wanted) for word, wanted in zip(here, entry.words, strict=True))


def _has_sign(entry: _Entry) -> bool:
    """Whether the wording starts or ends with what is no letter, as “C++” does."""
    return entry.offset > 0 or not (entry.text[-1].isalnum() or entry.text[-1] == ")")


def _has_case(word: str, wanted: str) -> bool:
    """Whether a word has the capitals that a name or an acronym wants."""
    if len(wanted) > 1 and wanted.isupper():
        return word.isupper()
    return not wanted[0].isupper() or word[0].isupper()
