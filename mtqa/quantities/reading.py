"""The numbers and dates of a text as values, with every reading that the writing allows."""

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterator

from mtqa.quantities.calendar import dated
from mtqa.quantities.figures import figures
from mtqa.quantities.items import Cut, Item, cut
from mtqa.quantities.joining import joined_up
from mtqa.quantities.mention import Mention, century, clock, day, hands, instead, month
from mtqa.quantities.sums import Sum, joined, level, total
from mtqa.quantities.words import FIRM, FREE, LOOSE, SMALL, units, whole

_DECADE = re.compile(r"(?:['’]?s|-(?:х|x|е|ті|ти|ми|м|их|ых|і)|e?r|ern)(?!\w)")
_NTH = re.compile(
    r"(?:st|nd|rd|th|e|er|re|ère|ème|º|ª|-?(?:й|я|е|го|му|м|х|ю|ой|ый|ая|ое|ые|ого|ому|ым|ом|ую|ых|ыми|та|те|ти|ту|ий|а|у|ї|ій|і))(?!\w)"
)
_SUFFIX = re.compile(r"([kmbtкмKMBTКМ])(?![\w²³])")
_SUFFIXES = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12, "к": 1e3, "м": 1e6}
_MONEY = re.compile(r"[$€£¥₽₴][ \u00a0]?$")
_MARKER = re.compile(r"\d{1,3}[.)] |\[\d{1,3}\]")
_PHONE = re.compile(
    r"\+\d[\d ()\u00a0-]{8,18}\d|\b8?[ -]?\(?\d{3,4}\)?[ -]\d{2,3}[ -]\d\d[ -]\d\d(?!\d)|\b\d{3}-\d{3}-\d{4}(?!\d)"
)

Node = Mention | Item


def read(text: str, code: str) -> tuple[Mention, ...]:
    """All numbers and dates in the text, in order."""
    stretch = cut(text, code)
    nodes = list(_nodes(stretch, code))
    nodes = dated(joined_up(nodes, stretch.text, code), stretch.text, code)
    mentions = [node for node in nodes if isinstance(node, Mention)]
    return tuple(_freed(list(_with_phones(mentions, stretch.text)), stretch.idioms))


def _freed(mentions: list[Mention], idioms: list[tuple[int, int, int]]) -> Iterator[Mention]:
    """The mentions, of which those inside an idiom count for no more than it does."""
    starts = [start for start, _, _ in idioms]
    for mention in mentions:
        number = bisect_right(starts, mention.start) - 1
        inside = number >= 0 and mention.end <= idioms[number][1]
        yield mention._replace(level=min(mention.level, idioms[number][2])) if inside else mention


def _with_phones(mentions: list[Mention], text: str) -> Iterator[Mention]:
    """The mentions, with those inside a telephone number put together."""
    phones = [match.span() for match in _PHONE.finditer(text) if sum(map(str.isdecimal, match[0])) >= 9]
    starts = [start for start, _ in phones]
    parts: dict[int, list[Mention]] = {number: [] for number in range(len(phones))}
    for mention in mentions:
        number = bisect_right(starts, mention.start) - 1
        if number >= 0 and mention.start < phones[number][1]:
            parts[number].append(mention)
        else:
            yield mention
    for number, (start, end) in enumerate(phones):
        digits = "".join(filter(str.isdecimal, text[start:end]))
        yield Mention(start, end, (("phone", digits[-10:]),), FIRM, "phone", parts=tuple(parts[number]))


def _nodes(stretch: Cut, code: str) -> Iterator[Node]:
    """The items with those that make numbers put together."""
    items = stretch.items
    position = 0
    while position < len(items):
        mentions, after = _started(stretch, position, code)
        if not mentions:
            yield items[position]
            position += 1
            continue
        last, position = _completed(mentions[-1], stretch, after)
        yield from (*mentions[:-1], last)


def _started(stretch: Cut, position: int, code: str) -> tuple[list[Mention], int]:
    """The numbers that start with an item, if any, and the position after them."""
    item = stretch.items[position]
    if {"past", "to_hour"} & item.kinds.keys():
        mention, after = _spoken_hour(stretch, position)
        if mention:
            return [mention], after
    if "decade" in item.kinds:
        return [_decade(item.start, item.end, item.value("decade"))], position + 1
    found, after = total(stretch, position, code)
    if found.items:
        return [_summed(found, stretch, position, after, code)], after
    if item.figures:
        return list(_pieces(item, code)), position + 1
    single = _single(item, stretch.text)
    return ([single] if single else []), position + 1


