"""Tokens of any kind become words, and what stands out among them is found in linear time."""

import pytest

from mtqa.checker import Checker
from mtqa.likelihood import tokens, words
from mtqa.rules import choose, load
from mtqa.segment import Document, Opinion, Score, Segment, Token
from tests.growth import grows_evenly


def told(target: str, *cut: tuple[int, int, float]) -> list[tuple[str, float]]:
    found = words(target, (Token(*one) for one in cut))
    return [(target[word.start : word.end], word.log_probability) for word in found]


@pytest.mark.parametrize(
    ("target", "cut", "expected"),
    [
        ("unripe fig.", [(0, 2, -1.0), (2, 6, -4.0), (7, 10, -0.5), (10, 11, -9.0)], [("unripe", -4.0), ("fig", -0.5)]),
        ("red ice", [(0, 3, -1.0), (3, 7, -2.0)], [("red", -1.0), ("ice", -2.0)]),
        ("ice, red", [(0, 4, -1.0), (4, 8, -2.0)], [("ice", -1.0), ("red", -2.0)]),
        ("it’s", [(0, 2, -1.0), (2, 3, -7.0), (3, 4, -2.0)], [("it", -1.0), ("s", -2.0)]),
        ("赤い氷", [(0, 1, -1.0), (1, 2, -2.0), (2, 3, -3.0)], [("赤", -1.0), ("い", -2.0), ("氷", -3.0)]),
        ("—", [(0, 1, -5.0)], []),
        ("", [], []),
    ],
)  # fmt: skip
def test_words(target: str, cut: list[tuple[int, int, float]], expected: list[tuple[str, float]]) -> None:
    assert told(target, *cut) == expected


def test_how_far_is_far_can_be_set() -> None:
    text = "The museum opened its doors again."
    said = {0: Opinion(Score(-1.0, tokens(text, {"opened": -5.0})))}
    for nats, found in ((6.0, 0), (4.0, 1)):
        checker = Checker(choose(["unlikely-words"], options={"unlikely-words": {"nats": nats}}))
        assert len(checker.check(Document([Segment(text)]), said)) == found


@pytest.mark.parametrize("of_source", [True, False])
@pytest.mark.parametrize("piece", ["word ", "wo-rd ", "x", ". "])
def test_opinions_take_linear_time(piece: str, of_source: bool) -> None:
    checker = Checker(rule for rule in load() if rule.family == "model")

    def work(size: int) -> None:
        target = piece * (size // len(piece))
        found = (*tokens(target, {}), *(Token(at, at, -8.0 * (at % 3)) for at in range(0, len(target), 7)))
        checker.check(Document([Segment(target)]), {0: Opinion(Score(0.0, found), 1.0, of_source=of_source)})

    assert grows_evenly(work, 20_000)
