"""Hyphenated words: compounds of English, and what becomes of foreign function words put over piece by piece.

The tables are compounds.en.txt and hyphenated.tsv.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Pieces(NamedTuple):
    """A foreign word, the English of its pieces, wrong in any case or only closed up, and its meaning."""

    language: str
    word: str
    loose: tuple[str, ...]
    close: tuple[str, ...]
    meaning: str


class Compound(NamedTuple):
    """The elements of an English compound, what joins each to the next, and what must follow."""

    elements: tuple[tuple[str, ...], ...]
    joints: tuple[str, ...]
    followed: bool


@cache
def pieces(source_lang: str) -> tuple[Pieces, ...]:
    """What words of a source language become, of any language where it is not known."""
    rows = (_pieces(*line.split("\t")) for line in _lines("hyphenated.tsv"))
    return tuple(row for row in rows if source_lang.partition("-")[0] in ("", row.language))


def _pieces(language: str, word: str, loose: str = "", close: str = "", meaning: str = "") -> Pieces:
    return Pieces(language, word, tuple(filter(None, loose.split("|"))), tuple(filter(None, close.split("|"))), meaning)


@cache
def compounds() -> tuple[Compound, ...]:
    return tuple(_compound(line) for line in _lines("compounds.en.txt"))


def _compound(line: str) -> Compound:
    body = line.removesuffix(" (...)")
    elements = tuple(tuple(element.split("|")) for element in re.split("[- ]", body))
    return Compound(elements, tuple(re.findall("[- ]", body)), body != line)


def _lines(name: str) -> Iterator[str]:
    for line in Path(__file__).with_name(name).read_text("utf8").splitlines():
        if not line.startswith("# "):
            yield line
