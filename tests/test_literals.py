"""The literals derived from an expression: exact sets, and the law that every match contains one."""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from mtqa.dispatch import finders
from mtqa.literals import fold, required
from mtqa.rule import Pattern, Table
from mtqa.rules import load


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"\b(\d{4}) of the year\b(?!['’])", {" of the year"}),
        (r"(?:don|can) ['’]t", {"don 't", "can 't"}),
        (r"[“«] ", {'" '}),
        (r"\d+(?:January|February)\s", {"january", "february"}),
        (r"(?i)İstanbul\d", {"istanbul"}),
        (r"(\w+) \1", {" "}),
        (r"a?b?", set()),
        (r"(?:one|\w+) \w", {" "}),
        (r"(?>ab)++c", {"ab"}),
        (r"[^a]", set()),
        (r"(?:ab|)c", {"c"}),
        (r"a{2}b", {"aab"}),
        (r"(?=ahead)x|y", {"x", "y"}),
        (r"(?#long)spoken in the (?:18|19|20)\d\ds", {"spoken in the 18", "spoken in the 19", "spoken in the 20"}),
    ],
)
def test_required(expression: str, expected: set[str]) -> None:
    assert required(expression) == expected


def expressions() -> st.SearchStrategy[str]:
    """Small expressions of all kinds."""
    letters = st.sampled_from(["a", "B", "é", "ß", "ı", "ſ", "\u212a", "σ", " ", "1", "“"])
    sets = st.lists(letters, min_size=1, max_size=3).map(lambda chosen: f"[{''.join(map(re.escape, chosen))}]")
    looks = st.sampled_from(
        [r"\b", "(?=a)", "(?!b)", "(?<=a)", "(?<!B)", "(?<=a.)", r"(?<=\w[a ]|Ba)", r"(?<!\w)", r"(?!\w)"]
    )
    atoms = st.one_of(letters.map(re.escape), sets, st.sampled_from([r"\d", r"\w", r"\W", r"[^\W\d]", "."]))
    counts = st.sampled_from(["", "?", "*", "+", "{2}", "{1,3}", "{2,9}"])
    items = st.one_of(looks, st.tuples(atoms, counts).map("".join))
    sequences = st.lists(items, min_size=1, max_size=4).map("".join)
    return st.lists(sequences, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})x?")


@given(expressions(), st.sampled_from([re.NOFLAG, re.IGNORECASE]), st.text("aAbBéßıſKσΣςiIİsSkK 1“x", max_size=12))
def test_every_match_holds_a_literal(expression: str, flags: re.RegexFlag, text: str) -> None:
    literals = required(expression, flags)
    if literals and re.search(expression, text, flags):
        assert any(literal in fold(text) for literal in literals)


ROWS = [
    find
    for rule in load()
    if isinstance(rule.find, Table)
    for find in finders(rule, "en", "ru")
    if isinstance(find, Pattern) and required(find.expression, find.flags)
]


def holds_for_matches(expression: str, flags: int, holds: Callable[[str], bool]) -> None:
    """That it holds for texts made to match the expression."""

    @settings(max_examples=20)
    @given(st.from_regex(re.compile(expression, flags)))
    def law(text: str) -> None:
        assert holds(text)

    with suppress(Unsatisfiable):  # what stands around the match is too much asked of a generator
        law()


def test_every_match_of_a_row_holds_a_literal() -> None:
    for row in ROWS[:: len(ROWS) // 3]:
        holds_for_matches(row.expression, row.flags, partial(_holds_one, required(row.expression, row.flags)))


def _holds_one(literals: frozenset[str], text: str) -> bool:
    return any(literal in fold(text) for literal in literals)
