"""A space before a mark that closes what stands before it: “ran into hundreds .”, “hypothermia , where”, “the front *.”

Machines translate a text cut into tokens and do not always join them again; a link or a footnote that was taken out
leaves its space behind. French sets a space before ; : ! and ?, and is let be there. So are an ellipsis, a word that
begins with a full stop (.NET), emoticons, code, and scores, ratios and numbers (5 : 3).
"""

import re

from mtqa.expressions import expression
from mtqa.languages import language
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Edit, Segment
from mtqa.text import LOWER, SPACE, UPPER, widened

SPACED = {"fr": ";:!?"}

_END = r"(?=[\s)\]”’»“\"'*]|\Z)"
_COMMA = rf",(?:{_END}|(?=[^\W\d_]{{2}}))"
_STOP = rf"\.(?:{_END}|(?=(?!Net\b){UPPER}{LOWER}))(?!{SPACE}?\.)"
_COLON = rf"[:;]{_END}(?!{SPACE}?[-'^]?[)(\]\[DPp|/\\](?!\w))"
_QUESTION = rf"[!?](?=[!?]*+{_END})"
_FOOTNOTE = rf"\*(?=[.,;:!?](?!\w)|[)”»\"]|\Z|{SPACE}\(|{SPACE}{LOWER})"

_ENDED = expression(rf"(?:[^\W_]|[)\]%°*]|[^\W_]['\"]|[.!?,]\"|[^\W\d_]\.(?<!{LOWER}{{5}}\.))\Z")
_SHORT = expression(r"(?<!\S)[^\W\d_]\Z")
_NAME = expression(rf"(?<!\S)[“«„\"(]?{UPPER}\w{{1,30}}\Z")


def _judge(match: re.Match[str], segment: Segment) -> Hit | None:
    text, mark = segment.target, match["mark"]
    start, end = match.start(), match.end()
    while text[start - 1 : start].isspace():
        start -= 1
    if mark in SPACED.get(segment.target_lang.partition("-")[0], "") or not _closes(text, start, end, segment):
        return None
    gap = " " if text[end : end + 1].isalnum() else ""
    return Hit(widened(text, start, start)[0], end, Edit(start, end, mark + gap))


def _closes(text: str, start: int, end: int, segment: Segment) -> bool:
    """Whether the mark that ends at `end` belongs to what ends at `start`."""
    mark, last, following = text[end - 1], text[start - 1 : start], text[end : end + 2].lstrip()
    quotes = language(segment.target_lang).quotes
    if last not in (quotes[1], quotes[3], "”", "»", quotes[0] == "„" and "«") and not _ENDED.search(
        text, max(0, start - 8), start
    ):
        return False
    if mark == "*":
        return not following[:1].islower() or _NAME.search(text, max(0, start - 40), start) is not None
    if mark == "." and last == ".":
        return False
    if mark in ".,:" and last.isdigit() and following[:1].isdigit():
        return False
    return mark not in ":!?" or not _SHORT.search(text, max(0, start - 2), start)


rule = Rule(
    find=Pattern(rf"{SPACE}(?P<mark>{_COMMA}|{_STOP}|{_COLON}|{_QUESTION}|{_FOOTNOTE})", judge=_judge),
    message="a space stands before the mark in “{found}”",
    examples=(
        Bad(
            "Losses ran into hundreds . Nobody counted them.",
            at="hundreds .",
            fixed="Losses ran into hundreds. Nobody counted them.",
        ),
        Bad(
            "Two climbers died of cold , which surprised nobody.",
            at="cold ,",
            fixed="Two climbers died of cold, which surprised nobody.",
        ),
        Bad("The ferry was late ,so they walked.", at="late ,", fixed="The ferry was late, so they walked."),
        Bad("The ferry was late .They walked.", at="late .", fixed="The ferry was late. They walked."),
        Bad("And who pays ?! The state\u00a0does.", at="pays ?", fixed="And who pays?! The state\u00a0does."),
        Bad("She lives in the U.S. , far from home.", at="U.S. ,", fixed="She lives in the U.S., far from home."),
        Bad("It calls itself “the Choir” . It sings.", at="Choir” .", fixed="It calls itself “the Choir”. It sings."),
        Bad(
            "He joined the Red Band *.\n\n* The band is banned.",
            at="Band *",
            fixed="He joined the Red Band*.\n\n* The band is banned.",
        ),
        Bad("Il est parti , puis revenu.", at="parti ,", fixed="Il est parti, puis revenu.", lang="fr"),
        Bad("Er rief „Halt“ , aber zu spät.", at="„Halt“ ,", fixed="Er rief „Halt“, aber zu spät.", lang="de"),
        Bad("Кто там ? Никого.", at="там ?", fixed="Кто там? Никого.", lang="ru"),
        Good("Que faire ? Rien : il pleut ; attendons !", lang="fr"),
        Good("Que faire\u202f? Rien\u00a0: il pleut\u202f!", lang="fr"),
        Good("The service runs on .NET and was moved from .com to .org last year."),
        Good("We waited . . . and then it rained. It was the 90s ..."),
        Good("They won 5 : 3 and were glad :) or not ;-) at all."),
        Good("Multiply a * b * c, then take 5 * 3 of it."),
        Good("Rename every *.ini file and *.log file first."),
        Missed("The train (a slow one\n, too) was full."),
    ),
)
