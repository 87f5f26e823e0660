"""How common a word is in a language, as far as a short list of the commonest words can tell."""

from collections import defaultdict
from functools import cache
from math import log10
from pathlib import Path

# Powers of ten of a thousand million: how often a word occurs that no list has.
RARE = 3.0

# How many words of each list tell languages apart; some lists are longer.
TELLING = 120


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in Path(__file__).with_name("stop_words.txt").read_text("utf8").splitlines())
    return {row[0]: tuple(row[1].split()) for row in rows if len(row) == 2}


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a list; “ru-Latn” and “uk-Latn” are Russian and Ukrainian in Latin letters."""
    return tuple(code for code in _lists() if " " not in code)


@cache
def common(lang: str) -> dict[str, float]:
    """How often the commonest words of a language occur, as powers of ten of a thousand million."""
    return dict(zip(_lists().get(lang, ()), _powers(lang.endswith("-Latn")), strict=False))


@cache
def _powers(is_spread: bool) -> tuple[float, ...]:
    """How often words of each rank occur; where each may be spelt in several ways, ranks lie closer."""
    spread = 1 + 5 * is_spread
    return tuple(7.9 - log10(rank / spread + 1.5) for rank in range(max(map(len, _lists().values()))))


@cache
def heard(lang: str) -> dict[str, float]:
    """The same of all words of the lists that occur in the language, the common words of others too."""
    strange = {
        word: float(code.split()[1])
        for code, words in _lists().items()
        if code.startswith(f"{lang} ")
        for word in words
    }
    return strange | common(lang)


@cache
def languages_of() -> dict[str, list[tuple[str, float]]]:
    """By word, the languages in which it is common, and how much more often than a rare word it occurs there."""
    table = defaultdict[str, list[tuple[str, float]]](list)
    for lang in languages():
        for word, power in zip(_lists()[lang][:TELLING], _powers(lang.endswith("-Latn")), strict=False):
            table[word].append((lang, power - RARE))
    return dict(table)
