"""A number of days that the dates beside it contradict: “in just two days – 9 – 15 August”.

Numbers get lost and altered on the way, and a machine does not count. Counted are days, nights, weeks, months and years
that stand directly beside two dates. One less is let be, for the last day may count or not, and so are weeks and months
that come out roughly; “every two days”, “at least two days” and “the first two days” say something else.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.languages.dates import months
from mtqa.rule import Bad, Good, Hit, Missed, Rule, Where
from mtqa.segment import Segment
from mtqa.text import MONTH, SPACE, YEAR

_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_COUNTS = {word: number for number, word in enumerate(_WORDS.split(), 1)} | {"twenty": 20, "thirty": 30}
_COUNT = (
    rf"(?<![\w.,:/$-])(?P<count>\d\d?|(?<=\b[Ff]or{SPACE})a(?={SPACE})|(?i:{'|'.join(_COUNTS)}))(?P<tie>-|{SPACE})"
    rf"(?:(?:full|whole|entire|consecutive|calendar){SPACE})?(?P<unit>day|night|week|month|year)s?"
    rf"(?![\w'’]|{SPACE}(?:week|notice|forecast|average|limit|deadline|ultimatum|supply|pass|ticket|visa"
    r"|high|low|warning|rule)s?\b)"
)
_PART = rf"(?:{MONTH}(?!\w)|{YEAR}(?!\d)|(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\w|[.:]\d))"
_SIDE = rf"{_PART}(?:{SPACE}(?:of{SPACE})?{_PART}|,{SPACE}{YEAR}(?!\d)){{0,2}}"
_TO = rf"(?P<to>{SPACE}?[-–—]{SPACE}?|{SPACE}(?:to|till?|until|through|and){SPACE})"
_RANGE = rf"(?P<first>{_SIDE}){_TO}(?P<last>{_SIDE})"
_ELSEWHERE = r"(?:before|after|later|earlier|ago|prior|until|than|to|per|an?|every|each|since|by|and|or|but)\b"
_WORD = rf"{SPACE}(?!{_ELSEWHERE})[A-Za-z]++"
_MARK = rf"(?:[,:]{SPACE}|{SPACE}?\(|,?{SPACE}?[–—]{SPACE}?|{SPACE}-{SPACE})"
_LEAD = rf"(?:(?P<lead>from|between|of|on|in|during){SPACE})?(?:the{SPACE})?(?:period{SPACE}(?:from|of){SPACE})?"

_COUNT_FIRST = expression(rf"{_COUNT}(?:{_WORD}){{0,4}}?(?:(?P<mark>{_MARK})|{SPACE}){_LEAD}{_RANGE}")
_RANGE_FIRST = expression(
    rf"\b{_RANGE}(?:{SPACE}\(|,?{SPACE}[–—-]{SPACE}|,?{SPACE}(?P<lead>for|lasting|during|over){SPACE})"
    rf"(?:(?:just|only|all|the|an?|a{SPACE}total{SPACE}of){SPACE})?{_COUNT}(?P<end>(?=[.,;:!?)]|$))?"
    rf"(?!{SPACE}(?:{_ELSEWHERE}|of\b))"
)
# What both begin or end with, for a first look.
_COUNT_THEN_PART = rf"{_COUNT}(?:{_WORD}){{0,4}}?(?:{_MARK}|{SPACE}){_LEAD}{_PART}"
_PART_THEN_COUNT = rf"{_PART}(?:{SPACE}\(|,?{SPACE}[–—-]{SPACE}|,?{SPACE}\w++{SPACE})(?:[\w ]{{1,12}}{SPACE})?{_COUNT}"
_LOOSE = expression(
    rf"\b(?:every|each|any|first|last|final|opening|at least|(?:more|less|fewer|other) than|up to|about|around|some"
    rf"|nearly|almost|approximately|under|another|other|or|to|and|hundred|thousand|open|of){SPACE}$",
    re.IGNORECASE,
)


class _Side(NamedTuple):
    year: int = 0
    month: int = 0
    day: int = 0


def _find(segment: Segment) -> Iterator[Hit]:
    text = segment.target
    for match in _COUNT_FIRST.finditer(text):
        beside = (
            match["tie"] == "-"
            or match["lead"] == "from"
            or (match["mark"] and match["lead"] in (None, "on", "between"))
        )
        if beside and (match["to"].strip() != "and" or match["lead"] == "between") and _contradicts(match):
            yield Hit(match.start(), match.end())
    for match in _RANGE_FIRST.finditer(text):
        if (match["lead"] or match["end"] is not None) and match["to"].strip() != "and" and _contradicts(match):
            yield Hit(match.start(), match.end())


def _contradicts(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start("count") - 15) : match.start("count")]
    first, last = _side(match["first"]), _side(match["last"])
    if not first or not last or _LOOSE.search(before):
        return False
    unit, count = match["unit"], _number(match["count"].lower())
    if unit in ("month", "year") and before.lower().endswith(("over ", "over\u00a0")):
        return False
    if first.day and last.day:
        return not _days_fit(count, unit, _days(first, last))
    length = _months(first, last) if first.month and last.month else last.year - first.year + 1
    counted = "month" if first.month else "year"
    return (
        unit == counted and first.year <= last.year and first.day == last.day == 0 and count not in (length - 1, length)
    )


def _number(word: str) -> int:
    return 1 if word == "a" else _COUNTS.get(word) or int(word)


def _side(text: str) -> _Side | None:
    """What one side of a range names; None where it names a thing twice."""
    names, found = months("en"), dict[str, int]()
    for part in re.findall(rf"{MONTH}|\d+", text):
        number = names.get(part) or int(part)
        kind = "month" if part in names else "year" if number > 31 else "day"
        if kind in found:
            return None
        found[kind] = number
    return _Side(**found)


def _days(first: _Side, last: _Side) -> int:
    """How many days the range takes, both ends counted; 0 where that cannot be told."""
    month = last.month or first.month
    start_month = first.month or month
    wraps = (start_month, first.day) > (month, last.day)
    year = last.year or first.year or 2001
    try:
        start = date(first.year or year - wraps, start_month, first.day)
        return max(0, (date(year, month, last.day) - start).days + 1)
    except ValueError:
        return 0


def _months(first: _Side, last: _Side) -> int:
    years = last.year - first.year if first.year and last.year else first.month > last.month
    return 12 * years + last.month - first.month + 1


def _days_fit(count: int, unit: str, length: int) -> bool:
    least, most = {"day": (1, 1), "night": (1, 1), "week": (5, 7), "month": (27, 32), "year": (360, 370)}[unit]
    return not length or least * count <= length <= most * count + 1


rule = Rule(
    find=Where((_COUNT_THEN_PART, _PART_THEN_COUNT), _find),
    message="“{found}”: the number and the dates do not agree",
    languages=("en",),
    examples=(
        Bad("In just two days – 9–15 August – forty boats sank.", at="two days – 9–15 August"),
        Bad("For three days, from 10 to 16 January, snow fell.", at="three days, from 10 to 16 January"),
        Bad("Over the five-day period of 1–3 May he wrote nothing.", at="five-day period of 1–3 May"),
        Bad("A two-week course from March 1 to April 20 is full.", at="two-week course from March 1 to April 20"),
        Bad("It rained for a week, from 3 to 27 May.", at="a week, from 3 to 27 May"),
        Bad("It is open from 28 June to 3 July (nine days).", at="28 June to 3 July (nine days"),
        Bad("He reigned for 20 years, from 1741 to 1752.", at="20 years, from 1741 to 1752"),
        Bad("The works took three months (May–October).", at="three months (May–October"),
        Good("In seven days, 9–15 August, and in six days from 9 to 15 August, forty boats sank."),
        Good("It runs seven days a week from 1 May to 30 June, and every two days from 1 to 9 July."),
        Good("Two days before 9–15 August it rained; on three of the days, 9–15 August, it snowed."),
        Good("The two-week course from March 1 to March 14, for 31 December – 2 January read three days."),
        Good("The last two days of 9–15 August were dry; the four-year plan of 2016–2020 was not."),
        Good("The four-day week from 1 May to 30 June and the ten-day forecast for 1–3 May came true."),
        Good("She stayed for three nights, from 30 December 2019 to 2 January 2020."),
        Missed("Between 10 and 16 January snow fell three days running."),
    ),
)