def _summed(found: Sum, stretch: Cut, position: int, after: int, code: str) -> Mention:
    item, last = stretch.items[position], stretch.items[after - 1]
    parts = tuple(Mention(start, end, (value,), LOOSE, amount=value) for value, start, end in found.chunks)
    mention = Mention(
        item.start,
        last.end,
        found.readings,
        level(found),
        found.kind,
        found.readings[0],
        about=_rounded(stretch, position),
        scale=found.scale if found.done and not found.open else found.noun,
        parts=parts if len(parts) > 1 else (),
    )
    if found.kind == "fraction" and "unit" in last.kinds and found.items > 1:
        unit, share = last.kinds["unit"].unit, last.value("fraction")
        mention = mention._replace(unit=unit, amount=whole(found.readings[0] / share))
    if not item.figures:
        value = found.readings[0]
        if code.startswith("es") and value % 1 in (0.25, 0.5) and 1 < value < 13:
            mention = mention._replace(keys=(*mention.keys, *hands(value * 60)))
        return _short_year(mention, code)
    before = stretch.items[position - 1] if position else item
    decades = "decades" in before.kinds and item.start - before.end == 1
    return _glued(mention, item, stretch.text, code, decades=decades)


def _short_year(mention: Mention, code: str) -> Mention:
    """«В сорок шестом» may be in 1946."""
    value = mention.amount or 0
    if mention.kind != "ordinal" or not 10 <= value < 100 or not code.startswith(("ru", "uk")):
        return mention
    return mention._replace(keys=(*mention.keys, *(instead(age + value) for age in (1900, 2000, 1800))))


def _rounded(stretch: Cut, position: int) -> bool:
    """Whether the number is said to be rounded."""
    if position == 0:
        return False
    before = stretch.items[position - 1]
    return "about" in before.kinds and stretch.items[position].start - before.end <= 3


def _spoken_hour(stretch: Cut, position: int) -> tuple[Mention | None, int]:
    """“Half past seven”, «половина восьмого», «пів на дев’яту», “halb acht”, «без десяти пять»."""
    items = stretch.items
    after = position + 1
    parts: tuple[Mention, ...] = ()
    if "to_hour" in items[position].kinds:
        if after == len(items) or not {"cardinal", "past"} & items[after].kinds.keys():
            return None, position
        item = items[after]
        minutes = -15.0 if "past" in item.kinds else -item.value("cardinal")
        parts = (Mention(item.start, item.end, (-minutes,), LOOSE),)
        after += 2 if after + 1 < len(items) and "minutes" in items[after + 1].kinds else 1
    else:
        minutes = items[position].value("past")
    if after >= len(items) or not joined(stretch.text, items[after - 1], items[after]):
        return None, position
    item = items[after]
    kind = (
        "cardinal" if "cardinal" in item.kinds and (parts or minutes > 0 or "ordinal" not in item.kinds) else "ordinal"
    )
    if kind not in item.kinds or not 1 <= item.value(kind) <= 12 or minutes < -45:
        return None, position
    parts = (*parts, Mention(item.start, item.end, (item.value(kind),), LOOSE)) if parts else ()
    keys = hands(item.value(kind) * 60 + minutes)
    return Mention(items[position].start, item.end, keys, LOOSE, "clock", parts=parts), after + 1


