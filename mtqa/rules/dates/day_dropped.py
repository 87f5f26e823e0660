"""A date that lost its day: “Then, October of the Senate”, “died on March in Oslo”, “on of May”.

A number in a link or a tag of its own is the first thing that a scraper loses; the case of the month then looks for
another noun, «7 октября сенат» becomes “October of the Senate”. “On” before a month wants a day, unless it
stands for “in” (“on October 2017”). What one can dwell on is left alone (“focus on March”), and so are the forms that
need no day: “in February the ministry”, “in May of the same year”, “on May Day”, “on August first”.
"""

import re

from mtqa.expressions import expression
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule, Where
from mtqa.segment import Segment
from mtqa.text import MONTH, SPACE, WEEKDAY, YEAR

_GOES_ON = (
    rf"(?=[.,;:!?)](?!{SPACE}?\d)|$|{SPACE}(?:in|at|near|during|as|by|a|an|he|she|it|they|we|his|her|their"
    rf"|there|due|after|with)\b|{SPACE}(?:of{SPACE})?the{SPACE}(?!\d|first\b|second\b|third\b|\w+th\b))"
)
_TIMES = (
    r"(?:year|same|next|following|previous|preceding|current|last|past|present|coming|first|second|third|ensuing|new)"
)
_YEAR_CLOSES = (
    rf"(?=[.,;:!?)]|$|{SPACE}(?:in(?!{SPACE}(?:which|question))|at|on|the|by|near|during|due|because|with)\b)"
)

# What stands before a month that lost its day, and after it.
_AROUND = (
    (rf"(?:[Nn]ight|[Mm]orning|[Ee]vening|[Aa]fternoon){SPACE}(?:of|on){SPACE}", _GOES_ON),
    (rf"(?P<on>[Oo]n{SPACE})", rf",?{SPACE}(?P<year>{YEAR})\b(?![-–'’])|{_GOES_ON}"),
    (rf"(?i:on|in|at|from|since|until|till|by|to|for|dated|before|after|about|within|the){SPACE}of{SPACE}", ""),
    (rf"(?<!-)(?<!\d{SPACE})-?(?:th|nd|rd|st){SPACE}of{SPACE}", ""),
    ("", rf"{SPACE}of{SPACE}the{SPACE}year{_YEAR_CLOSES}"),
    (
        rf"(?<=,{SPACE})|(?<=[.!?]{SPACE})|^",
        rf"(?<!March)(?<!May){SPACE}of{SPACE}the{SPACE}(?!{_TIMES}\b|\d|\w+th\b)",
    ),
    (rf"{WEEKDAY},{SPACE}", rf"(?<!May)(?<!April)(?<!June)(?<!August)(?=,{SPACE}(?!{MONTH}))"),
    (rf"[Ff]rom{SPACE}\d\d?{SPACE}(?:to|till?|until){SPACE}", rf"(?!['’]|{SPACE}\d){_GOES_ON}"),
)
_FORMS = [(expression(rf"(?<!\w)(?:{before})$"), expression(after)) for before, after in _AROUND]
_ANY_FORM = tuple(rf"(?<!\w)(?:{before}){MONTH}(?!\w)(?:{after})" for before, after in _AROUND)
_DWELT = expression(
    rf"\b(?:focus\w*|concentrat\w+|bas(?:ed|ing)|depend\w*|report\w*|data|figures|information|statistics"
    r"|numbers|effects?|impact|influence|look\w*|work\w*|comment\w*|rel(?:y|ies|ied|iance)|count\w*|bet\w*|hopes?"
    r"|eyes?|books?|films?|series|documentary|articles?|essay|chapter|section|attacks?|insist\w*|dwell\w*|touch\w*"
    r"|split|pressure|emphasis|back|keen"
    rf"|rest\w*|agree\w*|decid\w*|settl\w*|blam\w*|spent|later|early|so){SPACE}$",
    re.IGNORECASE,
)


def _judge(match: re.Match[str], segment: Segment) -> Hit | None:
    text, start = segment.target, max(0, match.start() - 25)
    for before, after in _FORMS:
        tail = after.match(text, match.end())
        head = before.search(text, start, match.start()) if tail else None
        if head and tail and not _is_dwelt_on(head, match[0], tail):
            return Hit(head.start(), match.start() + len(text[match.start() : tail.end()].rstrip()))
    return None


def _is_dwelt_on(head: re.Match[str], month: str, tail: re.Match[str]) -> bool:
    """Whether “on” says what somebody speaks or thinks of, or May is a name."""
    if "on" not in head.re.groupindex:
        return False
    if month == "May" and not tail["year"] and not tail.string.startswith((" ", "\u00a0"), tail.end()):
        return True
    return _DWELT.search(head.string[max(0, head.start() - 20) : head.start()]) is not None


rule = Rule(
    find=Where(_ANY_FORM, Pattern(rf"\b{MONTH}(?!\w)", judge=_judge)),
    message="“{found}” lost its day",
    languages=("en",),
    examples=(
        Bad("Then, October of the Senate announced a pause.", at="October of the"),
        Bad("The painter died on March in Oslo.", at="on March"),
        Bad("On November the court acquitted both.", at="On November"),
        Bad("The hall was opened on October 2017 with a concert.", at="on October 2017"),
        Bad("They met in the evening on April, after work.", at="evening on April"),
        Bad("It has been shut since May of the year, they say.", at="May of the year"),
        Bad("The strike began on of March.", at="on of March"),
        Bad("The order of -th of June was read out.", at="-th of June"),
        Bad("The clinic is closed from 12 to January.", at="from 12 to January"),
        Bad("On Monday, March, the bridge was closed.", at="Monday, March"),
        Good("In February the ministry spoke, and in May of the same year it fell silent."),
        Good("On May Day and on August first the shops are shut; on March 5, too."),
        Good("The report on October 2017 focuses on March, and investors bet on July."),
        Good("On September the 9th and on June evenings it rains."),
        Good("He saw March of the Penguins in the May of the year 1946."),
        Missed("The decree February was repealed."),
    ),
)
