"""Scores of the segments that have both a source and a target."""

from collections.abc import Callable, Iterable, Iterator

from mtqa.models.batches import windows
from mtqa.segment import Score, Segment

# Nobody writes a paragraph of more sentences than that: it is taken as a whole.
MOST_SENTENCES = 100


def of_pairs(segments: Iterable[Segment], scores: Callable[[list[Segment]], Iterable[Score]]) -> Iterator[Score | None]:
    """What `scores` gives for the pairs of each window, and None for the segments that are no pairs."""
    for window in windows(segments):
        are_pairs = [bool(segment.source.strip() and segment.target.strip()) for segment in window]
        found = iter(scores([segment for segment, is_pair in zip(window, are_pairs, strict=True) if is_pair]))
        for is_pair in are_pairs:
            yield next(found) if is_pair else None
