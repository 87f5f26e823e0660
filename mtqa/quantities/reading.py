"""The numbers and dates of a text as values, with every reading that the writing allows."""

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterator

from mtqa.quantities.calendar import dated
from mtqa.quantities.figures import figures
from mtqa.quantities.items import Cut, Item, cut
from mtqa.quantities.mention import Mention, century, clock, day, month
from mtqa.quantities.sums import joined, level, total
from mtqa.quantities.words import FIRM, FREE, LOOSE, SMALL, whole

_TO = re.compile(r"[ \u00a0\u202f]?(?:[-–—−/]|,)?[ \u00a0\u202f]?")
_DECADE = re.compile(r"(?:['’]?s|-(?:х|x|е|ті|ти|ми|м|их|ых|і)|e?r|ern)(?!\w)")
_NTH = re.compile(
    r"(?:st|nd|rd|th|e|er|re|ère|ème|º|ª|-?(?:й|я|е|го|му|м|х|ю|ой|ый|ая|ое|ые|ого|ому|ым|ом|ую|ых|ыми|та|те|ти|ту|ий|а|у|ї|ій|і))(?!\w)"
)
_SUFFIX = re.compile(r"([kmbtкмKMBTКМ])(?![\w²³])")
_SUFFIXES = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12, "к": 1e3, "м": 1e6}
_MONEY = re.compile(r"[$€£¥₽₴][ \u00a0]?$")
_PHONE = re.compile(
    r"\+\d[\d ()\u00a0-]{8,18}\d|\b8?[ -]?\(?\d{3,4}\)?[ -]\d{2,3}[ -]\d\d[ -]\d\d(?!\d)|\b\d{3}-\d{3}-\d{4}(?!\d)"
)

Node = Mention | Item


def read(text: str, code: str) -> tuple[Mention, ...]:
    """All numbers and dates in the text, in order."""
    stretch = cut(text, code)
    nodes = list(_nodes(stretch, code))
    if code.startswith("en"):
        nodes = _spoken_years(nodes, stretch.text)
    nodes = dated(_ranged(nodes, stretch.text), stretch.text, code)
    mentions = [node for node in nodes if isinstance(node, Mention)]
    return tuple(_freed(list(_with_phones(mentions, stretch.text)), stretch.idioms))


def _spoken_years(nodes: list[Node], text: str) -> list[Node]:
    """“Nineteen ninety-five” is 1995, unless it is two numbers."""
    found: list[Node] = []
    for node in nodes:
        one = found[-1] if found else None
        if (
            isinstance(one, Mention)
            and isinstance(node, Mention)
            and one.kind == node.kind == "number"
            and one.amount is not None
            and node.amount is not None
            and 10 <= one.amount <= 20 <= node.amount + 10 <= 109
            and text[one.end : node.start] in (" ", "-")
            and not text[one.start].isdecimal()
            and not text[node.start].isdecimal()
        ):
            year = int(one.amount * 100 + node.amount)
            found[-1] = Mention(one.start, node.end, (year,), FIRM, "number", year, parts=(one, node))
        else:
            found.append(node)
    return found


def _freed(mentions: list[Mention], idioms: list[tuple[int, int]]) -> Iterator[Mention]:
    """The mentions, of which those inside an idiom count for nothing."""
    starts = [start for start, _ in idioms]
    for mention in mentions:
        number = bisect_right(starts, mention.start) - 1
        inside = number >= 0 and mention.end <= idioms[number][1]
        yield mention._replace(level=FREE) if inside else mention


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
        item = items[position]
        if "past" in item.kinds and (half := _half_past(stretch, position)):
            yield half
            position += 2
            continue
        if "decade" in item.kinds:
            yield _decade(item.start, item.end, item.value("decade"))
            position += 1
            continue
        found, after = total(stretch, position, code)
        if found.items:
            start, end = item.start, items[after - 1].end
            mention = Mention(
                start,
                end,
                found.readings,
                level(found),
                found.kind,
                found.readings[0],
                about=_rounded(stretch, position),
                scale=found.scale if found.done and not found.open else found.noun,
                parts=tuple(Mention(one, end, (value,), LOOSE, amount=value) for value, one, end in found.chunks)
                if len(found.chunks) > 1
                else (),
            )
            if item.figures:
                mention = _glued(mention, item, stretch.text, code)
        elif item.figures:
            yield from _pieces(item, code)
            position += 1
            continue
        elif single := _single(item, stretch.text):
            mention, after = single, position + 1
            if single.kind == "span" and after < len(items) and "half" in items[after].kinds:
                more = 1 + items[after].value("half")
                mention = mention._replace(end=items[after].end, keys=(more,), amount=more, level=LOOSE)
                after += 1
        else:
            yield item
            position += 1
            continue
        mention, position = _completed(mention, stretch, after)
        yield mention


