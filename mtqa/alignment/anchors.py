"""What a text and its translation have in common whatever the languages: numbers, names, words in Latin letters.

Names and words are compared by their first consonants, those of Russian and Ukrainian after transliteration: inflection
changes the end of a word, and a translator its spelling.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log

from mtqa.expressions import expression
from mtqa.languages.romanization import SYSTEMS, romanized
from mtqa.names import keys

_NUMBER = expression(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
_WORD = expression(r"[^\W\d_]{3,40}")
_LONG = 7
_MOST = 4.0
# So many texts more are thought of that do not have the anchor: in a few sentences, too, a number is a strong sign.
_MORE = 10

Anchors = dict[str, float]


def anchors(text: str, lang: str) -> frozenset[str]:
    """The figures of a text, which count twice, and the first consonants of its names and long words."""
    numbers = {number.translate(_MARKS) for number in _NUMBER.findall(text)}
    found = numbers | {f"#{number}" for number in numbers}
    if "?" in text:
        found.add("?")
    for word in _WORD.findall(text):
        if word[0].isupper() or len(word) >= _LONG or (word.isascii() and lang in SYSTEMS):
            found.add(_consonants(word.lower(), lang, 3 if word[0].isupper() else 4))
    found.discard("")
    return frozenset(found)


def weighted(sources: Sequence[frozenset[str]], targets: Sequence[frozenset[str]]) -> Anchors:
    """What it says that a source and a target share an anchor: the more, the fewer others have it."""
    there, here = (Counter(anchor for text in texts for anchor in text) for texts in (sources, targets))
    texts = (len(sources) + len(targets)) / 2
    return {anchor: min(_MOST, log((2 * texts + _MORE) / max(there[anchor], here[anchor]))) for anchor in there & here}


_MARKS = dict.fromkeys(map(ord, ".,\u00a0\u202f "))


@lru_cache(100_000)
def _consonants(word: str, lang: str, count: int) -> str:
    """The first consonants of a word, "" if it has fewer."""
    if not word.isascii():
        word = romanized(word, SYSTEMS.get(lang, SYSTEMS["ru"])["newspaper"])
    return next((key[:count] for key in keys(word) if len(key) >= count), "") if word else ""
