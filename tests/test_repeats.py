"""The first look at many texts sees every repeat, and little else."""

from hypothesis import given
from hypothesis import strategies as st

from mtqa.literals import fold
from mtqa.repeats import could_repeat, repeats

WORDS = [
    "a",
    "A",
    "at",
    "the",
    "THE",
    "it's",
    "“the”",
    "the,",
    "-",
    "–",
    "…",
    "&",
    "7",
    "77",
    "É",
    "é",
    "ß",
    "İ",
    "i̇",
    "д",
    "Д",
    "дом",
    "東",
]
SPACES = [" ", " ", " ", "  ", "\n", "\u00a0", "\u2009", "\x1c", "\u3000"]
TEXTS = st.lists(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SPACES)).map("".join)).map("".join))


def seen(*texts: str) -> set[int]:
    return set(could_repeat([fold(text).encode() for text in texts]))


@given(TEXTS)
def test_no_repeat_is_passed_over(texts: list[str]) -> None:
    assert {number for number, text in enumerate(texts) if repeats(text)} <= seen(*texts)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=23), st.sampled_from(SPACES))
def test_long_phrases_are_seen_wherever_they_stand(words: list[str], space: str) -> None:
    text = f"Before this {space.join(words * 2)}."
    assert not repeats(text) or seen("", "It stood there before. It stood", text, "") == {2}


def test_plain_prose_is_passed_over() -> None:
    texts = ["The harbour was closed to the ferry, and the ferry was towed to the pier.", "It is so.", "It is so.", ""]
    assert seen(*texts) == set()