def _single(item: Item, text: str) -> Mention | None:
    """What stands for a number in one word."""
    kinds = item.kinds
    if "clock" in kinds:
        return Mention(item.start, item.end, hands(item.value("clock")), LOOSE, "clock")
    if "feast" in kinds:
        month_, number = divmod(item.value("feast"), 100)
        return Mention(item.start, item.end, (day(int(number), int(month_)),), FREE, "feast")
    if "noon" in kinds:
        return Mention(
            item.start, item.end, (clock(item.value("noon") * 60), instead(12), instead(0), instead(24)), FREE, "clock"
        )
    for kind in ("compound", "word"):
        if kind in kinds:
            entry = kinds[kind]
            found = entry.level if entry.level >= 0 else LOOSE if entry.value <= 4 or entry.value == 100 else SMALL
            return Mention(item.start, item.end, (entry.value,), found, kind, entry.value)
    if "times" in kinds and kinds["times"].value:
        value = item.value("times")
        return Mention(item.start, item.end, _times(value), kinds["times"].level, "times", value)
    if "roman" in kinds:
        return _roman(item, text)
    if "span" in kinds:
        entry = kinds["span"]
        found = LOOSE if entry.value < 1 else FREE
        return Mention(item.start, item.end, (entry.value,), found, "span", entry.value, entry.unit)
    if "unit" in kinds and kinds["unit"].unit and kinds["unit"].unit.dimension == "time":
        return Mention(item.start, item.end, (), FREE, "span", 1, kinds["unit"].unit)
    return None


def _roman(item: Item, text: str) -> Mention:
    """Two letters or more of I, V and X are a number for sure, others may be; after a name it may be left out."""
    written, before = text[item.start : item.end], text[max(0, item.start - 30) : item.start].split()
    value = item.value("roman")
    found = LOOSE if before and before[-1][0].isupper() else FIRM
    if len(written) == 1 or value >= 40:
        found = FREE
    return Mention(item.start, item.end, (value,), found, "roman", value)


def _times(value: float) -> tuple[Hashable, ...]:
    """Twice as much may be half as much, 100% more or 50% less; one and a half times may be by half."""
    others = (1 / value, (value - 1) * 100, value * 100, 100 - 100 / value, *((value - 1,) if value < 2 else ()))
    return whole(value), *(instead(whole(other)) for other in others)


def _decade(start: int, end: int, value: float) -> Mention:
    """The 1990s are the nineties, and 1800s may be the nineteenth century."""
    keys: tuple[Hashable, ...] = (
        (value, value % 100) if value >= 100 else (value, 1900 + value, 1800 + value, 2000 + value)
    )
    if value >= 1000 and value % 100 == 0:
        keys = (value, century(value / 100 + 1))
    return Mention(start, end, keys, FIRM, "decade", value)


def _pieces(item: Item, code: str) -> Iterator[Mention]:
    """Figures that are no one number: a time, a date, a score, a section."""
    read_as = figures(item.figures, code)
    numbers = [
        Mention(item.start + start, item.start + end, (value,), FIRM if value > 1 else LOOSE, amount=value)
        for start, end, value in read_as.pieces
    ]
    if read_as.clock >= 0 and not (read_as.dates and item.figures.count(".") == 2):
        keys = _clock_keys(read_as.clock, item.figures)
        yield Mention(item.start, item.end, keys, FIRM, "clock", parts=tuple(numbers))
    elif read_as.dates:
        yield from _written_date(item, read_as.dates, numbers)
    else:
        yield from numbers


def _written_date(item: Item, dates: tuple[tuple[int, int, int], ...], numbers: list[Mention]) -> Iterator[Mention]:
    year = dates[0][2]
    keys = tuple(day(number, month_) for number, month_, _ in dates)
    parts = (
        Mention(item.start, item.end, (dates[0][0],), FIRM, amount=dates[0][0]),
        Mention(item.start, item.end, (month(dates[0][1]),), LOOSE, "month", dates[0][1]),
    )
    yield Mention(item.start, item.end, keys, FIRM, "date", parts=parts)
    if year:
        place = next((one for one in numbers if one.end - one.start == 4), numbers[-1])
        yield place._replace(keys=(year,), amount=year, kind="year", level=FIRM)


def _clock_keys(minutes: int, written: str) -> tuple[Hashable, ...]:
    hours = minutes // 60
    keys: tuple[Hashable, ...] = (clock(minutes),)
    if hours <= 12 and not written.startswith("0"):
        keys = hands(minutes)
    if minutes % 60 == 0:
        keys += (instead(hours), instead(hours - 12)) if hours > 12 else (instead(hours),)
    return keys


