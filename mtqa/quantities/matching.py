"""Which numbers and dates of a source its target lost, changed or added: both matched as multisets of values."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import lru_cache
from math import floor, log10
from typing import NamedTuple

from mtqa.languages.copies import is_copied
from mtqa.languages.guess import guess
from mtqa.quantities.mention import Mention
from mtqa.quantities.reading import read
from mtqa.quantities.words import FIRM, FREE, LOOSE, SMALL, speaks
from mtqa.segment import Segment

MOST = 40
_DATES = frozenset({"date", "month", "weekday"})


class Mismatch(NamedTuple):
    """A number or date that one of the texts lacks, or that they give differently."""

    source: Mention | None
    target: Mention | None
    converted: bool = False

    @property
    def dated(self) -> bool:
        return self.source is not None and self.target is not None and self.source.kind in _DATES


Rest = list[Mention]


def faults(segment: Segment) -> tuple[Mismatch, ...]:
    """What does not match in a segment that is translated at all."""
    source_lang = segment.source_lang or guess(segment.source)
    found = mismatches(segment.source, segment.target, source_lang, segment.target_lang)
    if not found or is_copied(segment) or not any(map(str.isalnum, segment.target)):
        return ()
    return found


@lru_cache(2)
def mismatches(source: str, target: str, source_lang: str, target_lang: str) -> tuple[Mismatch, ...]:
    """What does not match, in no order; nothing for languages whose number words are not known."""
    if not speaks(source_lang) or not speaks(target_lang):
        return ()
    said, found = read(source, source_lang), read(target, target_lang)
    ours, theirs = _unmatched(said, found)
    if not ours and not theirs:
        return ()
    known = {key for one in said for key in _all_keys(one)}, {key for one in found for key in _all_keys(one)}
    ours, theirs, converted = _measured(ours, theirs)
    ours, theirs, dates = _dated(ours, theirs)
    ours, theirs = _unmatched(*_opened(ours, theirs))
    ours, theirs, more = _measured(ours, theirs)
    ours = [_known(one, known[1]) for one in ours]
    theirs = [_known(one, known[0]) for one in theirs]
    return (*converted, *more, *dates, *_faults(ours, theirs))


def _all_keys(mention: Mention) -> Iterator[Hashable]:
    yield from mention.keys
    for part in mention.parts:
        yield from part.keys


def _unmatched(said: Iterable[Mention], found: Iterable[Mention]) -> tuple[Rest, Rest]:
    """The mentions of either side that share no reading with one of the other; each has one partner at most."""
    ours, theirs = list(said), list(found)
    for same in (lambda keys: keys[:1], lambda keys: keys):
        ours, theirs = _by_key(ours, theirs, same)
    return ours, theirs


def _by_key(
    ours: Rest, theirs: Rest, chosen: Callable[[tuple[Hashable, ...]], tuple[Hashable, ...]]
) -> tuple[Rest, Rest]:
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for number in range(len(theirs) - 1, -1, -1):
        for key in chosen(theirs[number].keys):
            waiting[key].append(number)
    taken: set[int] = set()
    rest = []
    for mention in ours:
        for key in chosen(mention.keys):
            partners = waiting.get(key, [])
            while partners and partners[-1] in taken:
                partners.pop()
            if partners:
                taken.add(partners.pop())
                break
        else:
            rest.append(mention)
    return rest, [mention for number, mention in enumerate(theirs) if number not in taken]


def _measured(ours: Rest, theirs: Rest) -> tuple[Rest, Rest, list[Mismatch]]:
    """What is left without what is rounded, told in another unit of time or measure, or a share of a hundred."""
    notes = []
    theirs = list(theirs)
    rest = []
    for mention in ours[:MOST]:
        partner = next((other for other in theirs[:MOST] if _amounts_to(mention, other)), None)
        if partner is None:
            rest.append(mention)
            continue
        theirs.remove(partner)
        if _converted(mention, partner):
            notes.append(Mismatch(mention, partner, converted=True))
    return rest + ours[MOST:], theirs, notes


def _amounts_to(one: Mention, other: Mention) -> bool:
    first, second = one.amount, other.amount
    if first is None or second is None:
        return False
    if one.unit and other.unit and one.unit != other.unit and one.unit.dimension == other.unit.dimension:
        return _same_measure(one, other)
    return other.about and not one.about and _rounds(first, second)


def _same_measure(one: Mention, other: Mention) -> bool:
    first, second = one.amount or 0, other.amount or 0
    if one.unit is None or other.unit is None:
        return False
    if one.unit.dimension == "temperature":
        celsius, fahrenheit = (first, second) if one.unit.name == "celsius" else (second, first)
        return abs(celsius * 9 / 5 + 32 - fahrenheit) <= 2
    first, second = first * one.unit.factor, second * other.unit.factor
    slack = 0.1 if one.unit.system != other.unit.system else 0.016
    return abs(first - second) <= slack * max(abs(first), abs(second))


def _converted(one: Mention, other: Mention) -> bool:
    return one.unit is not None and other.unit is not None and one.unit.system != other.unit.system


def _rounds(exact: float, rounded: float) -> bool:
    """Whether the second is the first with fewer digits."""
    if rounded <= 0 or exact <= 0:
        return False
    digits = f"{rounded:.10g}".replace(".", "").strip("0")
    if len(digits) > 9:
        return False
    unit = 10.0 ** (floor(log10(rounded)) - len(digits) + 1)
    return abs(exact - rounded) <= unit / 2


def _dated(ours: Rest, theirs: Rest) -> tuple[Rest, Rest, list[Mismatch]]:
    """What is left without days, months and weekdays that stand for one another, and these."""
    faults = []
    for kind in _DATES:
        one = [mention for mention in ours if mention.kind == kind]
        other = [mention for mention in theirs if mention.kind == kind]
        for mention in one[:MOST]:
            partner = min(other, key=lambda candidate: -_likeness(mention, candidate), default=None)
            if partner is None:
                break
            other.remove(partner)
            if _explained(mention, partner, ours, theirs):
                continue
            ours = [left for left in ours if left is not mention]
            theirs = [left for left in theirs if left is not partner]
            faults.append(Mismatch(mention, partner))
    return ours, theirs, faults


def _likeness(one: Mention, other: Mention) -> int:
    return len({key for part in one.parts for key in part.keys} & {key for part in other.parts for key in part.keys})


def _explained(one: Mention, other: Mention, ours: Rest, theirs: Rest) -> bool:
    """Whether the days differ because each side's list of days was read from its other end."""
    if one.kind != "date":
        return False
    mine, yours = one.parts[0].keys, other.parts[0].keys
    numbers = [{key for left in side if left.kind == "number" for key in left.keys} for side in (ours, theirs)]
    return bool(numbers[1] & set(mine)) and bool(numbers[0] & set(yours))


