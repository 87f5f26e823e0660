"""The names of a document: where each stands, and what stands beside it."""

from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from mtqa.names.likeness import Likeness, keys, same_name
from mtqa.names.words import Word, words
from mtqa.segment import Document


@dataclass
class Name:
    """One spelling of one word of names: its places, and how many of them prove it by a capital inside a sentence.

    `before` and `after` are the names that stand beside it, `offices` the words that say what its bearer is.
    """

    text: str
    places: list[Word] = field(default_factory=list)
    proven: int = 0
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)


@dataclass
class _Reader:
    """Where a reader of one segment is: the name just read, and the office whose bearer is still to be named."""

    previous: Name | None = None
    office: str = ""
    is_named: bool = False


_LINKS = frozenset(("of", "to", "for", "the", "and", "in", "at", "from", "a", "an"))
_JOINTS = frozenset((" ", "\u00a0", "-", " al-", " el-"))


def names(document: Document) -> dict[str, Name]:
    """By spelling, the capitalized words that the document never writes small, in the order of their first places."""
    segments = list(words(document))
    small = {word.text for segment in segments for word in segment if word.text.islower()}
    titles = offices(document.target_lang)
    found: dict[str, Name] = {}
    for segment in segments:
        reader = _Reader()
        for word in segment:
            lower = word.text.lower()
            if not word.gap.strip(" \u00a0-"):
                reader.previous = reader.previous if word.gap in _JOINTS else None
            else:
                reader = _Reader()
            if lower in titles:
                reader = _Reader(office=lower)
            elif word.is_capital and lower not in small:
                _note(found.setdefault(word.text, Name(word.text)), word, reader)
            else:
                reader.previous = None
                if reader.is_named and lower not in _LINKS:
                    reader.office = ""
    for name in found.values():
        name.before = {text for text in name.before if found[text].proven or is_first_name(text)}
    return found


def _note(name: Name, word: Word, reader: _Reader) -> None:
    name.places.append(word)
    name.proven += not word.opens
    if reader.office:
        name.offices.add(reader.office)
        reader.is_named = True
    if reader.previous:
        name.before.add(reader.previous.text)
        reader.previous.after.add(name.text)
    reader.previous = name


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