def _glued(mention: Mention, item: Item, text: str, code: str, *, decades: bool) -> Mention:
    """What the letters, marks and signs right beside figures make of them."""
    read_as = figures(item.figures, code)
    keys = mention.keys
    if len(read_as.values) and read_as.clock >= 0:
        keys += _clock_keys(read_as.clock, item.figures)
    keys += tuple(day(number, month_) for number, month_, _ in read_as.dates)
    if len(read_as.pieces) > 1 and mention.end == item.end:
        parts = tuple(
            Mention(item.start + start, item.start + end, (value,), LOOSE, amount=value)
            for start, end, value in read_as.pieces
        )
        mention = mention._replace(parts=parts)
    mention = mention._replace(keys=keys)
    value = read_as.values[0]
    if item.figures == "24/7":
        return mention._replace(level=LOOSE)
    if (
        mention.end == item.end
        and (decades or _DECADE.match(text, item.end))
        and value % 10 == 0
        and 10 <= value <= 2100
    ):
        return _decade(item.start, item.end, value)._replace(about=mention.about)
    if mention.end == item.end and (nth := _NTH.match(text, item.end)):
        return _short_year(mention._replace(kind="ordinal", end=nth.end()), code)
    suffix = _SUFFIX.match(text, item.end)
    if suffix:
        scale = _SUFFIXES[suffix[1].lower()]
        scaled = tuple(whole(one * scale) for one in read_as.values)
        money = _MONEY.search(text, max(0, item.start - 2), item.start)
        if money:
            return mention._replace(keys=scaled, end=item.end + 1, scale=scale, amount=scaled[0])
        return mention._replace(keys=(*keys, *scaled), end=item.end + 1)
    return _designation(mention, item, text)


def _designation(mention: Mention, item: Item, text: str) -> Mention:
    """Figures that belong to letters, as in F-16, B12 and 5G, are a name; those of a list or note may be left out."""
    before, after = text[max(0, item.start - 2) : item.start], text[item.end : item.end + 2]
    if _MARKER.match(text, max(0, item.start - 1)) and (item.start == 0 or text[item.start - 1] == "["):
        return mention._replace(level=LOOSE)
    if before[-1:].isalpha():
        return mention._replace(level=FREE if item.figures in ("2", "3") else LOOSE, kind="name")
    if len(before) == 2 and before[1] in "-‑" and before[0].isalpha():
        return mention._replace(level=LOOSE, kind="name")
    if after[:1].isupper() and not after[1:].islower():
        return mention._replace(level=LOOSE, kind="name")
    return mention


def _completed(mention: Mention, stretch: Cut, position: int) -> tuple[Mention, int]:
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
        hour = _of_day(mention, item)
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
        return _decade(mention.start, item.end, (value - 1) * 10)
    return None


def _multiple(mention: Mention, item: Item) -> Mention | None:
    """Per cent, times and centuries."""
    kinds, value = item.kinds, mention.amount or 0
    if "percent" in kinds:
        found = LOOSE if value == 100 else mention.level
        keys = (*mention.keys, whole(value / 100), instead(whole(value / 100 + 1)))
        return mention._replace(keys=keys, kind="percent", end=item.end, level=found)
    if "times" in kinds and not kinds["times"].value and value > 0:
        return mention._replace(keys=(*mention.keys, *_times(value)[1:]), kind="times")
    if "century" in kinds and value % 1 == 0 and mention.kind in ("ordinal", "roman", "number"):
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
    if unit is None or ("year" in kinds and 1000 <= value <= 2100 and value % 1 == 0):
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


def _of_day(mention: Mention, item: Item) -> Mention | None:
    """“5 p.m.”, «пять утра»: the hour is known."""
    clocks = [key[1] for key in mention.keys if isinstance(key, tuple) and key[0] == "clock"]
    value = mention.amount
    if value is not None and 0 < value <= 12 and value % 1 == 0:
        minutes = int(value) * 60
    elif clocks:
        minutes = clocks[0]
    else:
        return None
    minutes = minutes % 720
    hours = {"am": minutes, "pm": minutes + 720}
    keys: tuple[Hashable, ...] = tuple(clock(hours[kind]) for kind in hours if kind in item.kinds)
    if minutes % 60 == 0:
        keys += (instead(minutes // 60 or 12), instead((hours["pm"] if "pm" in item.kinds else minutes) // 60))
    return mention._replace(keys=keys, kind="clock", end=item.end, unit=None)
