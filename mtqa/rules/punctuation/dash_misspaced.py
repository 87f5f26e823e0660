"""A dash with a space on one side only: “the port– the old one”, “in Varna —the capital of the coast”.

A dash between words has a space on both sides or on neither; where one is lost, the text was put together from pieces.
Left alone are the dashes of dialogue and remarks in Romance languages, a name under a quotation, stammering (“I— I
mean”), suspended and open ends (1951– ), ranges, and options written with a dash.
"""

import re

from mtqa.expressions import expression
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Edit, Segment
from mtqa.text import SPACE, widened

DIALOGUE = {"es", "fr", "it", "pt"}

_TIGHT_LEFT = rf"[–—]{SPACE}(?<=[\w)\]”»].{{2}})(?=[\w(“«„])"
_TIGHT_RIGHT = rf"{SPACE}[–—](?<=[^\W_].{{2}}|[)\]].{{2}})(?=[^\W\d_]{{2}}|[(“«„])"
_FIRST = expression(r"\w{1,30}\Z")
_SECOND = expression(r"\w{1,30}")
_SUSPENDED = expression(r"and|or|to|und|oder|bis|et|ou|i|lub|и|или|та|або|ve|veya")


def _judge(match: re.Match[str], segment: Segment) -> Hit | None:
    text, (start, end) = segment.target, match.span()
    first, second = _FIRST.search(text, max(0, start - 30), start), _SECOND.match(text, end)
    if segment.target_lang.partition("-")[0] in DIALOGUE:
        return None
    if first and second and (_stammers(first[0], second[0]) or _SUSPENDED.fullmatch(second[0])):
        return None
    return Hit(*widened(text, start, end), Edit(start, end, f" {match[0].strip()} "))


def _stammers(first: str, second: str) -> bool:
    both_numbers = first[-1].isdigit() and second[0].isdigit()
    return both_numbers or second.lower().startswith(first.lower())


rule = Rule(
    find=Pattern(f"{_TIGHT_LEFT}|{_TIGHT_RIGHT}", judge=_judge),
    message="the dash in “{found}” has a space on one side only",
    examples=(
        Bad("They left the port– the old one.", at="port– the", fixed="They left the port – the old one."),
        Bad("They met in Varna —the old town.", at="Varna —the", fixed="They met in Varna — the old town."),
        Bad(
            "The mill (a ruin)— the last one – fell.", at="ruin)— the", fixed="The mill (a ruin) — the last one – fell."
        ),
        Bad("Мельница– руина.", at="Мельница– руина.", fixed="Мельница – руина.", lang="ru"),
        Good("The mill – a ruin – fell—nobody heard it."),
        Good("I— I mean it. Ivo Marin (1951– )."),
        Good("“All is well.” —Ivo Marin"),
        Good("—Vete —dijo Ana—. Es tarde —añadió— y llueve.", lang="es"),
        Good("The pre– and post-war years; run it with –v."),
        Missed("They left the port- the old one, that is."),
    ),
)
