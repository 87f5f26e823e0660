"""The names of a document: where each stands, and what stands beside it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from mtqa.names.likeness import Likeness, keys, same_name
from mtqa.names.words import WORD, is_capital, is_heading, opens, vocabulary, without_possessive
from mtqa.rule import Spot
from mtqa.segment import Document


@dataclass
class Name:
    """One spelling of one word of names: its places, and how many of them prove it by a capital inside a sentence.

    `before` and `after` are the names that stand beside it, `offices` the words that say what its bearer is.
    """

    text: str
    places: list[Spot] = field(default_factory=list)
    proven: int = 0
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)


_LINKS = frozenset(("of", "to", "for", "the", "and", "in", "at", "from", "a", "an"))
_JOINTS = ("-", " al-", " el-")


def names(document: Document) -> dict[str, Name]:
    """By spelling, the capitalized words that the document never writes small, in the order of their first places."""
    small = {word for word in vocabulary(document) if word.islower()}
    titles = offices(document.target_lang)
    found: dict[str, Name] = {}
    for number, segment in enumerate(document.segments):
        _read(segment.target, number, small, titles, found)
    for name in found.values():
        name.before = {text for text in name.before if found[text].proven or is_first_name(text)}
    return found


def _read(text: str, number: int, small: Collection[str], titles: Collection[str], found: dict[str, Name]) -> None:
    """Note the names of one segment, beside the name just read and the office whose bearer is still to be named."""
    previous: Name | None = None
    office, is_named, end, heading = "", False, 0, is_heading(text)
    for match in WORD.finditer(text):
        before, end, start = end, match.end(), match.start()
        gap = text[before:start]
        if not gap.isspace() and gap not in _JOINTS:
            previous, office, is_named = None, "", False
        word = match[0]
        lower = word.lower()
        if lower in titles:
            previous, office, is_named = None, lower, False
        elif word == lower or not is_capital(word) or without_possessive(lower) in small:
            previous = None
            if is_named and lower not in _LINKS:
                office = ""
        else:
            word = without_possessive(word)
            name = found.setdefault(word, Name(word))
            name.places.append(Spot(number, start, start + len(word)))
            name.proven += not (heading or opens(text, before, start))
            if office:
                name.offices.add(office)
                is_named = True
            if previous:
                name.before.add(previous.text)
                previous.after.add(word)
            previous = name


@cache
def offices(lang: str) -> frozenset[str]:
    """The words of a language that say before a name what its bearer is."""
    path = files(__package__).joinpath(f"offices.{lang.partition('-')[0]}.txt")
    return frozenset(path.read_text("utf8").splitlines()[1:]) if path.is_file() else frozenset()


@lru_cache(4096)
def is_first_name(word: str) -> bool:
    """Whether a word is a first name in some Latin spelling."""
    return any(same_name(word, name) is Likeness.CERTAIN for key in keys(word) for name in _first_names().get(key, ()))


@cache
def _first_names() -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for name in files(__package__).joinpath("first_names.txt").read_text("utf8").splitlines()[1:]:
        for key in keys(name):
            index.setdefault(key, []).append(name)
    return index
