"""The source's word for year left beside the number: “in 2013 year”, “in the 1992-nd year”, “in 2014–2015 years”.

Slavic languages write «в 2013 году» and «в 2014–2015 годах»; English lets the number stand alone. Numbers that count
years (“a 2,000-year period”, “from 1500 to 2000 years ago”) and longer names (“the 2019 fiscal year”, “the 2013 year
class”, “2019 year-end results”) are left alone. The word goes safely after a preposition, a month or a bracket, and
with an ordinal; with only an article before it (“the 2019 year”) a financial year may be meant.
"""

import re

from mtqa.expressions import expression
from mtqa.languages.dates import LEADS_TO_YEAR
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Edit, Segment
from mtqa.text import SPACE, YEAR

_SPAN = rf"{YEAR}(?:{SPACE}?[-–—/]{SPACE}?(?:{YEAR}|\d\d)|{SPACE}(?:and|or|to|till?|until){SPACE}{YEAR})"
_ORDINAL = rf"(?:(?:-{SPACE}?)?(?:st|nd|rd|th)|-{SPACE}?(?:go|m|om|y|yj|i|j|s|e|ye|x|h|kh|yh|ti)|['’]s)"
_PLAIN = rf"(?:(?<!year{SPACE}){YEAR}|(?<=\b[Ii]n{SPACE})\d{{3,4}})"
_EXPRESSION = (
    rf"(?<![\w,$€£¥-])(?:(?P<span>{_SPAN}){SPACE}years|(?P<plain>{_PLAIN})(?P<ordinal>{_ORDINAL})?{SPACE}year)(?![\w-])"
)
_ARTICLE = expression(rf"\bthe{SPACE}$", re.IGNORECASE)
_QUALIFIED = expression(
    rf"\b(?:this|current|last|past|previous|next|coming|new|outgoing|whole|entire|full|same),?{SPACE}$", re.IGNORECASE
)
_COUNTED = expression(
    rf"{SPACE}(?:\d|(?:(?:on|over|after|by|upon|in){SPACE}years?|to{SPACE}date|and{SPACE}a|ago|olds?|round|long|ends?"
    r"|class(?:es)?|groups?|books?|plans?|highs?|lows?|back|later|earlier|before|hence|since|BCE?|BP|AD"
    r"|zero|one|two|three"
    r"|four|five|six)\b)"
)
_CLAUSE_GOES_ON = expression(
    rf"[.,;:!?)”\"]|$|{SPACE}(?:(?:in|at|for|with|from|was|were|is|has|had|will|the|a|an|and|or|but|when|which|that|he"
    rf"|she|it|they|we|there|because|as)\b(?!{SPACE}review))"
)
_ERA = expression(rf"{SPACE}of{SPACE}(?:our|his|her|its|their|life|grace|Christ|the)\b")


def _decide(match: re.Match[str], segment: Segment) -> Hit | None:
    text, end = segment.target, match.end()
    before = text[max(0, match.start() - 40) : match.start()]
    article = _ARTICLE.search(before)
    start = match.start() - len(article[0]) if article else match.start()
    if _COUNTED.match(text, end):
        return None
    if text[end : end + 1] in ("'", "’"):
        return Hit(start, end) if article or LEADS_TO_YEAR.search(before) else None
    if span := match["span"]:
        counted = " " in span.strip() and text.startswith((" of ", "\u00a0of "), end)
        return Hit(start, end, span) if _is_of_calendar(span) and not counted else None
    year, closed = match["plain"], _CLAUSE_GOES_ON.match(text, end) is not None
    if match["ordinal"]:
        return None if "-" not in match["ordinal"] and _ERA.match(text, end) else Hit(start, end, year)
    if article or _QUALIFIED.search(before):
        return Hit(start, end, Edit(start, end, year, safe=False) if article else None) if closed else None
    if LEADS_TO_YEAR.search(before) and (closed or len(year) == 4):
        return Hit(start, end, year)
    return Hit(start, end, Edit(start, end, year, safe=False)) if closed else None


def _is_of_calendar(span: str) -> bool:
    """Whether two numbers are years of the calendar and not counts such as 1500–2000."""
    first, last = (int(number) for number in re.findall(r"\d+", span))
    return (first % 50 > 0 or last % 50 > 0) and (last < 100 or first < last)


rule = Rule(
    find=Pattern(_EXPRESSION, judge=_decide),
    message="“{found}”: the number alone names the year",
    languages=("en",),
    examples=(
        Bad("In 2013 year the quarry was closed.", at="2013 year", fixed="In 2013 the quarry was closed."),
        Bad(
            "She came to the village in the 1992-nd year.",
            at="the 1992-nd year",
            fixed="She came to the village in 1992.",
        ),
        Bad("The 2019 year was a dry one.", at="The 2019 year", fixed="2019 was a dry one."),
        Bad(
            "The permit is valid until March 15, 2022 year, and no longer.",
            at="2022 year",
            fixed="The permit is valid until March 15, 2022, and no longer.",
        ),
        Bad("He served here in 1941–1945 years.", at="1941–1945 years", fixed="He served here in 1941–1945."),
        Bad(
            "From 1990 to 1994 years nothing was built.",
            at="1990 to 1994 years",
            fixed="From 1990 to 1994 nothing was built.",
        ),
        Bad(
            "The old bridge (1887\u00a0year) still stands.",
            at="1887\u00a0year",
            fixed="The old bridge (1887) still stands.",
        ),
        Bad("The act of 02.11.2015 year is in force.", at="2015 year", fixed="The act of 02.11.2015 is in force."),
        Bad(
            "By the end of 2014th year the debt was paid.",
            at="2014th year",
            fixed="By the end of 2014 the debt was paid.",
        ),
        Bad("In 988 year, the town was burnt.", at="988 year", fixed="In 988, the town was burnt."),
        Bad("Prices will not rise in the current 2021 year.", at="2021 year"),
        Bad("Here is the table, 2016 year.", at="2016 year", fixed="Here is the table, 2016."),
        Good("Finds from a 2,000-year period lie in the 1500 year old vault."),
        Good("The 2019 fiscal year ended well, and so did the 2013 year class of cod."),
        Good("In 2019 year-end results were late; in 2020 year on year growth stopped."),
        Good("From 2015 to 2020 years of talks, in 2014 and 2015 years of silence."),
        Good("The stones were laid from 1500 to 2000 years ago, or 1850 to 1950 years before that."),
        Good("It was the 2000th year of his dynasty, and in the year 2013 it fell."),
        Good("In 2013 Year of the Forest was proclaimed; the 2018–19 year was a good one for clubs."),
        Good("In 500 year floods the dam does not hold; in 2000 year 7 pupils went there."),
        Bad("The 2016 year’s yield was small.", at="The 2016 year"),
        Missed("It came out of the class 2012 year two days ago."),
    ),
)
