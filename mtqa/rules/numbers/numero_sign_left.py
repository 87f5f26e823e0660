"""The numero sign of Cyrillic typography left in: “School № 5”, or a bare N for it: “house N24”.

Russian and Ukrainian write № before every number; English writes No., German Nr., French n°, Spanish and Portuguese
n.º, Italian n., Polish nr. The letter N stands for it where the typewriter had no sign, and is looked for only behind
what is commonly numbered.
"""

import re

from mtqa.expressions import expression
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Edit, Segment
from mtqa.text import SPACE

OWN = {"en": "No.", "de": "Nr.", "fr": "n°", "es": "n.º", "pt": "n.º", "it": "n.", "pl": "nr", "tr": "No."}
NUMBERED = expression(
    r"\b(?:school|house|order|law|decree|resolution|kindergarten|hospital|protocol|colony|polyclinic|lyceum|gymnasium).\Z",
    re.IGNORECASE,
)


def judge(match: re.Match[str], segment: Segment) -> Hit | None:
    """Put the sign of the language in place; a bare N may be a name."""
    start, end = match.span()
    is_letter = match[0][0] == "N"
    if is_letter and not NUMBERED.search(segment.target, max(0, start - 20), start):
        return None
    return Hit(start, end, Edit(start, end, f"{OWN[segment.target_lang[:2]]} ", safe=not is_letter))


rule = Rule(
    find=Pattern(rf"(?:№№?|N(?<=[a-zA-Z]{SPACE}N)){SPACE}?(?=[0-9])", judge=judge),
    message="“{found}” is the numero sign of another language",
    languages=tuple(OWN),
    examples=(
        Bad("She teaches at School № 5.", at="№ ", fixed="She teaches at School No. 5."),
        Bad("They live in house N24 by the mill.", at="N", fixed="They live in house No. 24 by the mill."),
        Bad("Sie lehrt an der Schule №5.", at="№", fixed="Sie lehrt an der Schule Nr. 5.", lang="de"),
        Good("She teaches at School No. 5 in zone N24."),
        Good("Она работает в школе № 5.", lang="ru"),
        Good("The sign № is found in Cyrillic fonts."),
        Missed("The verdict came in case N 5 of that year."),
    ),
)
