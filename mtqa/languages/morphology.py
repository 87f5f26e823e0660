"""What kind of word a Russian one is: the extra `lexicon`, without which nothing is known."""

from collections import Counter
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Any, NamedTuple

RARELY, OFTEN, LIKELY = 0.1, 0.25, 0.3
_NAMES = {"Name": "first", "Surn": "last", "Patr": "father", "Geox": "place", "Orgn": "body"}


class Word(NamedTuple):
    """Whether the dictionary has a word, which kinds of names it may be, and whether it is as well something else.

    `likely` is the kind of name that it most often is, "" where it mostly is none; `surname` whether it often is one.
    """

    known: bool
    names: frozenset[str]
    ordinary: bool
    likely: str
    surname: bool = False


def has_morphology(lang: str) -> bool:
    return lang == "ru" and _analyzer() is not None


@cache
def _analyzer() -> Any:
    if find_spec("pymorphy3") is None or find_spec("pymorphy3_dicts_ru") is None:
        return None
    import pymorphy3  # type: ignore[import-untyped]  # noqa: PLC0415

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(65536)
def word(text: str) -> Word:
    """What the dictionary says of a Russian word; one that it does not have is ordinary where a prefix may make it."""
    parses = _analyzer().parse(text)
    if not _analyzer().word_is_known(text):
        prefixed = "Prefix" in type(parses[0].methods_stack[-1][0]).__name__
        return Word(known=False, names=frozenset(), ordinary=prefixed, likely="")
    shares = Counter[str]()
    for parse in parses:
        shares[_kind(parse.tag)] += parse.score
    ordinary = shares.pop("", 0)
    likely = max(shares, key=shares.__getitem__) if sum(shares.values()) >= ordinary and shares else ""
    return Word(
        known=True, names=frozenset(shares), ordinary=ordinary > RARELY, likely=likely, surname=shares["last"] > OFTEN
    )


@lru_cache(65536)
def lemmas(text: str) -> frozenset[str]:
    """The forms under which a dictionary has a Russian word, but for those that it seldom is a form of."""
    parses = _analyzer().parse(text)
    likely = [parse for parse in parses if parse.score >= LIKELY * parses[0].score]
    return frozenset(parse.normal_form.replace("ё", "е") for parse in likely)


def _kind(tag: Any) -> str:
    """Which kind of name; an adjective made of a place is none."""
    return "" if tag.POS != "NOUN" else next((kind for mark, kind in _NAMES.items() if mark in tag), "")
