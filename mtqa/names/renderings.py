"""Where a name of the source stands in the target: put into Latin letters, copied, or called by its own name there."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from mtqa.languages.exonyms import english
from mtqa.languages.foreign import as_latin
from mtqa.languages.lexicon import commonness
from mtqa.names.likeness import Likeness, same_name
from mtqa.names.sounds import sounds_like
from mtqa.names.words import WORD, opens, without_possessive
from mtqa.segment import Segment
from mtqa.text import has_cyrillic

LONG, USUAL = 4, 5.5
_LETTER = re.compile(r"[^\W\d_]")
_PART = re.compile(r"[^\W\d_]{3,}")
_OF_PLACE = re.compile(r"(?<=.{3})ь?(?:[цс]ь?к|ск)(?:ий|ого|ому|им|ом|ой|ої|ій|ая|ую|ое|а|у|е)$")
_OWNED = re.compile(r"(?<=.{3})(?:[оеєё]в|[иы]н)$")


class Written(NamedTuple):
    """A word of the target as it is compared: its place, and whether a capital inside a sentence makes it a name."""

    text: str
    start: int
    end: int
    proven: bool


def written(target: str) -> list[Written]:
    """The words of a target, those with a hyphen also in parts, and neighbours as if they were one word."""
    found, end = [], 0
    for match in WORD.finditer(target):
        text = without_possessive(match[0]) or match[0]
        text = as_latin(text) if has_cyrillic(text) else text
        proven = text[0].isupper() and not opens(target, end, match.start())
        found.append(Written(text, match.start(), match.start() + len(text), proven))
        if len(text) != len(match[0]):
            found.append(Written(match[0], *match.span(), proven))
        end = match.end()
    joined = [
        Written(one.text + other.text, one.start, other.end, one.proven)
        for one, other in pairwise(found)
        if one.text[0].isupper() and other.text[0].isupper()
    ]
    return found + joined


def rendered(name: str, segment: Segment, words: list[Written]) -> Written | None:
    """The word of the target that stands for a name of the source, the whole target where a word cannot be named."""
    target, lang = segment.target, segment.source_lang
    known = english(name, lang)
    match = (known.search(target) or known.search(as_latin(target))) if known else None
    if match or (match := _copied(name).search(target)):
        return Written(match[0], *match.span(), proven=True)
    if name.isupper() and len(name) < LONG:
        return None
    parts = list(_parts(name))
    heard = (word for word in words if len(name) >= LONG or _is_named(word))
    return next(
        (word for word in heard if any(sounds(part, word.text, lang, loosely=not known) for part in parts)), None
    )


def _is_named(word: Written) -> bool:
    return word.proven or (word.text[0].isupper() and commonness(word.text, "en") < USUAL)


@lru_cache(4096)
def _copied(name: str) -> re.Pattern[str]:
    """A name in its own letters, with or without what parts them."""
    return re.compile(r"(?<!\w)" + r"[^\w]?".join(_LETTER.findall(name)), re.IGNORECASE)


def _parts(name: str) -> Iterator[str]:
    yield name
    if "-" in name:
        yield from _PART.findall(name)
    elif place := _OF_PLACE.search(name):
        base = name[: place.start()]
        yield from (base, _OWNED.sub("", base))


@lru_cache(32768)
def sounds(name: str, word: str, lang: str, *, loosely: bool = True) -> bool:
    """Whether a Latin word may be a name of a source in the language."""
    if has_cyrillic(name):
        return sounds_like(name, word, lang, loosely=loosely)
    return same_name(name, word) is not Likeness.OTHER
