"""The literals derived from an expression: exact sets, and the law that every match contains one."""

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from mtqa.literals import fold, required
from mtqa.rule import Pattern, Rule
from mtqa.rules import load


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"\b(\d{4}) of the year\b(?!['’])", {" of the year"}),
        (r"(?:don|can) ['’]t", {"don 't", "can 't", "don ’t", "can ’t"}),
        (r"[“«] ", {"“ ", "« "}),
        (r"\d+(?:January|February)\s", {"january", "february"}),
        (r"(?i)İstanbul\d", {"istanbul"}),
        (r"(\w+) \1", {" "}),
        (r"a?b?", set()),
        (r"(?:one|\w+) \w", {" "}),
        (r"(?>ab)++c", {"ab"}),
        (r"[^a]", set()),
        (r"(?:ab|)c", {"abc", "c"}),
        (r"a{2}b", {"aab"}),
        (r"(?=ahead)x|y", {"x", "y"}),
        (r"(?#long)spoken in the (?:18|19|20)\d\ds", {"spoken in the 18", "spoken in the 19", "spoken in the 20"}),
    ],
)
def test_required(expression: str, expected: set[str]) -> None:
    assert required(expression) == expected


@given(st.data())
def test_every_match_holds_a_literal(data: st.DataObject) -> None:
    letters = st.sampled_from(["a", "B", "é", "ß", "ı", "ſ", "\u212a", "σ", " ", "1", "“"])
    atom = st.one_of(
        letters.map(re.escape),
        st.lists(letters, min_size=1, max_size=3).map(lambda chosen: f"[{''.join(map(re.escape, chosen))}]"),
        st.sampled_from([r"\d", r"\w", r"\b", r"(?=a)", r"(?!b)", "."]),
    )
    quantified = st.tuples(atom, st.sampled_from(["", "?", "*", "+", "{2}", "{1,3}"])).map(
        lambda pair: pair[0] if pair[0].startswith((r"\b", "(")) else "".join(pair)
    )
    sequence = st.lists(quantified, min_size=1, max_size=4).map("".join)
    expression = data.draw(st.lists(sequence, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})x?"))
    flags = data.draw(st.sampled_from([re.NOFLAG, re.IGNORECASE]))
    literals = required(expression, flags)
    text = data.draw(st.text(alphabet="aAbBéßıſKσΣςiIİsSkK 1“x", max_size=12))
    if literals and re.search(expression, text, flags):
        assert any(literal in fold(text) for literal in literals)


PATTERNS = [rule for rule in load() if isinstance(rule.find, Pattern)]


@pytest.mark.parametrize("rule", PATTERNS, ids=lambda rule: rule.id)
def test_every_match_of_a_rule_holds_a_literal(rule: Rule) -> None:
    assert isinstance(rule.find, Pattern)
    literals = required(rule.find.expression, rule.find.flags)

    @settings(max_examples=20)
    @given(st.from_regex(rule.find.compiled))
    def matches_hold_one(text: str) -> None:
        assert not literals or any(literal in fold(text) for literal in literals)

    with suppress(Unsatisfiable):  # what stands around the match is too much asked of a generator
        matches_hold_one()
