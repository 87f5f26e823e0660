"""Which paragraphs of a source go with which of its translation."""

import pytest

from mtqa.alignment import paired
from mtqa.errors import CannotRun
from mtqa.formats.text import cut


def test_paragraphs_are_paired_in_order() -> None:
    document = paired(cut("One.\n\nTwo."), cut("Раз.\n\nДва."))
    assert [segment.source for segment in document.segments] == ["Раз.", "Два."]
    with pytest.raises(CannotRun, match="has 2 paragraphs and its source 1; make them as many"):
        paired(cut("One.\n\nTwo."), cut("Раз."))
