"""The numbers and dates of a text as values, with every reading that the writing allows."""

from bisect import bisect_right
from collections.abc import Iterator

from mtqa.quantities.calendar import dated
from mtqa.quantities.complements import completed
from mtqa.quantities.hours import spoken_hour
from mtqa.quantities.items import Cut, cut
from mtqa.quantities.joining import joined_up
from mtqa.quantities.mention import Mention, Node, decade, hands, instead
from mtqa.quantities.money import priced
from mtqa.quantities.numerals import glued, pieces
from mtqa.quantities.phones import with_phones
from mtqa.quantities.singles import single
from mtqa.quantities.sums import Sum, level, total
from mtqa.quantities.words import LOOSE, whole


def read(text: str, code: str) -> tuple[Mention, ...]:
    """All numbers and dates in the text in order, and after them its telephone numbers."""
    stretch = cut(text, code)
    nodes = list(_nodes(stretch, code))
    nodes = dated(joined_up(nodes, stretch.text, code), stretch.text, code)
    mentions = [node for node in nodes if isinstance(node, Mention)]
    mentions = list(with_phones(list(priced(mentions, text)), stretch.text))
    return tuple(_freed(mentions, stretch.idioms))


def _freed(mentions: list[Mention], idioms: list[tuple[int, int, int]]) -> Iterator[Mention]:
    """The mentions, of which those inside an idiom count for no more than it does."""
    starts = [start for start, _, _ in idioms]
    for mention in mentions:
        number = bisect_right(starts, mention.start) - 1
        inside = number >= 0 and mention.end <= idioms[number][1]
        yield mention._replace(level=min(mention.level, idioms[number][2])) if inside else mention


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
        last, position = completed(mentions[-1], stretch, after)
        yield from (*mentions[:-1], last)


def _started(stretch: Cut, position: int, code: str) -> tuple[list[Mention], int]:
    """The numbers that start with an item, if any, and the position after them."""
    item = stretch.items[position]
    if {"past", "to_hour"} & item.kinds.keys():
        mention, after = spoken_hour(stretch, position)
        if mention:
            return [mention], after
    if "decade" in item.kinds:
        return [decade(item.start, item.end, item.value("decade"))], position + 1
    found, after = total(stretch, position, code)
    if found.items:
        return [_summed(found, stretch, position, after, code)], after
    if item.figures:
        return list(pieces(item, code)), position + 1
    alone = single(item, stretch.text)
    return ([alone] if alone else []), position + 1


def _summed(found: Sum, stretch: Cut, position: int, after: int, code: str) -> Mention:
    """The mention of a sum that begins at one position and ends before another."""
    item, last = stretch.items[position], stretch.items[after - 1]
    value = found.readings[0]
    parts = tuple(Mention(start, end, (chunk,), LOOSE, amount=chunk) for chunk, start, end in found.chunks)
    mention = Mention(
        item.start,
        last.end,
        found.readings,
        level(found),
        found.kind,
        value,
        about=_rounded(stretch, position),
        scale=found.scale if found.done and not found.open else found.noun,
        parts=parts if len(parts) > 1 else (),
    )
    if found.kind == "fraction" and "unit" in last.kinds and found.items > 1:
        unit, share = last.kinds["unit"].unit, last.value("fraction")
        mention = mention._replace(unit=unit, amount=whole(value / share))
    if item.figures:
        before = stretch.items[position - 1] if position else item
        decades = "decades" in before.kinds and item.start - before.end == 1
        mention = glued(mention, item, stretch.text, code, decades=decades)
    elif code.startswith("es") and value % 1 in (0.25, 0.5) and 1 < value < 13:
        mention = mention._replace(keys=(*mention.keys, *hands(value * 60)))
    return _short_year(mention, code)


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
