"""A number glued to the word beside it: “rose by1.5%”, “in2019”, “40people”.

A space gets lost where a text is cut up and joined again. Units and names that are written so (20km, 5G, 3D, £5million,
MP3, in2 for square inches) are left alone, and so are addresses.
"""

import re

from mtqa.expressions import expression
from mtqa.languages.english import PEOPLE
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment
from mtqa.text import MONTH

BEFORE = expression(
    r"(?<![\w@/.&?=#_-])(?:[Bb]y|[Oo]f|[Tt]o|[Ii]n|[Ff]rom|than|[Aa]bout|[Aa]t|[Oo]n|[Oo]ver|with|and|[Ff]or|until|[Ss]ince"
    rf"|up|between|are|were|was|is|[Oo]nly|least|[Nn]early|the|{MONTH})$"
)
AFTER = rf"(?:{PEOPLE}|per ?cent|thousand|ro?ubles|hryvnias?|dollars|euros|years?|months|hours|minutes|times)"
FIGURE = expression(r"(?<![\w@/.&?=#_$€£-])[0-9]{1,9}(?:[.,][0-9]{1,3})?$")


def judge(match: re.Match[str], segment: Segment) -> Hit | None:
    """Which word or number is glued on, if what stands to the left is one and all of it."""
    text, at = segment.target, match.start()
    glued = FIGURE.search(text, max(0, at - 12), at + 1) if match["word"] else BEFORE.search(text, max(0, at - 12), at)
    return Hit(glued.start(), glued.end(), f"{glued[0]} ") if glued else None


rule = Rule(
    find=Pattern(
        r"(?<=[a-z])[0-9][0-9.,]{0,12}[0-9%](?![\w/@-]|\.\w)"
        rf"|[0-9](?P<word>{AFTER}|(?<=[0-9]{{2}})(?:and|of|from|were))(?![\w./@-]*[\w@/])",
        judge=judge,
    ),
    message="“{found}” is glued to what follows",
    languages=("en",),
    examples=(
        Bad("Bread rose by1.5% in a week.", at="by", fixed="Bread rose by 1.5% in a week."),
        Bad("It was built in2019 and sold.", at="in", fixed="It was built in 2019 and sold."),
        Bad("There were 40people on the quay.", at="40", fixed="There were 40 people on the quay."),
        Bad("He paid 15thousand for it.", at="15", fixed="He paid 15 thousand for it."),
        Good("They ran 20km with 5G, 3D and MP3, for £5million or $5million."),
        Good("Press 60 lbf/in2 and see in2 of it; write to info.at24@mail.example or on24.example."),
        Good("The B2B and 2in1 sets are B4 and A4."),
        Missed("The herd of some20 goats."),
    ),
)
