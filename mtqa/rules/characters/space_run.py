"""Spaces in a row, or a no-break space at an end: what a page's layout leaves in a text.

Indentation by ordinary spaces, the two spaces that end a line in Markdown, two spaces after a full stop, and columns
of a table are left alone, and what the source has too; no-break spaces in a row have no business anywhere.
"""

import re

from mtqa.expressions import expression
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Segment

NEAR = 120
_COLUMN = expression(r"(?<=\S) {3,}+(?=\S)")


def judge(match: re.Match[str], segment: Segment) -> Hit | None:
    text, run = segment.target, match[0]
    start, end = match.span()
    if run in segment.source:
        return None
    if run.strip(" "):
        return Hit(start, end, "" if start == 0 or end == len(text) else " ")
    if start == 0 or end == len(text) or (len(run) == 2 and text[start - 1] in '.!?…:”")’'):
        return None
    is_table = len(_COLUMN.findall(text, max(0, start - NEAR), end + NEAR)) > 1
    return None if is_table else Hit(start, end, " ")


rule = Rule(
    find=Pattern("[ \u00a0\u2000-\u200a\u202f\u3000]{2,}+", judge=judge),
    message="spaces in a row; one is enough",
    severity="note",
    examples=(
        Bad("The ferry  is late.", at="  ", fixed="The ferry is late."),
        Bad("The ferry\u00a0\u00a0\u00a0is late.", at="\u00a0\u00a0\u00a0", fixed="The ferry is late."),
        Bad("\u00a0\u00a0\u00a0\u00a0The ferry is late.", at="\u00a0\u00a0\u00a0\u00a0", fixed="The ferry is late."),
        Bad("Паром \u00a0опоздал.", at=" \u00a0", fixed="Паром опоздал.", lang="ru"),
        Good("    An indented line."),
        Good("A line that breaks in Markdown.  "),
        Good("He sat down.  Then he slept."),
        Good("Port      Ferry     Time"),
        Good("-v  say more", source="-v  сообщать больше", source_lang="ru"),
        Good("Le prix\u00a0: 5\u00a0€.", lang="fr"),
        Missed("The ferry\t\tis late."),
    ),
)
