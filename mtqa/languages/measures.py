"""What stands after a number and makes it a quantity, by language: scales, shares, money, metric units."""

import re
from collections.abc import Iterator
from functools import cache

from mtqa.expressions import compiled, expression

_EVERYWHERE = r"%|‰|°|[$€£¥₽₴₺]|(?:km|cm|mm|kg|mg|kW|MW|GW|MHz|GHz|ha|km/h)\b"

_WORDS = {
    "en": r"(?:percent|per cent|percentage|thousand|million|billion|trillion|degrees|times|points|ro?ubles|dollars"
    r"|euros|hryvnias?|pounds|yuan|kopecks|(?:kilo|centi|milli)?met(?:er|re)s|(?:kilo)?grams|tonn?es|tons|lit(?:er|re)s"
    r"|hectares|acres|miles|feet|inch(?:es)?|barrels|square|cubic|bn|mln|mn|tn|(?:second|minute|hour|day|week|month|year)s"
    r"|knots|watts|volts|calories|kilos)\b",
    "de": r"(?:Prozent|Tausend|Million|Mio|Milliarde|Mrd|Billion|Grad|Mal|Punkte|Rubel|Dollar|Euro|Meter|Kilometer"
    r"|Tonnen|Kilo|Liter|Hektar)",
    "fr": r"(?:pour cent|mille|million|milliard|degrés|fois|points|roubles|dollars|euros|(?:kilo)?mètres|tonnes"
    r"|litres)",
    "es": r"(?:por ciento|mil|grados|veces|puntos|rublos|dólares|euros|(?:kiló)?metros|toneladas|litros)",
    "it": r"(?:per cento|mila|mili|gradi|volte|punti|rubli|dollari|euro|(?:chilo)?metri|tonnellate|litri)",
    "pt": r"(?:por cento|mil|bilh|graus|vezes|pontos|rublos|dólares|euros|(?:quil[óô])?metros|toneladas|litros)",
    "pl": r"(?:procent|proc\.|tys|mln|mili|mld|stopni|raz|punkt|rubl|dolar|euro|metr|kilometr|ton|litr|hektar)",
    "ru": r"(?:процент|тыс|миллион|млн|миллиард|млрд|градус|раза?\b|пункт|балл|рубл|доллар|евро|метр|километр|тонн"
    r"|литр|гектар|кг|км)",
    "uk": r"(?:відсотк|процент|тис|мільйон|млн|мільярд|млрд|градус|рази?\b|пункт|бал|гривень|грн|рубл|долар|євро|метр"
    r"|кілометр|тонн)",
    "tr": r"(?:yüzde|bin|milyon|milyar|derece|kat|puan|ruble|dolar|avro|metre|kilometre|ton|litre)",
}


@cache
def measure(code: str) -> str:
    """An expression for a measure that directly follows a number and perhaps a space."""
    return rf"(?:{_EVERYWHERE}|{_WORDS.get(code.partition('-')[0], _WORDS['en'])})"


@cache
def _written_with(mark: str) -> re.Pattern[str]:
    return compiled(rf"[0-9]{re.escape(mark)}([0-9]{{1,4}})(?!\w|[.,:/][0-9])")


@cache
def _measured(code: str) -> re.Pattern[str]:
    to = r"[ \u00a0]?[-–—][ \u00a0]?[0-9]+(?:[.,][0-9]+)?"
    return compiled(rf"(?:{to})?[- \u00a0\u202f]?{measure(code)}")


_HEAD = expression(r"(?<![\w.,:/])[0-9]{1,6}$")
_MONEY = expression(r"[$€£¥₽₴₺][ \u00a0]?$")


def decimals(text: str, mark: str, code: str) -> Iterator[tuple[int, int, bool]]:
    """Where decimals with this mark may stand, and whether they must be decimals in this language.

    They may with one or two digits behind the mark, and with up to four after a lone zero. They must where a measure
    follows them, money stands before them, or the lone zero stands before a comma.
    """
    for match in _written_with(mark).finditer(text):
        head = _HEAD.search(text, max(0, match.start() - 8), match.start() + 1)
        zero = head is not None and head[0] == "0"
        if head is None or (len(match[1]) > 2 and not zero):
            continue
        start, end = head.start(), match.end()
        lone = zero and mark == "," and text[max(0, start - 1) : start] not in ("(", "[", "{")
        sure = _measured(code).match(text, end) or _MONEY.search(text, max(0, start - 2), start)
        yield start, end, lone or bool(sure)
