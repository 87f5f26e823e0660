"""What the words after a number make of it: per cent, a unit, times, a century, the time of the day."""

from mtqa.quantities.hours import of_day
from mtqa.quantities.items import Cut, Item
from mtqa.quantities.mention import Mention, century, clock, decade, hands, instead, is_year, share, times
from mtqa.quantities.words import FIRM, LOOSE, units, whole


def completed(mention: Mention, stretch: Cut, position: int) -> tuple[Mention, int]:
    """The mention with what is said after it: percent, a unit, times, the time of day; and the position after that."""
    items, edge = stretch.items, mention.end
    while position < len(items):
        item = items[position]
        gap = item.start - edge
        if gap > 3 or (gap > 0 and stretch.text[edge : item.start].strip(" .\u00a0\u202f-")):
            break
        skipped = gap < 0 or (gap == 1 and mention.kind == "fraction" and {"article", "of"} & item.kinds.keys())
        grown = mention if skipped else _with_word(mention, item)
        if grown is None:
            break
        mention, edge, position = grown, max(edge, item.end), position + 1
    return mention, position


def _with_word(mention: Mention, item: Item) -> Mention | None:
    """The mention with what a word after it makes of it, nothing if the word does not belong to it."""
    kinds = item.kinds
    if "am" in kinds or "pm" in kinds:
        hour = of_day(mention, item)
        if hour is None or "unit" not in kinds:
            return hour
        return mention._replace(keys=(*mention.keys, hour.keys[0]), unit=kinds["unit"].unit, unit_end=item.end)
    if mention.amount is None:
        return None
    if "skip" in kinds:
        return mention._replace(about=True)
    if mention.kind in ("percent", "decade") or (mention.kind == "span" and "half" not in kinds):
        return None
    if mention.kind == "ordinal" and (named := _nth(mention, item)):
        return named
    if "half" in kinds and mention.unit and mention.amount % 1 == 0:
        more = mention.amount + kinds["half"].value
        keys = (more, *hands(more * 60)) if mention.unit.name == "hour" and more < 13 else (more,)
        return mention._replace(keys=keys, amount=more, end=item.end, level=max(mention.level, LOOSE))
    return _multiple(mention, item) or _counted(mention, item)


def _nth(mention: Mention, item: Item) -> Mention | None:
    """«Пятая часть» is a fifth, «восьмой десяток» are the seventies of a life."""
    kinds, value = item.kinds, mention.amount or 0
    if "portion" in kinds and value > 2:
        return mention._replace(keys=(*mention.keys, whole(1 / value)))
    if "group" in kinds and kinds["group"].value == 10 and 2 < value <= 10:
        return decade(mention.start, item.end, (value - 1) * 10)
    return None


def _multiple(mention: Mention, item: Item) -> Mention | None:
    """Per cent, times and centuries."""
    kinds, value = item.kinds, mention.amount or 0
    if "percent" in kinds:
        found = LOOSE if value == 100 else mention.level
        keys = (*mention.keys, share(value / 100), instead(whole(value / 100 + 1)))
        return mention._replace(keys=keys, kind="percent", end=item.end, level=found)
    if "times" in kinds and not kinds["times"].value and value > 0:
        return mention._replace(keys=(*mention.keys, *times(value)[1:]), kind="times")
    if "century" in kinds and value % 1 == 0 and mention.kind in ("ordinal", "roman", "regnal", "number"):
        return mention._replace(keys=(*mention.keys, century(value)), kind="century")
    return None


def _counted(mention: Mention, item: Item) -> Mention | None:
    """The mention with its unit; a year has none, and an hour may be one of the day."""
    kinds, value = item.kinds, mention.amount
    if mention.unit is not None or value is None or not {"unit", "hours", "span"} & kinds.keys():
        return None
    if "unit" not in kinds and "span" in kinds:
        span = kinds["span"]
        return mention._replace(unit=span.unit, amount=whole(value * span.value)) if span.unit else None
    unit = kinds["unit"].unit if "unit" in kinds else units()["hour"]
    if unit is None or ("year" in kinds and is_year(value) and value % 1 == 0):
        return mention._replace(kind="year") if mention.kind == "number" else None
    if unit.name == "hour" and mention.kind == "ordinal":
        return mention._replace(keys=(*mention.keys, value - 1), unit=unit)
    keys = mention.keys
    if unit.name == "hour" and value <= 24:
        keys += hands(value * 60) if value <= 12 else (clock(value * 60),)
    if mention.kind == "name":
        mention = mention._replace(kind="number", level=FIRM)
    found = LOOSE if unit.name == "hour" and value == 24 else mention.level
    return mention._replace(keys=keys, unit=unit, level=found, unit_end=item.end)
