"""A question that came out as a statement, a statement that came out as a question, or a final full stop that was lost.

The last mark of the target is compared with that of its source, and a source that asks with a target that nowhere does.
Left alone are a question that goes on (“When?” he asked.), tag questions and requests that the target puts as a
question, headlines, lines of a list, titles and quotations that ask, sources that end in an abbreviation, and dots,
colons and emoji at the end.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtqa.alignment.sentences import astray
from mtqa.expressions import expression
from mtqa.languages.sentences import is_abbreviation
from mtqa.rule import Bad, Good, Hit, Missed, Paired, Rule
from mtqa.segment import Segment

LEAST = 4
_CLOSING = "»”“’\"')]*_ \t\r\n\u00a0\u200f"
_STATES = ".!。！"
_ASKS = "?？؟՞፧"
_TAG = expression(
    r", (?:\w+n['’]t|is|are|was|were|do|does|did|has|have|will|would|can|could)(?: \w+)?\?\Z"
    r"|\b(?:right|huh|eh|okay|ok|yes|no|really|see|know|nicht|oder|gell|wahr|non|verdad|vero|certo|prawda|değil mi)\?\Z"
    r"|\b(?:[Cc]ould|[Ww]ould|[Cc]an|[Ww]ill|[Mm]ay) (?:you|we|I|it)\b"
    r"|\b[Ww]hy (?:not|don['’]t)\b|\b(?:[Ww]hat|[Hh]ow) about\b"
)
_WONDERS = expression(
    r"\W{0,9}(?:[аиіти] |но |так |ну |та |але )?"
    r"(?:почему|зачем|отчего|кто|что|где|куда|откуда|когда|как(?:ой|ая|ое|ие)?|чей|чья|чьё|чем|сколько|неужели|разве"
    r"|чому|навіщо|хто|що|де|куди|звідки|коли|як(?:ий|а|е|і)?|чий|скільки|невже|хіба|чи"
    r"|warum|wer|was|wo|wohin|wann|wie|wieso|pourquoi|qui|que|où|quand|comment|combien"
    r"|por qué|quién|qué|dónde|cuándo|cómo|why|who|what|where|when|how|which|whose)\b",
    re.IGNORECASE,
)
_QUOTED = expression(r"«[^«»]*+»|“[^“”]*+”|„[^„“”]*+[“”]|\"[^\"]*+\"|\([^()]*+\)")
_UNMARKED = ("hy", "km", "lo", "my", "th")


class Fault(NamedTuple):
    """What is to be written from `start` of the target on, and why."""

    start: int
    fix: str
    message: str


def find(segment: Segment) -> Iterator[Hit]:
    langs = segment.source_lang, segment.target_lang
    if not segment.source or any(lang.startswith(_UNMARKED) for lang in langs):
        return
    source, target = segment.source.rstrip(_CLOSING), segment.target.rstrip(_CLOSING)
    if min(len(source), len(target)) > 1 and (fault := _fault(source, target, *langs)):
        in_source = ((len(source) - 1, len(source)),)
        yield Hit(fault.start, len(target), fault.fix, fault.message, in_source=in_source)
    elif (questions := _questions_lost(source, target, segment.target_lang)) and not astray(segment).lost:
        message = "the source asks a question here, this does not"
        yield Hit(0, len(segment.target), message=message, in_source=questions)


def _questions_lost(source: str, target: str, lang: str) -> tuple[tuple[int, int], ...]:
    """The marks of what the source asks before its end, not in a title or quotation, if the target asks nothing."""
    if not target or not _holds_question(source) or _holds_question(target) or lang.startswith("el"):
        return ()
    outside = _QUOTED.sub(lambda match: "_" * len(match[0]), source)
    return tuple(match.span() for match in re.finditer(rf"(?<=[^\W_])[{_ASKS}]+(?=[ \u00a0])", outside))


def _fault(source: str, target: str, source_lang: str, target_lang: str) -> Fault | None:
    asked, asks = _is_question(source, source_lang), _is_question(target, target_lang)
    stop, query = ("。", "？") if target_lang.startswith(("ja", "zh")) else (".", "?")
    if asked and not asks and not _holds_question(target):
        if target[-1] in _STATES:
            return Fault(len(target) - 1, query, "the source asks a question here, this states")
    elif asks and not asked and source[-1] in _STATES and not _may_ask(source, target):
        return Fault(len(target) - 1, stop, "the source states this, here it is a question")
    word = re.search(r"[^\W_]+\Z", target)
    is_lost = word and source[-1] in f"{_STATES}{_ASKS}" and not (asked and _holds_question(target))
    if word and is_lost and _is_sentence(source, target, source_lang):
        mark = query if asked else "!" if source[-1] == "!" else stop
        return Fault(word.start(), word[0] + mark, f"“{source[-1]}” at the end of the source was lost")
    return None


def _may_ask(source: str, target: str) -> bool:
    return _holds_question(source) or bool(_WONDERS.match(source) or _TAG.search(target))


def _holds_question(text: str) -> bool:
    return any(mark in text for mark in _ASKS)


def _is_question(text: str, lang: str) -> bool:
    return text[-1] in _ASKS or text[-2] in _ASKS or (lang.startswith("el") and text[-1] in ";\u037e")


def _is_sentence(source: str, target: str, lang: str) -> bool:
    """Whether both are sentences, not a label, a title or a line that happens to end in “kg.” or “No. 5”."""
    if min(len(source.split()), len(target.split())) < LEAST or is_abbreviation(source[:-1], lang):
        return False
    return not target[-1].isdigit() and not target.istitle()


rule = Rule(
    find=Paired(find),
    message="the end is marked otherwise than in the source",
    severity="note",
    safe=False,
    examples=(
        Bad(
            "They will not come back by spring.",
            at=".",
            fixed="They will not come back by spring?",
            source="Они не вернутся до весны?",
            source_lang="ru",
            in_source=("?",),
        ),
        Bad(
            "The ferry runs in winter too?",
            at="?",
            fixed="The ferry runs in winter too.",
            source="Паром ходит и зимой.",
            source_lang="ru",
            in_source=(".",),
        ),
        Bad(
            "Der Müller zog im Herbst in die Stadt",
            at="Stadt",
            fixed="Der Müller zog im Herbst in die Stadt.",
            lang="de",
            source="Мельник осенью уехал в город.",
            source_lang="ru",
            in_source=(".",),
        ),
        Bad(
            "“Why has nobody mended the bridge!”",
            at="!",
            fixed="“Why has nobody mended the bridge?”",
            source="«Почему никто не починил мост?»",
            source_lang="ru",
            in_source=("?",),
        ),
        Bad(
            "他们春天会回来。",
            at="。",
            fixed="他们春天会回来？",
            lang="zh",
            source="Will they be back in spring?",
            source_lang="en",
            in_source=("?",),
        ),
        Bad(
            "So that is where the boat is. Father was silent.",
            at="So that is where the boat is. Father was silent.",
            source="Где же лодка? Отец молчал.",
            source_lang="ru",
            in_source=("?",),
        ),
        Bad(
            "“They were on the island,” said the miller.",
            at="“They were on the island,” said the miller.",
            source="— Они были на острове? — спросил мельник.",
            source_lang="ru",
            in_source=("?",),
        ),
        Good("Who’s There is a success.", source="Пьеса «Кто там? Никого» имеет успех.", source_lang="ru"),
        Good(
            "“When will the bridge be mended?” he asked.", source="Он спросил: «Когда починят мост?»", source_lang="ru"
        ),
        Good(
            "The film Where Are You Going? won two prizes.",
            source="Два приза получил фильм «Куда ты идёшь?»",
            source_lang="ru",
        ),
        Good("You will come in spring, won’t you?", source="Вы ведь приедете весной.", source_lang="ru"),
        Good(
            "Could you tell me where the ferry leaves?",
            source="Подскажите, пожалуйста, откуда отходит паром.",
            source_lang="ru",
        ),
        Good("Why do the bells not ring?", source="Почему не звонят колокола.", source_lang="ru"),
        Good("How the old mill was mended", source="Как починили мельницу.", source_lang="ru"),
        Good("One sack of flour, 14 roubles", source="Один мешок муки, 14 руб.", source_lang="ru"),
        Good("¿Volverán en primavera?", lang="es", source="Вернутся ли они весной?", source_lang="ru"),
        Good("And who will pay for it?!", source="А кто за это заплатит?", source_lang="ru"),
        Missed("Who will pay? They will not come.", source="Кто заплатит? Они не приедут?", source_lang="ru"),
    ),
)
