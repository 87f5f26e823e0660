"""Brackets without a partner, with and without the cheap look that passes over texts in which each plainly has one."""

import re
from random import Random

import pytest

from mtqa.checker import Checker
from mtqa.rules import choose
from mtqa.rules.punctuation import bracket_unpaired
from mtqa.segment import Document, Segment

PIECES = (
    *("(", "(a", " (b ", '("c ', "[", "(%", '(":', "(1,", "o. ", "video ", "1, ", "; ", ": ", "= ", " ", "."),
    *(")", "d)", "e.) ", "9%) ", "o)", 'f") ', "g”)", "?)", "14.)", ":)", "]"),
)


def test_what_is_plainly_paired_has_no_bracket_without_a_partner(monkeypatch: pytest.MonkeyPatch) -> None:
    random, checker = Random(1), Checker(choose(["bracket-unpaired"]))
    texts = ["".join(random.choices(PIECES, k=random.randrange(3, 12))) for _ in range(6_000)]
    documents = [Document([Segment(text)]) for text in texts]
    found = [checker.check(document) for document in documents]
    monkeypatch.setattr(bracket_unpaired, "_PAIRED", re.compile("(?!)"))
    assert found == [checker.check(document) for document in documents]
    assert any(found)
