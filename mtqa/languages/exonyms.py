"""What places, peoples, organizations and persons of old are called in English: exonyms.tsv and places.tsv.

A word is looked up with the ending of its case taken off. What is found is an expression that stands for the name in
an English text: «Греция» is met by Greece, Greek and Hellas.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from mtqa.expressions import compiled
from mtqa.names.sounds import single, stems

LANGUAGES = ("ru", "uk", "de", "fr", "es")
_GENERAL = (
    "Island Islands City Saint North South East West Republic United Territory Territories Ocean Antilles Outlying "
    "British French American Central Northern Southern Western"
)
_VOWELS = "аеиоуыюяєії"


def english(word: str, lang: str) -> re.Pattern[str] | None:
    """What stands for a name in an English text where it is not simply put into Latin letters."""
    forms = _index(lang) if lang in LANGUAGES else {}
    for stem in dict.fromkeys(_shapes(word, lang)):
        if stem in forms:
            return _expression(forms[stem])
    return None


def _shapes(word: str, lang: str) -> Iterable[str]:
    if word.isupper():
        return (word,)
    lower = word.lower()
    return (
        (*stems(lower, lang), lower.removesuffix("ов"), lower.removesuffix("ів")) if lang in ("ru", "uk") else (word,)
    )


def is_table_name(word: str, lang: str) -> bool:
    """Whether a word stands in the tables as it is, and not only with another ending."""
    return word.lower() in _own_names(lang)


@cache
def _own_names(lang: str) -> frozenset[str]:
    rows = (row[1 + LANGUAGES.index(lang)] for file in ("exonyms.tsv", "places.tsv") for row in _table(file))
    return frozenset(name.lower() for row in rows for name in row.split("|"))


@cache
def is_english_name(word: str) -> bool:
    """Whether a word of an English text is one of the names that the tables give."""
    return word in _english_names()


@cache
def _english_names() -> frozenset[str]:
    names = (
        row[0].partition("|")[0].removesuffix("-") for file in ("exonyms.tsv", "places.tsv") for row in _table(file)
    )
    return frozenset(name for name in names if name.istitle() and name.isalpha())


@cache
def _expression(forms: tuple[str, ...]) -> re.Pattern[str]:
    return compiled(r"(?<![^\W_])(?:" + "|".join(_form(form) for form in forms) + ")")


def _form(form: str) -> str:
    """An expression for a word, or, where the form ends in a hyphen, for all that begin so."""
    if form.endswith("-"):
        return f"(?i:{re.escape(form[:-1])})"
    if form.isupper() and len(form) > 3:
        return rf"(?:{re.escape(form)}|{re.escape(form.capitalize())})(?![^\W_])"
    return rf"{re.escape(form) if form.isupper() else f'(?i:{re.escape(form)})'}(?![^\W_])"


@cache
def _index(lang: str) -> Mapping[str, tuple[str, ...]]:
    """The English forms by the stems of the names of a language: those of places.tsv where exonyms.tsv has none."""
    own, places = (_stemmed(file, lang) for file in ("exonyms.tsv", "places.tsv"))
    return places | own


def _stemmed(file: str, lang: str) -> dict[str, tuple[str, ...]]:
    index: dict[str, list[str]] = defaultdict(list)
    for row in _table(file):
        forms = row[0].split("|") if file == "exonyms.tsv" else _places(row[0])
        for name in row[1 + LANGUAGES.index(lang)].split("|") if forms else ():
            for stem in _stems(name, lang):
                index[stem] += forms
    return {stem: tuple(dict.fromkeys(forms)) for stem, forms in index.items()}


def _places(english: str) -> list[str]:
    """The forms of an English name of CLDR: its words but for those that many names have, and what is made of them."""
    words = [word for word in re.findall(r"[^\W\d_]{4,}", english) if word not in _GENERAL.split()]
    return [f"{word[:-1] if len(word) > 5 and word[-1] in 'aeiouy' else word}-" for word in words]


def _stems(name: str, lang: str) -> list[str]:
    """What is left of a name in the nominative when the vowels or the soft sign at its end are taken off."""
    if name.isupper() or lang not in ("ru", "uk"):
        return [name] if name else []
    lower = single(name.lower())
    bare = lower.rstrip(_VOWELS + "ьй")
    return [stem for stem in stems(lower, lang) if len(stem) >= max(3 if len(lower) > 3 else 2, len(bare))]


def _table(file: str) -> list[list[str]]:
    lines = Path(__file__).with_name(file).read_text("utf8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith(("#", "en\t"))]
