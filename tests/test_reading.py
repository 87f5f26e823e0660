"""What is read in a whole document at once, against what an expression finds in each segment."""

import re
from random import Random

from mtqa.reading import with_figures
from mtqa.segment import Document, Segment

FIGURES = re.compile(r"[0-9][., \u00a0\u202f][0-9]")


def test_figures_with_a_mark_between_them_are_found_as_an_expression_finds_them() -> None:
    random = Random(1)
    for alphabet in ("0123456789., \u00a0\u202f\nab?", "09., \u00a0\u202fщ\ud800٣²\U0001d7ce"):
        texts = ["".join(random.choices(alphabet, k=random.randrange(12))) for _ in range(5_000)]
        found = with_figures(Document([*map(Segment, texts)]))
        assert found == [number for number, text in enumerate(texts) if FIGURES.search(text)]
