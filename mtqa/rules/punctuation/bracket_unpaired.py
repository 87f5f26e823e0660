"""A bracket without its partner: “the workers) left”, “( they have worked there since spring”, “[see the note)”.

Where a translator loses a word it often loses the bracket beside it, and a page that was scraped keeps half of what
stood in brackets. A remark in brackets may run on over a few segments. Left alone are the marks of a list, 1) or b),
emoticons, intervals such as [0, 1), what the source has too, and a bracket that is itself spoken of: “(”.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtqa.expressions import expression
from mtqa.reading import targets
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule, Spot
from mtqa.segment import Document, Segment
from mtqa.text import widened

REACH = 3

_BRACKET = expression(r"[()\[\]]")
# Words in brackets that nothing else can be: neither faces nor lists nor intervals.
_INNER = r"(?=[\"“„«]?[^\W_])[^()\[\]]*+(?:(?<=[^\Wo_])|(?<=[^\W_][o.!?%\"”»]))"
_PAIRED = expression(rf"[^()\[\]]*+(?:(?<!\S)\({_INNER}\)(?=[\s.,;:!?]|\Z)[^()\[\]]*+)*+")
_PARTNER = {")": "(", "]": "["}
_OPENS = expression(r"(?<!\w)[(\[]\S")
_CLOSES = expression(r"(?<=\S)[)\]](?!\w)")
_INTERVAL = r"[(\[\]] ?[-−+]?(?:\d|∞|[a-z]\b)[^()\[\]a-zA-Z]{0,15}[,;][^()\[\]]{0,15}[)\[\]]"
# All begin with a mark and look back from there: so a search passes over letters at once.
_SPOKEN_OF = r"[\"'“„‘«`](?<![\w.,!?…].)[()\[\]][\"'”“’»`]|[()\[\]](?<=\w\+.)(?!\w)"
_FACE = r"[:;=%](?<!\S.)(?!(?<=%)\(\w)[-'^o_]?[()\[\]]++|[(\[](?<!\S.)[-'^]?[:;=](?!\S)"
_NOT_ONE = expression(f"{_INTERVAL}|{_SPOKEN_OF}|{_FACE}")
_PERHAPS_FACE = expression(r"[:;=] ?[-'^o_]?[()\[\]]++|\((?<![()].)\(++|\)(?<![()].)\)++")
_LIST_MARK = expression(r"(?<![\w(\[])((?:\d{1,3}(?:[.-]\w{1,3}){0,3}|[^\W\d_]|[ivxlcIVXLC]{1,6}))[.º°ª]?[)\]]")
_NOTE_MARK = expression(r"[^\W\d_]\d{1,2}[)\]]")
_BEGINNING = expression(r"(?:\A|[\n.:;!?…”\"»–—-])[\s*•–—-]*\Z")


class _Alone(NamedTuple):
    """A bracket that has no partner in its segment, or one of the other kind."""

    segment: int
    at: int
    char: str
    other: int | None = None


def _unpaired(document: Document) -> Iterator[Hit]:
    found: list[_Alone] = []
    for number, text in _suspects(document):
        alone = [] if _is_so_in_source(document.segments[number]) else list(_alone(text, number))
        if found and alone and _is_answer(document, found[-1], alone[0]):
            del found[-1], alone[0]
        found += alone
    for bracket in found:
        yield _hit(bracket, document)


def _suspects(document: Document) -> Iterator[tuple[int, str]]:
    """The segments with brackets, but for those in which each plainly has its partner."""
    for number, text in enumerate(targets(document)):
        if ("(" in text or ")" in text or "[" in text or "]" in text) and not _PAIRED.fullmatch(text):
            yield number, text


def _is_so_in_source(segment: Segment) -> bool:
    """Whether the source too has more brackets of a kind than partners for them."""
    source, target = (
        (text.count("(") - text.count(")"), text.count("[") - text.count("]"))
        for text in (segment.source, segment.target)
    )
    return source == target != (0, 0)


def _alone(text: str, number: int) -> Iterator[_Alone]:
    ignored, excused = _inside(_NOT_ONE, text), _inside(_PERHAPS_FACE, text) | _list_marks(text)
    opened: list[re.Match[str]] = []
    depth = {"(": 0, "[": 0}
    excuses = 0
    for bracket in _BRACKET.finditer(text):
        at, char = bracket.start(), bracket[0]
        if at in ignored:
            continue
        if char in depth:
            opened.append(bracket)
            depth[char] += 1
        elif depth[_PARTNER[char]]:
            while (one := opened.pop())[0] != _PARTNER[char]:
                depth[one[0]] -= 1
                yield _Alone(number, one.start(), one[0])
            depth[one[0]] -= 1
            excuses += at in excused
        elif opened:
            one = opened.pop()
            depth[one[0]] -= 1
            yield _Alone(number, at, char, one.start())
        elif at not in excused:
            if not excuses:
                yield _Alone(number, at, char)
            excuses = max(0, excuses - 1)
    for bracket in opened:
        if bracket.start() not in excused:
            yield _Alone(number, bracket.start(), bracket[0])


def _inside(pattern: re.Pattern[str], text: str) -> set[int]:
    return {at for match in pattern.finditer(text) for at in range(*match.span())}


def _list_marks(text: str) -> set[int]:
    """Where the closing brackets of a list's marks stand: at a beginning, or where the list goes on."""
    if ")" not in text and "]" not in text:
        return set()
    marks = list(_LIST_MARK.finditer(text))
    names = {match[1] for match in marks}
    at = {match.end() - 1 for match in _NOTE_MARK.finditer(text)}
    for match in marks:
        before, name = text[max(0, match.start() - 8) : match.start()], match[1]
        near = (
            {str(int(name) - 1), str(int(name) + 1)} if name.isdecimal() else {chr(ord(name[-1]) + n) for n in (-1, 1)}
        )
        if _BEGINNING.search(before) or near & names:
            at.add(match.end() - 1)
    return at


