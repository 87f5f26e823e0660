"""Expressions put over word by word, by language pair: calques.SOURCE-TARGET.tsv.

A row holds an expression (letters in either case), the better wording, a replacement where there is one, the severity,
other source languages that leave the same calque, an example with the calque marked, and a near miss. `<subject>`
stands for the word before a verb of saying that is no form of “be”, `<clause>` for the beginning of a clause.
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

_WORDS = {
    "<subject>": (
        r"(?:(?!(?:was|were|been|being|be|is|are|am|get|gets|got|getting|also|not|never|ever|even|then|first|once|just"
        r"|later|already|earlier|\w+ly|\w+n[’']t|\w+[’']m|\w+[’']re|and|or|but|be)\b)[\w’'-]{1,40}+"
        r"|(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bare )(?<!\bis )also)"
    ),
    "<clause>": (
        r"(?= (?:the|he|she|it|they|we|I|you|in|on|at|there|his|her|its|their|our|my|a|an|all|some|no|this|these|those"
        r"|many|most|every|after|before|now|(?-i:[A-Z])[\w’-]+)\b)"
    ),
}


class Calque(NamedTuple):
    expression: str
    better: str
    fix: str
    severity: str
    also: str
    bad: str
    good: str


@cache
def table(pair: str) -> tuple[Calque, ...]:
    """The rows of a pair such as `ru-en`."""
    text = Path(__file__).with_name(f"calques.{pair}.tsv").read_text("utf8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(Calque(**{**row, "expression": _expanded(row["expression"])}) for row in rows)


def _expanded(expression: str) -> str:
    for name, meaning in _WORDS.items():
        expression = expression.replace(name, meaning)
    return expression


def pairs() -> list[str]:
    """The pairs that have a table."""
    names = (entry.name for entry in Path(__file__).parent.iterdir())
    return sorted(name.split(".")[1] for name in names if name.startswith("calques.") and name.endswith(".tsv"))


def calques(target_lang: str, source_lang: str) -> Iterator[Calque]:
    """The rows for a text in `target_lang`; all source languages where none is known."""
    for pair in pairs():
        source, _, target = pair.partition("-")
        if target == target_lang:
            yield from (row for row in table(pair) if source_lang in ("", source, *row.also.split()))
