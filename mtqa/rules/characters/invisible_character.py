"""A character that cannot be seen: a soft hyphen, a zero-width space, a control inside a word.

Web pages carry them for line breaks and writing direction. A search does not find the word that holds one, and a
reader does not see why. Joiners stay where a script or an emoji needs them, direction marks in text that holds
letters written from right to left, and zero-width spaces in scripts that write no spaces.
"""

import re
import unicodedata

from mtqa.expressions import expression
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment

NEAR = 200
JOINERS = "\u200c\u200d"
DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_DIRECTION = expression(f"[{DIRECTIONS}]")
_RIGHT_TO_LEFT = expression("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PLAIN = expression(r"[\s!-~\u00a0-\u058f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*")


def judge(match: re.Match[str], segment: Segment) -> Hit | None:
    char, text = match[0][0], segment.target
    near = text[max(0, match.start() - NEAR) : match.end() + NEAR]
    around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    if char in JOINERS + "\u200b\u2060" and not _PLAIN.fullmatch(around):
        return None
    if _DIRECTION.match(char) and _RIGHT_TO_LEFT.search(near):
        return None
    name = unicodedata.name(char, "a control").lower()
    return Hit(match.start(), match.end(), "", message=f"U+{ord(char):04X}, {name}, cannot be seen; take it out")


rule = Rule(
    find=Pattern(
        rf"([\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\x80-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff{JOINERS}{DIRECTIONS}])\1*+",
        judge=judge,
    ),
    message="a character that cannot be seen",
    examples=(
        Bad("The govern\u00adment resigned.", at="\u00ad", fixed="The government resigned."),
        Bad("The har\u200b\u200bbour is open.", at="\u200b\u200b", fixed="The harbour is open."),
        Bad("\ufeffThe ferry is late.", at="\ufeff", fixed="The ferry is late."),
        Bad("The ferry\x02 is late.", at="\x02", fixed="The ferry is late."),
        Bad("The ferry\u200e is late.", at="\u200e", fixed="The ferry is late."),
        Bad("Die Fäh\u00adre ist spät.", at="\u00ad", fixed="Die Fähre ist spät.", lang="de"),
        Good("A family 👨‍👩‍👧 and a flag 🏳️‍🌈 in one line."),
        Good("می\u200cخواهم", lang="fa"),
        Good("\u200fשלום\u200e (1)", lang="he"),
        Good("ภาษา\u200bไทย", lang="th"),
        Good("A line with\ta tab."),
        Missed("The ferry\u3164 is late."),
    ),
)
