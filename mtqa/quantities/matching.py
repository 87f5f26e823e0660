"""Which numbers and dates of a source its target lost, changed or added: both matched as multisets of values."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache

from mtqa.expressions import expression
from mtqa.quantities.measures import measured, recounted
from mtqa.quantities.mention import Mention, century, day, instead, is_year, share
from mtqa.quantities.mismatch import MOST, Mismatch, Rest
from mtqa.quantities.order import turned
from mtqa.quantities.pairs import dates_apart, numbers_apart
from mtqa.quantities.reading import read
from mtqa.quantities.words import FREE, LOOSE, speaks

_FIGURES = expression(r"\d+")
_TURN = expression(r"(?i)\b(?:turn of|рубеж|злам|wende|tournant|cambio de)")


@lru_cache(1024)
def mismatches(source: str, target: str, source_lang: str, target_lang: str) -> tuple[Mismatch, ...]:
    """What does not match, in no order; nothing for languages whose number words are not known."""
    if not speaks(source_lang) or not speaks(target_lang):
        return ()
    said, found = read(source, source_lang), read(target, target_lang)
    ours, theirs = _unmatched(said, found)
    other_units = tuple(recounted(said, found))
    turned_round = tuple(turned(said, found, source, target))
    if not ours and not theirs:
        return (*other_units, *turned_round)
    known = set(_all_keys(said)), set(_all_keys(found))
    ours, theirs, converted = measured(ours, theirs)
    ours, theirs, dates = dates_apart(ours, theirs)
    ours, theirs = _unmatched(*_opened(ours, theirs))
    ours, theirs, more = measured(ours, theirs)
    ours = [_known(one, known[1], source, target) for one in ours]
    theirs = [_known(one, known[0], target, source) for one in theirs]
    faults = (*other_units, *turned_round, *converted, *more, *dates, *numbers_apart(ours, theirs))
    return tuple(one for one in faults if not _reads_alike(one, source, target))


def _reads_alike(mismatch: Mismatch, source: str, target: str) -> bool:
    """Whether both sides are written alike, so that it is the reading that differs."""
    one, other = mismatch.source, mismatch.target
    return one is not None and other is not None and source[one.start : one.end] == target[other.start : other.end]


def _all_keys(mentions: Iterable[Mention]) -> Iterator[Hashable]:
    """The readings of all mentions and of their parts; a year or decade says its century too, a day its neighbours."""
    for mention in mentions:
        yield from mention.keys
        for part in mention.parts:
            yield from part.keys
        if mention.amount is not None and is_year(mention.amount):
            yield century(mention.amount // 100 + 1)
        for key in mention.keys:
            if isinstance(key, tuple) and key[0] == "day":
                yield from (day(key[1] + step, key[2]) for step in (-1, 1))


def _unmatched(said: Iterable[Mention], found: Iterable[Mention]) -> tuple[Rest, Rest]:
    """The mentions of either side that share no reading with one of the other; each has one partner at most."""
    ours, theirs = list(said), list(found)
    for most in (1, None):
        ours, theirs = _by_key(ours, theirs, most)
    return ours, theirs


def _by_key(ours: Rest, theirs: Rest, most: int | None) -> tuple[Rest, Rest]:
    """The mentions that share none of their first readings, all or so many, with one of the other side."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for number in range(len(theirs) - 1, -1, -1):
        for key in _offered(theirs[number], most):
            waiting[key].append(number)
    taken: set[int] = set()
    rest = []
    for mention in ours:
        for key in _sought(mention, most):
            partners = waiting.get(key, [])
            while partners and partners[-1] in taken:
                partners.pop()
            if partners:
                taken.add(partners.pop())
                break
        else:
            rest.append(mention)
    return rest, [mention for number, mention in enumerate(theirs) if number not in taken]


def _offered(mention: Mention, most: int | None) -> Iterator[Hashable]:
    for key in mention.keys[:most]:
        yield key
        if not isinstance(key, tuple):
            yield "bare", key
            if mention.kind != "percent":
                yield "share", key


def _sought(mention: Mention, most: int | None) -> Iterator[Hashable]:
    for key in mention.keys[:most]:
        if isinstance(key, tuple):
            yield ("bare", key[1]) if key[0] == "instead" else key
        else:
            yield key
            yield instead(key)  # type: ignore[arg-type]
            if mention.kind != "percent":
                yield share(key)  # type: ignore[arg-type]


def _opened(ours: Rest, theirs: Rest) -> tuple[Rest, Rest]:
    """The rest without what is several numbers on the other side."""
    for whole, others in ((ours, theirs), (theirs, ours)):
        for mention in [one for one in whole[:MOST] if one.parts]:
            partners = [partner for part in mention.parts if (partner := _partner(part, others))]
            if len({id(one) for one in partners}) == len(mention.parts):
                whole.remove(mention)
                for partner in partners:
                    others.remove(partner)
    return ours, theirs


def _partner(part: Mention, others: Rest) -> Mention | None:
    return next((other for other in others[:MOST] if other.keys[:1] == part.keys[:1]), None)


def _known(mention: Mention, keys: set[Hashable], text: str, other: str) -> Mention:
    """A number that the other text has too, if not as often, is a fault only where it stands for another.

    So is one whose figures stand in the other text, in an address or cut otherwise. The turn of a century is that of
    two, of which either text may leave one out.
    """
    figures = [match[0] for match in _FIGURES.finditer(text, mention.start, mention.end)]
    if mention.kind in ("roman", "century") and _TURN.search(other) and (_TURN.search(text) or _next(mention) in keys):
        return mention._replace(level=FREE)
    runs, digits = _runs(other)
    if (figures and runs.issuperset(figures[:4])) or not keys.isdisjoint(mention.keys):
        return mention._replace(level=min(mention.level, LOOSE))
    together = "".join(figures)[:20]
    if len(together) > 5 and together in digits and _spread(together).search(other):
        return mention._replace(level=FREE)
    return mention


def _next(mention: Mention) -> Hashable:
    return century((mention.amount or 0) + 1)


@lru_cache(8)
def _runs(text: str) -> tuple[frozenset[str], str]:
    """The figures of a text, and all of them in a row."""
    runs = _FIGURES.findall(text)
    return frozenset(runs), "".join(runs)


def _spread(digits: str) -> re.Pattern[str]:
    """An expression for the digits with anything between them that may part them."""
    return re.compile(r"(?<!\d)" + r"[^\d\w]{0,2}".join(digits) + r"(?!\d)")
