"""Where a name of the source stands in the target: put into Latin letters, copied, or called by its own name there."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.languages import language
from mtqa.languages.exonyms import english, is_english_name
from mtqa.languages.foreign import as_latin
from mtqa.languages.lexicon import has_lexicon, is_rarer
from mtqa.names.likeness import Likeness, same_name
from mtqa.names.mentions import is_first_name
from mtqa.names.sounds import latin, sounds_like
from mtqa.names.words import WORD, opens, without_possessive
from mtqa.segment import Segment
from mtqa.text import has_cyrillic

LONG, COGNATE, USUAL, RARE = 4, 5, 5.5, 2.6
LONGEST = 3000
_LETTER = expression(r"[^\W\d_]")
_INNER = expression(r"(?<=[a-z]{2})[A-Z](?=[a-z]{2})")
_PART = expression(r"[^\W\d_]{3,}")
_OF_PLACE = expression(r"(?<=.{3})ь?[цсз]ь?к(?:ий|ого|ому|им|ом|ой|ої|ою|ій|ая|ую|ое|ие|их|ими|а|у|е|і)$")
_OWNED = expression(r"(?<=.{3})(?:[оеєё]в|[иы]н|ен)$")


class Written(NamedTuple):
    """A word of the target as it is compared: its place, and whether a capital inside a sentence makes it a name."""

    text: str
    start: int
    end: int
    proven: bool


def written(target: str) -> list[Written]:
    """The different words of a target, those inside others by a capital, and neighbours as if they were one word."""
    found, end = list[Written](), 0
    for match in WORD.finditer(target):
        text = without_possessive(match[0]) or match[0]
        text = as_latin(text) if has_cyrillic(text) else text
        proven = text[0].isupper() and not opens(target, end, match.start())
        found.append(Written(text, match.start(), match.start() + len(text), proven))
        if inner := _INNER.search(text):
            start = match.start() + inner.start()
            found.append(Written(text[inner.start() :], start, match.start() + len(text), proven=False))
        if len(text) != len(match[0]):
            found.append(Written(match[0], *match.span(), proven=False))
        end = match.end()
    found += [
        Written(one.text + other.text, one.start, other.end, proven=False)
        for one, other in pairwise(found)
        if one.text[0].isupper() and other.text[0].isupper()
    ]
    return list({word.text: word for word in sorted(found, key=lambda word: (word.proven, -word.start))}.values())


def rendered(name: str, segment: Segment, words: list[Written]) -> Written | None:
    """The word of the target that stands for a name of the source."""
    target, lang = segment.target, segment.source_lang
    parts = list(dict.fromkeys(_parts(name)))
    known = [expression for part in parts if (expression := english(part, lang))]
    for expression in (*known, _copied(name)):
        if match := expression.search(target) or expression.search(as_latin(target)):
            return Written(match[0], *match.span(), proven=True)
    if name.isupper() and len(name) < LONG:
        return None
    heard = (word for word in words if len(name) >= LONG or _is_capital_name(word))
    return next(
        (word for word in heard if any(sounds(part, word.text, lang, loosely=not known) for part in parts)), None
    )


def _is_capital_name(word: Written) -> bool:
    return word.proven or (word.text[0].isupper() and is_rarer(word.text, USUAL, "en"))


@lru_cache(4096)
def _copied(name: str) -> re.Pattern[str]:
    """A name in its own letters, with or without what parts them."""
    return re.compile(r"(?<!\w)" + r"[^\w]?".join(_LETTER.findall(name)), re.IGNORECASE)


def _parts(name: str) -> Iterator[str]:
    """A name, the parts of one with a hyphen, and the places that an adjective may be of."""
    yield name
    if "-" in name:
        yield from _PART.findall(name)
    if place := _OF_PLACE.search(name):
        base = name[: place.start()]
        yield from (base, f"{base}{name[place.start()]}", _OWNED.sub("", base))


@lru_cache(32768)
def sounds(name: str, word: str, lang: str, *, loosely: bool = True) -> bool:
    """Whether a Latin word may be a name of a source in the language."""
    if has_cyrillic(name):
        return sounds_like(name, word, lang, loosely=loosely)
    alike = latin(name)[:COGNATE] == latin(word)[:COGNATE]
    return alike or same_name(name, word) is not Likeness.OTHER


def strangers(segment: Segment, words: list[Written]) -> list[tuple[int, int]]:
    """The names of a target that no word of the source explains, those that stand together as one."""
    found: list[tuple[int, int]] = []
    if len(segment.source) > LONGEST:
        return found
    for word in sorted(words, key=lambda word: word.start):
        if not word.proven or not _is_name(word.text) or is_explained(word.text, segment):
            continue
        if found and segment.target[found[-1][1] : word.start].isspace():
            found[-1] = found[-1][0], word.end
        else:
            found.append((word.start, word.end))
    return found


def _is_name(text: str) -> bool:
    if text.isupper() or text in language("en").months.wide:
        return False
    rare = len(text) > 3 and has_lexicon("en") and is_rarer(text, RARE, "en")
    return rare or is_english_name(text) or is_first_name(text)


def is_explained(text: str, segment: Segment) -> bool:
    """Whether some word of the source may stand for a word of the target."""
    lang = segment.source_lang
    words = dict.fromkeys(part for word in dict.fromkeys(_PART.findall(segment.source)) for part in _parts(word))
    return any(sounds(word, text, lang) or ((known := english(word, lang)) and known.search(text)) for word in words)
