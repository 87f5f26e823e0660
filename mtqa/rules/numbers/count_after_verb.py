"""A count left behind its verb: “the guards died 17.”, “in the crash were injured 15 people”.

Slavic word order sets the count after the verb, «погибло 17 охранников», and its noun may stand before it. Only verbs
that take no object are looked at, and passives. A date or time after the verb (“died 17 May”, “were arrested 17 years
later”), and a clause that ends with the verb (“the day he died 17 people came”), are left alone.
"""

import re

from mtqa.expressions import expression
from mtqa.languages.english import PEOPLE, THINGS
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment
from mtqa.text import YEAR

DIED = r"(?:died|perished|drowned|took part|participated|suffered)"
HARMED = (
    r"(?:was|were|been|are|being) (?:killed|injured|wounded|hurt|arrested|detained|hospitali[sz]ed|evacuated|rescued"
    r"|captured|destroyed|damaged|registered|recorded|infected|affected|saved|freed|convicted|shot|drowned|taken)"
)
FIGURE = rf"(?!{YEAR}\b)(?:\d{{1,3}}(?:[, \u00a0]\d{{3}})+|\d{{1,6}})"
WORD = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|dozens of|hundreds of)"
SUBORDINATE = expression(
    r"\b(?:when|after|before|since|until|till|once|as(?! a result)|if|he|she|I|we|you|who|whom|which|that|day|days"
    r"|night|morning|evening|week|month|year|moment|time)\b[^,;:.]*$",
    re.IGNORECASE,
)


def judge(match: re.Match[str], segment: Segment) -> Hit | None:
    """A clause that ends with its verb may be followed by one that begins with a count."""
    before = segment.target[max(0, match.start() - 60) : match.start()]
    return None if match["counted"] and SUBORDINATE.search(before) else Hit(*match.span())


rule = Rule(
    find=Pattern(
        rf"\b(?:{DIED}|{HARMED}) (?:(?:about|at least|more than|nearly|another) )?(?:"
        rf"(?P<counted>(?:{FIGURE}|{WORD}) (?:{PEOPLE}|{THINGS})\b)|{FIGURE}(?=[.;)](?!\w)|,(?! ?\d)|$))",
        judge=judge,
    ),
    message="the count in “{found}” stands behind its verb",
    languages=("en",),
    examples=(
        Bad("In the shelling the guards died 17.", at="died 17"),
        Bad("As a result of the crash were injured 15 people.", at="were injured 15 people"),
        Bad("In the fire died about 40 passengers.", at="died about 40 passengers"),
        Bad("Of the hikers perished 6, the rest walked on.", at="perished 6"),
        Bad("On Friday were arrested three protesters.", at="were arrested three protesters"),
        Good("They died 17 years later. He died 17 May 1990. The rebels killed 17."),
        Good("She (born 1901, died 1975) was arrested 12, 13 and 14 times."),
        Good("The day he died 17 people came; after they were arrested two men fled."),
        Good("The soldiers who were killed: 29. The photo was taken 1,200 metres up."),
        Missed("Inspectors in the region work 12."),
    ),
)
