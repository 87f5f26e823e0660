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


def pairs(table: Path) -> list[Pair]:
    header, *lines = table.read_text("utf8").splitlines()
    assert header == "id\tsource\ttarget\texpected"
    rows = [line.split("\t") for line in lines]
    return [Pair(*row[:3], frozenset(row[3].split(",")) - {"-"}) for row in rows]


@cache
def findings(table: Path) -> dict[str, list[Finding]]:
    source_lang, target_lang = table.stem.split("-")
    found: dict[str, list[Finding]] = {pair.id: [] for pair in pairs(table)}
    segments = [Segment(pair.target, pair.source, target_lang, source_lang, pair.id) for pair in pairs(table)]
    for finding in Checker().check(Document(segments)):
        found[finding.segment.id].append(finding)
    return found


RIGHT = [pytest.param(table, pair, id=pair.id) for table in TABLES for pair in pairs(table) if not pair.families]


@pytest.mark.parametrize(("table", "pair"), RIGHT)
def test_a_right_translation_is_quiet(table: Path, pair: Pair) -> None:
    heavy = [f for f in findings(table)[pair.id] if f.severity != "note"]
    assert not heavy, "; ".join(f"{f.rule}: {f.message}" for f in heavy)


def test_tables_are_large_enough() -> None:
    rows = [pair for table in TABLES for pair in pairs(table)]
    assert len(rows) >= 160
    assert len({pair.id for pair in rows}) == len(rows)
    assert 0.4 < len(RIGHT) / len(rows) < 0.6
