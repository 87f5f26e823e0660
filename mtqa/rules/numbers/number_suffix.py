"""An ending on a number that the language does not have: “90-x”, “5-ti”, “28 - j”, “the 3th”, “22th”, “the 4-th”.

Russian and Ukrainian write the end of a numeral after its digits, «90-х», «28-й», «5-ти», and translators either spell
that end in Latin letters or put an English one in its place, and not always the right one. Left alone: a letter that
says what a thing is (3-D, F-16, 4x4), units (a 24-h shift, 12st, a 10rd magazine), formulas, and what stands before
“year” or “years”, of which other rules speak.
"""

import re

from mtqa.expressions import expression
from mtqa.languages.english import RANKED
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment

NTH = "st|nd|rd|th"
DECADE = "x|h|kh|[yi]kh|yh|s|es|ies|ties|ye|e"
CARDINAL = "ti|okh|oh|jokh|yokh"
ORDINAL = "j|[oiy]j|[oiy]y|ja|ya|a[jy]a|o[ey]|go|o[gh]o|mu|omu|[yj]u|u[yj]u|[yo]m"
LETTER = "m|i|y|a|e"
SUMMERS = "let(?:n[a-z]{1,4}|i[aeju][a-z]?|iem|ija|iya)"
WORDS = {"go", "ja", "om", "oy", "es", "e", "oh"}

OF_TIME = expression(r"\b(?:the|in|of|since|from|early|late|mid)[ -]$", re.IGNORECASE)
OF_A_UNIT = {
    "x": expression(r" (?:faster|increase|lens|magnif|more|multiple|objective|optical|return|speed|zoom)"),
    "h": expression(r" (?!(?:and|of|in|was|were|when|the|to|as|at|on|is|had|for|with|by|a|he|she|it|they)\b)[a-z]"),
}
FORMULA = expression(r"[=+*×/^(]\s?$")
ROUNDS = expression(r" (?:mag|clip|drum|burst)")
IN_TIME = expression(r" (?:day|floor|hour|month|of|stage|step|time|week)\b")


def nth(number: int) -> str:
    """The number with its English ordinal ending."""
    return f"{number}{'th' if number // 10 % 10 == 1 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def ranked(number: int, end: str, after: str) -> str | None:
    """The number with the right ordinal ending, where it has a wrong or a loose one."""
    stones = end.endswith("st") and 5 < number < 40 and not re.match(RANKED, after) and not IN_TIME.match(after)
    rounds = end.endswith("rd") and ROUNDS.match(after)
    return None if stones or rounds or nth(number) == f"{number}{end}" else nth(number)


def of_decade(digits: str, end: str, loose: bool, before: str, after: str) -> str | None:
    """The name of a decade, where the ending is not a unit or a factor."""
    unit = OF_A_UNIT["x" if end == "x" else "h"]
    odd = end not in ("x", "h", "s", "e") or loose or len(digits) == 4
    return f"{digits}s" if odd or (OF_TIME.search(before) and not unit.match(after)) else None


def mended(digits: str, tie: str, end: str, before: str, after: str) -> str | None:
    """The number as it should stand, or nothing where its ending may be right."""
    number, loose = int(digits), " " in tie
    if FORMULA.search(before):
        return None
    if re.fullmatch(NTH, end.strip()):
        return nth(number) if tie else ranked(number, end, after)
    if number > 10 and number % 10 == 0 and re.fullmatch(DECADE, end):
        return of_decade(digits, end, loose, before, after)
    if re.fullmatch(LETTER, end):
        return nth(number) if re.match(RANKED, after) or (loose and end == "m" and after.startswith(" of ")) else None
    if loose and end in WORDS:
        return None
    if re.fullmatch(CARDINAL, end):
        return digits
    return nth(number) if re.fullmatch(ORDINAL, end) else None


def judge(match: re.Match[str], segment: Segment) -> Hit | None:
    """Mend the number by the kind of its ending."""
    text, (start, end) = segment.target, match.span()
    ending = match["ending"] or match["nth"]
    if ending.startswith("let"):
        return Hit(start, end)
    number = mended(match["digits"], match["tie"] or "", ending, text[max(0, start - 8) : start], text[end : end + 20])
    return Hit(start, end, number) if number else None


rule = Rule(
    find=Pattern(
        r"(?<![\w.,/^-])(?P<digits>[0-9]{0,3}[0-9])(?:(?P<tie> ?[-–‑] ?)"
        rf"(?P<ending>{NTH}|{DECADE}|{CARDINAL}|{ORDINAL}|{LETTER}|{SUMMERS})|(?P<nth> ?(?:{NTH})))\b"
        r"(?![-'’]\w| years?\b|\s?[=^*+/])",
        judge=judge,
    ),
    message="“{found}” ends as no number does in English",
    languages=("en",),
    safe=False,
    examples=(
        Bad("In the 90-x nobody locked a door.", at="90-x", fixed="In the 90s nobody locked a door."),
        Bad("Songs of the 1970-ies were played.", at="1970-ies", fixed="Songs of the 1970s were played."),
        Bad("The fee rose for 5-ti groups.", at="5-ti", fixed="The fee rose for 5 groups."),
        Bad("The 28 - j round ended in a draw.", at="28 - j", fixed="The 28th round ended in a draw."),
        Bad("He came in on the 3th place.", at="3th", fixed="He came in on the 3rd place."),
        Bad("She lives on the 22th floor.", at="22th", fixed="She lives on the 22nd floor."),
        Bad("This is the 4-th tunnel under the pass.", at="4-th", fixed="This is the 4th tunnel under the pass."),
        Bad("On the 2-go he left the town.", at="2-go", fixed="On the 2nd he left the town."),
        Bad("A feast for the 65 - letija of the mill.", at="65 - letija"),
        Good("The 3-D film, the F-16 and the 4x4 were all on the 21st, 22nd, 23rd and 111th pages."),
        Good("After a 24-h shift he weighed 12st and carried a 10rd magazine."),
        Good("A 20-x zoom and a 30-s exposure will do; let k = 2-j."),
        Good("Level 5 - go to the door, 10 - ja, nein."),
        Good("In the 60-s interval the lamp stays dark."),
        Bad("He scored on the 10 - m minute.", at="10 - m", fixed="He scored on the 10th minute."),
        Bad("It is a mill of the 17 th century.", at="17 th", fixed="It is a mill of the 17th century."),
        Bad("It hailed on the 5 th of May.", at="5 th", fixed="It hailed on the 5th of May."),
        Missed("Of 3-x brothers only one returned."),
    ),
)