def _opened(ours: Rest, theirs: Rest) -> tuple[Rest, Rest]:
    """The rest without what is several numbers on the other side."""
    for sides in ((ours, theirs), (theirs, ours)):
        whole, others = sides
        for mention in [one for one in whole[:MOST] if one.parts]:
            partners = [_partner(part, others) for part in mention.parts]
            if None not in partners and len({id(one) for one in partners}) == len(partners):
                whole.remove(mention)
                for partner in partners:
                    others.remove(partner)  # type: ignore[arg-type]
    return ours, theirs


def _partner(part: Mention, others: Rest) -> Mention | None:
    return next((other for other in others[:MOST] if other.keys[:1] == part.keys[:1]), None)


def _known(mention: Mention, keys: set[Hashable]) -> Mention:
    """A number that the other text has too, if not as often, is a fault only where it stands for another."""
    if any(key in keys for key in mention.keys):
        return mention._replace(level=min(mention.level, LOOSE))
    return mention


def _faults(ours: Rest, theirs: Rest) -> Iterator[Mismatch]:
    ours = [one for one in ours if one.level > FREE and one.kind not in ("month", "weekday")]
    theirs = [one for one in theirs if one.level > FREE and one.kind not in ("month", "weekday")]
    for one, other in _pairs(ours, theirs):
        yield Mismatch(one, other)
        ours.remove(one)
        theirs.remove(other)
    yield from (Mismatch(one, None) for one in ours[:MOST] if one.level >= SMALL)
    yield from (Mismatch(None, one) for one in theirs[:MOST] if one.level == FIRM)


def _pairs(ours: Rest, theirs: Rest) -> list[tuple[Mention, Mention]]:
    """Numbers that stand for one another: the likest first, of one kind or of one shape."""
    candidates = sorted(
        (
            (_distance(one, other, i / len(ours), j / len(theirs)), i, j)
            for i, one in enumerate(ours[:MOST])
            for j, other in enumerate(theirs[:MOST])
        ),
    )
    pairs, used = [], (set[int](), set[int]())
    for distance, i, j in candidates:
        if distance < 2 and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((ours[i], theirs[j]))
    return pairs


def _distance(one: Mention, other: Mention, first: float, second: float) -> float:
    kinds = {one.kind, other.kind}
    unlike = 0.0 if len(kinds) == 1 else 0.5
    if kinds & {"year", "clock", "phone", "decade", "century"} and len(kinds) > 1 and not _digits_alike(one, other):
        unlike = 2
    return unlike + abs(first - second) - (0.5 if _digits_alike(one, other) else 0)


def _digits_alike(one: Mention, other: Mention) -> bool:
    if one.amount is None or other.amount is None:
        return False
    digits = [sorted(f"{value:.10g}".replace(".", "").strip("0")) for value in (one.amount, other.amount)]
    return digits[0] == digits[1]
