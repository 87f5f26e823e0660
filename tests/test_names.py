"""The comparison of spellings on a table of names, and the rules of names with and without the lexicon."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import text

from mtqa.checker import Checker
from mtqa.languages import lexicon
from mtqa.names import CAPITALS, WORD, Likeness, capitals, is_first_name, is_whole, keys, same_name
from mtqa.names.likeness import may_be_one
from mtqa.rule import Bad, Good, Rule
from mtqa.rules import load
from mtqa.rules.names import name_split
from mtqa.segment import Document, Segment
from tests.articles import article, of_example

ROWS = [line.split("\t") for line in Path(__file__).with_name("names.tsv").read_text("utf8").splitlines()[3:]]
RULES = [rule for rule in load() if rule.family == "names" and rule.extra == "lexicon"]


@pytest.mark.parametrize(("this", "that", "verdict"), [(row[0], row[1], row[3]) for row in ROWS])
def test_spellings_are_as_alike_as_the_table_says(this: str, that: str, verdict: str) -> None:
    assert same_name(this, that) is same_name(that, this) is same_name(this.upper(), that) is Likeness[verdict.upper()]
    if verdict == "certain":
        assert set(keys(this)) & set(keys(that))
    assert verdict == "other" or may_be_one(this, that)


def test_the_table_is_judged_well_enough() -> None:
    verdicts = Counter((row[2], row[3]) for row in ROWS)
    assert verdicts == {
        ("one", "certain"): 181,
        ("one", "near"): 68,
        ("one", "other"): 7,
        ("two", "near"): 27,
        ("two", "other"): 200,
    }


@given(text(max_size=60), text(max_size=60))
def test_any_two_words_can_be_compared(this: str, that: str) -> None:
    assert same_name(this, that) is same_name(that, this)
    assert same_name(this, this) is Likeness.CERTAIN


@given(text("Aaé1_-’ \u00a0", max_size=80))
def test_no_pair_of_words_is_overlooked(content: str) -> None:
    [(_, words)] = capitals(Document([Segment(content)]))
    assert set(name_split.PAIR.findall(content)) <= {(first, second) for _, first, second in words}


@given(text("Aaé1’- \n", max_size=40))
def test_a_word_with_a_capital_is_one_that_begins_with_it(content: str) -> None:
    [(_, words)] = capitals(Document([Segment(content)]))
    assert [(start, word) for start, word, _ in words] == [
        (match.start(), match[0]) for match in WORD.finditer(content) if match[0][0] in CAPITALS
    ]


@given(text("Aé1’- \n", max_size=40))
def test_a_stretch_is_whole_where_it_is_a_word_of_the_text(content: str) -> None:
    whole = {match.span() for match in WORD.finditer(content)}
    stretches = {(at, end) for at in range(len(content)) for end in range(at + 1, len(content) + 1)}
    letters = {(at, end) for at, end in stretches if WORD.fullmatch(content[at:end])}
    assert {stretch for stretch in letters if is_whole(content, *stretch)} == whole


def test_first_names_are_known_in_every_spelling() -> None:
    assert all(map(is_first_name, ("Alexei", "Aleksey", "Dmitrij", "Evgenij", "Volodimir", "Tatjana")))
    assert not any(map(is_first_name, ("Ambassador", "Russian", "Moscow", "Said", "Street")))


LISTS = lexicon.lists("en")


@pytest.mark.skipif("large" not in LISTS, reason="the extra lexicon is not installed")
def test_words_are_as_common_wherever_they_are_looked_up() -> None:
    ranks = lexicon.ranks(LISTS["large"])
    words = [*sorted(ranks)[:: len(ranks) // 200], "tram", "tramtram", "é", "a", "the" * 20, "o0", "ふ"]
    searched, read = lexicon.Words(LISTS), lexicon.Words({"small": LISTS["large"]})
    assert [searched.rank(word) for word in words] == [read.rank(word) for word in words]
    assert [lexicon.is_rarer(word, 4, "en") for word in words] == [lexicon.commonness(word, "en") < 4 for word in words]
    together = lexicon.Words(LISTS)
    together.search(words)
    assert [together.rank(word) for word in words] == [read.rank(word) for word in words]
    assert lexicon.in_lexicon(words, "en") == {word for word in words if read.rank(word) is not None}
    short = lexicon.Words(LISTS)
    assert all((word in short.short) == (rank < 600) for word, rank in ranks.items())


@pytest.fixture
def no_lexicon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    lexicon.known.cache_clear()
    monkeypatch.setattr(lexicon, "find_spec", lambda name: None)
    yield
    lexicon.known.cache_clear()


@pytest.mark.usefixtures("no_lexicon")
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_without_the_lexicon_sees_less_and_nothing_else(rule: Rule) -> None:
    checker = Checker([rule])
    for example in rule.examples:
        findings = [finding.place.text for finding in checker.check(of_example(example))]
        if isinstance(example, Good):
            assert findings == []
        elif isinstance(example, Bad):
            assert findings in ([example.at], [])


@pytest.mark.usefixtures("no_lexicon")
@pytest.mark.parametrize(
    ("rule", "content", "found"),
    [
        ("name-split", "The envoy Gorchakov left. Gorch Akov was back.", ["Gorch Akov"]),
        ("name-split", "They moved to Vil nius.", []),
        ("words-glued", "What was pledged came late: he pledgedthat much.", ["pledgedthat"]),
        ("words-glued", "He pledgedthat much.", []),
        ("name-lower-case", "It was signed by Pavel gorchakov.", ["gorchakov"]),
    ],
)
def test_without_the_lexicon_the_document_decides(rule: str, content: str, found: list[str]) -> None:
    checker = Checker(chosen for chosen in load() if chosen.id == rule)
    assert [finding.place.text for finding in checker.check(article(content))] == found


def test_findings_do_not_depend_on_the_order_of_hashes() -> None:
    script = (
        "from mtqa.checker import Checker\nfrom mtqa.rules import choose\nfrom tests.articles import article\n"
        "rules = choose(['names'])\ntext = '\\n\\n'.join(example.text for rule in rules for example in rule.examples)\n"
        "print([(finding[:4], finding.place, finding.related) for finding in Checker(rules).check(article(text))])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[1],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
