"""A word parted at its apostrophe: `don ’t`, `Russia ’s`, `the company' s`, `l' ami`, `п ’ять`.

Engines cut words at the apostrophe before they translate and forget to put the halves together. Which letters may
stand before and after it is told by language: an English plural has its apostrophe at the end (the dogs' dinner), and
other words begin with one ('90s, 'em).
"""

import re
from collections.abc import Iterator
from functools import cache

from mtqa.expressions import compiled
from mtqa.languages.apostrophes import JOINS
from mtqa.quotation.reading import marks
from mtqa.rule import Bad, Good, Hit, Missed, Rule, Table, Where
from mtqa.segment import Segment

_PARTED = r"(?:[^\S\n]['’][^\S\n]?|['’][^\S\n])"


@cache
def _joins(code: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((compiled(f"{before}$"), compiled(after)) for before, after in JOINS.get(code.partition("-")[0], ()))


def find(segment: Segment) -> Iterator[Hit]:
    text, joins = segment.target, _joins(segment.target_lang)
    for match in re.finditer(_PARTED, text):
        start, end = match.span()
        if start + match[0].index(match[0].strip()) in marks(text, segment.target_lang):
            continue
        if any(before.search(text, max(0, start - 32), start) and after.match(text, end) for before, after in joins):
            yield Hit(start, end, match[0].strip())


def _rows(target_lang: str, _: str) -> list[Where]:
    joins = JOINS.get(target_lang.partition("-")[0], ())
    return [Where(tuple(f"{before}{_PARTED}{after}" for before, after in joins), find)]


rule = Rule(
    find=Table(_rows),
    message="a word is parted at its apostrophe",
    languages=tuple(JOINS),
    examples=(
        Bad("The boats don ’t leave before noon.", at=" ’", fixed="The boats don’t leave before noon."),
        Bad("Latvia 's ferries are late.", at=" '", fixed="Latvia's ferries are late."),
        Bad("The harbour' s lights went out.", at="' ", fixed="The harbour's lights went out."),
        Bad("They ’ ve sold the pier.", at=" ’ ", fixed="They’ve sold the pier."),
        Bad("At six o ’clock Mr Ilves rose.", at=" ’", fixed="At six o’clock Mr Ilves rose."),
        Bad("C' est la vie.", at="' ", fixed="C'est la vie.", lang="fr"),
        Bad("Dell ’arte non parla.", at=" ’", fixed="Dell’arte non parla.", lang="it"),
        Bad("Вони чекали п ’ять днів.", at=" ’", fixed="Вони чекали п’ять днів.", lang="uk"),
        Bad("Riga 'da yağmur var.", at=" '", fixed="Riga'da yağmur var.", lang="tr"),
        Good("The dogs' dinner, the '90s and rock 'n' roll: get 'em all."),
        Good("“The boys' s-bend,” he said. The key marked 'd' and the one marked 's' stick."),
        Good("They sailed to 's-Hertogenbosch with Gerard 't Hooft."),
        Good("Un po' di vento, e va' a casa.", lang="it"),
        Missed("The workers ’ hall is closed."),
    ),
)
