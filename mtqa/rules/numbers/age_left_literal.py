"""An age put over piece by piece: “34-summer”, “19 – a summer driver” for «34-летний», «19-летний».

Russian and Ukrainian write an age as a number tied by a hyphen to an adjective made of the word for summer, which is
also the word for years. A translator that does not know the compound leaves number, hyphen and “summer” behind. Unless
a tight hyphen ties them, a person or a name has to follow, so that what is of the summer stays alone: “19 – a summer
record”, “June 20 – summer hours”, “the 12 summer jobs”.
"""

import re

from mtqa.expressions import expression
from mtqa.languages.english import PERSON
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment
from mtqa.text import MONTH

SPANS = "anniversary|experience|history|imprisonment|jubilee|marriage|period|plan|practice|prison|sentence|service|term"
OF_THE_SEASON = expression(
    r"[ -](?:\w{1,9}day|break|camp|contract|course|cup|deal|festival|games|holiday|hours|house|internship|job|loan"
    r"|olympics|palace|program|programme|project|record|residency|run|school|season|series|spell|stay|stint|streak|tour"
    r"|vacation)s?\b|,? ?[–—]|,? - ",
    re.IGNORECASE,
)
FOR_YEARS = expression(rf" (?:{SPANS}|of the)\b")
SOMEBODY = expression(rf"(?:,? {{1,4}}[\w-]{{1,24}}){{0,3}}? {{1,4}}{PERSON}\b")
NAME = expression(r" [A-ZÀ-ÖØ-Þ][\w’'-]+")
DATED = expression(rf"(?:{MONTH}|(?<=\w)day,?) $")
ARTICLE = expression(r"\b[Aa]n? $")
DETERMINED = expression(r"\b(?:[Aa]n?|[Tt]h(?:e|is|at)) $")


def judge(match: re.Match[str], segment: Segment) -> Hit | None:
    """Weigh what ties number and summer together against what stands around them."""
    text, (start, end) = segment.target, match.span()
    before, tie = text[max(0, start - 12) : start], match["tie"]
    somebody, years = SOMEBODY.match(text, end), FOR_YEARS.match(text, end)
    if tie == " ":
        sure = somebody is not None and len(somebody[0].split()) == 1 and DETERMINED.search(before) is not None
    else:
        tight = (tie in "-‑" and int(match["number"]) > 9) or ARTICLE.search(before) is not None
        sure = bool(tight or somebody or years or NAME.match(text, end)) and (tight or not DATED.search(before))
    if not sure or OF_THE_SEASON.match(text, end):
        return None
    return Hit(start, end, f"{match['article'] or ''}{match['number']}-year{'' if years else '-old'}")


rule = Rule(
    find=Pattern(
        r"(?<![\w.,:/–-])(?P<number>\d{1,3})(?P<tie> ?[-–—‑] ?| )(?:to )?(?P<article>an? |the )?summer(?:[ -]old)?\b",
        judge=judge,
    ),
    message="“{found}” is an age put over piece by piece: {fix}",
    severity="error",
    languages=("en",),
    safe=False,
    examples=(
        Bad("He was hit by a 34-summer cyclist.", at="34-summer", fixed="He was hit by a 34-year-old cyclist."),
        Bad(
            "The winner was 41 – a summer farmer from Osh, Aziz Karimov.",
            at="41 – a summer",
            fixed="The winner was a 41-year-old farmer from Osh, Aziz Karimov.",
        ),
        Bad(
            "It was found by 72 - summer Halyna Bondar.",
            at="72 - summer",
            fixed="It was found by 72-year-old Halyna Bondar.",
        ),
        Bad(
            "The prize went to 19 - to summer Oleh Tkach.",
            at="19 - to summer",
            fixed="The prize went to 19-year-old Oleh Tkach.",
        ),
        Bad("On the stairs she met a 12 summer boy.", at="12 summer", fixed="On the stairs she met a 12-year-old boy."),
        Bad(
            "They came for the 50-summer anniversary of the mill.",
            at="50-summer",
            fixed="They came for the 50-year anniversary of the mill.",
        ),
        Good("In summer 16 people moved to the valley."),
        Good("It was 38 degrees on 16 August – a summer record – and nobody slept."),
        Good("The mercury climbed to 41 – a summer record for the valley."),
        Good("The pool is shut until June 20 – summer hours apply after that."),
        Good("All 12 summer residents signed, and so did the 25 year old warden."),
        Good("A 3-summer internship paid for her studies."),
        Missed("The thirty-summer widow kept bees."),
    ),
)
