"""A rule is asked wherever it could find something, and a pattern nowhere else."""

from mtqa.checker import Checker
from mtqa.dispatch import STORE, Dispatch, stored
from mtqa.rule import Pattern, Rule, Table
from mtqa.rules import load
from mtqa.segment import Document, Segment
from tests.conftest import Golden
from tests.test_checker import rule


def asked(rules: list[Rule], text: str, target_lang: str = "en", source_lang: str = "") -> list[str]:
    return [found.id for found, _ in Dispatch(rules).candidates(Segment(text, "", target_lang, source_lang))]


def test_a_pattern_waits_for_its_literals_and_a_function_does_not() -> None:
    rules = [rule(Pattern("ferry|boat"), "boats"), rule(lambda _: [], "function"), rule(Pattern(r"\d"), "digit")]
    assert asked(rules, "The FERRY is late.") == ["boats", "function", "digit"]
    assert asked(rules, "The bridge is closed.") == ["function", "digit"]


def test_each_row_of_a_table_waits_for_its_own() -> None:
    def rows(target_lang: str, source_lang: str) -> list[Pattern]:
        return [Pattern("ferry"), Pattern("pier")] if (target_lang, source_lang) == ("en", "ru") else []

    table = rule(Table(rows), "table")
    assert asked([table], "A ferry and a pier.", "en", "ru") == ["table", "table"]
    assert asked([table], "A ferry.", "en", "ru") == ["table"]
    assert asked([table], "A ferry and a pier.", "en", "de") == []


def test_lone_surrogates_do_not_hide_a_fault() -> None:
    document = Document([Segment("A \ud800 ferry \udfff.")])
    assert [finding.start for finding in Checker([rule(Pattern("ferry"))]).check(document)] == [4]


def test_stored_literals_are_those_derived(golden: Golden) -> None:
    golden(STORE, stored(load()))
