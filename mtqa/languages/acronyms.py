"""Acronyms of Russian and Ukrainian that Latin letters may spell by their shape: acronyms.tsv."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.languages.foreign import as_latin


class Acronym(NamedTuple):
    """What is spelt in Cyrillic so and means so; `beside` are words of a text in which Latin letters stand for it, if
    they ever do."""

    languages: tuple[str, ...]
    cyrillic: str
    meaning: str
    beside: re.Pattern[str] | None


@cache
def _rows() -> tuple[tuple[Acronym, tuple[str, ...]], ...]:
    table = Path(__file__).with_name("acronyms.tsv").read_text("utf8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return tuple(
        (
            Acronym(tuple(languages.split()), cyrillic, meaning, None if beside == "-" else expression(beside)),
            tuple(shapes.split()) or (as_latin(cyrillic),),
        )
        for languages, cyrillic, shapes, meaning, beside in rows
    )


@cache
def by_shape() -> Mapping[str, Acronym]:
    """The acronyms by the Latin letters that look like them."""
    return {shape: acronym for acronym, shapes in _rows() for shape in shapes}


@cache
def meanings() -> Mapping[str, str]:
    """What the acronyms mean, by their spelling in Cyrillic."""
    return {acronym.cyrillic: acronym.meaning for acronym, _ in _rows()}
