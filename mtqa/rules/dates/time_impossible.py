"""A time that no clock shows: “at 25:10”, “at 19 am”, “on Monday at 14.75”.

Digits get altered on the way, and a machine that halves the day keeps the hour. Scores, odds, verses and playing times
have a colon as well (“at 63:15 of the third period”), so such a number counts only after a word that leads to a time,
in a text that speaks of nothing of the kind. With a full stop it is a decimal where money or measures are about, and
counts only beside a day or a time zone.
"""

import re
from collections.abc import Iterator

from mtqa.expressions import expression
from mtqa.languages.dates import LEADS_TO_HOUR
from mtqa.rule import Bad, Good, Hit, Missed, Rule, Where
from mtqa.segment import Segment
from mtqa.text import MONTH, SPACE, WEEKDAY

_LOOK = rf"\d(?::\d\d|\.[6-9]\d|{SPACE}?[AaPp](?:\.{SPACE}?)?[Mm](?!\w)|{SPACE}o['’]clock\b)"
_TIME = expression(
    rf"(?<![\w.,:/$€£-])(?P<hour>\d\d?)(?:(?P<mark>[:.])(?P<minute>\d\d))?"
    rf"(?P<half>{SPACE}?[AaPp](?:\.{SPACE}?)?[Mm](?!\w)\.?|{SPACE}o['’]clock\b)?(?![\w:%/]|[.,]\d)"
)
_LEADS = {
    "de": "um|ab|bis|gegen",
    "en": "at|by|until|till|from|since|around|about|before|after",
    "es": "a las|desde las|hasta las",
    "fr": "à|vers|dès",
    "it": "alle|dalle|ore",
    "pl": r"o|godz\.|godzinie",
    "pt": "às",
    "ru": "в|к|до|после|около",
    "tr": "saat",
    "uk": "о|об|до|після|близько",
}
_LED = {code: expression(rf"(?<!\w)(?:{leads}){SPACE}$", re.IGNORECASE) for code, leads in _LEADS.items()}
_TORN = expression(r"\d[:.]\s$")
_NO_TIME = expression(
    r"\b(?:goals?|period|half|halves|minutes?|seconds?|video|clip|track|laps?|races?|records?|marathon"
    r"|scored?|match|games?|set"
    r"|sets|verses?|chapter|gospel|mark|finish(?:ed)?|clocked|ran|odds|ratio|film|podcast|episode|aspect|puck)\b",
    re.IGNORECASE,
)
_NO_CLOCK = expression(
    r"%|\b(?:percent|per cent|rates?|shares?|trad(?:ed|ing|es?)|pric(?:ed?|es)|index|dollars?|rou?bles?|points?|euros?"
    r"|yields?|stood|stocks?|markets?|hryvnias?|seconds?|scor(?:ed?|es)|metres?|meters?|kilomet\w+|kilograms?|degrees?"
    r"|clos\w+|valu\w+)\b",
    re.IGNORECASE,
)
_DAY = (
    rf"(?:(?:last|next|this){SPACE})?(?:{WEEKDAY}|today|tomorrow|yesterday|morning|afternoon|evening|night)"
    rf"|{MONTH}{SPACE}\d\d?|\d\d?{SPACE}{MONTH}"
)
_BESIDE_DAY = expression(rf"\b(?:{_DAY}),?{SPACE}at{SPACE}$")
_BEFORE_DAY = expression(rf",?{SPACE}(?:(?:on{SPACE})?(?:{_DAY})|(?:local|[A-Z]\w+){SPACE}time)\b")


_MINUTES_OF_DAY = expression(rf"(?:o['’]clock|\bat{SPACE}\d\d?{SPACE}hours){SPACE}(?:and{SPACE})?\d\d?{SPACE}minutes?")


def _find(segment: Segment) -> Iterator[Hit]:
    text, code = segment.target, segment.target_lang.partition("-")[0]
    for match in _TIME.finditer(text):
        before = text[max(0, match.start() - 30) : match.start()]
        if _TORN.search(before):
            continue
        wrong = _half_is_wrong if match["half"] and code == "en" else _POINTED.get(match["mark"])
        if wrong and wrong(match, before, code):
            yield Hit(match.start(), match.end())


def _half_is_wrong(match: re.Match[str], before: str, _: str) -> bool:
    """Whether an hour does not go with what follows: a.m., p.m. or o’clock."""
    hour, half = int(match["hour"]), match["half"]
    if "clock" in half:
        return hour > 24
    possible = range(13) if half.strip()[0] in "aA" else range(1, 25)
    if hour in possible and int(match["minute"] or 0) < 60:
        return False
    sure = match["minute"] or "." in half or LEADS_TO_HOUR.search(before)
    return bool(sure) and not match.string.startswith((" I ", "\u00a0I "), match.end())


def _colon_is_wrong(match: re.Match[str], before: str, code: str) -> bool:
    hour, minute = int(match["hour"]), int(match["minute"])
    if (hour < 24 and minute < 60) or (hour, minute) == (24, 0) or not _LED.get(code, _LED["en"]).search(before):
        return False
    return code != "en" or not _NO_TIME.search(_MINUTES_OF_DAY.sub("", _around(match)))


def _point_is_wrong(match: re.Match[str], before: str, code: str) -> bool:
    if code != "en" or int(match["minute"]) < 60 or int(match["hour"]) > 23 or not before.endswith(("at ", "at\u00a0")):
        return False
    beside_day = _BESIDE_DAY.search(before) or _BEFORE_DAY.match(match.string, match.end())
    return beside_day is not None and not _NO_CLOCK.search(_around(match))


def _around(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 100) : match.end() + 100]


_POINTED = {":": _colon_is_wrong, ".": _point_is_wrong}

rule = Rule(
    find=Where((_LOOK,), _find),
    message="no clock shows “{found}”",
    severity="error",
    examples=(
        Bad("The session opened at 25:10.", at="25:10"),
        Bad("Doors are locked by 19:75 each night.", at="19:75"),
        Bad("At 19 am the bells rang.", at="19 am"),
        Bad("The ferry leaves at 16:30 a.m. sharp.", at="16:30 a.m."),
        Bad("The talks began on Monday at 14.75 and ended late.", at="14.75"),
        Bad("At 27 o’clock they gave up.", at="27 o’clock"),
        Bad("Der Zug fährt um 25:10 Uhr.", at="25:10", lang="de"),
        Bad("Заседание началось в 14:75.", at="14:75", lang="ru"),
        Good("The session opened at 24:00, and at 12:59 a.m. it was over."),
        Good("Halonen scored at 63:15 of the third period."),
        Good("The bank’s shares closed on Monday at 14.75, and the rate stood at 12.80."),
        Good("On May 19 PM Silva spoke; on 98 AM radio, at 19, am I told."),
        Good("The parade begins at 8:45 a.m. or 12:30 p.m., or so they say."),
        Good("They won 25:20, 25:18, and at 9.60 metres she jumped."),
        Good("La séance est à 14:45, le match finit 25:20.", lang="fr"),
        Missed("It starts at 14.75 sharp."),
    ),
)
