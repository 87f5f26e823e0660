"""Names of a new translation as the document spells them."""

import pytest

from mtqa.names.respelling import respelt
from mtqa.segment import Document, Segment

OTHERS = ("The mayor Oleg Kolchin spoke first.", "Nobody followed Oleg Kolchin, and nobody answered.")


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("Then the mayor Oleg Kolchyn left.", "Then the mayor Oleg Kolchin left."),
        ("Oleg Kolchyn’s hat was lost by Oleg Kolchyn.", "Oleg Kolchin’s hat was lost by Oleg Kolchin."),
        ("Then the mayor Oleg Kolchin left.", "Then the mayor Oleg Kolchin left."),
        ("Then the doctor Anna Sedova left.", "Then the doctor Anna Sedova left."),
        ("Then Anna Kolchina left.", "Then Anna Kolchina left."),
        ("then he left", "then he left"),
        ("", ""),
    ],
)
def test_the_usual_spelling_is_taken(new: str, expected: str) -> None:
    document = Document([Segment(text) for text in ("Then he left.", *OTHERS)])
    assert respelt(document, 0, new) == expected


def test_what_the_old_target_spells_counts() -> None:
    document = Document([Segment("The mayor Oleg Kolchyn left, and Oleg Kolchyn was not missed.")])
    assert respelt(document, 0, "The mayor Oleg Kolchin left.") == "The mayor Oleg Kolchyn left."


def test_a_spelling_as_usual_as_any_stays() -> None:
    document = Document([Segment(text) for text in ("Then Oleg Kolchyn left.", OTHERS[0])])
    for new in ("Then Oleg Kolchyn went.", "Then Oleg Kolchin went."):
        assert respelt(document, 0, new) == new