def _is_answer(document: Document, opening: _Alone, closing: _Alone) -> bool:
    """Whether a remark in brackets runs on from an earlier segment."""
    if (
        closing.other is not None
        or _PARTNER.get(closing.char) != opening.char
        or closing.segment > opening.segment + REACH
    ):
        return False
    first, last = document.segments[opening.segment].target, document.segments[closing.segment].target
    return bool(_OPENS.match(first, opening.at) and _CLOSES.match(last, closing.at))


def _hit(bracket: _Alone, document: Document) -> Hit:
    text = document.segments[bracket.segment].target
    beyond = bracket.at + 1 + (bracket.char in "([" and text[bracket.at + 1 : bracket.at + 2].isspace())
    start, end = widened(text, bracket.at, beyond)
    if bracket.other is None:
        return Hit(start, end, segment=bracket.segment)
    opening = Spot(bracket.segment, bracket.other, bracket.other + 1)
    message = f"“{text[bracket.other]}” is closed by “{bracket.char}”"
    return Hit(start, end, message=message, segment=bracket.segment, related=(opening,))


rule = Rule(
    find=Across(_unpaired),
    message="the bracket in “{found}” has no partner",
    examples=(
        Bad("A shell fell on the market, eleven people) were hurt.", at="people)"),
        Bad("They opened a clinic (the second this year.", at="(the"),
        Bad("The order (dated 14 May 2019) and its annex) were lost.", at="annex)"),
        Bad("The rule holds [see the note below) for ships.", at="below)", related=("[",)),
        Bad("Le pont (construit en 1932 est fermé.", at="(construit", lang="fr"),
        Bad("Завод закрыт (с мая. Рабочие ушли.", at="(с", lang="ru"),
        Bad("The fee was fixed by the act from 14.) last year.", at="14.)"),
        Bad("He paid (in cash [and left) at once.", at="[and"),
        Bad("It closed (see below.\n\nIt opened (in May) at noon.", at="(see"),
        Good("Expected ) after the name", source="Ожидалась ) после имени", source_lang="ru"),
        Good("The files are in %(folder)s, and %(count)d of them are new."),
        Good("There were two reasons: a) the price; b) the weather."),
        Good("He came because 1) it was late and 2) it rained."),
        Good("1) Open the lid.\n\n2.) Take out the filter.\n\niv) Close it.\n\n- 5) Rest."),
        Good("(Both sides deny it. Neither has shown any proof.\n\nThe talks go on.)"),
        Good("Choose (see the list: a) red; b) blue) and go on."),
        Good("That was fun :) and this was not :-(( at all;)"),
        Good("The value lies in [0, 1), never in (−5; 0], says the paper."),
        Good("Press “(” or ')' and then Ctrl+]."),
        Good("The rule (as amended [in part] in 2019) holds."),
        Missed("Twelve were hurt. 5) died."),
    ),
)
