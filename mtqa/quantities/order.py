"""Ranges that were turned round: “from 7 to 5” for «с 5 до 7»."""

import re
from collections.abc import Hashable, Iterator, Sequence
from itertools import islice, pairwise

from mtqa.expressions import expression
from mtqa.quantities.mention import Mention
from mtqa.quantities.mismatch import MOST, Mismatch

_FROM = expression(r"(?:(?<!\w)(?:с|со|от|з|зі|від|from|von|de|desde) |d')[$€£¥₽₴]?\Z", re.IGNORECASE)
_TO = expression(r"[\s%]*+(?:[^\W\d_]+\.?\s)?(?:до|to|auf|bis|à|a|hasta) [$€£¥₽₴]?", re.IGNORECASE)


def turned(said: Sequence[Mention], found: Sequence[Mention], source: str, target: str) -> Iterator[Mismatch]:
    """The ranges of which both ends stand in the target, each once, but the other way round."""
    theirs = list(islice(_ranges(found, target), MOST))
    for low, high in islice(_ranges(said, source), MOST):
        for first, last in theirs:
            if (
                _alike(low, last)
                and _alike(high, first)
                and not _alike(low, first)
                and not _alike(high, last)
                and all(len([one for one in found if _alike(end, one)]) == 1 for end in (low, high))
                and all(len([one for one in said if _alike(end, one)]) == 1 for end in (first, last))
            ):
                yield Mismatch(_both(low, high), _both(first, last), "turned")


def _ranges(mentions: Sequence[Mention], text: str) -> Iterator[tuple[Mention, Mention]]:
    for one, other in pairwise(mentions):
        near = 0 < other.start - one.end <= 30 and _FROM.search(text, max(0, one.start - 8), one.start)
        if near and _TO.fullmatch(text, one.end, other.start):
            yield one, other


def _alike(one: Mention, other: Mention) -> bool:
    return bool(_values(one) & _values(other))


def _values(mention: Mention) -> set[Hashable]:
    return {key for key in mention.keys if not isinstance(key, tuple) or key[0] != "instead"}


def _both(one: Mention, other: Mention) -> Mention:
    return one._replace(end=other.end)
