"""Two marks where one belongs: “the harbour..”, “he left,, and”, “What a day!.”, “the harbour., and”, “the end,”.

A machine sets the mark of the source beside its own, or leaves both where the word between them was lost. Left alone
are … and ?!, the ?.. of Russian and Ukrainian, a mark after an abbreviation (etc., or Inc.?), names such as Yahoo!,
the low quotes ,,so'' of a typewriter, emoticons, paths, ranges and code.
"""

import re

from mtqa.expressions import expression
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Edit, Segment
from mtqa.text import FULL_STOP, SPACE, UPPER, widened

TRAILING_OFF = {"ru", "uk"}

_END = r"(?=[\s)\]”’»“\"']|\Z)"
_NO_FACE = rf"(?<![:;](?={SPACE}?[)(\[\]DPp]))"
_COMMA = rf"(?<![\s,]),{SPACE}?[,;:!?.](?!{SPACE}?\.)"
_COLON = rf"(?<=\w\w)(?:[;:]{SPACE}?[,.](?!{SPACE}?\.)|;{SPACE}?[;:]|:;)"
_SHOUT = rf"(?<=[\w!?)”»\"])[!?](?:{SPACE}?\.(?!{SPACE}?\.)|\.\.(?!\.))"
_STOPS = rf"(?:(?<=[\w)\]”»%])|(?<=\w[\"']))\.{SPACE}?\.(?!{SPACE}?\.)"
_STOP = rf"{FULL_STOP}{SPACE}?[,;:!?]"
_QUOTED = rf"(?:,|{FULL_STOP})”[.,](?!\.)"
_DASH = rf"(?<=\w[ \u00a0\u202f])[–—-]{SPACE}?[,;.](?![.\d])"

_NAME = expression(rf"\w[,;]?{SPACE}[“«„\"]?{UPPER}\w*[!?]\Z")


def _judge(match: re.Match[str], segment: Segment) -> Hit | None:
    text, marks = segment.target, "".join(match[0].split())
    start, end = match.span()
    lang = segment.target_lang.partition("-")[0]
    if "”" in marks and lang != "en":
        return None
    if marks[1:] == ".." and lang in TRAILING_OFF:
        return None
    if marks[0] in "!?" and _NAME.search(text, max(0, start - 40), start + 1):
        return None
    if marks[0] in "–—-":
        return Hit(*widened(text, start, end))
    goes_on = text[end : end + 3].lstrip(" \u00a0\u202f”»\"')]")[:1].islower()
    return Hit(*widened(text, start, end), Edit(start, end, *_mended(marks, goes_on)))


def _mended(marks: str, goes_on: bool) -> tuple[str, bool]:
    """What stands in place of the marks, and whether that is safe: two full stops may be an ellipsis cut short."""
    if "”" in marks:
        return marks[-1] + "”", True
    if marks[1:] == "..":
        return "…" + marks[0], False
    if marks == ".." and goes_on:
        return "…", False
    for mark in "?!":
        if mark in marks:
            return mark, True
    if "." in marks and not goes_on:
        return ".", ";" not in marks and ":" not in marks
    rest = marks.replace(".", "") or marks
    return rest[0], set(marks) <= set(",.") or len(set(marks)) == 1


rule = Rule(
    find=Pattern(
        rf"(?=[,;:!?.–—-])(?:{_COMMA}|{_COLON}|{_SHOUT}|{_STOPS}|{_STOP}|{_QUOTED}|{_DASH}){_NO_FACE}{_END}",
        judge=_judge,
    ),
    message="“{found}” has two marks where one belongs",
    examples=(
        Bad(
            "They reached the harbour.. It was empty.", at="harbour..", fixed="They reached the harbour. It was empty."
        ),
        Bad(
            "They reached the harbour. . It was empty.",
            at="harbour. .",
            fixed="They reached the harbour. It was empty.",
        ),
        Bad("He waited.. and nobody came.", at="waited..", fixed="He waited… and nobody came."),
        Bad("He packed,, locked up and left.", at="packed,,", fixed="He packed, locked up and left."),
        Bad("He packed, , locked up and left.", at="packed, ,", fixed="He packed, locked up and left."),
        Bad("What a day!. It rained.", at="day!.", fixed="What a day! It rained."),
        Bad("Who knows?.. Nobody does.", at="knows?..", fixed="Who knows…? Nobody does."),
        Bad("They closed the harbour., and the town.", at="harbour.,", fixed="They closed the harbour, and the town."),
        Bad(
            "They closed the harbour,. Then it rained.",
            at="harbour,.",
            fixed="They closed the harbour. Then it rained.",
        ),
        Bad("The list is long;; read it.", at="long;;", fixed="The list is long; read it."),
        Bad("“They closed the harbour.”, he said.", at="harbour.”,", fixed="“They closed the harbour,” he said."),
        Bad("The mayor – , they say, left.", at="– ,"),
        Bad("Ils sont partis,, puis revenus.", at="partis,,", fixed="Ils sont partis, puis revenus.", lang="fr"),
        Bad("Все уехали.. Порт пуст.", at="уехали..", fixed="Все уехали. Порт пуст.", lang="ru"),
        Good("What?! And then … Oh... well…. Yes!!!"),
        Good("Кто знает?.. Никто!.. И всё.", lang="ru"),
        Good("Nails, glue, etc., were sold by Marin Ltd.; was it Oak Inc.? It was."),
        Good("She moved to Yahoo!. He watched a film called Help!."),
        Good('Look into ../docs or run the tests 1..10 in ".." again.'),
        Good("„Sie kommen.“, sagte er.", lang="de"),
        Good("We waited. . . and it rained. Fine. :) Done. ;-)"),
        Missed("He lives in Bonn.,"),
    ),
)
