"""Figures with the letters, marks and signs beside them: 1990s, 21st, $5m, F-16, 05.03.2021, 17:30."""

from collections.abc import Iterator

from mtqa.expressions import expression
from mtqa.quantities.figures import Date, Figures, figures
from mtqa.quantities.hours import written_hour
from mtqa.quantities.items import Item
from mtqa.quantities.mention import Mention, day, decade, month
from mtqa.quantities.words import FIRM, FREE, LOOSE, whole

_DECADE = expression(r"(?:['’]?s|-(?:х|x|е|ті|ти|ми|м|их|ых|і)|e?r|ern)(?!\w)")
_NTH = expression(
    r"(?:st|nd|rd|th|e|er|re|ère|ème|º|ª|-?(?:й|я|е|го|му|м|х|ю|ой|ый|ая|ое|ые|ого|ому|ым|ом|ую|ых|ыми|та|те|ти|ту|ий|а|у|ї|ій|і))(?!\w)"
)
_SUFFIX = expression(r"([kmbtкмKMBTКМ])(?![\w²³])")
_SUFFIXES = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12, "к": 1e3, "м": 1e6}
_MONEY = expression(r"[$€£¥₽₴][ \u00a0]?$")
_MARKER = expression(r"\d{1,3}[.)] |\[\d{1,3}\]")


def pieces(item: Item, code: str) -> Iterator[Mention]:
    """Figures that are no one number: a time, a date, a score, a section."""
    read_as = figures(item.figures, code)
    numbers = _numbers(item, read_as)
    if read_as.clock >= 0 and not (read_as.dates and item.figures.count(".") == 2):
        keys = written_hour(read_as.clock, item.figures)
        yield Mention(item.start, item.end, keys, FIRM, "clock", parts=numbers)
    elif read_as.dates:
        yield from _written_date(item, read_as.dates, numbers)
    else:
        yield from numbers


def _numbers(item: Item, read_as: Figures) -> tuple[Mention, ...]:
    """The numbers that the figures may be made of."""
    return tuple(
        Mention(item.start + start, item.start + end, (value,), FIRM if value > 1 else LOOSE, amount=value)
        for start, end, value in read_as.pieces
    )


def _written_date(item: Item, dates: tuple[Date, ...], numbers: tuple[Mention, ...]) -> Iterator[Mention]:
    """The day, and the year as a number of its own."""
    first = dates[0]
    keys = tuple(day(number, month_) for number, month_, _ in dates)
    parts = (
        Mention(item.start, item.end, (first.day,), FIRM, amount=first.day),
        Mention(item.start, item.end, (month(first.month),), LOOSE, "month", first.month),
    )
    yield Mention(item.start, item.end, keys, FIRM, "date", parts=parts)
    if first.year:
        place = next((one for one in numbers if one.end - one.start == 4), numbers[-1])
        yield place._replace(keys=(first.year,), amount=first.year, kind="year", level=FIRM)


def glued(mention: Mention, item: Item, text: str, code: str, *, decades: bool) -> Mention:
    """What the letters, marks and signs right beside figures make of them."""
    read_as = figures(item.figures, code)
    keys = mention.keys
    if read_as.clock >= 0:
        keys += written_hour(read_as.clock, item.figures)
    keys += tuple(day(number, month_) for number, month_, _ in read_as.dates)
    alone = mention.end == item.end
    parts = _numbers(item, read_as) if len(read_as.pieces) > 1 and alone else mention.parts
    mention = mention._replace(keys=keys, parts=parts)
    if item.figures == "24/7":
        return mention._replace(level=LOOSE)
    value = read_as.values[0]
    if alone and (decades or _DECADE.match(text, item.end)) and value % 10 == 0 and 10 <= value <= 2100:
        return decade(item.start, item.end, value)._replace(about=mention.about)
    if alone and (nth := _NTH.match(text, item.end)):
        return mention._replace(kind="ordinal", end=nth.end())
    if suffix := _SUFFIX.match(text, item.end):
        return _multiplied(mention, item, text, read_as.values, _SUFFIXES[suffix[1].lower()])
    return _designation(mention, item, text)


def _multiplied(mention: Mention, item: Item, text: str, values: tuple[float, ...], scale: float) -> Mention:
    """Figures with a letter for thousands or millions after them, of which only money is sure."""
    scaled = tuple(whole(one * scale) for one in values)
    mention = mention._replace(end=item.end + 1)
    if _MONEY.search(text, max(0, item.start - 2), item.start):
        return mention._replace(keys=scaled, scale=scale, amount=scaled[0])
    return mention._replace(keys=(*mention.keys, *scaled))


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
