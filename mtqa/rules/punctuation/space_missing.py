"""No space after a mark or around brackets: “the end.Next day”, “one,two”, “(see above)and”, “the port(the old one)”.

Text that is scraped loses the space at the end of a line or a link, and text that is spun loses it where a word went.
Left alone are addresses, file names, code, versions, sites and brands (kp.ru, Node.js, Yandex.Taxi), initials and
abbreviations, the marks of a list, a part of a word in brackets: word(s), (un)happy, and bare rows: a,b,c,d.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.languages.stop_words import common
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule
from mtqa.segment import Edit, Segment
from mtqa.text import LOWER, UPPER, widened

REACH = 300

_GAP = (
    r"[,;:!?.)\]](?=[^\W\d_])|[(\[](?<=[\w%].)(?=[^\W\d_])"
    rf"|,(?<={LOWER}{{4}}.)(?=\d)|\((?<=\w.)(?=\d)"
)
_CODE = expression(r"://|www\.|[@\\/_=<>{}|#&~`$]|\(\)|\w\([^\s)]*+,|(?:,[^\s,]*+){3}|\.\w+\.\w|:[^\s:]*+:")
_SPOKEN_OF = expression(r"[(]?[\"'“„«‘`]\S+[\"'”“»’`][).,;:]*\Z")
_SCHEME = expression(r"(?:https?|ftp|mailto|tel|doi|isbn|urn|xml|std|file|site|data|localhost)\Z", re.IGNORECASE)
_BEFORE = expression(r"\w{1,30}\Z")
_AFTER = expression(r"\w{1,30}")
_CAPITAL = expression(rf"(?:{UPPER}{LOWER}++|{UPPER}(?=[ ’']))(?![\w(]|\.\w)")
_TWO_WORDS = expression(r"[^\W\d_]{2},? (?:[–—-] )?[^\W_]{2}")
_INSERTED = expression(rf"(?!TM\b|[IVXLC]+\Z)(?:{UPPER}{{2,8}}|{UPPER}{LOWER}{{2,20}}|1[5-9]\d\d|20\d\d)")
_SITES = {"casa", "com", "here", "how", "like", "new", "now", "one", "today", "work", "you"}
_SHORT = expression(
    r"approx|vol|fig|chap|ver|incl|dept|gen|bzw|usw|inkl|geb|gest|ehem|sog|evtl|env|prof|płk|mjr|kpt|woj|pow|tel"
    r"|cad|sok|mah|apt|aprox|стр|рис|обл|пос|дер|тел|ред|изд|акад|проф|просп|корп|табл|гор|респ|англ|вул|смт|мкр"
    r"|пер|наб|пров"
)
_CLOSED = (")", "]", "”", "»", "%")


class _Gap(NamedTuple):
    """A mark with no space at `at`, and the words on both sides of it."""

    text: str
    at: int
    before: str
    after: str
    small: Mapping[str, float]

    @property
    def next(self) -> str:
        end = self.at + 1 + len(self.after)
        return self.text[end : end + 1]

    @property
    def last(self) -> str:
        return self.text[max(0, self.at - 1) : self.at]

    @property
    def outside(self) -> str:
        start = self.at - len(self.before)
        return self.text[max(0, start - 1) : start]


def _judge(match: re.Match[str], segment: Segment) -> Hit | None:
    text, at = segment.target, match.start()
    start, end = widened(text, at, at + 1, 60)
    if _CODE.search(text, start, end) or _SPOKEN_OF.match(text, start, end):
        return None
    left, right = _BEFORE.search(text, max(0, at - 30), at), _AFTER.match(text, at + 1)
    gap = _Gap(
        text, at, left[0] if left else "", right[0] if right else "", common(segment.target_lang.partition("-")[0])
    )
    if not _KINDS[match[0]](gap):
        return None
    place = at if match[0] in "([" else at + 1
    edit = Edit(place, place, " ")
    if match[0] == "." and gap.after.islower():
        edit = Edit(place, place + 1, f" {gap.after[0].upper()}", safe=False)
    return Hit(at - max(1, len(gap.before)), at + 1 + len(gap.after), edit)


def _pause(gap: _Gap) -> bool:
    before, after = gap.before, gap.after
    if not before:
        return gap.last in _CLOSED and len(after) > 1
    if before.isdigit():
        return len(before) > 1 and len(after) > 2 and gap.outside in ("", " ", "(")
    if not (before.isalpha() or before.isdigit()) or not (after.isalpha() or after.isdigit()):
        return False
    return len(before) > 1 and (len(after) > 1 or (len(before) > 2 and gap.next == " "))


def _colon(gap: _Gap) -> bool:
    word = gap.before.isalpha() and len(gap.before) > 2 and not _SCHEME.match(gap.before)
    return word and gap.after.isalpha() and len(gap.after) > 1 and (gap.after.istitle() or gap.after in gap.small)


def _shout(gap: _Gap) -> bool:
    if not gap.before:
        return gap.last in ("!", "?", ")") and gap.after.istitle()
    if len(gap.before) < 2 or not gap.after.isalpha() or len(gap.after) < 2:
        return False
    return gap.after.lower() in gap.small or (gap.before.islower() and gap.after.istitle())


def _stop(gap: _Gap) -> bool:
    before, after = gap.before, gap.after
    starts = _CAPITAL.match(gap.text, gap.at + 1) is not None
    small = after.lower() in gap.small and after.lower() not in _SITES and gap.next in (" ", ",", "’", "'")
    if not before:
        return starts and gap.last in _CLOSED
    if before.isdigit():
        return starts and (small or len(before) == 4) and gap.outside not in ("", "\n")
    if not before.isalpha() or len(before) < 2:
        return False
    if after.islower():
        return len(after) > 2 and small
    if before.islower() and len(before) > 2 and not _SHORT.fullmatch(before):
        return starts and (small or len(after) > 1)
    return starts and small and len(after) > 1


def _opening(gap: _Gap) -> bool:
    closing = ")" if gap.text[gap.at] == "(" else "]"
    before, end = gap.before, gap.text.find(closing, gap.at, gap.at + REACH)
    inside = gap.text[gap.at + 1 : end]
    if end < 0 or len(before) < 2:
        return False
    if _TWO_WORDS.search(inside):
        return True
    if len(before) < 4 or not before[1:].islower() or gap.text[end + 1 : end + 2].isalnum():
        return False
    return _INSERTED.fullmatch(inside) is not None and (before[0].isupper() or not inside.isdigit())


def _closing(gap: _Gap) -> bool:
    closing = gap.text[gap.at]
    start = gap.text.rfind("(" if closing == ")" else "[", max(0, gap.at - REACH), gap.at)
    inside = gap.text[start + 1 : gap.at]
    if start < 0 or closing in inside or gap.last == " " or gap.text[max(0, start - 1) : start].isalnum():
        return False
    if _TWO_WORDS.search(inside):
        return len(gap.after) > 1
    named = inside.isdigit() or inside.isupper() or gap.after.lower() in gap.small
    return named and len(inside) > 2 and len(gap.after) > 1


_KINDS = {**dict.fromkeys(",;", _pause), ":": _colon, **dict.fromkeys("!?", _shout), ".": _stop}
_KINDS |= {**dict.fromkeys("([", _opening), **dict.fromkeys(")]", _closing)}


rule = Rule(
    find=Pattern(_GAP, judge=_judge),
    message="a space is missing in “{found}”",
    examples=(
        Bad(
            "They reached the end.Next day it rained.", at="end.Next", fixed="They reached the end. Next day it rained."
        ),
        Bad("They stayed in Varna.The sea was calm.", at="Varna.The", fixed="They stayed in Varna. The sea was calm."),
        Bad("It rained in 2015.Then it froze.", at="2015.Then", fixed="It rained in 2015. Then it froze."),
        Bad(
            "It was (by far) best (of two).Nobody came.",
            at=").Nobody",
            fixed="It was (by far) best (of two). Nobody came.",
        ),
        Bad("They came slowly.the road was bad.", at="slowly.the", fixed="They came slowly. The road was bad."),
        Bad("He sold bread,milk and tea.", at="bread,milk", fixed="He sold bread, milk and tea."),
        Bad("It rained;nobody came.", at="rained;nobody", fixed="It rained; nobody came."),
        Bad("He said this:the bridge is closed.", at="this:the", fixed="He said this: the bridge is closed."),
        Bad("Stop!Then go on.", at="Stop!Then", fixed="Stop! Then go on."),
        Bad("The mill (see above)and the dam fell.", at="above)and", fixed="The mill (see above) and the dam fell."),
        Bad("The mill [see above]and the dam fell.", at="above]and", fixed="The mill [see above] and the dam fell."),
        Bad("The mill(the old one) fell.", at="mill(the", fixed="The mill (the old one) fell."),
        Bad(
            "The Ministry of Roads and Rivers(MRR) objects.",
            at="Rivers(MRR",
            fixed="The Ministry of Roads and Rivers (MRR) objects.",
        ),
        Bad(
            "Les quais sont vides.Les bateaux partent.",
            at="vides.Les",
            fixed="Les quais sont vides. Les bateaux partent.",
            lang="fr",
        ),
        Bad("The mill(built in 1903) fell.", at="mill(built", fixed="The mill (built in 1903) fell."),
        Bad("Дождь кончился.Все вышли.", at="кончился.Все", fixed="Дождь кончился. Все вышли.", lang="ru"),
        Bad("Deniz sakindi,herkes geldi.", at="sakindi,herkes", fixed="Deniz sakindi, herkes geldi.", lang="tr"),
        Good("Read it on kp.ru, example.com or lenta.ru; Node.js, ASP.NET and report.pdf are files and tools."),
        Good("He left Yandex.Taxi for Kostroma.Today and A.B. Marin for J.R. Oak of the U.S.A. and the Ph.D in law."),
        Good("See https://example.com/a,b;c?id=4.html or write to ivo.Marin@example.com at 10:30, i.e. by v2.Beta."),
        Good("Pick the word(s), be (un)happy, call f(x) or print(value), see ls(1), iron(III) and (s)he."),
        Good("1.Introduction\n\n2.Methods"),
        Good("Take the points a,b,c and x,y; the form is “type:class” or key=a,b."),
        Good("Er trifft die Schüler(innen), z.B. im Juni bzw.Juli.", lang="de"),
        Good("Он живёт на ул.Ленина, т.е. в центре.", lang="ru"),
        Missed("The road was bad.nobody came."),
    ),
)
