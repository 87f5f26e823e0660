"""Paragraphs that stand twice in a long text, nearly or wholly."""

from collections.abc import Sequence
from random import Random

from rapidfuzz.fuzz import ratio

from mtqa.rules.repetition.segment_repeated import Twice
from mtqa.segment import Document, Segment

RATES = (0.0, 0.04, 0.08, 0.12)


def paragraphs(random: Random, number: int, size: int) -> list[str]:
    """Of words as common as those of a language: half of all words are among the first hundred of sixteen thousand."""
    return [" ".join(f"word{int(2 ** random.uniform(0, 14))}" for _ in range(size)) for _ in range(number)]


def changed(random: Random, text: str, rate: float) -> str:
    return " ".join(f"new{random.randrange(100)}" if random.random() < rate else word for word in text.split())


def found(texts: Sequence[str]) -> dict[int, int]:
    """By paragraph that stands twice, the first one."""
    return {hit.segment: hit.related[0].segment for hit in Twice()(Document([*map(Segment, texts)]))}


def test_paragraphs_that_differ_in_a_few_words_are_found_in_a_long_text_and_no_others() -> None:
    random, wanted, told = Random(1), 0, 0
    for size in (8, 20, 60, 200):
        texts = paragraphs(random, 400, size)
        texts += [changed(random, text, random.choice(RATES)) for text in texts[::8]]
        pairs = {(number, at * 8) for at, number in enumerate(range(400, 450))}
        alike = {(number, first) for number, first in pairs if ratio(texts[number], texts[first]) >= Twice().alike}
        assert found(texts).items() <= alike
        wanted, told = wanted + len(alike), told + len(found(texts))
    assert told > 0.99 * wanted > 150


def test_a_paragraph_that_stands_often_is_found_each_time() -> None:
    texts = list[str]()
    for number, other in enumerate(paragraphs(Random(2), 300, 20)):
        texts += other, f"Subscribe to our news and read all of it at once on day {number} of the year"
    assert found(texts) == dict.fromkeys(range(3, 600, 2), 1)


def test_a_short_sentence_of_common_words_is_found() -> None:
    said, words, random = (
        "He said that it was not so.",
        "He said that it was not so. She did and they had to",
        Random(3),
    )
    others = [" ".join(random.sample(words.split(), 13)) for _ in range(20)]
    assert found([said, *others, "She said that it was not so."]) == {21: 0}


def test_a_no_break_space_is_a_space() -> None:
    text = "On the 5th of May they met at the old mill."
    assert found([text, text.replace(" ", "\u00a0", 3)]) == {1: 0}


def test_a_copy_of_a_copy_is_one_of_the_first() -> None:
    text = "On the 5th of May they met at the old mill."
    assert found([text, f"{text[:-1]}!", f"{text[:-1]}!"]) == {1: 0, 2: 0}
