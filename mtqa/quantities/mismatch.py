"""What comparing two texts gives: the numbers and dates that only one of them has, or that differ."""

from typing import Literal, NamedTuple

from mtqa.quantities.mention import Mention

# How many mentions of a side are compared with each of the other, so that time grows no faster than the text.
MOST = 40
DATES = ("date", "month", "weekday")
# The mentions of one side that have no partner as yet.
Rest = list[Mention]


class Mismatch(NamedTuple):
    """A number or date that one of the texts lacks, or that they give differently."""

    source: Mention | None
    target: Mention | None
    kind: Literal["", "converted", "unit", "turned"] = ""

    @property
    def dated(self) -> bool:
        return self.source is not None and self.target is not None and self.source.kind in DATES
