"""Translating anew with a real model, the tiny one: what is damaged is mended, and what is right is left alone."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from mtqa.checker import Checker
from mtqa.models import Flagged, opening
from mtqa.models.retranslation import Retranslator
from mtqa.segment import Document, Retranslation, Score, Segment
from tests import tiny

CHECKER = Checker()
DAMAGED = tiny.damaged(10)


@pytest.fixture(scope="module")
def model(tiny_marian: Path) -> Retranslator:
    scorer = opening.scorer(str(tiny_marian))
    return Retranslator(opening.translator(str(tiny_marian), "ru", "en"), scorer, CHECKER.check)


def offers(model: Retranslator, pairs: Sequence[tuple[str, str]], *, scored: bool) -> list[Retranslation | None]:
    """What is offered for pairs of a source and a target, each a text of its own."""
    segments = [Segment(target, source, "en", "ru") for source, target in pairs]
    document = Document(segments, starts=range(len(segments)))
    scores: list[Score | None] = [None] * len(segments)
    if scored and model.scorer:
        scores = list(model.scorer.scores(segments))
    found = [
        [finding for finding in CHECKER.check(document) if finding.number == number] for number in range(len(segments))
    ]
    flagged = [
        Flagged(number, findings, score) for number, (findings, score) in enumerate(zip(found, scores, strict=True))
    ]
    return list(model.retranslations(document, flagged))


@pytest.mark.parametrize("kind", ["negation", "number", "name"])
def test_a_damaged_target_becomes_the_right_one(model: Retranslator, kind: str) -> None:
    offered = offers(model, [(sentence.source, wrong[kind]) for sentence, wrong in DAMAGED], scored=True)
    right = [
        one is not None and one.text == sentence.target for one, (sentence, _) in zip(offered, DAMAGED, strict=True)
    ]
    assert sum(right) >= 9
    assert all("instead of" in one.reason for one in offered if one)


def test_without_a_scorer_the_rules_decide(model: Retranslator) -> None:
    alone = Retranslator(model.translator, None, CHECKER.check)
    pairs = [(sentence.source, wrong["number"]) for sentence, wrong in DAMAGED]
    offered = offers(alone, pairs, scored=False)
    assert (
        sum(
            one is not None and one.text == sentence.target for one, (sentence, _) in zip(offered, DAMAGED, strict=True)
        )
        >= 9
    )
    assert {one.reason.partition(";")[0] for one in offered if one} == {"it mends number-mismatch"}


def test_a_right_target_is_left_alone(model: Retranslator) -> None:
    offered = offers(model, [(sentence.source, sentence.target) for sentence, _ in DAMAGED], scored=True)
    assert sum(one is None for one in offered) >= 9


def test_words_that_were_left_are_translated_without_a_source(model: Retranslator) -> None:
    sentence = DAMAGED[0][0]
    [offered] = offers(model, [("", f"It began long ago. {sentence.source} Then it ended.")], scored=False)
    assert offered is not None
    assert offered.text == f"It began long ago. {sentence.target} Then it ended."
    assert len(offered.edits) == 1
