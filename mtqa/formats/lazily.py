"""Segments that are made when they are asked for, so that millions of them take little memory."""

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from mtqa.segment import Segment

MANY = 100_000


def segments(length: int, make: Callable[[int], Segment]) -> Sequence[Segment]:
    """So many segments, each made from its index: now where they are few, else whenever one is looked at."""
    lazy = _Lazy(length, make)
    return lazy if length > MANY else list(lazy)


class _Lazy(Sequence[Segment]):
    def __init__(self, length: int, make: Callable[[int], Segment]) -> None:
        self.length, self.make = length, make

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, number: int) -> Segment: ...
    @overload
    def __getitem__(self, number: slice) -> list[Segment]: ...
    def __getitem__(self, number: int | slice) -> Segment | list[Segment]:
        if isinstance(number, slice):
            return [self.make(at) for at in range(self.length)[number]]
        return self.make(range(self.length)[number])

    def __reduce__(self) -> tuple[type[list[Segment]], tuple[list[Segment]]]:
        """Another process gets them made: what makes them may be tied to this one."""
        return list, ([*self],)

    def __iter__(self) -> Iterator[Segment]:
        return map(self.make, range(self.length))
