"""Whether a Latin spelling may be a Cyrillic name, be it transliterated or the spelling that it was taken from.

`sounds.tsv` says which Latin letters stand for which Cyrillic ones, at a cost: nothing for those of the systems in use
– for Russian BGN/PCGN 1947, ISO 9:1995, GOST 7.79-2000, the passports of 2013 (ICAO Doc 9303, part 3) and the usage
of newspapers; for Ukrainian the national system of 2010 (Cabinet of Ministers, resolution 55), BGN/PCGN 1965 and
ISO 9 – and for the usual ways in which English, German, French, Spanish, Italian, Polish, Chinese (after Palladius)
and Japanese (after Polivanov) names are written in Russian: Хьюстон is Houston, Шульц is Scholz, Чжан is Zhang.
"""

import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path

from mtqa.expressions import expression

VOWELS = frozenset("aeiouy")
CYRILLIC_VOWELS = frozenset("аеёєиіїоуыэюя")
SILENT = frozenset("ьъ'’ʼ")
LONGEST = 30
DROPPED = 3
_MARKS = expression(r"[\u0300-\u036f'’‘ʼʻʹʿʾ`´-]")
_DOUBLED = expression(r"([^\Waeiou\d_]|[ckpstz]h|ts)\1+|([бвгджзклмнпрстфхцчшщ])\2+")
_LETTERS = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
# What an English text adds to the stem: a vowel that the case has cost the name, or what makes an adjective of it.
_ADDED = (
    "s es ah eh oh n an ans ian ians ese er ers ish a ya ia ja iya aya aia aja o oe oye io yo e ye ie je "
    "i y iy ii ij yi yy ey ei oy oi"
)
_SILENT_END = "h t x ts d z lt as is us os um"
_ENDINGS = {"": 0} | dict.fromkeys(_ADDED.split(), 0) | dict.fromkeys(_SILENT_END.split(), 1)
_CASES = {
    "ru": (
        "ий ый ого ому ыми ими ему его ами ями ой ей ою ею ом ем ём ым им ых их ую юю ая яя ам ям ах ях ию ии ие ия "
        "а я у ю е ы и о ь й"
    ),
    "uk": (
        "ий ого ому ими іми єму ього ами ями ові еві єві ою ею єю ої ій ом ем єм им їм им іх ую юю ая яя ам ям ах ях "
        "ію ії ія а я у ю е є и і ї о ь й"
    ),
}
_SOFTENED = {"ц": "к", "з": "г", "с": "х"}
_AFTER_J = ("я", "ю", "ем", "єм", "е", "і")


def sounds_like(name: str, word: str, lang: str = "ru", *, loosely: bool = True) -> bool:
    """Whether a Latin word may be a Cyrillic name in any of its cases; unless loosely, at no cost."""
    letters = latin(word)
    lower = name.lower()
    if any(_is_spelling(stem, letters, _budget(stem) if loosely else 0) for stem in stems(lower, lang)):
        return True
    several = lower.endswith(("ов", "ев", "ів", "їв")) and letters.endswith(("y", "i", "s"))
    return several and _is_spelling(f"{single(lower[:-2])}ы", letters, 0)


def _budget(stem: str) -> int:
    """What a name of its length may cost."""
    return 0 if len(stem) < 4 else 1 if len(stem) < 6 else 2 if len(stem) < 9 else 3


def single(text: str) -> str:
    """A text in small letters without doubled consonants."""
    return _DOUBLED.sub(r"\1\2", text)


@lru_cache(4096)
def latin(word: str) -> str:
    """A Latin word in small letters, without accents, apostrophes, hyphens and doubled consonants."""
    plain = _MARKS.sub("", unicodedata.normalize("NFD", word.lower().translate(_LETTERS)))
    return single(plain)[:LONGEST]


@lru_cache(4096)
def stems(name: str, lang: str) -> tuple[str, ...]:
    """A name in small letters, and what is left of it without what may be the ending of a case."""
    found = [name]
    for ending in _CASES.get(lang, "").split():
        stem = name.removesuffix(ending)
        if stem != name and len(stem) > (1 if len(name) < 5 and ending[0] not in "иі" else 2):
            found.append(stem)
            if lang == "uk" and ending == "і" and stem[-1] in _SOFTENED:
                found.append(f"{stem[:-1]}{_SOFTENED[stem[-1]]}")  # Жмеринка has Жмеринці
            if lang == "uk" and len(stem) > 3 and stem[-2] in "ое" and stem[-1] not in CYRILLIC_VOWELS:
                found.append(f"{stem[:-2]}і{stem[-1]}")  # Харків has Харкова
        if ending in _AFTER_J and len(stem) > 1 and stem[-1] in CYRILLIC_VOWELS:
            found.append(f"{stem}й")
    return tuple(dict.fromkeys(single(stem)[:LONGEST] for stem in found))


@lru_cache(16384)
def _is_spelling(stem: str, word: str, budget: int) -> bool:
    """Whether the stem can be laid beside the word within the budget."""
    pieces = _pieces(stem)
    reached: list[dict[int, int]] = [{} for _ in range(len(stem) + 1)]
    reached[0][0] = 0
    for here, places in enumerate(reached):
        for at in range(len(word) + 1):
            cost = places.get(at)
            if cost is None:
                continue
            if here == len(stem):
                if cost + _ENDINGS.get(word[at:], DROPPED) <= budget:
                    return True
                continue
            if at and cost + 1 <= budget and word[at : at + 1] in ("h", *VOWELS):
                places[at + 1] = min(places.get(at + 1, DROPPED), cost + 1)
            for length, spelling, more in pieces[here]:
                if cost + more <= budget and word.startswith(spelling, at):
                    there, end = reached[here + length], at + len(spelling)
                    there[end] = min(there.get(end, DROPPED), cost + more)
    return False


@lru_cache(4096)
def _pieces(stem: str) -> list[list[tuple[int, str, int]]]:
    """By place in the stem, how many letters may be spelt how, and at what cost."""
    found = []
    for at, letter in enumerate(stem):
        spellings = [
            (length, spelling, cost)
            for length in (1, 2, 3)
            for spelling, cost in _table().get(stem[at : at + length], ())
            if at + length <= len(stem)
        ]
        if letter in SILENT:
            spellings.append((1, "", 0))
        elif letter in CYRILLIC_VOWELS:
            spellings += [(1, vowel, 2) for vowel in sorted(VOWELS)] + ([(1, "", 1)] if at else [])
        elif letter not in _table():
            spellings.append((1, letter, 0))
        found.append(spellings)
    return found


@cache
def _table() -> dict[str, list[tuple[str, int]]]:
    """By Cyrillic letters, their spellings and the costs of these."""
    table: dict[str, dict[str, int]] = defaultdict(dict)
    for row in Path(__file__).with_name("sounds.tsv").read_text("utf8").splitlines():
        cost, _, rest = row.partition("\t")
        if cost.isdigit():
            cyrillic, spellings, _ = rest.split("\t")
            for spelling in spellings.split():
                table[cyrillic][spelling] = min(int(cost), table[cyrillic].get(spelling, DROPPED))
    return {cyrillic: sorted(spellings.items()) for cyrillic, spellings in table.items()}
