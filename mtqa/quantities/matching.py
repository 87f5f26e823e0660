"""Which numbers and dates of a source its target lost, changed or added: both matched as multisets of values."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import lru_cache
from math import floor, log10
from typing import Literal, NamedTuple

from mtqa.alignment.sentences import Astray, astray
from mtqa.languages.copies import is_copied
from mtqa.languages.guess import guess
from mtqa.quantities.mention import Mention, century, day, instead
from mtqa.quantities.reading import read
from mtqa.quantities.words import FIRM, FREE, LOOSE, SMALL, speaks
from mtqa.segment import Document, Segment

MOST = 40
_DATES = frozenset({"date", "month", "weekday"})


class Mismatch(NamedTuple):
    """A number or date that one of the texts lacks, or that they give differently."""

    source: Mention | None
    target: Mention | None
    kind: Literal["", "converted", "unit"] = ""

    @property
    def dated(self) -> bool:
        return self.source is not None and self.target is not None and self.source.kind in _DATES


Rest = list[Mention]

_FIGURES = re.compile(r"\d+")


def faults(segment: Segment) -> tuple[Mismatch, ...]:
    """What does not match in a segment that is translated at all."""
    source_lang = segment.source_lang or guess(segment.source)
    found = mismatches(segment.source, segment.target, source_lang, segment.target_lang)
    if not found or is_copied(segment) or not any(map(str.isalnum, segment.target)):
        return ()
    return tuple(mismatch for mismatch in found if not _is_told_of(mismatch, astray(segment)))


def _is_told_of(mismatch: Mismatch, sentences: Astray) -> bool:
    """Whether the sentence with the number was lost or added, which is a fault of its own."""
    said, found = mismatch.source, mismatch.target
    if said is None:
        return found is not None and sentences.adds(found.start)
    return found is None and sentences.loses(said.start)


def faults_across(document: Document) -> Iterator[tuple[int, Mismatch]]:
    """What does not match in each segment, by its index, but for what a segment beside it has in its place."""
    segments = document.segments
    for index, segment in enumerate(segments):
        if not segment.source:
            continue
        for mismatch in faults(segment):
            beside = (*segments[max(0, index - 1) : index], *segments[index + 1 : index + 2])
            if not any(_moved(mismatch, other) for other in beside):
                yield index, mismatch


def _moved(mismatch: Mismatch, beside: Segment) -> bool:
    """Whether the number that one text lacks stands in the segment beside, without its like in the other text."""
    said, found = mismatch.source, mismatch.target
    if (said is None) == (found is None):
        return False
    sides = (beside.target, beside.target_lang), (beside.source, beside.source_lang or guess(beside.source))
    there, here = ({key for one in read(*side) for key in one.keys} for side in (sides if said else sides[::-1]))
    lone = said or found
    return lone is not None and any(key in there and key not in here for key in lone.keys)


@lru_cache(1024)
def mismatches(source: str, target: str, source_lang: str, target_lang: str) -> tuple[Mismatch, ...]:
    """What does not match, in no order; nothing for languages whose number words are not known."""
    if not speaks(source_lang) or not speaks(target_lang):
        return ()
    said, found = read(source, source_lang), read(target, target_lang)
    ours, theirs = _unmatched(said, found)
    recounted = tuple(_recounted(said, found))
    if not ours and not theirs:
        return recounted
    known = set(_all_keys(said)), set(_all_keys(found))
    ours, theirs, converted = _measured(ours, theirs)
    ours, theirs, dates = _dated(ours, theirs)
    ours, theirs = _unmatched(*_opened(ours, theirs))
    ours, theirs, more = _measured(ours, theirs)
    ours = [_known(one, known[1], source, target) for one in ours]
    theirs = [_known(one, known[0], target, source) for one in theirs]
    return (*recounted, *converted, *more, *dates, *_faults(ours, theirs))


def _recounted(said: Iterable[Mention], found: Iterable[Mention]) -> Iterator[Mismatch]:
    """Numbers that stayed while what they count changed: 6 mm and 6 cm, 4% and 4 times."""
    sides = defaultdict[float, tuple[Rest, Rest]](lambda: ([], []))
    for number, side in enumerate((said, found)):
        for mention in side:
            if mention.amount is not None and mention.kind != "span":
                sides[mention.amount][number].append(mention)
    for ours, theirs in sides.values():
        if len(ours) == len(theirs) == 1 and {ours[0].kind, theirs[0].kind} == {"percent", "times"}:
            yield Mismatch(ours[0], theirs[0], "unit")
        if len(ours) != len(theirs) or not all(one.unit_end for one in (*ours, *theirs)):
            continue
        names = [{one.unit.name for one in side if one.unit} for side in (ours, theirs)]
        odd = [one for one in ours if one.unit and one.unit.name not in names[1]]
        strange = [one for one in theirs if one.unit and one.unit.name not in names[0]]
        if len(odd) == len(strange) == 1 and _dimension(odd[0]) == _dimension(strange[0]):
            one, other = (mention._replace(end=mention.unit_end) for mention in (odd[0], strange[0]))
            yield Mismatch(one, other, "unit")


def _dimension(mention: Mention) -> str:
    return mention.unit.dimension if mention.unit else ""


def _all_keys(mentions: Iterable[Mention]) -> Iterator[Hashable]:
    """The readings of all mentions and of their parts; a year or decade says its century too, a day its neighbours."""
    for mention in mentions:
        yield from mention.keys
        for part in mention.parts:
            yield from part.keys
        if mention.amount is not None and 1000 <= mention.amount <= 2100:
            yield century(mention.amount // 100 + 1)
        for key in mention.keys:
            if isinstance(key, tuple) and key[0] == "day":
                yield from (day(key[1] + step, key[2]) for step in (-1, 1))


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
        for key in _offered(chosen(theirs[number].keys)):
            waiting[key].append(number)
    taken: set[int] = set()
    rest = []
    for mention in ours:
        for key in _sought(chosen(mention.keys)):
            partners = waiting.get(key, [])
            while partners and partners[-1] in taken:
                partners.pop()
            if partners:
                taken.add(partners.pop())
                break
        else:
            rest.append(mention)
    return rest, [mention for number, mention in enumerate(theirs) if number not in taken]


def _offered(keys: Iterable[Hashable]) -> Iterator[Hashable]:
    for key in keys:
        yield key
        if not isinstance(key, tuple):
            yield "bare", key


def _sought(keys: Iterable[Hashable]) -> Iterator[Hashable]:
    for key in keys:
        if isinstance(key, tuple):
            yield ("bare", key[1]) if key[0] == "instead" else key
        else:
            yield key
            yield instead(key)  # type: ignore[arg-type]


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
            notes.append(Mismatch(mention, partner, "converted"))
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


def _known(mention: Mention, keys: set[Hashable], text: str, other: str) -> Mention:
    """A number that the other text has too, if not as often, is a fault only where it stands for another.

    So is one whose figures stand in the other text, in an address or cut otherwise.
    """
    figures = [match[0] for match in _FIGURES.finditer(text, mention.start, mention.end)]
    if any(key in keys for key in mention.keys):
        return mention._replace(level=min(mention.level, LOOSE))
    if figures and all(re.search(rf"(?<!\d){piece}(?!\d)", other) for piece in figures[:4]):
        return mention._replace(level=min(mention.level, LOOSE))
    if len(together := "".join(figures)) > 5 and _spread(together).search(other):
        return mention._replace(level=FREE)
    return mention


def _spread(digits: str) -> re.Pattern[str]:
    """An expression for the digits with anything between them that may part them."""
    return re.compile(r"(?<!\d)" + r"[^\d\w]{0,2}".join(digits[:20]) + r"(?!\d)")


def _faults(ours: Rest, theirs: Rest) -> Iterator[Mismatch]:
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
    yield from (Mismatch(None, one) for one in theirs[:MOST] if one.level == FIRM)


def _shares(side: Rest, halves: Rest) -> Iterator[Mismatch]:
    """A third or a quarter of this side that the other calls a half; they are taken away."""
    for one in [one for one in side if one.kind == "fraction"][: len(halves)]:
        side.remove(one)
        yield Mismatch(one, halves.pop())


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
    """How unlikely it is that one number stands for the other; two and more is too much."""
    alike = _digits_alike(one, other)
    apart = abs(first - second) - (0.5 if alike else 0)
    if one.kind == other.kind:
        return apart
    if not alike and (_sort(one) != _sort(other)):
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
    digits = [sorted(f"{value:.10g}".replace(".", "").strip("0")) for value in (one.amount, other.amount)]
    return digits[0] == digits[1]
