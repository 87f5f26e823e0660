"""What a run adds up to: words, penalty, limits, and why it does not pass."""

import pytest

from mtqa.gate import Gate, Tally
from mtqa.segment import Checked, Document, Finding, Place, Segment, Severity
from mtqa.text import word_count


def checked(target: str, *found: tuple[str, Severity], passes: bool = True) -> Checked:
    segment = Segment(target)
    findings = [
        Finding("made-up", family, severity, "", "a.txt", segment, 0, 1, Place(1, 1, 1, 2, target[:1]))
        for family, severity in found
    ]
    return Checked(Document([segment], "a.txt", target), findings, passes)


def tally(*results: Checked) -> Tally:
    counted = Tally()
    assert list(counted.watch(results)) == list(results)
    return counted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("The old bridge fell.", 4),
        ("Мост — упал", 3),
        ("大桥倒了", 4),
        ("大桥 fell", 3),
        ("สะพาน", 5),
        ("café", 1),
    ],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert word_count(text) == words


def test_penalty_is_that_of_mqm() -> None:
    counted = tally(checked("word " * 400, ("dates", "error"), ("quotes", "note")), checked("word " * 600))
    assert Gate().penalty(counted) == 26
    assert Gate().penalty(counted, "quotes") == 1
    assert Gate().penalty(counted, "names") == 0
    assert Gate(weights={"note": 0.0, "warning": 1.0, "error": 2.5}).penalty(counted) == 2.5
    assert Gate().told(counted) == "Penalty 26.0 for each 1,000 words (note 1, warning 5, error 25; 1,000 words)."


def test_short_sample_is_told() -> None:
    assert Gate().told(tally(checked("one two three", ("dates", "warning")))) == (
        "Penalty 1,666.7 for each 1,000 words (note 1, warning 5, error 25; 3 words, fewer than 500: too short a "
        "sample to tell)."
    )
    assert Gate().penalty(tally()) == 0


def test_comments_are_no_words() -> None:
    assert tally(checked("<!-- mtqa-ignore dates -->"), checked("one two")).words == 2


@pytest.mark.parametrize(
    ("gate", "reasons"),
    [
        (Gate(), []),
        (Gate(30), []),
        (Gate(29.5), ["the penalty, 30.0, is above 29.5 for each 1,000 words"]),
        (Gate(0, {"dates": 25, "quotes": 4}), [
            "the penalty, 30.0, is above 0 for each 1,000 words",
            "the penalty of quotes, 5.0, is above 4 for each 1,000 words",
        ]),
    ],
)  # fmt: skip
def test_limits(gate: Gate, reasons: list[str]) -> None:
    counted = tally(checked("word " * 1_000, ("dates", "error"), ("quotes", "warning")))
    assert gate.reasons(counted) == reasons


def test_failed_files_are_a_reason() -> None:
    counted = tally(checked("one"), checked("two", ("dates", "error"), passes=False))
    assert Gate().reasons(counted) == ["files with faults too severe to pass: 1 of 2"]
