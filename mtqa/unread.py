"""A document that is read again whenever it is asked for what it holds, so that a run keeps no texts."""

from collections.abc import Callable, Iterator, Sequence

from mtqa.segment import Document, Lost, Segment


class Unread(Document):
    """The document of this path that `whole` reads. Raises CannotRun, when it is asked, where it cannot be read or is
    another one by now."""

    whole: Callable[[], Document]

    def __init__(self, path: str, first_line: int, whole: Callable[[], Document]) -> None:
        for name, value in (("path", path), ("first_line", first_line), ("whole", whole)):
            object.__setattr__(self, name, value)

    @property
    def segments(self) -> Sequence[Segment]:
        return self.whole().segments

    @property
    def content(self) -> str:
        return self.whole().content

    @property
    def data(self) -> bytes:
        return self.whole().data

    @property
    def notice(self) -> str:
        return self.whole().notice

    @property
    def source(self) -> Document | None:
        return self.whole().source

    @property
    def lost(self) -> tuple[Lost, ...]:
        return self.whole().lost

    @property
    def starts(self) -> Sequence[int]:
        return self.whole().starts

    def texts(self) -> Iterator[tuple[int, Document]]:
        return self.whole().texts()

    def position(self, offset: int) -> tuple[int, int]:
        return self.whole().position(offset)