def _rounded(stretch: Cut, position: int) -> bool:
    """Whether the number is said to be rounded."""
    if position == 0:
        return False
    before = stretch.items[position - 1]
    return "about" in before.kinds and stretch.items[position].start - before.end <= 3


def _half_past(stretch: Cut, position: int) -> Mention | None:
    """“Half past seven”, «половина восьмого», «пів на дев’яту», “halb acht”."""
    if position + 1 == len(stretch.items):
        return None
    item, after = stretch.items[position : position + 2]
    minutes = item.value("past")
    kind = "ordinal" if minutes < 0 and "ordinal" in after.kinds else "cardinal"
    if kind not in after.kinds or after.value(kind) > 12 or not joined(stretch.text, item, after):
        return None
    keys = _hands(after.value(kind) * 60 + minutes)
    return Mention(item.start, after.end, keys, LOOSE, "clock")


def _hands(minutes: float) -> tuple[Hashable, ...]:
    return clock(minutes), clock(minutes + 720)


def _single(item: Item, text: str) -> Mention | None:
    """What stands for a number in one word."""
    kinds = item.kinds
    if "clock" in kinds:
        return Mention(item.start, item.end, _hands(item.value("clock")), LOOSE, "clock")
    if "noon" in kinds:
        return Mention(item.start, item.end, (clock(item.value("noon") * 60), 12, 0, 24), FREE, "clock")
    for kind in ("compound", "word"):
        if kind in kinds:
            entry = kinds[kind]
            found = entry.level if entry.level >= 0 else LOOSE if entry.value <= 4 else SMALL
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
    """Two letters or more of I, V and X are a number for sure, others may be."""
    written = text[item.start : item.end]
    value = item.value("roman")
    sure = len(written) > 1 and value < 40
    return Mention(item.start, item.end, (value,), FIRM if sure else FREE, "roman", value)


def _times(value: float) -> tuple[float, ...]:
    return (
        whole(value),
        whole(1 / value),
        whole(value - 1),
        whole((value - 1) * 100),
        whole(value * 100),
        whole(100 - 100 / value),
    )


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
    if read_as.clock >= 0:
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
        keys = _hands(minutes)
    if minutes % 60 == 0:
        keys += (hours, hours - 12) if hours > 12 else (hours,)
    return keys


def _glued(mention: Mention, item: Item, text: str, code: str) -> Mention:
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
    if mention.end == item.end and _DECADE.match(text, item.end) and value % 10 == 0 and 10 <= value <= 2100:
        return _decade(item.start, item.end, value)._replace(about=mention.about)
    if mention.end == item.end and (nth := _NTH.match(text, item.end)):
        return mention._replace(kind="ordinal", end=nth.end())
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
    """Figures that belong to letters, as in F-16, B12 and 5G: a name more than a number."""
    before, after = text[max(0, item.start - 2) : item.start], text[item.end : item.end + 2]
    if before[-1:].isalpha():
        return mention._replace(level=FREE if item.figures in ("2", "3") else LOOSE, kind="name")
    if len(before) == 2 and before[1] in "-‑" and before[0].isalpha():
        return mention._replace(level=LOOSE, kind="name")
    if after[:1].isupper() and not after[1:].islower():
        return mention._replace(level=LOOSE, kind="name")
    return mention


def _completed(mention: Mention, stretch: Cut, position: int) -> tuple[Mention, int]:
    """The mention with what is said after it: percent, a unit, times, the time of day."""
    items = stretch.items
    while position < len(items):
        item = items[position]
        gap = item.start - mention.end
        if gap < 0:
            position += 1
            continue
        if gap > 3 or (gap > 0 and stretch.text[mention.end : item.start].strip(" .\u00a0\u202f-")):
            break
        grown = _with_word(mention, item, gap)
        if grown is None:
            break
        mention = grown
        position += 1
    return mention, position


