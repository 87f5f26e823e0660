"""A target while it is mended, and the edits of the first one that make it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mtqa.segment import Edit


class Draft(NamedTuple):
    """A target under mending; `origins` holds the offset that each character had at first, -1 where it is new."""

    length: int
    text: str
    origins: Sequence[int]

    @classmethod
    def of(cls, target: str) -> "Draft":
        return cls(len(target), target, range(len(target)))

    def edited(self, edits: Iterable[Edit]) -> "Draft":
        texts, origins, here = list[str](), list[int](), 0
        for edit in edits:
            texts += self.text[here : edit.start], edit.text
            origins += [*self.origins[here : edit.start], *[-1] * len(edit.text)]
            here = edit.end
        return Draft(self.length, "".join([*texts, self.text[here:]]), [*origins, *self.origins[here:]])

    def offset(self, origin: int) -> int:
        """Where the character stands that had this offset at first, or else the next one that is left."""
        return next((at for at, before in enumerate(self.origins) if before >= origin), len(self.text))

    def edits(self) -> Iterator[Edit]:
        """The edits of the first target that make this text."""
        here, new = 0, list[str]()
        for char, origin in zip((*self.text, ""), (*self.origins, self.length), strict=True):
            if origin < 0:
                new.append(char)
                continue
            if new or origin > here:
                yield Edit(here, origin, "".join(new))
                new = []
            here = origin + 1
