"""Whether and how a new text stands where an old one stood."""

import pytest

from mtqa.models.fitting import fits, inserted, placed
from mtqa.segment import Segment


@pytest.mark.parametrize(
    ("text", "old", "expected"),
    [
        ("Hope.", "Надежда", "Hope"),
        ("He left.", "Он ушёл.", "He left."),
        ("The repair", "ремонт", "the repair"),
        ("NATO", "нато", "NATO"),
        ("", "нато", ""),
    ],
)
def test_a_stretch_has_no_capital_or_stop_of_its_own(text: str, old: str, expected: str) -> None:
    assert inserted(text, old) == expected


def test_a_text_is_placed_between_the_white_space_of_the_old() -> None:
    assert placed(" new ", "\n old") == "\n new"
    assert placed(" new ", " ") == "new"


def test_the_sign_of_an_object_is_kept_where_it_can_be() -> None:
    segment = Segment("24 ships came into \ufffc port.")
    assert fits(segment, "22 ships came into \ufffc port.")
    assert not fits(segment, "22 ships came into port.")
