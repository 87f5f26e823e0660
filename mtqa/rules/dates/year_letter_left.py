"""The source's letter for year left after the number: “in 2018 g.”, “1941-1945 gg.”, “of 05.04.2013 g.”.

Russian and Bulgarian shorten the word to «г.», Ukrainian to «р.», Polish to “r.”; transliterated, it stays behind as a
letter. Between a month, a preposition or a whole date and the letter the number is a year; elsewhere it may be grams.
Where the full stop may end the sentence as well, there is no fix.
"""

import re

from mtqa.languages.dates import LEADS_TO_YEAR
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment
from mtqa.text import SPACE, YEAR, stop_left


def _judge(match: re.Match[str], segment: Segment) -> Hit | None:
    text, (start, end) = segment.target, match.span()
    if not match["span"] and not LEADS_TO_YEAR.search(text[max(0, start - 20) : start]):
        return None
    years = match["span"] or match["year"]
    stop = stop_left(text, end)
    return Hit(start, end, None if stop is None else years + stop)


rule = Rule(
    find=Pattern(
        rf"(?<![\w,$€£¥-])(?:(?P<span>{YEAR}{SPACE}?[-–—/]{SPACE}?(?:{YEAR}|\d\d)){SPACE}?(?:gg|rr|yy|g|r|y)\."
        rf"|(?P<year>{YEAR}){SPACE}?[gry]\.)(?!\w|{SPACE}of\b)",
        judge=_judge,
    ),
    message="“{found}”: the letter stands for the source’s word for year",
    languages=("en",),
    examples=(
        Bad("In 2018 g. the reservoir was drained.", at="2018 g.", fixed="In 2018 the reservoir was drained."),
        Bad(
            "He fought in 1941-1945 gg., then taught.", at="1941-1945 gg.", fixed="He fought in 1941-1945, then taught."
        ),
        Bad("The order of 05.04.2013 g. is void.", at="2013 g.", fixed="The order of 05.04.2013 is void."),
        Bad("She was born on 3 May 1987y.", at="1987y.", fixed="She was born on 3 May 1987."),
        Bad("Since 2014 r. Halych has had a tram.", at="2014 r."),
        Good("It weighs 1900 g. with the lid on."),
        Good("In 2018 G. Halonen left; in 2019 he came back."),
        Good("Melt it in 2000 g. of water."),
        Good("W 2018 r. zamknięto kopalnię.", lang="pl"),
        Missed("It happened in 862 g. near the lake."),
    ),
)
