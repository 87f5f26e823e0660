"""A target with nothing in it where the source says something.

A cell that was passed over, a system that gave no answer.
"""

from collections.abc import Iterator

from mtqa.rule import Bad, Good, Hit, Missed, Paired, Rule
from mtqa.segment import Segment


def find(segment: Segment) -> Iterator[Hit]:
    if not segment.target.strip() and any(map(str.isalpha, segment.source)):
        yield Hit(0, len(segment.target), in_source=((0, len(segment.source)),))


rule = Rule(
    find=Paired(find),
    message="nothing stands here, and the source says something",
    severity="error",
    examples=(
        Bad(" ", at=" ", source="Паром не ходит.", source_lang="ru", in_source=("Паром не ходит.",)),
        Bad("\u00a0", at="\u00a0", lang="de", source="Save", source_lang="en", in_source=("Save",)),
        Bad("  ", at="  ", lang="fr", source="«Да»", source_lang="ru", in_source=("«Да»",)),
        Good(" ", source="***", source_lang="ru"),
        Good(" ", source=" ", source_lang="ru"),
        Good("—", source="12", source_lang="ru"),
        Missed("—", source="Паром", source_lang="ru"),
    ),
)
