"""Words of a text that stand in a script which its language does not use, and the runs that they make."""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from sys import maxsize
from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.languages.scripts import CYRILLIC_AS_LATIN, GREEK_AS_LATIN, RANGES, foreign_to, is_latin, script

# Scripts whose vowel signs are no letters to Python.
_MARKED = "".join(RANGES[name] for name in RANGES if name not in ("Greek", "Cyrillic", "Han", "Kana", "Hangul"))
_LETTER = rf"(?:[^\W\d_]|[\u0300-\u036f{_MARKED}])"
WORD = expression(rf"{_LETTER}++(?:['’ʼ]{_LETTER}++)*+")
_LATIN_FOR = CYRILLIC_AS_LATIN | GREEK_AS_LATIN
_LATIN_LOOKS = frozenset(CYRILLIC_AS_LATIN.values())
_GREEK_IN_ORDER = "αβγδεζηθικλμνξοπρστυφχψω"
_ZONE = "рф|укр|рус|бел|мкд|срб|бг|мон|қаз|москва|онлайн|сайт|дети|орг|ком"
_ADDRESS = expression(
    rf"(?<!\S)[(«“\"]?(?:(?:https?://|www\.|[#@])\S++|\S{{1,64}}@\S++|(?<![\w-])[\w-]++(?:\.[\w-]++)*\.(?:{_ZONE})\b)"
)
_MARKS_OF_ADDRESSES = expression(r"[#@]|://|www\.|[^\x00-\x7f]")
_GAP = 40


class Kind(Enum):
    """What a word is: `MIXED` is of the text's own script but for some letters that look alike, `EITHER` could be of
    this script or of another, and a `SYMBOL` is foreign only beside foreign words."""

    OWN = "own"
    MIXED = "mixed"
    EITHER = "either"
    SYMBOL = "symbol"
    FOREIGN = "foreign"


class Word(NamedTuple):
    start: int
    end: int
    text: str
    kind: Kind


class Run(NamedTuple):
    """Words none of which is wholly of the text's own script; a name or two in it may stand between them."""

    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @property
    def foreign(self) -> list[str]:
        return [word.text for word in self.words if word.kind is Kind.FOREIGN]


def as_latin(word: str) -> str:
    """The word with Latin letters in place of those that look like them."""
    return "".join(_LATIN_FOR.get(letter, letter) for letter in word)


@lru_cache(maxsize=8)
def runs(text: str, lang: str) -> tuple[Run, ...]:
    """The runs of words that are foreign, or look it, in a text in the language; none in addresses and hashtags."""
    return () if text.isascii() else tuple(_runs(text, lang))


def _runs(text: str, lang: str) -> Iterator[Run]:
    run = list[Word]()
    for word in _strange_words(text, lang):
        if run and not _continues(run[-1], word, text):
            yield Run(tuple(run))
            run = []
        run.append(word)
    if run:
        yield Run(tuple(run))


def words(text: str, start: int = 0, end: int = maxsize) -> Iterator[tuple[re.Match[str], bool]]:
    """The words of a text in any script, and whether each is part of an address or a hashtag."""
    addresses = _ADDRESS.finditer(text, start, end) if _MARKS_OF_ADDRESSES.search(text, start, end) else iter(())
    address = next(addresses, None)
    for match in WORD.finditer(text, start, end):
        while address and address.end() <= match.start():
            address = next(addresses, None)
        yield match, address is not None and address.start() <= match.start()


def words_around(letter: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Those of the words that stand with one of the letters between two spaces."""
    end = -1
    for found in letter.finditer(text):
        if found.start() > end:
            start, end = text.rfind(" ", 0, found.start()) + 1, text.find(" ", found.start())
            end = len(text) if end < 0 else end
            yield from words(text, start, end)


def _strange_words(text: str, lang: str) -> Iterator[Word]:
    """The words that are not of the text's own."""
    for match, addressed in words_around(foreign_to(lang), text):
        kind = Kind.OWN if addressed else _kind(match[0], lang)
        if kind is not Kind.OWN:
            yield Word(match.start(), match.end(), match[0], kind)


def _continues(last: Word, word: Word, text: str) -> bool:
    """Whether a run goes on after its last word with this one."""
    gap = text[last.end : word.start]
    if len(gap) > _GAP or Kind.MIXED in (word.kind, last.kind):
        return False
    between = WORD.findall(gap)
    if not between:
        return True
    prose = any(side.kind is Kind.FOREIGN and side.text[0].islower() for side in (last, word))
    return prose and len(between) <= 2 and not any(map(str.islower, between)) and not set("()[]") & {*gap}


def _kind(word: str, lang: str) -> Kind:
    strange = foreign_to(lang).findall(word)
    if not any(map(str.isalpha, strange)):
        return Kind.OWN
    names = set(map(script, strange))
    if names == {"Greek"}:
        return _greek(word)
    if names == {"Cyrillic"}:
        return _cyrillic(word)
    return Kind.FOREIGN


def _greek(word: str) -> Kind:
    """Formulas mix Greek letters with Latin ones, and short words are symbols or names of societies."""
    if any(map(is_latin, word)):
        latin = sum(map(is_latin, word))
        alike = all(is_latin(letter) or letter in GREEK_AS_LATIN for letter in word)
        return Kind.MIXED if alike and latin >= 3 and (word[1:].islower() or word.isupper()) else Kind.OWN
    if len(word) < 3 or word.lower() in _GREEK_IN_ORDER or (word.isupper() and len(word) == 3):
        return Kind.SYMBOL
    return Kind.EITHER if word.isupper() and all(letter in GREEK_AS_LATIN for letter in word) else Kind.FOREIGN


def _cyrillic(word: str) -> Kind:
    cyrillic = [letter for letter in word if script(letter)]
    latin = [letter for letter in word if is_latin(letter)]
    could_be_latin = all(letter in CYRILLIC_AS_LATIN for letter in cyrillic)
    could_be_cyrillic = all(letter in _LATIN_LOOKS for letter in latin)
    if not latin:
        return Kind.EITHER if could_be_latin and (len(word) == 1 or word.isupper()) else Kind.FOREIGN
    if could_be_latin:
        return Kind.EITHER if could_be_cyrillic else Kind.MIXED
    return Kind.FOREIGN if could_be_cyrillic or len(cyrillic) > 1 else Kind.MIXED
