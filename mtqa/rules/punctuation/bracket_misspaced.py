"""A space on the inner side of a bracket: “( they have left)”, “(the others )”, “the port( the old one)”.

Machines translate a text cut into tokens, and a bracket is a token: what puts them together again may set the space
on the wrong side or on both. Left alone are the boxes of a list, [ ] and [ x ], the open end
of a life or a reign (1951- ), emoticons, and a bracket that has lost its partner, which is a fault of its own.
"""

import re

from mtqa.expressions import expression
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Edit, Segment
from mtqa.text import LOWER, SPACE, widened

REACH = 300
DEEP = 4

_BRACKET = expression(r"[()\[\]]")
_BOX = expression(rf"\[{SPACE}{{0,3}}+(?:\w{{1,12}}+|[✓✔✗*]|[.…]{{1,3}}+)?{SPACE}{{0,3}}+\]|\({SPACE}{{0,9}}+\)")
_ENDING = expression(rf"{LOWER}{{1,2}}[)\]]")
_FACE = expression(r"[:;=%][-'^o_]?\Z")


def _judge(match: re.Match[str], segment: Segment) -> Hit | None:
    text, bracket = segment.target, match["opening"] or match["closing"]
    start, end = match.span()
    if bracket in "([":
        while text[end : end + 1].isspace():
            end += 1
        if text[start - 1 : start] == bracket or _BOX.match(text, start) or not _is_closed(text, end):
            return None
        parted = text[max(0, start - 2) : start].isalpha() and not _ENDING.match(text, end)
        gap = " " if parted else ""
        edit = Edit(start, end, gap + bracket)
    else:
        while text[start - 1 : start].isspace():
            start -= 1
        if (
            text[start - 1] in ",–—-"
            or text[end : end + 1] == bracket
            or not _is_open(text, start)
            or _ends_box(text, start, end)
        ):
            return None
        edit = Edit(start, end, bracket + (" " if text[end : end + 1].isalnum() else ""))
    if _FACE.search(text, max(0, start - 2), start):
        return None
    return Hit(*widened(text, start, end), edit)


def _ends_box(text: str, start: int, end: int) -> bool:
    opening = max(text.rfind("[", max(0, start - 16), start), text.rfind("(", max(0, start - 16), start))
    return opening >= 0 and _BOX.fullmatch(text, opening, end) is not None


def _is_closed(text: str, at: int) -> bool:
    return _has_partner(_BRACKET.findall(text, at, at + REACH), "([")


def _is_open(text: str, at: int) -> bool:
    return _has_partner(_BRACKET.findall(text, max(0, at - REACH), at)[::-1], ")]")


def _has_partner(brackets: list[str], deeper: str) -> bool:
    depth = 1
    for bracket in brackets:
        depth += 1 if bracket in deeper else -1
        if not 0 < depth < DEEP:
            break
    return depth == 0


rule = Rule(
    find=Pattern(rf"(?P<opening>[(\[]){SPACE}(?={SPACE}*+[^\s)\],;–—-])|{SPACE}(?P<closing>[)\]])", judge=_judge),
    message="a space stands inside the bracket in “{found}”",
    examples=(
        Bad("Most of them ( they have work) stay.", at="( they", fixed="Most of them (they have work) stay."),
        Bad("Most of them (the old ones ) stay.", at="ones )", fixed="Most of them (the old ones) stay."),
        Bad(
            "They left the port( the old one) at dawn.",
            at="port( the",
            fixed="They left the port (the old one) at dawn.",
        ),
        Bad("They left (at dawn )with a guide.", at="dawn )with", fixed="They left (at dawn) with a guide."),
        Bad("See the note [ in German] below.", at="[ in", fixed="See the note [in German] below."),
        Bad("El puerto ( “el viejo”) cerró.", at="( “el", fixed="El puerto (“el viejo”) cerró.", lang="es"),
        Bad("Bring the form( s) along.", at="form( s)", fixed="Bring the form(s) along."),
        Good("To do: [ ] buy bread, [ x ] sell the car, ( ) rest. Press the keys [ and ] at once."),
        Good("Ivo Marin (1951- ) and the reign of Zora ( –1204)."),
        Good("It rained :( and then it snowed : ) and so on."),
        Good("He said [ … ] that it was [...] over."),
        Good("Is it (really) so [as they say]?"),
        Missed("They left (at dawn\\n) with a guide."),
    ),
)
