"""Values that differ in their unit, or are rounded: 100 km and 62 miles, 6 mm and 6 cm, “about 5,000” for 4,987."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import floor, log10

from mtqa.quantities.mention import Mention
from mtqa.quantities.mismatch import MOST, Mismatch, Rest
from mtqa.quantities.words import Unit, digits


def recounted(said: Iterable[Mention], found: Iterable[Mention]) -> Iterator[Mismatch]:
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


def measured(ours: Rest, theirs: Rest) -> tuple[Rest, Rest, list[Mismatch]]:
    """What is left without what is rounded or told in another unit, and what was put into units of another system."""
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
        return _same_measure(first, one.unit, second, other.unit)
    return other.about and not one.about and _rounds(first, second)


def _same_measure(first: float, unit: Unit, second: float, other: Unit) -> bool:
    if unit.dimension == "temperature":
        celsius, fahrenheit = (first, second) if unit.name == "celsius" else (second, first)
        return abs(celsius * 9 / 5 + 32 - fahrenheit) <= 2
    if unit.dimension == "money" and unit.system != other.system:
        return first != second
    first, second = first * unit.factor, second * other.factor
    slack = 0.1 if unit.system != other.system else 0.016
    return abs(first - second) <= slack * max(abs(first), abs(second))


def _converted(one: Mention, other: Mention) -> bool:
    return one.unit is not None and other.unit is not None and one.unit.system != other.unit.system


def _rounds(exact: float, rounded: float) -> bool:
    """Whether the second is the first with fewer digits."""
    if rounded <= 0 or exact <= 0:
        return False
    length = len(digits(rounded))
    if length > 9:
        return False
    unit = 10.0 ** (floor(log10(rounded)) - length + 1)
    return -unit / 2 <= exact - rounded < unit / 2 and abs(exact - rounded) <= exact / 4
