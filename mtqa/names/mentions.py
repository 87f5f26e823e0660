"""The names of a document: where each stands, and what stands beside it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import repeat
from operator import itemgetter
from pathlib import Path

from mtqa.expressions import expression
from mtqa.names.likeness import Likeness, keys, same_name
from mtqa.names.words import (
    begins,
    capitals,
    is_capital,
    is_heading,
    is_whole,
    large_words,
    small_words,
    without_possessive,
)
from mtqa.reading import Block, once, standing_by_block
from mtqa.rule import Spot
from mtqa.segment import Document


@dataclass(slots=True)
class Name:
    """One spelling of one word of names: where it stands, and whether a capital inside a sentence proves it to be one.

    `starts` are its segments and the offsets in them. `before` and `after` are the names that stand beside it,
    `offices` the words that say what its bearer is.
    """

    text: str
    starts: list[tuple[int, int]] = field(default_factory=list)
    proven: bool = False
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)

    @property
    def places(self) -> list[Spot]:
        return [Spot(number, start, start + len(self.text)) for number, start in self.starts]


Mention = tuple[int, str, Name | str]

_WORD = r"[^\W\d_]++(?:['’ʼ`][^\W\d_]++)*+"
_PHRASE = expression(rf"(?:\s++|-)(?:{_WORD}(?:\s++|-))*+")
_LINKS = expression(r"(?:\s++|-)(?:(?:of|to|for|the|and|in|at|from|an?)(?:\s++|-))*+", re.IGNORECASE)


@once
def names(document: Document) -> dict[str, Name]:
    """By spelling, the capitalized words that the document never writes small, in the order of their first places."""
    titles, written = offices(document.target_lang), _written(document)
    every = {word: Name(word) for word in written.values()}
    meant: dict[str, Name | str] = {word: every[bare] for word, bare in written.items()}
    meant |= {word: lower for word in large_words(document) if (lower := word.lower()) in titles}
    found = dict[str, Name]()
    for (block, words), bearing in zip(capitals(document), _small_offices(document), strict=False):
        mentions = [(start, word, known) for start, word, _ in words if (known := meant.get(word))]
        ordered = sorted((*mentions, *bearing), key=itemgetter(0)) if bearing else mentions
        found |= {name.text: name for name in _read(block, ordered)}
    for name in found.values():
        name.before = {text for text in name.before if found[text].proven or is_first_name(text)}
    return found


@once
def spellings(document: Document) -> frozenset[str]:
    """The spellings of all names, without what stands beside them."""
    return frozenset(_written(document).values())


@once
def _written(document: Document) -> dict[str, str]:
    """By word that is a name, it without a possessive ’s."""
    small, titles = small_words(document), offices(document.target_lang)
    capitals = filter(is_capital, large_words(document))
    found = ((word, without_possessive(word)) for word in capitals if word.lower() not in titles)
    return {word: bare for word, bare in found if bare.lower() not in small}


def _small_offices(document: Document) -> Iterator[Sequence[Mention]]:
    """By block, where words for offices stand that are written small."""
    small = sorted(offices(document.target_lang) & small_words(document))
    for block, stretches in standing_by_block(small, document) if small else ():
        whole = (stretch for stretch in stretches if is_whole(block.text, *stretch[1:]))
        yield [(start, small[which], small[which]) for which, start, _ in whole]
    yield from repeat(())


def _read(block: Block, mentions: Iterable[Mention]) -> Iterator[Name]:
    """The new names of a block; each is noted beside the one before it in its segment and after an office before it."""
    text, following = block.text, 0
    for start, word, name in mentions:
        stop = start + len(word)
        if start >= following:
            number, first, following = block.around(start)
            previous, end, office = None, first, ""
        if isinstance(name, str):
            office, reached, between = name, stop, _PHRASE
            continue
        if not name.starts:
            yield name
        name.starts.append((number, start - first))
        if not name.proven:
            segment = text[first : following - 1]
            name.proven = not begins(segment, start - first) and not is_heading(segment)
        if previous and ((gap := text[end:start]).isspace() or gap == "-"):
            name.before.add(previous.text)
            previous.after.add(name.text)
        if office and between.fullmatch(text, reached, start):
            name.offices.add(office)
            reached, between = stop, _LINKS
        else:
            office = ""
        previous, end = name, stop


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
