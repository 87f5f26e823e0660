"""Number words, figures and scales side by side, put together: “two and a half thousand”, «3 млн 200 тыс.»."""

from collections.abc import Callable
from math import inf
from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.quantities.figures import figures
from mtqa.quantities.items import Cut, Item
from mtqa.quantities.words import FIRM, FREE, LOOSE, SMALL, whole

_JOIN = expression(r"\.?[ \u00a0\u202f]{0,2}-?")
_SKIPPED = ("article", "of")


class Sum(NamedTuple):
    """A number as far as it is read. `done` holds the readings of what has its scale, `open` of what may still get one.

    `room` bounds the next word that may add to `open`, `scale` the next that may multiply it. `chunks` are values that
    may turn out to be numbers of their own, with where they stand.
    """

    done: tuple[float, ...] = ()
    open: tuple[float, ...] = ()
    room: float = inf
    scale: float = inf
    kind: str = "number"
    bare: str = ""
    noun: float = 1
    level: int = -1
    items: int = 0
    figures: bool = False
    closed: bool = False
    chunks: tuple[tuple[float, int, int], ...] = ()

    @property
    def readings(self) -> tuple[float, ...]:
        if self.done and self.open:
            together = whole(self.done[0] + self.open[0])
            return (together, whole(self.open[0] * self.scale)) if self.bare else (together,)
        return tuple(map(whole, self.done or self.open))


def total(stretch: Cut, position: int, code: str) -> tuple[Sum, int]:
    """The number that starts with an item, and the position after it; a sum without items if there is none."""
    items = stretch.items
    first = position
    so_far = Sum()
    while position < len(items) and not so_far.closed:
        item = items[position]
        if so_far.items and not joined(stretch.text, items[position - 1], item):
            listed = stretch.text[items[position - 1].end : item.start] != ", "
            if listed or so_far.open or so_far.figures or item.figures or so_far.bare:
                break
        if so_far.items and (so_far.kind == "fraction" or so_far.bare) and _skips(item):
            skipped = position + 1
            while skipped < len(items) and skipped < position + 3 and _skips(items[skipped]):
                skipped += 1
            if skipped == len(items) or not {"scale", "hundred", "group"} & items[skipped].kinds.keys():
                break
            position, item = skipped, items[skipped]
        if "point" in item.kinds and so_far.open and not so_far.done:
            return _with_decimals(stretch, position, so_far, code)
        if "plus" in item.kinds and not item.figures:
            if not so_far.items or not _continues(stretch, position, so_far):
                break
            position += 1
            continue
        longer = _longer(so_far, item, code)
        if longer is None:
            break
        so_far = longer._replace(items=so_far.items + 1)
        position += 1
    if so_far.items and so_far.open and so_far.done:
        last = items[position - 1]
        so_far = so_far._replace(chunks=(*so_far.chunks, (so_far.open[0], last.start, last.end)))
    return so_far, position if so_far.items else first


def joined(text: str, one: Item, other: Item) -> bool:
    return other.start - one.end <= 3 and _JOIN.fullmatch(text, one.end, other.start) is not None


def _skips(item: Item) -> bool:
    return any(kind in item.kinds for kind in _SKIPPED) and "cardinal" not in item.kinds


def _continues(stretch: Cut, position: int, so_far: Sum) -> bool:
    """Whether “and” goes on with the number."""
    if position + 1 >= len(stretch.items) or so_far.figures:
        return False
    item, after = stretch.items[position : position + 2]
    value = next((after.value(kind) for kind in ("cardinal", "score", "ordinal") if kind in after.kinds), inf)
    room = so_far.room if so_far.open else min(so_far.scale, 100)
    if so_far.room == 20:
        room = 20
    return joined(stretch.text, item, after) and item.value("plus") <= room and value < room


def _with_decimals(stretch: Cut, position: int, so_far: Sum, code: str) -> tuple[Sum, int]:
    """“Two point five”, «две целых пять десятых»."""
    items = stretch.items
    after, end = total(stretch, position + 1, code)
    if after.items and after.readings[-1] < 1 and after.kind == "fraction":
        return so_far._replace(open=(so_far.open[0] + after.readings[-1],), closed=True), end
    digits, end = "", position + 1
    while end < len(items) and "cardinal" in items[end].kinds and joined(stretch.text, items[end - 1], items[end]):
        digits += str(whole(items[end].value("cardinal")))
        end += 1
    if not digits or so_far.figures or "." in digits:
        return so_far._replace(closed=True), position
    value = float(f"{int(so_far.open[0])}.{digits}")
    so_far = so_far._replace(open=(value,), room=0)
    if end < len(items) and "scale" in items[end].kinds and joined(stretch.text, items[end - 1], items[end]):
        return _scale(so_far, items[end].value("scale"), items[end]) or so_far, end + 1
    return so_far, end


def _longer(so_far: Sum, item: Item, code: str) -> Sum | None:
    """The number with one item more, or nothing if the item does not belong to it."""
    if item.figures:
        return _figures(so_far, item, code)
    kinds = item.kinds
    if "ordinal" in kinds and "fraction" in kinds and so_far.open and item.value("ordinal") >= so_far.room:
        return _fraction(so_far, item.value("fraction"), item)
    for kind, added in _ADDED:
        if kind in kinds and (longer := added(so_far, kinds[kind].value, item)):
            return longer if so_far.items else longer._replace(level=kinds[kind].level)
    return None


def _figures(so_far: Sum, item: Item, code: str) -> Sum | None:
    read = figures(item.figures, code).values
    if so_far.figures and not so_far.done and "/" in item.figures and read[0] < 1 and so_far.open[0] % 1 == 0:
        return so_far._replace(open=(so_far.open[0] + read[0],), closed=True)
    if so_far.open or not read or (so_far.done and read[0] >= so_far.scale):
        return None
    return so_far._replace(open=read, room=0, figures=True)


