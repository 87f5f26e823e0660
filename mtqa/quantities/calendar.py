"""Days, months and weekdays among the nodes of a text: “December 9–10”, «с 9 по 10 декабря», “the fifth of May”."""

from mtqa.expressions import expression
from mtqa.quantities.items import Item
from mtqa.quantities.mention import Mention, Node, day, is_year, month, weekday
from mtqa.quantities.words import FIRM, LOOSE, SMALL

_SPACE = expression(r"(?:-?[а-яіїєa-zº°]{1,3}|\.|\))?[ \u00a0\u202f]{1,2}")
_RANGE = expression(r"(?:-?[а-яіїєa-z]{1,2}|\.)?[ \u00a0\u202f]?(?:[-–—−/(]|,)?[ \u00a0\u202f]?")


def dated(nodes: list[Node], text: str, code: str) -> list[Node]:
    """The nodes, with days and their months put together; the year of a date stays a number of its own."""
    taken: dict[int, Mention | None] = {}
    for position, node in enumerate(nodes):
        if not isinstance(node, Item):
            continue
        if "month" in node.kinds:
            _month(nodes, position, text, code, taken)
        elif "weekday" in node.kinds:
            number = int(node.value("weekday"))
            taken[position] = Mention(node.start, node.end, (weekday(number),), LOOSE, "weekday", number)
    kept = [taken.get(position, node) for position, node in enumerate(nodes)]
    return [node for node in kept if node is not None]


def _month(nodes: list[Node], position: int, text: str, code: str, taken: dict[int, Mention | None]) -> None:
    node = nodes[position]
    number = int(node.value("month"))  # type: ignore[union-attr]
    days = _before(nodes, position, text, taken, cardinals=code[:2] in ("es", "fr"))
    if not days and code.startswith("en"):
        days = _after(nodes, position, text)
    start = end = position
    for one in days:
        start, end = min(start, one), max(end, one)
    if not days:
        taken[position] = Mention(node.start, node.end, (month(number),), LOOSE, "month", number)
    for one in days:
        mention = nodes[one]
        nearest = one == (end if start < position else start + 1)
        left, right = min(mention.start, node.start), max(mention.end, node.end)
        stretch = (left, right) if nearest or len(days) == 1 else (mention.start, mention.end)
        parts = (
            mention,
            Mention(node.start, node.end, (month(number),), LOOSE, "month", number),
        )
        amount = int(mention.amount)  # type: ignore[union-attr, arg-type]
        keys = (day(amount, number), *(_eves(amount, number) if _at_night(nodes, one) else ()))
        taken[one] = Mention(*stretch, keys, FIRM, "date", parts=parts)  # type: ignore[arg-type]
        taken.setdefault(position, None)
    _year(nodes, max(end, position), text, taken, bool(days))


def _eves(number: int, month_: int) -> tuple[tuple[str, int, int], ...]:
    """The day before, of which February has two before March."""
    if number > 1:
        return (day(number - 1, month_),)
    last = {3: (28, 29), 5: (30,), 7: (30,), 10: (30,), 12: (30,)}.get(month_, (31,))
    return tuple(day(one, (month_ - 2) % 12 + 1) for one in last)


def _at_night(nodes: list[Node], position: int) -> bool:
    """Whether the night before the day is meant."""
    before = nodes[position - 1] if position else None
    return isinstance(before, Item) and "night" in before.kinds


def _is_day(node: Node, text: str, *, cardinals: bool = False) -> bool:
    """Whether a number may be the day of a month: in figures, an ordinal, or a word in French and Spanish."""
    return (
        isinstance(node, Mention)
        and (node.kind == "ordinal" or (node.kind == "number" and (cardinals or text[node.start].isdecimal())))
        and node.unit is None
        and node.amount is not None
        and node.amount % 1 == 0
        and 1 <= node.amount <= 31
        and node.scale == 1
    )


def _ascend(one: Node, other: Node) -> bool:
    return isinstance(one, Mention) and isinstance(other, Mention) and (one.amount or 0) < (other.amount or 0)


def _before(
    nodes: list[Node], position: int, text: str, taken: dict[int, Mention | None], *, cardinals: bool
) -> list[int]:
    """The days named before a month, from the last."""
    found: list[int] = []
    right = nodes[position]
    at = position - 1
    while at >= 0 and position - at < 12:
        node = nodes[at]
        gap = (_RANGE if found else _SPACE).fullmatch(text, node.end, right.start)
        if isinstance(node, Item):
            kind = "link" if found else "of"
            if kind not in node.kinds or (found and not gap) or right.start - node.end > 6:
                break
        elif (
            not _is_day(node, text, cardinals=cardinals)
            or at in taken
            or not gap
            or (found and not _ascend(node, nodes[found[-1]]))
        ):
            break
        else:
            found.append(at)
        right = node
        at -= 1
    return found


def _after(nodes: list[Node], position: int, text: str) -> list[int]:
    """The days named after a month, as English does."""
    found: list[int] = []
    left = nodes[position]
    at = position + 1
    while at < len(nodes) and at - position < 12:
        node = nodes[at]
        gap = (_RANGE if found else _SPACE).fullmatch(text, left.end, node.start)
        if isinstance(node, Item):
            if not ({"link", "of"} if found else {"of"}) & node.kinds.keys() or node.start - left.end > 6:
                break
        elif not _is_day(node, text) or not gap or (found and not _goes_on(nodes, found[-1], at, text)):
            break
        else:
            found.append(at)
        left = node
        at += 1
    return found


def _goes_on(nodes: list[Node], last: int, position: int, text: str) -> bool:
    """Whether a number after a day is another day of the same month."""
    other_style = text[nodes[position].start - 1] == "("
    return (other_style or _ascend(nodes[last], nodes[position])) and not _month_follows(nodes, position, text)


def _month_follows(nodes: list[Node], position: int, text: str) -> bool:
    after = nodes[position + 1] if position + 1 < len(nodes) else None
    return isinstance(after, Item) and "month" in after.kinds and text[nodes[position].end : after.start] == " "


def _year(nodes: list[Node], position: int, text: str, taken: dict[int, Mention | None], dated_to_day: bool) -> None:
    """The year after a date is one that the other text may leave out or say."""
    at = position + 1
    while at < len(nodes) and isinstance(nodes[at], Item) and "of" in nodes[at].kinds:  # type: ignore[union-attr]
        at += 1
    node = nodes[at] if at < len(nodes) else None
    if (
        isinstance(node, Mention)
        and node.amount is not None
        and is_year(node.amount)
        and node.start - nodes[position].end < 12
        and node.kind in ("number", "year")
    ):
        taken[at] = node._replace(kind="year", level=SMALL if dated_to_day else node.level)
