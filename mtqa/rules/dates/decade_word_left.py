"""The source's word for years left beside a decade: “in 90-s years”, “the 1980s years”, “the sixtieth years”.

Russian and Ukrainian write «в 90-х годах», «шестидесятые годы»; English says “the 90s”, “the sixties”. The number
takes its s and the article, the word goes. Counts of years (“in 90 years”) and one year (“in his 90th year”) are left
alone.
"""

import re

from mtqa.expressions import expression
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment
from mtqa.text import SPACE

_DIGITS = rf"(?P<digits>(?:1\d|20)?\d0)(?:['’]?s|th|(?:{SPACE}?-{SPACE}?)(?:s|th|ies|es|e|x|h|kh|yh|ye|ti|m|mi))"
_WORD = (
    r"(?P<word>(?:[Nn]ineteen[- ])?(?:[Tt]went|[Tt]hirt|[Ff]ort|[Ff]ift|[Ss]ixt|[Ss]event|[Ee]ight|[Nn]inet)ie)(?:s|th)"
)
_LED = expression(r"\b(?:[Tt]he|[Ee]arly|[Ll]ate|[Mm]id|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Tt]hese|[Tt]hose)[ -]$")


def _shorten(match: re.Match[str], segment: Segment) -> Hit:
    decade = (match["digits"] or match["word"]) + "s"
    led = _LED.search(segment.target[max(0, match.start() - 6) : match.start()])
    return Hit(match.start(), match.end(), decade if led else f"the {decade}")


rule = Rule(
    find=Pattern(rf"(?<![\w.,$€£])(?:{_DIGITS}|{_WORD}){SPACE}years(?![\w'’-])", judge=_shorten),
    message="“{found}”: the decade’s name is enough, “{fix}”",
    languages=("en",),
    examples=(
        Bad(
            "In 90-s years the port was full of ships.", at="90-s years", fixed="In the 90s the port was full of ships."
        ),
        Bad("Songs of the 1980s years are back.", at="1980s years", fixed="Songs of the 1980s are back."),
        Bad("The club arose in the sixtieth years.", at="sixtieth years", fixed="The club arose in the sixties."),
        Bad("At the end of 1930-ies years he fled.", at="1930-ies years", fixed="At the end of the 1930s he fled."),
        Bad("It was so in early 2000th years.", at="2000th years", fixed="It was so in early 2000s."),
        Bad("In the 70 - e years they wore flares.", at="70 - e years", fixed="In the 70s they wore flares."),
        Good("In 90 years nothing changed, and in the 90s everything did."),
        Good("He died in his 80th year, in the sixtieth year of the reign."),
        Good("In their 60s, years after the war, they met again."),
        Good("It is a tale of the thirties, years of plenty."),
        Missed("In 90 years of the last century the port was full."),
    ),
)
