"""A rule is asked wherever it could find something, and a pattern nowhere else."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from sys import maxsize

import pytest

from mtqa.checker import Checker
from mtqa.dispatch import OFTEN, STORE, STRINGS, Asked, Dispatch, finders, stored, stored_strings
from mtqa.quotation.reading import DOUBLE, SINGLE
from mtqa.rule import Finder, Hit, If, Paired, Pattern, Rule, Table, Where
from mtqa.rules import exemplary, load
from mtqa.segment import Document, Segment
from tests.articles import of_example
from tests.conftest import Golden
from tests.test_checker import rule

TINY, LITTLE, MUCH = ((maxsize, 0),), ((maxsize, 5),), ()
SHARED = Path(__file__).parents[2] / "shared" / "data"


def who(dispatch: Dispatch, segment: Segment) -> Sequence[Asked]:
    return next((asked for _, asked in dispatch.candidates([segment])), ())


def asked(rules: list[Rule], text: str, target_lang: str = "en", source_lang: str = "", source: str = "") -> list[str]:
    """Who is asked of a text, be it little or much."""
    segment = Segment(text, source, target_lang, source_lang)
    little, much = ([found.id for found, _ in who(Dispatch(rules, sizes), segment)] for sizes in (LITTLE, MUCH))
    assert little == much
    return little


def test_a_pattern_is_asked_where_it_could_match_and_a_function_everywhere() -> None:
    rules = [rule(Pattern("ferry|boat"), "boats"), rule(lambda _: [], "function"), rule(Pattern(r"\d"), "digit")]
    assert asked(rules, "The ferry is late.") == ["boats", "function"]
    assert asked(rules, "Bridge 7 is closed.") == ["function", "digit"]


def test_a_function_names_what_it_waits_for() -> None:
    def find(_: Segment) -> list[Hit]:
        return []

    rules = [
        rule(Where(("ferry", r"\d"), find), "where"),
        rule(If(lambda texts: [at for at, text in enumerate(texts) if b"pier" in text], find), "if"),
        rule(Paired(find), "paired"),
    ]
    assert asked(rules, "a ferry") == ["where"]
    assert asked(rules, "Pier 7") == ["where", "if"]
    assert asked(rules, "a bridge", source="мост") == ["paired"]


def test_each_segment_is_asked_for_itself_in_order() -> None:
    rules = [rule(Pattern("ferry"), "ferry"), rule(Paired(lambda _: []), "paired"), rule(Pattern(r"\d"), "digit")]
    texts = [Segment("A ferry."), Segment("Pier 7.", "мост"), Segment("Rain."), Segment("Ferry 7", target_lang="de")]
    found = [(number, [rule.id for rule, _ in asked]) for number, asked in Dispatch(rules, MUCH).candidates(texts)]
    assert found == [(0, ["ferry"]), (1, ["paired", "digit"]), (3, ["digit"])]


def test_in_a_small_text_strings_are_enough() -> None:
    rules = [rule(Pattern(r"ferry no\d"), "ferry"), rule(Pattern("pier"), "pier"), rule(Pattern(r"\d"), "digit")]
    asked = who(Dispatch(rules), Segment("The Ferry NoX sails."))
    assert [found.id for found, _ in asked] == ["ferry", "digit"]


def test_what_can_find_nothing_is_not_asked() -> None:
    class Empty:
        def __bool__(self) -> bool:
            return False

        def __call__(self, segment: Segment) -> list[Hit]:
            raise AssertionError

    assert asked([rule(Empty())], "A ferry.") == []


def test_rows_of_long_tables_wait_for_their_words() -> None:
    rows = [Pattern(rf"ferry no{number:02} \w") for number in range(40)]
    (row,) = who(Dispatch([rule(Table(lambda *_: rows))]), Segment("FERRY NO07 left."))
    assert row[1] == rows[7]


def test_a_row_whose_words_are_often_there_in_vain_waits_for_more() -> None:
    rows = [Pattern(rf"ferry no{number:02} to \d") for number in range(40)]
    dispatch = Dispatch([rule(Table(lambda *_: rows))], MUCH)
    asked = [len(who(dispatch, Segment("The ferry no07 to Riga."))) for _ in range(OFTEN + 2)]
    assert asked == [*[1] * OFTEN, 0, 0]
    assert [row for _, row in who(dispatch, Segment("The ferry no07 to 7 ports, not no08."))] == [rows[7]]


def test_each_row_of_a_table_waits_for_its_own() -> None:
    def rows(target_lang: str, source_lang: str) -> list[Pattern]:
        return [Pattern("ferry"), Pattern("pier")] if (target_lang, source_lang) == ("en", "ru") else []

    table = rule(Table(rows), "table")
    assert asked([table], "A ferry and a pier.", "en", "ru") == ["table", "table"]
    assert asked([table], "A ferry.", "en", "ru") == ["table"]
    assert asked([table], "A ferry and a pier.", "en", "de") == []


def test_there_may_be_any_number_of_rules() -> None:
    rules = [replace(rule, id=f"{rule.id}-{copy}") for copy in range(16) for rule in load()]
    text = "Rescuers found 3-storey houses, and and nobody  in them."
    copies = defaultdict[str, set[str]](set)
    for id_ in asked(rules, text):
        name, _, copy = id_.rpartition("-")
        copies[name].add(copy)
    assert {name: len(of) for name, of in copies.items()} == dict.fromkeys(asked(list(load()), text), 16)


def test_many_expressions_are_each_asked_for_themselves() -> None:
    rules = [rule(Pattern(rf"\bferry no{number:03}\b"), f"ferry-{number}") for number in range(2000)]
    assert asked(rules, "The ferry no007, the ferry no0421 and the ferry no1999.") == ["ferry-7", "ferry-1999"]


def test_what_was_seen_is_seen_in_larger_sets() -> None:
    dispatch = Dispatch(
        [rule(Pattern(rf"\bferry no{number}\b"), str(number)) for number in range(9)], ((30, 2), (60, 4))
    )
    for _ in range(4):
        assert [found.id for found, _ in who(dispatch, Segment("The ferry no7 and no4."))] == ["7"]


def test_lone_surrogates_do_not_hide_a_fault() -> None:
    document = Document([Segment("A \ud800 ferry \udfff.")])
    assert [finding.start for finding in Checker([rule(Pattern("ferry"))]).check(document)] == [4]


def test_stored_triggers_are_those_derived(golden: Golden) -> None:
    golden(STORE, stored(load()))


def test_stored_strings_are_those_derived(golden: Golden) -> None:
    golden(STRINGS, stored_strings(load()))


RULES = exemplary()
DISPATCHES = [Dispatch(RULES, sizes) for sizes in (TINY, LITTLE, MUCH)]


@cache
def all_finders(target_lang: str, source_lang: str) -> list[tuple[str, Finder]]:
    return [(rule.id, find) for rule in RULES for find in finders(rule, target_lang, source_lang)]


def is_complete(segment: Segment) -> bool:
    """Whether the finders that are asked of a segment find all that all of them would."""
    everyone = all_finders(segment.target_lang, segment.source_lang)
    everything = [(id_, hit) for id_, find in everyone for hit in find(segment)]
    return all(
        [(rule.id, hit) for rule, find in who(dispatch, segment) for hit in find(segment)] == everything
        for dispatch in DISPATCHES
    )


@pytest.mark.parametrize("rule", load(), ids=lambda rule: rule.id)
def test_nothing_of_the_examples_is_passed_over(rule: Rule) -> None:
    assert all(is_complete(segment) for example in rule.examples for segment in of_example(example).segments)


MARKS = DOUBLE + SINGLE + "`´''"
HOSTILE = [
    *(piece * 5_000 for piece in ("a", "é", "1", " ", "-", ".", ", ", "( ", "I ", "А", "aA")),
    f"A \ud800 ferry \udfff. {MARKS}",
    *(f"{before}{mark}{after}" for mark in MARKS for before in ("", " ", "a ", "1") for after in ("", " ", "b.", "s")),
]


@pytest.mark.parametrize("lang", ["de", "en", "fr", "ru", "tr"])
def test_nothing_of_hostile_text_is_passed_over(lang: str) -> None:
    assert [text[:20] for text in HOSTILE if not is_complete(Segment(text, "", lang))] == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="there are no texts of others beside the project")
def test_nothing_of_real_text_is_passed_over() -> None:
    for path in sorted(SHARED.glob("clean-en/*.txt"))[::20]:
        assert [text for text in path.read_text("utf8").splitlines() if not is_complete(Segment(text))] == []
