"""The names of a document: where each stands, and what stands beside it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from mtqa.expressions import expression
from mtqa.names.likeness import Likeness, keys, same_name
from mtqa.names.words import CAPITALS, WORD, is_capital, is_heading, opens, small_words, without_possessive, words
from mtqa.reading import once, standing, targets
from mtqa.rule import Spot
from mtqa.segment import Document


@dataclass(slots=True)
class Name:
    """One spelling of one word of names: its places, and whether a capital inside a sentence proves it to be one.

    `before` and `after` are the names that stand beside it, `offices` the words that say what its bearer is.
    """

    text: str
    places: list[Spot] = field(default_factory=list)
    proven: bool = False
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)


_LINKS = frozenset(("of", "to", "for", "the", "and", "in", "at", "from", "a", "an"))
_REST = r"(?<![^\W\d_].)(?<![^\W\d_]['’ʼ`].)[^\W\d_]*+(?:['’ʼ`][^\W\d_]++)*+"
_CAPITALIZED = expression(f"[{CAPITALS}]{_REST}")
_CAPITALIZED_ASCII = expression(f"[A-Z]{_REST}")
_WITHIN = expression(r".?[^\W\d_]|[^\W\d_]['’ʼ`]")
_LETTER = expression(r"[^\W\d_]")


@once
def names(document: Document) -> dict[str, Name]:
    """By spelling, the capitalized words that the document never writes small, in the order of their first places."""
    written, found = _written(document), dict[str, Name]()
    for number, text in enumerate(targets(document)):
        _read(text, number, written, found)
    for name in found.values():
        name.before = {text for text in name.before if found[text].proven or is_first_name(text)}
    titles = offices(document.target_lang)
    spoken = {word for word in words(document) if word.lower() in titles}
    for number, start, end in standing(spoken, document):
        text = targets(document)[number]
        if _is_whole(text, start, end):
            for word in _bearers(text, end, written, titles):
                found[word].offices.add(text[start:end].lower())
    return found


@once
def spellings(document: Document) -> frozenset[str]:
    """The spellings of all names, without what stands beside them."""
    return frozenset(_written(document).values())


@once
def _written(document: Document) -> dict[str, str]:
    """By word that is a name, it without a possessive ’s."""
    small, titles = small_words(document), offices(document.target_lang)
    capitals = filter(is_capital, words(document) - small)
    found = ((word, without_possessive(word)) for word in capitals if word.lower() not in titles)
    return {word: bare for word, bare in found if bare.lower() not in small}


def _read(text: str, number: int, written: Mapping[str, str], found: dict[str, Name]) -> None:
    """Note the names of one segment, beside the name just read."""
    previous: Name | None = None
    end, proves = 0, True
    for match in (_CAPITALIZED_ASCII if text.isascii() else _CAPITALIZED).finditer(text):
        word = written.get(match[0])
        if word is None:
            continue
        name = found.get(word)
        if name is None:
            name = found[word] = Name(word)
        start = match.start()
        name.places.append(Spot(number, start, start + len(word)))
        if not name.proven and proves and not _begins(text, start):
            name.proven = proves = not is_heading(text)
        if previous and ((gap := text[end:start]).isspace() or gap == "-"):
            name.before.add(previous.text)
            previous.after.add(word)
        previous, end = name, match.end()


def _begins(text: str, start: int) -> bool:
    """Whether a word that starts here opens a sentence or a quotation."""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalpha():
        return False
    end = start
    while end and not _LETTER.match(text, end - 1):
        end -= 1
    return opens(text, end, start)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch is a word, and no part of one."""
    match = WORD.match(text, start)
    return match is not None and match.end() == end and not _WITHIN.fullmatch(text, max(0, start - 2), start)


def _bearers(text: str, end: int, written: Mapping[str, str], titles: Collection[str]) -> Iterator[str]:
    """The first names among the words that follow an office that ends here, without a mark between them."""
    is_named = False
    for match in WORD.finditer(text, end):
        gap, end = text[end : match.start()], match.end()
        lower = match[0].lower()
        if not (gap.isspace() or gap == "-") or lower in titles:
            return
        if word := written.get(match[0]):
            is_named = True
            yield word
        elif is_named and lower not in _LINKS:
            return


@cache
def offices(lang: str) -> frozenset[str]:
    """The words of a language that say before a name what its bearer is; a file may call its language anything."""
    name = f"offices.{lang.partition('-')[0]}.txt"
    found = (file for file in Path(__file__).parent.iterdir() if file.name == name)
    return frozenset(word for file in found for word in file.read_text("utf8").splitlines()[1:])


@lru_cache(4096)
def is_first_name(word: str) -> bool:
    """Whether a word is a first name in some Latin spelling."""
    return any(same_name(word, name) is Likeness.CERTAIN for key in keys(word) for name in _first_names().get(key, ()))


@cache
def _first_names() -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for name in Path(__file__).with_name("first_names.txt").read_text("utf8").splitlines()[1:]:
        for key in keys(name):
            index.setdefault(key, []).append(name)
    return index
