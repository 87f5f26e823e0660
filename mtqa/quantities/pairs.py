"""Dates and numbers without their like in the other text: which stand for one another, which are lost or added."""

from collections.abc import Iterator
from functools import partial

from mtqa.quantities.mention import Mention
from mtqa.quantities.mismatch import DATES, MOST, Mismatch, Rest
from mtqa.quantities.words import FIRM, FREE, LOOSE, SMALL, digits


def dates_apart(ours: Rest, theirs: Rest) -> tuple[Rest, Rest, list[Mismatch]]:
    """What is left without days, months and weekdays that stand for one another, and these."""
    faults = []
    for kind in DATES:
        one = [mention for mention in ours if mention.kind == kind]
        other = [mention for mention in theirs if mention.kind == kind]
        for mention in one[:MOST]:
            partner = max(other, key=partial(_likeness, mention), default=None)
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


def numbers_apart(ours: Rest, theirs: Rest) -> Iterator[Mismatch]:
    """Numbers that stand for one another, and those lost or added as far as they are sure enough."""
    ours, theirs, ranks = _ranks_apart(ours, theirs)
    yield from ranks
    halves = [[one for one in side if one.kind == "fraction" and one.level == FREE] for side in (ours, theirs)]
    ours = [one for one in ours if one.level > FREE and one.kind not in ("month", "weekday")]
    theirs = [one for one in theirs if one.level > FREE and one.kind not in ("month", "weekday")]
    yield from _shares(ours, halves[1])
    yield from (Mismatch(one, other) for other, one, _ in _shares(theirs, halves[0]))
    for one, other in _pairs(ours, theirs):
        yield Mismatch(one, other)
        ours.remove(one)
        theirs.remove(other)
    days = [one.end for one in ours if one.kind == "date"]
    for one in ours[:MOST]:
        of_date = one.kind == "year" and any(end - 10 <= one.start <= end + 10 for end in days[:MOST])
        if one.level >= SMALL and not of_date:
            yield Mismatch(one, None)
    yield from (Mismatch(None, one) for one in theirs[:MOST] if one.level == FIRM or _is_count(one))


def _is_count(mention: Mention) -> bool:
    """Whether it is a small number that says a count; two to five and ten are of idioms, and easily added."""
    counted = mention.level == SMALL and mention.kind == "number" and mention.unit is None
    return counted and mention.amount in (6, 7, 8, 9, 11, 12)


def _is_rank(mention: Mention) -> bool:
    """Whether it is a rank that is told; the first is that of idioms."""
    value = mention.amount or 0
    return value % 1 == 0 and (value > 1 or mention.kind == "regnal")


def _ranks_apart(ours: Rest, theirs: Rest) -> tuple[Rest, Rest, list[Mismatch]]:
    """What is left without the one rank of either side, if these differ: a second for a third place, Paul VI for V.

    A rank alone may be left out or added, so that most are no fault where they have no partner.
    """
    faults = []
    for kind in ("ordinal", "regnal"):
        one, other = ([mention for mention in side if mention.kind == kind] for side in (ours, theirs))
        if (
            len(one) == len(other) == 1
            and _is_rank(one[0])
            and _is_rank(other[0])
            and LOOSE in {one[0].level, other[0].level}
        ):
            faults.append(Mismatch(one[0], other[0]))
            ours = [left for left in ours if left is not one[0]]
            theirs = [left for left in theirs if left is not other[0]]
    return ours, theirs, faults


def _shares(side: Rest, halves: Rest) -> Iterator[Mismatch]:
    """A third or a quarter of this side that the other calls a half; they are taken away."""
    for one in [one for one in side if one.kind == "fraction"][: len(halves)]:
        side.remove(one)
        yield Mismatch(one, halves.pop())


def _pairs(ours: Rest, theirs: Rest) -> list[tuple[Mention, Mention]]:
    """Numbers that stand for one another: the likest first, of one kind or of one shape."""
    candidates = sorted(
        (_distance(one, other, i / len(ours), j / len(theirs)), i, j)
        for i, one in enumerate(ours[:MOST])
        for j, other in enumerate(theirs[:MOST])
    )
    pairs, used = [], (set[int](), set[int]())
    for distance, i, j in candidates:
        if distance < 2 and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((ours[i], theirs[j]))
    return pairs


def _distance(one: Mention, other: Mention, first: float, second: float) -> float:
    """How unlikely it is that one number stands for the other; two and more is too much."""
    alike = _digits_alike(one, other)
    apart = abs(first - second) - (0.5 if alike else 0)
    if one.kind == other.kind:
        return apart
    if not alike and _sort(one) != _sort(other):
        return apart + 2
    return apart + 0.5


def _sort(mention: Mention) -> str:
    """Times of the day, years and telephone numbers are not taken for other numbers."""
    if any(isinstance(key, tuple) and key[0] == "clock" for key in mention.keys):
        return "clock"
    if mention.kind in ("year", "phone"):
        return mention.kind
    return "number"


def _digits_alike(one: Mention, other: Mention) -> bool:
    if one.amount is None or other.amount is None:
        return False
    return sorted(digits(one.amount)) == sorted(digits(other.amount))
