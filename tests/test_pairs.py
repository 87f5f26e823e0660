"""Sources with their translations: what is right stays quiet, and what is wrong is caught under the right family."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from mtqa.checker import Checker
from mtqa.segment import Document, Finding, Segment
from tests.growth import grows_evenly

PAIRS = Path(__file__).parents[1] / "fixtures" / "pairs"
TABLES = sorted(PAIRS.glob("??-??.tsv"))
MISSED = dict(line.split("\t") for line in (PAIRS / "missed.tsv").read_text("utf8").splitlines())


class Pair(NamedTuple):
    id: str
    source: str
    target: str
    families: frozenset[str]


def read(number: str, source: str, target: str, expected: str) -> Pair:
    return Pair(number, source, target, frozenset(expected.split(",")) - {"-"})


def pairs(table: Path) -> list[Pair]:
    header, *lines = table.read_text("utf8").splitlines()
    assert header == "id\tsource\ttarget\texpected"
    return [read(*line.split("\t")) for line in lines]


@cache
def findings(table: Path) -> dict[str, list[Finding]]:
    source_lang, target_lang = table.stem.split("-")
    found: dict[str, list[Finding]] = {each.id: [] for each in pairs(table)}
    segments = [Segment(each.target, each.source, target_lang, source_lang, each.id) for each in pairs(table)]
    for finding in Checker().check(Document(segments)):
        found[finding.segment.id].append(finding)
    return found


EVERY = [(table, pair) for table in TABLES for pair in pairs(table)]
RIGHT = [(table, pair) for table, pair in EVERY if not pair.families]
WRONG = [(table, pair) for table, pair in EVERY if pair.families]


@pytest.mark.parametrize(("table", "pair"), RIGHT, ids=[pair.id for _, pair in RIGHT])
def test_a_right_translation_is_quiet(table: Path, pair: Pair) -> None:
    heavy = [f for f in findings(table)[pair.id] if f.severity != "note"]
    assert not heavy, "; ".join(f"{f.rule}: {f.message}" for f in heavy)


@pytest.mark.parametrize(("table", "pair"), WRONG, ids=[pair.id for _, pair in WRONG])
def test_a_wrong_translation_is_caught(table: Path, pair: Pair) -> None:
    """As wrong in a family that the table names; what is known to be missed must be taken off its list when caught."""
    caught = pair.families & {finding.family for finding in findings(table)[pair.id]}
    assert bool(caught) != (pair.id in MISSED), MISSED.get(pair.id, pair.source)


def test_few_are_missed() -> None:
    assert MISSED.keys() <= {pair.id for _, pair in WRONG}
    assert len(MISSED) <= 0.08 * len(WRONG)


def test_tables_are_large_enough() -> None:
    assert len(EVERY) >= 160
    assert len({pair.id for _, pair in EVERY}) == len(EVERY)
    assert 0.4 < len(RIGHT) / len(EVERY) < 0.6


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("%s {a} <b> ", "%d {b} </b> "),
        ("<foo> ", "<bar> "),
        ("{name} ", "{ nam } "),
        ("{n, plural, one {", "{n, plural, one {"),
        ("1", "1."),
        ("1234567 ", "7654321 "),
        ("1 ", "1."),
    ],
)
def test_time_grows_with_a_pair_that_goes_wrong_all_along_linear(source: str, target: str) -> None:
    checker = Checker()

    def work(size: int) -> None:
        times = size // len(source)
        checker.check(Document([Segment(target * times, source * times, "en", "ru")]))

    work(100)
    assert grows_evenly(work, 8_000)