def _cardinal(so_far: Sum, value: float, _: Item) -> Sum | None:
    if not so_far.open:
        return so_far._replace(open=(value,), room=_room(value)) if value < so_far.scale else None
    if so_far.kind == "number" and 0 < value < so_far.room:
        return so_far._replace(open=(so_far.open[0] + value,), room=_room(value), noun=1)
    return None


def _score(so_far: Sum, value: float, item: Item) -> Sum | None:
    longer = _cardinal(so_far, value, item)
    return longer._replace(room=20) if longer else None


def _room(value: float) -> float:
    if value and value % 100 == 0:
        return 1000 if value % 1000 == 0 else 100
    return 10 if value and value % 10 == 0 and value > 10 else 0


def _hundred(so_far: Sum, value: float, _: Item) -> Sum | None:
    if not so_far.open:
        return so_far._replace(open=(value,), room=100, bare="" if so_far.done else "hundred")
    if so_far.open[0] < 100:
        hundreds = tuple(number * value for number in so_far.open)
        return so_far._replace(open=hundreds, room=100, kind="number", noun=value)
    return None


def _scale(so_far: Sum, value: float, item: Item) -> Sum | None:
    if not so_far.open and not so_far.done:
        return so_far._replace(done=(value,), scale=value, bare="scale", chunks=((value, item.start, item.end),))
    if not so_far.open:
        grown = tuple(number * value for number in so_far.done)
        return so_far._replace(done=grown, scale=value) if value > so_far.scale else None
    if so_far.done and value >= so_far.scale:
        if value == so_far.scale:
            return None
        return so_far._replace(done=((so_far.done[0] + so_far.open[0]) * value,), open=(), scale=value, chunks=())
    scaled = tuple(number * value for number in so_far.open)
    done = (so_far.done[0] + scaled[0],) if so_far.done else scaled
    chunks = (*so_far.chunks, (whole(scaled[0]), item.start, item.end))
    return so_far._replace(done=done, open=(), scale=value, room=inf, chunks=chunks, kind="number")


def _group(so_far: Sum, value: float, _: Item) -> Sum | None:
    """A dozen, a score of ten: writers do not tell two dozen from two tens."""
    if so_far.done or so_far.noun > 1:
        return None
    if not so_far.open:
        return so_far._replace(open=(value,), room=0, bare="group")
    values = (value, 22 - value) if value in (10, 12) and so_far.open[0] >= 2 else (value,)
    return so_far._replace(
        open=tuple(number * one for one in values for number in so_far.open), room=0, kind="number", noun=value
    )


def _half(so_far: Sum, value: float, _: Item) -> Sum | None:
    if so_far.open:
        return so_far._replace(open=tuple(number + value for number in so_far.open), room=0)
    if so_far.done:
        return so_far._replace(
            done=tuple(number + value * so_far.scale for number in so_far.done), bare="", closed=True
        )
    return None


def _vulgar(so_far: Sum, value: float, _: Item) -> Sum | None:
    if so_far.open:
        return so_far._replace(open=(so_far.open[0] + value,), room=0)
    return None if so_far.done else so_far._replace(open=(value,), room=0, kind="fraction", figures=True)


def _fraction(so_far: Sum, value: float, _: Item) -> Sum | None:
    if so_far.done:
        return None
    if not so_far.open:
        return so_far._replace(open=(value,), room=0, kind="fraction")
    if so_far.kind != "number" or so_far.open[0] >= 100 or so_far.bare:
        return None
    readings = (so_far.open[0] * value, so_far.open[0]) if so_far.figures else (so_far.open[0] * value,)
    return so_far._replace(open=readings, room=0, kind="fraction")


def _ordinal(so_far: Sum, value: float, item: Item) -> Sum | None:
    closed = so_far._replace(kind="ordinal", closed=True, room=0)
    if not so_far.open:
        if so_far.done and value >= so_far.scale:
            return None
        readings = (value, item.value("fraction")) if "fraction" in item.kinds and not so_far.done else (value,)
        return closed._replace(open=readings)
    if so_far.figures or so_far.kind != "number":
        return None
    if value < so_far.room:
        counted = (so_far.open[0],) if "unit" in item.kinds else ()
        return closed._replace(open=(so_far.open[0] + value, *counted))
    if value >= 100 and value % 100 == 0:
        return closed._replace(open=(so_far.open[0] * value, so_far.open[0] / value), kind="fraction")
    if value > 2 and so_far.open[0] <= 20 and not so_far.bare:
        return closed._replace(open=(so_far.open[0] / value,), kind="fraction")
    return None


_ADDED: tuple[tuple[str, Callable[[Sum, float, Item], Sum | None]], ...] = (
    ("half", _half),
    ("cardinal", _cardinal),
    ("score", _score),
    ("hundred", _hundred),
    ("scale", _scale),
    ("group", _group),
    ("vulgar", _vulgar),
    ("ordinal", _ordinal),
    ("fraction", _fraction),
)


def level(found: Sum) -> int:
    """How sure it is a fault if a number like this is missing."""
    value = found.readings[0]
    if found.items == 1 and found.level >= 0:
        return found.level
    if found.figures:
        return FIRM if value > 1 or value % 1 else LOOSE
    if found.bare and found.items == 1:
        return FREE if found.bare == "group" else LOOSE
    if found.kind == "fraction":
        return FREE if value == 0.5 else LOOSE if found.items == 1 else SMALL
    if found.kind == "ordinal":
        return FREE if value <= 2 else LOOSE if value <= 10 else FIRM
    if value <= 2:
        return FREE if value in (0, 1) else SMALL
    return SMALL if value <= 12 else FIRM
