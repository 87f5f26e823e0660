"""An expression of the source language put over word by word: “told that”, “shock drones”, “law enforcement organs”.

Each has its row in a table for the pair of languages, `languages/calques.ru-en.tsv`, with the better wording, an
example and a near miss. What edited English writes now and then is a note, what it does not write is a warning. Where
the source language is not known, the tables of all languages are used.
"""

import re
from collections.abc import Iterator
from functools import partial

from mtqa.expressions import compiled
from mtqa.languages.calques import Calque, calques, pairs, table
from mtqa.rule import Bad, Example, Good, Hit, Missed, Pattern, Rule, Table
from mtqa.segment import Segment


def hit(row: Calque, match: re.Match[str], _segment: Segment) -> Hit:
    return Hit(
        *match.span(),
        match.expand(row.fix) if row.fix else None,
        message=f"“{{found}}” is put over word by word; better: {row.better}",
        severity="warning" if row.severity == "warning" else "note",
    )


def patterns(target_lang: str, source_lang: str) -> Iterator[Pattern]:
    for row in calques(target_lang, source_lang):
        yield Pattern(row.expression, judge=partial(hit, row), flags=re.IGNORECASE)


def examples() -> Iterator[Example]:
    for pair in pairs():
        source, _, target = pair.partition("-")
        for row in table(pair):
            before, _, rest = row.bad.partition("⟦")
            at, _, after = rest.partition("⟧")
            text = before + at + after
            fixed = compiled(row.expression, re.IGNORECASE).sub(row.fix, text) if row.fix else None
            yield Bad(text, at, fixed, lang=target, source_lang=source)
            yield Good(row.good, lang=target, source_lang=source)


rule = Rule(
    find=Table(patterns),
    message="“{found}” is put over word by word",
    severity="note",
    safe=False,
    examples=(*examples(), Missed("He gave it a high appreciation.", source_lang="ru")),
)
