"""What stands for a number or date in one word: XIV, “noon”, “twice”, «полгода», «двадцатидвухлетний»."""

from mtqa.expressions import expression
from mtqa.quantities.items import Item
from mtqa.quantities.mention import Mention, clock, day, hands, instead, times
from mtqa.quantities.words import FIRM, FREE, LOOSE, SMALL

_NAME = expression(
    r"(?!(?:Then|When|What|While|Where|That|This|Because|Since|Though|Although|Maybe|Perhaps)$)[^\W\d_]{4,}+"
)


def single(item: Item, text: str) -> Mention | None:
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
        return Mention(item.start, item.end, times(value), kinds["times"].level, "times", value)
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
    kind = "regnal" if before and before[-1][0].isupper() and _NAME.fullmatch(before[-1]) else "roman"
    return Mention(item.start, item.end, (value,), found, kind, value)
