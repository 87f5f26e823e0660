"""A unit of the source in Latin letters: “3 mlrd rubles”, “40 tys. people”, “52 kv. m”, “900 rub.”.

Abbreviations are not in every dictionary, and a machine then spells «млрд», «тыс.», «кв. м» by sound. “mln” is left
alone: reports in English write it.
"""

import re

from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment

WORDS = {
    "tys": "thousand",
    "tis": "thousand",
    "mlrd": "billion",
    "mrd": "billion",
    "rub": "rubles",
    "rbl": "rubles",
    "grn": "hryvnia",
    "hrn": "hryvnia",
    "kop": "kopecks",
    "chel": "people",
    "sht": "pieces",
    "kv. m": "square metres",
    "kv.m": "square metres",
    "kv m": "square metres",
    "kv. km": "square kilometres",
    "kv.km": "square kilometres",
    "kub. m": "cubic metres",
    "kub.m": "cubic metres",
}
ABBREVIATED = "|".join(re.escape(word) for word in sorted(WORDS, key=len, reverse=True))


def judge(match: re.Match[str], segment: Segment) -> Hit:
    """The full stop is kept where a sentence may end with it."""
    ends = re.match(r"\s*(?:$|[A-ZÀ-Þ“\"«])", segment.target[match.end() : match.end() + 3])
    stop = "." if match["stop"] and ends else ""
    return Hit(match.start("unit"), match.end(), WORDS[match["unit"]] + stop)


rule = Rule(
    find=Pattern(rf"(?<=[0-9] )(?P<unit>{ABBREVIATED})(?P<stop>\.?)(?![\w-])", judge=judge),
    message="“{found}” is a unit in the letters of another language: {fix}",
    languages=("en",),
    safe=False,
    examples=(
        Bad("The bridge cost 3 mlrd rubles.", at="mlrd", fixed="The bridge cost 3 billion rubles."),
        Bad("Some 40 tys. people came.", at="tys.", fixed="Some 40 thousand people came."),
        Bad("The flat has 52 kv. m and a stove.", at="kv. m", fixed="The flat has 52 square metres and a stove."),
        Bad("Bread is 90 rub. It was cheaper.", at="rub.", fixed="Bread is 90 rubles. It was cheaper."),
        Good("The fund holds 40 mln and 3 billion rubles, or RUB 90."),
        Good("They rub their hands; grade 2 sht-holders wait."),
        Good("It has 52 sq. m and a kv. meter."),
        Missed("It costs 3,5 tyschi."),
    ),
)
