"""Sources with their translations: what is right stays quiet, and what is wrong is caught under the right family."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from mtqa.checker import Checker
from mtqa.segment import Document, Finding, Segment

TABLES = sorted((Path(__file__).parents[1] / "fixtures" / "pairs").glob("*.tsv"))


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


RIGHT = [pytest.param(table, each, id=each.id) for table in TABLES for each in pairs(table) if not each.families]


@pytest.mark.parametrize(("table", "pair"), RIGHT)
def test_a_right_translation_is_quiet(table: Path, pair: Pair) -> None:
    heavy = [f for f in findings(table)[pair.id] if f.severity != "note"]
    assert not heavy, "; ".join(f"{f.rule}: {f.message}" for f in heavy)


def test_tables_are_large_enough() -> None:
    rows = [each for table in TABLES for each in pairs(table)]
    assert len(rows) >= 160
    assert len({each.id for each in rows}) == len(rows)
    assert 0.4 < len(RIGHT) / len(rows) < 0.6