def _with_word(mention: Mention, item: Item, gap: int) -> Mention | None:
    kinds, value = item.kinds, mention.amount
    if value is None and mention.kind != "clock":
        return None
    if "skip" in kinds:
        return mention._replace(about=True)
    if "am" in kinds or "pm" in kinds:
        return _of_day(mention, item)
    if value is None or mention.kind in ("percent", "span", "decade"):
        return None
    if "percent" in kinds:
        return mention._replace(keys=(*mention.keys, whole(value / 100)), kind="percent", end=item.end)
    if "times" in kinds and not kinds["times"].value and value > 0:
        return mention._replace(keys=(*mention.keys, *_times(value)), kind="times")
    if "century" in kinds and value % 1 == 0 and mention.kind in ("ordinal", "roman", "number"):
        return mention._replace(keys=(*mention.keys, century(value)), kind="century")
    if mention.unit is None and "unit" in kinds:
        return _counted(mention, item)
    if "span" in kinds and mention.unit is None and kinds["span"].unit:
        unit = kinds["span"].unit
        return mention._replace(unit=unit, amount=whole(value * kinds["span"].value))
    return None


def _counted(mention: Mention, item: Item) -> Mention | None:
    unit, value = item.kinds["unit"].unit, mention.amount
    if unit is None or value is None or (unit.name == "year" and 1000 <= value <= 2100 and value % 1 == 0):
        return mention._replace(kind="year") if mention.kind == "number" else None
    keys = mention.keys
    if unit.name == "hour" and value <= 24:
        keys += (clock(value * 60), clock(value * 60 + 720)) if value <= 12 else (clock(value * 60),)
    if mention.kind == "name":
        mention = mention._replace(kind="number", level=FIRM)
    counts = SMALL if mention.level == LOOSE and value == 2 else mention.level
    return mention._replace(keys=keys, unit=unit, level=counts)


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
        keys += tuple(dict.fromkeys((minutes // 60 or 12, hours["pm"] // 60 if "pm" in item.kinds else minutes // 60)))
    return mention._replace(keys=keys, kind="clock", end=item.end, unit=None)


def _ranged(nodes: list[Node], text: str) -> list[Node]:
    """The nodes, with what the end of a range or list says given to its beginning: “5–7 million”, “2019–20”."""
    for position in range(len(nodes) - 2, -1, -1):
        one, other = nodes[position], nodes[position + 1]
        gap_from = one.end
        if isinstance(other, Item) and "link" in other.kinds and position + 2 < len(nodes):
            if not _TO.fullmatch(text, one.end, other.start):
                continue
            gap_from, other = other.end, nodes[position + 2]
        if not isinstance(one, Mention) or not isinstance(other, Mention) or other.start - gap_from > 3:
            continue
        if _TO.fullmatch(text, gap_from, other.start):
            after = position + 1 if gap_from == one.end else position + 2
            if "," in text[one.end : other.start]:
                nodes[position] = _scaled(one, other)
            else:
                nodes[position], nodes[after] = _pair(one, other)
    return nodes


def _pair(one: Mention, other: Mention) -> tuple[Mention, Mention]:
    first, second = one.amount, other.amount
    if other.kind == "clock" and one.kind in ("number", "clock"):
        return _same_half(one, other), other
    if first is None or second is None:
        return one, other
    one = _scaled(one, other)
    if one.unit is None and other.unit is not None:
        one = one._replace(unit=other.unit)
    if other.kind == "percent" and one.kind == "number":
        one = one._replace(keys=(*one.keys, whole(first / 100)))
    if other.kind in ("century", "decade") and one.kind == "roman":
        one = one._replace(kind=other.kind)
    if 1000 <= first <= 2100 and second < 100 and other.end - other.start == 2:
        other = other._replace(keys=(*other.keys, whole(first // 100 * 100 + second)))
    return one, other


def _scaled(one: Mention, other: Mention) -> Mention:
    if one.amount is None or other.scale == 1 or one.scale > 1 or one.amount >= min(other.scale, 1000):
        return one
    scaled = tuple(whole(key * other.scale) for key in one.keys if isinstance(key, int | float))
    return one._replace(keys=(*one.keys, *scaled), scale=other.scale)


def _same_half(one: Mention, other: Mention) -> Mention:
    """The hour at the start of “5 to 7 p.m.” is in the afternoon too."""
    if one.amount is not None and one.amount <= 12 and one.amount % 1 == 0:
        return one._replace(keys=(*one.keys, *_hands(one.amount * 60), one.amount + 12))
    return one
