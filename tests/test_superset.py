"""The superset of an expression: what becomes of each construct, and the law that it matches wherever `re` does."""

import re
from functools import partial

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from mtqa.dispatch import triggers
from mtqa.rule import Pattern, Rule, Where
from mtqa.rules import load
from mtqa.superset import superset
from tests.test_literals import expressions, holds_for_matches


def matches(expression: str, text: str) -> bool:
    return re2.search(expression, text) is not None


@pytest.mark.parametrize(
    ("expression", "inside", "outside"),
    [
        (r"\bferry\b", "the ferry", "ferryman"),
        (r"\b(?:ferry|boat)s?\b", "two boats.", "lifeboats"),
        (r"(?<![\w-])ferry(?!-)", "ferry", "night-ferry"),
        (r"\b(?:the)?boats?\b", "two boats.", "lifeboats"),
        (r"\b(?:the)?boats?\b", "theboat", "boatsman"),
        (r"ferry(?:s|(?=[.,])|$)", "ferry, ferry", "ferry-"),
        (r"(?<=\bat )sea(?=s\b)", "at seas", "that seas"),
        (r"(?<=\bat )sea(?=s\b)", "at seas", "at seasons"),
        (r"(?i)\dx", "1X", "ax"),
        (r"may(?!\w|\.\d|-)", "may.", "mayor"),
        (r"(?<!\w|-)may", "(may", "dismay"),
        (r"(?<!\w|-)may", "émay", "-may"),
        (r"\bдом\b", "в дом", "вдом"),
        (r"\b(?=\d)\d+(?!\w)", "5é", "a5"),
        (r"(?<=the )ferry(?= left)", "the ferry left", "a ferry left"),
        (r"–(?<=\w.) ", "a– b", " – b"),
        (r" (?:(?<=\d )–|(?<=, )-)", "1 –", "a –"),
        (r" (?i:(?<=\ba )b)", "A B", "c B"),
        (r"[?!](?<=[a-z]{2}.|\).)x", "ab!x", "b!x"),
        (r"(?i)ferry", "FERRY", "furry"),
        (r"(?i)[i-k]ß", "İẞ", "Kss"),
        (r"a(?-i:B)|(?i:c)", "C", "ab"),
        (r"(\w+) \1", "aa bb", "aa, bb"),
        (r"x{2}y{4,9}", "xxyyyy", "xyyyyyyyy"),
        (r"\d+\s\W", "1 –", "1 a"),
        (r"[^\W\d_]é", "aé", "1é"),
        (r"\Aa|b\Z|^c|d$", "xb", "xaxcxdx"),
        (r"(?>a|b)++c", "abc", "ab"),
        (r"(?s:a.)b|c.d", "a\nb", "c\nd"),
        (r"(a)?b(?(1)c|d)", "abc", "abe"),
        (r"(?a)\W", "é", ""),
    ],
)
def test_superset(expression: str, inside: str, outside: str) -> None:
    assert matches(superset(expression), inside)
    assert not outside or not matches(superset(expression), outside)


@given(
    expressions(),
    st.sampled_from([re.NOFLAG, re.IGNORECASE]),
    st.text(alphabet="aAbBéßıſKσΣςiIİsSkK 1“x_\n", max_size=12),
)
def test_it_matches_wherever_the_expression_does(expression: str, flags: re.RegexFlag, text: str) -> None:
    if re.search(expression, text, flags):
        assert matches(superset(expression, flags), text)


CHARACTERS = [char for char in map(chr, range(0x110000)) if not "\ud800" <= char <= "\udfff"]


@pytest.mark.parametrize("category", [r"\w", r"\W", r"\d", r"\D", r"\s", r"\S", r"[^\w-]", r"[^\W\d_]", r"(?i)[^\d]"])
def test_no_character_of_a_category_is_missing(category: str) -> None:
    found = "".join(re.findall(category, "".join(CHARACTERS)))
    assert re2.fullmatch(f"(?:{superset(category)})*", found)


def test_letters_are_alike_as_re_holds_them() -> None:
    cased = [char for char in CHARACTERS if char.lower() != char or char.upper() != char or char.casefold() != char]
    everything = "".join(cased)
    for small in {char.lower()[0] for char in cased} | set("ıſσςµθ"):
        alike = "".join(re.findall(re.escape(small), everything, re.IGNORECASE))
        assert re2.fullmatch(f"(?:{superset(re.escape(small), re.IGNORECASE)})*", alike)


TRIGGERED = [rule for rule in load() if isinstance(rule.find, Pattern | Where)]


@pytest.mark.parametrize("rule", TRIGGERED, ids=lambda rule: rule.id)
def test_every_match_of_a_rule_is_one_of_its_superset(rule: Rule) -> None:
    assert isinstance(rule.find, Pattern | Where)
    for expression, flags in triggers(rule.find):
        holds_for_matches(expression, flags, partial(matches, superset(expression, flags)))
