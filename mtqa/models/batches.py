"""What a model is given at a time: of a window of items those that are about as long, so that little is filled up."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# So many items are read ahead: what memory has to hold, and what is lost when a run is stopped.
WINDOW = 32


def windows(items: Iterable[Item]) -> Iterator[list[Item]]:
    waiting = iter(items)
    while window := list(islice(waiting, WINDOW)):
        yield window


def in_batches(
    items: Sequence[Item], size: Callable[[Item], int], most: int, run: Callable[[list[Item]], Iterable[Result]]
) -> list[Result]:
    """What `run` gives for each item, in order.

    It is given the longest first, and as many at a time as make no more than `most` when all are as long as the first
    of them; one alone may be longer.
    """
    order = sorted(range(len(items)), key=lambda number: -size(items[number]))
    results = dict[int, Result]()
    while order:
        count = max(1, most // max(1, size(items[order[0]])))
        batch, order = order[:count], order[count:]
        results |= zip(batch, run([items[number] for number in batch]), strict=True)
    return [results[number] for number in range(len(items))]
