"""A month written small where the language wants a capital: “28 april”, “in january”, “12. märz”.

Slavic and Romance languages write months small, and a machine carries it over. “May”, “march” and “august” are words
too: they count only beside a day or a year (“until 5 may”, “in march 2019”) or where a phrase needs a month (“the end
of may”). Turkish capitalises a month only in a whole date. Addresses, tags and code are left alone.
"""

import re
from collections.abc import Iterable
from functools import cache

from mtqa.expressions import expression
from mtqa.languages import language
from mtqa.rule import Bad, Good, Hit, Judge, Missed, Pattern, Rule, Table
from mtqa.segment import Segment
from mtqa.text import SPACE, YEAR

_SHORT = ("jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec")
_WORDS_TOO = ("may", "march", "august")
_DAY = r"\d\d?(?:st|nd|rd|th)?"
_AFTER_DAY = expression(rf"(?<!\w){_DAY}{SPACE}(?:of{SPACE})?$")
_AFTER_DAY_OF_DATE = expression(
    rf"\b(?:on|until|till|since|dated|from|before"
    rf"|after){SPACE}(?:the{SPACE})?(?:\d\d?{SPACE}?[-–—]{SPACE}?)?{_DAY}{SPACE}$"
    rf"|(?:^|\()\d\d?{SPACE}?[-–—]{SPACE}?\d\d?{SPACE}$",
    re.IGNORECASE,
)
_AFTER_ORDINAL = expression(rf"\b\d\d?(?:st|nd|rd|th){SPACE}of{SPACE}$")
_AFTER_ON = expression(rf"\b(?:on|until|till|since|dated|from){SPACE}$", re.IGNORECASE)
_AFTER_PART = expression(
    rf"\b(?:end|beginning|start|middle|half|days|weeks?){SPACE}of{SPACE}$|\b(?:[Ii]n|since|until|till){SPACE}$"
)
_BEFORE_YEAR = expression(
    rf"(?:{SPACE}{_DAY},|\.?,|)?{SPACE}(?:of{SPACE})?{YEAR}\b|{SPACE}{_DAY}{SPACE}{YEAR}\b"
    rf"|{SPACE}of{SPACE}(?:this|last|next|that){SPACE}year\b"
)
_BEFORE_DAY = expression(rf"{SPACE}{_DAY}\b(?![.,:]\d)")
_CLOSED = expression(
    rf"[.,;:)]|$|{SPACE}(?:in|at|the|to|until|till|and|this|last|next|of{SPACE}(?:this|last|next|the))\b"
)

# What has to stand before a month, and before or after what is a word too.
_OPEN = r"(?:(?<![\w@#/.=&_-])|(?<=\b[Mm]id-))"
_PARTLY = (
    rf"(?:(?<=\d{SPACE})|(?<=\d(?i:st|nd|rd|th){SPACE})|(?<=\b(?:of|[Ii]n){SPACE})|(?<=\b(?:since|until){SPACE})"
    rf"|(?<=\btill{SPACE}))"
)
_DATED = rf"(?=(?:\.?,)?{SPACE}(?:of{SPACE})?\d|{SPACE}of{SPACE}(?:this|last|next|that)\b)"


@cache
def _rows(code: str, _source: str) -> tuple[Pattern, ...]:
    code = code.partition("-")[0]
    names = [name.lower() for name in language(code).months.wide]
    if code != "en":
        return (_row(names, _turkish if code == "tr" else _capitalise),)
    return (
        _row([*(name for name in names if name not in _WORDS_TOO), *_SHORT], _english),
        _row(_WORDS_TOO, _english, after=_DATED),
        _row(_WORDS_TOO, _english, before=_PARTLY, after=f"(?!{_DATED})"),
    )


def _row(names: Iterable[str], judge: Judge, before: str = _OPEN, after: str = "") -> Pattern:
    either = "|".join(sorted(names, key=len, reverse=True))
    return Pattern(rf"{before}(?:{either}){after}(?![\w@/=&_-]|\.\w|['’]\w)", judge=judge)


def _capitalise(match: re.Match[str], _: Segment) -> Hit:
    return Hit(match.start(), match.end(), match[0].capitalize())


def _turkish(match: re.Match[str], segment: Segment) -> Hit | None:
    text = segment.target
    whole = _AFTER_DAY.search(text, max(0, match.start() - 10), match.start()) and _BEFORE_YEAR.match(text, match.end())
    return _capitalise(match, segment) if whole else None


def _english(match: re.Match[str], segment: Segment) -> Hit | None:
    if match[0] in _SHORT:
        return _turkish(match, segment)
    return _capitalise(match, segment) if match[0] not in _WORDS_TOO or _is_month(match, segment.target) else None


def _is_month(match: re.Match[str], text: str) -> bool:
    before, end = text[max(0, match.start() - 30) : match.start()], match.end()
    if (
        _BEFORE_YEAR.match(text, end)
        or _AFTER_ORDINAL.search(before)
        or (_AFTER_ON.search(before) and _BEFORE_DAY.match(text, end))
    ):
        return True
    phrase = _AFTER_DAY_OF_DATE.search(before) or _AFTER_PART.search(before)
    return phrase is not None and _CLOSED.match(text, end) is not None


rule = Rule(
    find=Table(_rows),
    message="“{found}” is written “{fix}” in a date",
    languages=("de", "en", "tr"),
    examples=(
        Bad("The school opened on 28 april.", at="april", fixed="The school opened on 28 April."),
        Bad("In january the river froze.", at="january", fixed="In January the river froze."),
        Bad("They are closed from 5 may until summer.", at="may", fixed="They are closed from 5 May until summer."),
        Bad("It has been so since march 2019, he said.", at="march", fixed="It has been so since March 2019, he said."),
        Bad("By mid-october the crop was in.", at="october", fixed="By mid-October the crop was in."),
        Bad("Rain is due at the end of may.", at="may", fixed="Rain is due at the end of May."),
        Bad("The 9th of may is a holiday.", at="may", fixed="The 9th of May is a holiday."),
        Bad("Der Laden schließt am 12. märz.", at="märz", fixed="Der Laden schließt am 12. März.", lang="de"),
        Bad("Köprü 3 ekim 1998 günü açıldı.", at="ekim", fixed="Köprü 3 Ekim 1998 günü açıldı.", lang="tr"),
        Good("Of the pupils, 12 may stay and 5 march on; they may, if they wish."),
        Good("From 12 may grow 15; an august company sat in august silence."),
        Good("See example.org/2020/january/ and write to june@example.org, #september."),
        Good("Il est né le 5 mai 2010, en avril.", lang="fr"),
        Good("Her yıl ocak ayında kar yağar, 3 ocak yanar.", lang="tr"),
        Bad("Snow fell in may, too.", at="may", fixed="Snow fell in May, too."),
        Missed("Snow fell through may."),
    ),
)
