"""Glossaries: which wordings a term has in which language, which of them are forbidden, and where a text has them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from mtqa.glossary.matching import Wordings


class Wording(NamedTuple):
    """What a term is called. Where `lang` is "", its `side` says whether it is a word of the source or the target."""

    text: str
    lang: str = ""
    side: Literal["", "source", "target"] = ""
    forbidden: bool = False

    def is_of(self, lang: str, side: str) -> bool:
        return self.side in ("", side) and (not self.lang or self.lang == lang)


Term = tuple[Wording, ...]


class Sought(NamedTuple):
    """A term for one pair of languages: what the source calls it, what a translation may, and what it may not."""

    source: tuple[str, ...]
    allowed: tuple[str, ...]
    forbidden: tuple[str, ...]


class Pair(NamedTuple):
    """The terms of a glossary for one pair of languages, and where texts have them, by index of the term."""

    terms: list[Sought]
    in_source: Wordings
    allowed: Wordings
    forbidden: Wordings


@dataclass(frozen=True)
class Glossary:
    """The terms of all glossaries that hold."""

    terms: tuple[Term, ...] = ()

    def pair(self, source_lang: str, target_lang: str) -> Pair:
        """The terms for a source and a target language; the source language may be "", not known."""
        pairs = self._pairs
        if (source_lang, target_lang) not in pairs:
            pairs[source_lang, target_lang] = _pair(self.terms, source_lang, target_lang)
        return pairs[source_lang, target_lang]

    @cached_property
    def _pairs(self) -> dict[tuple[str, str], Pair]:
        return {}

    def __repr__(self) -> str:
        return f"{len(self.terms):,} terms"


NONE = Glossary()


def _pair(terms: Iterable[Term], source_lang: str, target_lang: str) -> Pair:
    sought = [
        Sought(
            tuple(wording.text for wording in term if wording.is_of(source_lang, "source")),
            tuple(wording.text for wording in term if wording.is_of(target_lang, "target") and not wording.forbidden),
            tuple(wording.text for wording in term if wording.is_of(target_lang, "target") and wording.forbidden),
        )
        for term in terms
    ]
    return Pair(
        sought,
        Wordings(((at, text) for at, term in enumerate(sought) for text in term.source), source_lang),
        Wordings(((at, text) for at, term in enumerate(sought) for text in term.allowed), target_lang, lenient=True),
        Wordings(((at, text) for at, term in enumerate(sought) for text in term.forbidden), target_lang),
    )
