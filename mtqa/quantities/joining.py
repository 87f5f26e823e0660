"""Numbers beside one another that say something together: ranges, shares, “1 m 80 cm”, “nineteen ninety-five”."""

from collections.abc import Hashable

from mtqa.expressions import expression
from mtqa.quantities.items import Item
from mtqa.quantities.mention import Mention, Node, clock, hands, share
from mtqa.quantities.words import FIRM, whole

_TO = expression(r"[ \u00a0\u202f]?(?:[-–—−/]|,)?[ \u00a0\u202f]?")
_BESIDE = expression(r"\.?[ \u00a0\u202f]{0,2}(?:h|Uhr|ч|год|heures)?\.?[ \u00a0\u202f]{0,2}")
_LINKED = expression(r"\.? (?:and|и|і|й|та|und|et|y) ")
_HOURS = expression(r"[ \u00a0\u202f]?(?:h|Uhr|ч|год|heures)\.?[ \u00a0\u202f]?")


def joined_up(nodes: list[Node], text: str, code: str) -> list[Node]:
    """The nodes, with what neighbours say together."""
    return _shared(_ranged(_measured(_spoken(nodes, text, code), text), text), text)


def _measured(nodes: list[Node], text: str) -> list[Node]:
    """“1 m 80 cm”, «5 тонн 300 кг», «17 часов 30 минут», “a year and two months”: a value in two units."""
    found: list[Node] = []
    for node in nodes:
        linked = len(found) > 1 and isinstance(found[-1], Item) and bool({"link", "plus"} & found[-1].kinds.keys())
        one = found[-2] if linked else found[-1] if found else None
        if isinstance(one, Mention) and isinstance(node, Mention) and (both := _both(one, node, text, linked=linked)):
            found[-2 if linked else -1 :] = [both]
        else:
            found.append(node)
    return found


def _both(one: Mention, other: Mention, text: str, *, linked: bool) -> Mention | None:
    if one.unit is None or one.amount is None or other.amount is None or other.kind not in ("number", "name"):
        return None
    minutes = (
        one.unit.name == "hour"
        and other.unit is None
        and one.amount <= 24
        and other.amount < 60
        and one.kind == "number"
        and not linked
    )
    if not minutes and (other.unit is None or other.unit.dimension != one.unit.dimension):
        return None
    factor = 1.0 if minutes else other.unit.factor if other.unit else 0
    share = other.amount * factor / one.unit.factor
    if minutes and not _HOURS.fullmatch(text, one.end, other.start):
        return None
    if share >= 1 or not (_LINKED if linked else _BESIDE).fullmatch(text, max(one.end, one.unit_end), other.start):
        return None
    amount = whole(one.amount + share)
    keys: tuple[Hashable, ...] = () if minutes else (amount,)
    if one.unit.name == "hour" and one.amount <= 24:
        passed = one.amount * 60 + share * 60
        keys += hands(passed) if one.amount <= 12 else (clock(passed),)
    return Mention(one.start, other.end, keys, FIRM, "number", amount, one.unit, parts=(one, other))


def _shared(nodes: list[Node], text: str) -> list[Node]:
    """“Three in ten” is 30%, unless it is two numbers."""
    found: list[Node] = []
    for node in nodes:
        before, one = (found[-1], found[-2]) if len(found) > 1 else (None, None)
        if (
            isinstance(one, Mention)
            and isinstance(before, Item)
            and isinstance(node, Mention)
            and "share" in before.kinds
            and (share := _share(one, node))
            and text[one.end : before.start].isspace()
            and text[before.end : node.start].isspace()
        ):
            found[-2:] = [share]
        else:
            found.append(node)
    return found


def _share(one: Mention, other: Mention) -> Mention | None:
    first, second = one.amount, other.amount
    if first is None or second is None or one.kind != "number" or other.kind != "number" or other.unit or one.unit:
        return None
    if not 0 < first < second <= 1000 or first % 1 or second % 1:
        return None
    keys = (whole(first / second), whole(first / second * 100), *((second,) if first == 1 else ()))
    return Mention(one.start, other.end, keys, max(one.level, other.level), "fraction", keys[0], parts=(one, other))


def _spoken(nodes: list[Node], text: str, code: str) -> list[Node]:
    """“Nineteen ninety-five” is 1995 and “five thirty” half past five, unless they are two numbers."""
    found: list[Node] = []
    for node in nodes:
        one = found[-1] if found else None
        if isinstance(one, Mention) and isinstance(node, Mention) and text[one.end : node.start] in (" ", "-"):
            keys = _year_or_hour(one, node, text, code)
        else:
            keys = ()
        if keys and isinstance(one, Mention) and isinstance(node, Mention):
            found[-1] = Mention(one.start, node.end, keys, FIRM, parts=(one, node))
        else:
            found.append(node)
    return found


def _year_or_hour(one: Mention, other: Mention, text: str, code: str) -> tuple[Hashable, ...]:
    first, second = one.amount or 0, other.amount or 0
    if one.kind != "number" or other.kind != "number" or text[one.start].isdecimal() or text[other.start].isdecimal():
        return ()
    if first % 1 or second % 1 or not 10 <= second < 100 or other.scale > 1:
        return ()
    if code.startswith("en") and 13 <= first <= 20:
        return (int(first * 100 + second),)
    ranged = text[one.end] == "-" and not code.startswith("en")
    return hands(first * 60 + second) if 1 <= first <= 12 and second < 60 and not ranged else ()


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
        one = one._replace(keys=(*one.keys, share(first / 100)))
    if other.kind in ("century", "decade") and one.kind in ("roman", "regnal"):
        one = one._replace(kind=other.kind)
    cut = 10 ** (other.end - other.start)
    if second < cut <= first and second % 1 == 0 and (last := whole(first // cut * cut + second)) > first:
        other = other._replace(keys=(*other.keys, last))
    return one, other


def _scaled(one: Mention, other: Mention) -> Mention:
    if one.amount is None or other.scale == 1 or one.scale > 1 or one.amount >= min(other.scale, 1000):
        return one
    scaled = tuple(whole(key * other.scale) for key in one.keys if isinstance(key, int | float))
    return one._replace(keys=(*one.keys, *scaled), scale=other.scale)


def _same_half(one: Mention, other: Mention) -> Mention:
    """The hour at the start of “5 to 7 p.m.” is in the afternoon too."""
    if one.amount is not None and one.amount <= 12 and one.amount % 1 == 0:
        return one._replace(keys=(*one.keys, *hands(one.amount * 60), one.amount + 12))
    return one
