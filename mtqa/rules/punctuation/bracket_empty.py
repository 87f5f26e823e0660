"""Brackets with nothing in them or beside their comma: “Varna () is a port”, “Ivo Marin (, 1951)”, “(Marin, )”.

A name in another script, a link or a note stood there, and was dropped by the machine or the scraper. Left alone are
the brackets of code, print(), boxes to tick, and brackets that are spoken of: “()”.
"""

import re

from mtqa.expressions import expression
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Edit, Segment
from mtqa.text import SPACE, UPPER

NEAR = 200

_NAME = expression(rf"(?:(?<!\w){UPPER}\w{{0,30}}|[”»\"]){SPACE}\Z")
_EMPTY = rf"\((?:{SPACE}?\)|{SPACE}?[,;]{SPACE}?(?=[^\s),;]))"
_TRAILING = rf"(?<=[\w.]),{SPACE}?\)"


def _judge(match: re.Match[str], segment: Segment) -> Hit | None:
    text, (start, end) = segment.target, match.span()
    if match[0].startswith("(") and match[0].endswith(")"):
        name = _NAME.search(text, max(0, start - 32), start)
        if not name or text.count(match[0], max(0, start - NEAR), end + NEAR) > 1:
            return None
        return Hit(name.start(), end, Edit(start - 1, end, "", safe=False))
    return Hit(start, end, "(" if match[0].startswith("(") else ")")


rule = Rule(
    find=Pattern(f"{_EMPTY}|{_TRAILING}", judge=_judge),
    message="what stood in the brackets is lost: “{found}”",
    safe=False,
    examples=(
        Bad("The town of Varna () is a port.", at="Varna ()", fixed="The town of Varna is a port."),
        Bad("The “Choir” ( ) met in May.", at="” ( )", fixed="The “Choir” met in May."),
        Bad("Ivo Marin (, 1951) was a smith.", at="(, ", fixed="Ivo Marin (1951) was a smith."),
        Bad("Ivo Marin ( ; 1951) was a smith.", at="( ; ", fixed="Ivo Marin (1951) was a smith."),
        Bad("Ivo Marin (smith, ) is dead.", at=", )", fixed="Ivo Marin (smith) is dead."),
        Bad("Порт Варна () закрыт.", at="Варна ()", fixed="Порт Варна закрыт.", lang="ru"),
        Good("Call print() or Array() and then malloc () again."),
        Good("Choose: Yes ( ) No ( ) and “()” if you like ;)"),
        Good("He wrote (…) and (?) and (!) under it."),
        Missed("The old port () is closed."),
    ),
)
