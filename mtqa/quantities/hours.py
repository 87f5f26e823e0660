"""Times of the day: “half past seven”, «без десяти пять», 17:30, “5 p.m.”."""

from collections.abc import Hashable

from mtqa.quantities.items import Cut, Item
from mtqa.quantities.mention import Mention, clock, hands, instead
from mtqa.quantities.sums import joined
from mtqa.quantities.words import LOOSE


def spoken_hour(stretch: Cut, position: int) -> tuple[Mention | None, int]:
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


def written_hour(minutes: int, written: str) -> tuple[Hashable, ...]:
    """The readings of an hour in figures: 5:30 may be in the afternoon, 05:30 and 17:30 leave no choice."""
    hours = minutes // 60
    keys: tuple[Hashable, ...] = (clock(minutes),)
    if hours <= 12 and not written.startswith("0"):
        keys = hands(minutes)
    if minutes % 60 == 0:
        keys += (instead(hours), instead(hours - 12)) if hours > 12 else (instead(hours),)
    return keys


def of_day(mention: Mention, item: Item) -> Mention | None:
    """“5 p.m.”, «пять утра»: the hour is known; «в двенадцатом часу ночи» may be past eleven, too."""
    clocks = [key[1] for key in mention.keys if isinstance(key, tuple) and key[0] == "clock"]
    value = mention.amount
    if value is not None and 0 < value <= 12 and value % 1 == 0:
        minutes = int(value) * 60
    elif clocks:
        minutes = clocks[0]
    else:
        return None
    begun = hands(minutes - 60) if mention.kind == "ordinal" and mention.unit else ()
    minutes = minutes % 720
    hours = {"am": minutes, "pm": minutes + 720}
    keys: tuple[Hashable, ...] = tuple(clock(hours[kind]) for kind in hours if kind in item.kinds)
    if minutes % 60 == 0:
        keys += (instead(minutes // 60 or 12), instead((hours["pm"] if "pm" in item.kinds else minutes) // 60))
    return mention._replace(keys=(*keys, *begun), kind="clock", end=item.end, unit=None)
