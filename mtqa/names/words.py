"""The words of a document, and whether a capital makes one a name."""

import re
from collections import Counter
from collections.abc import Callable, Sequence, Set
from functools import lru_cache

from mtqa.expressions import expression
from mtqa.reading import Block, blocks, counts, once, tokens
from mtqa.segment import Document

WORD = expression(r"[^\W\d_]++(?:['’ʼ`][^\W\d_]++)*+")
CAPITALS = "".join(char for char in map(chr, (*range(0x590), *range(0x1E00, 0x2000))) if char.isupper())
SPACES = (" ", "\u00a0")
MOST = 100_000
_OPENING = expression(r"[.!?…:;«“„\"‘(\[|•*–—/]")
_SHORTENED = expression(r"(?:\b[A-Z]|\b(?:St|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sen|Rep|Gov|Rev))\.[ \u00a0]?$")
_WITHIN = expression(r".?[^\W\d_]|[^\W\d_]['’ʼ`]", re.DOTALL)
_BESIDE = frozenset(("", *" \u00a0\n.,;:!?()-–—“”«»…"))
_LETTER = expression(r"[^\W\d_]")
_CAPITAL = expression(
    rf"([{CAPITALS}](?<![^\W\d_].)(?<![^\W\d_]['’ʼ`].)[^\W\d_]*+(?:['’ʼ`][^\W\d_]++)*+)"
    r"(?:[ \u00a0](?=([^\W\d_]{2,30}+)))?"
)
_LONG = expression(r"[^\W\d_]{4,}+")

Capital = tuple[int, str, str | None]


class _Words(dict[str, str]):
    """By what stands between spaces, the words in it, with a space between two; of “Ivan’s” both it and “Ivan”."""

    def __missing__(self, token: str) -> str:
        if len(self) > MOST:
            self.clear()
        found = WORD.findall(token)
        self[token] = words = " ".join(dict.fromkeys((*found, *map(without_possessive, found))))
        return words


_words = _Words()


@once
def words(document: Document) -> frozenset[str]:
    """The words that the document has, as they are written; those with a possessive ’s also without it."""
    return frozenset(" ".join(map(_words.__getitem__, tokens(document))).split())


@once
def small_words(document: Document) -> frozenset[str]:
    return frozenset(filter(str.islower, words(document)))


@once
def large_words(document: Document) -> frozenset[str]:
    """The words that are not in small letters."""
    return words(document) - small_words(document)


@once
def capitals(document: Document) -> Sequence[tuple[Block, Sequence[Capital]]]:
    """By block, where words with a capital stand, and the next word where only a space is between."""
    return [
        (block, [(match.start(), match[1], match[2]) for match in _CAPITAL.finditer(block.text)])
        for block in blocks(document)
    ]


@once
def vocabulary(document: Document) -> Counter[str]:
    """How often the document has each word, in small letters, with or without a possessive ’s."""
    found = Counter[str]()
    for token, count in counts(document).items():
        for word in WORD.findall(token):
            found[without_possessive(word).lower()] += count
    return found


def sieve(test: Callable[[str], object]) -> Callable[[Set[str]], set[str]]:
    """Which of some words pass a test that knows nothing but the word; what has failed is not tested again."""
    failed = set[str]()

    def passing(found: Set[str]) -> set[str]:
        fresh = found - failed
        kept = set(filter(test, fresh))
        if len(failed) > MOST:
            failed.clear()
        failed.update(fresh - kept)
        return kept

    return passing


def without_possessive(word: str) -> str:
    return word[:-2] if word[-1:] in "sS" and word[-2:-1] in "'’ʼ`" else word


def is_capital(word: str) -> bool:
    """Whether a word is written as names are: Ivanov, McDonald, but neither IMF nor iPhone."""
    return word[0].isupper() and not word.isupper()


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch of letters is a word, and no part of one."""
    if text[start - 1 : start] in _BESIDE and text[end : end + 1] in _BESIDE:
        return True
    match = WORD.match(text, start)
    return match is not None and match.end() == end and not _WITHIN.fullmatch(text, max(0, start - 2), start)


def opens(text: str, end: int, start: int) -> bool:
    """Whether a sentence or a quotation starts between two words, so that the capital of the second proves nothing."""
    gap = text[end:start]
    if not end or gap.isspace():
        return not end
    return _OPENING.search(gap) is not None and not (gap[0] == "." and _SHORTENED.search(text[max(0, end - 5) : start]))


def begins(text: str, start: int) -> bool:
    """Whether a word that starts here opens a sentence or a quotation."""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalpha():
        return False
    end = start
    while end and not _LETTER.match(text, end - 1):
        end -= 1
    return opens(text, end, start)


@lru_cache(maxsize=1)
def is_heading(text: str) -> bool:
    """Whether a text is set in capitals as headings are: most of its words, and no full stop."""
    if text.rstrip(' \u00a0\n”"»)')[-1:] in (".", "!", "…"):
        return False
    long = _LONG.findall(text)
    return len(long) > 2 and sum(word[0].isupper() for word in long) > 0.7 * len(long)
