"""A question that came out as a statement, a statement that came out as a question, or a final full stop that was lost.

The last mark of the target is compared with that of its source. Left alone are a question that goes on (“When?” he
asked.), tag questions and requests that the target puts as a question, headlines, lines of a list, sources that end in
an abbreviation, and dots, colons and emoji at the end.
"""

import re
from collections.abc import Iterator

from mtqa.languages.sentences import is_abbreviation
from mtqa.rule import Bad, Good, Hit, Missed, Rule
from mtqa.segment import Segment

LEAST = 4
_CLOSING = "»”“’\"')]*_ \t\r\n\u00a0\u200f"
_ASKS = "?？؟՞፧"
_TAG = re.compile(
    r", (?:\w+n['’]t|is|are|was|were|do|does|did|has|have|will|would|can|could)(?: \w+)?\?\Z"
    r"|\b(?:right|huh|eh|okay|ok|yes|no|really|see|know|nicht|oder|gell|wahr|non|verdad|vero|certo|prawda|değil mi)\?\Z"
    r"|\b(?:[Cc]ould|[Ww]ould|[Cc]an|[Ww]ill|[Mm]ay) (?:you|we|I|it)\b"
    r"|\b[Ww]hy (?:not|don['’]t)\b|\b(?:[Ww]hat|[Hh]ow) about\b"
)
_UNMARKED = ("hy", "km", "lo", "my", "th")


def find(segment: Segment) -> Iterator[Hit]:
    if not segment.source or segment.target_lang.startswith(_UNMARKED) or segment.source_lang.startswith(_UNMARKED):
        return
    source, target = segment.source.rstrip(_CLOSING), segment.target.rstrip(_CLOSING)
    if min(len(source), len(target)) < 2:
        return
    last = len(target) - 1
    in_source = ((len(source) - 1, len(source)),)
    asked, asks = (
        _is_question(text, lang) for text, lang in ((source, segment.source_lang), (target, segment.target_lang))
    )
    if asked and not asks and target[-1] in ".!。！" and not any(mark in target for mark in _ASKS):
        yield Hit(
            last,
            last + 1,
            "？" if target[-1] in "。！" else "?",
            "the source asks a question here, this states",
            in_source=in_source,
        )
    elif asks and not asked and source[-1] in ".!。！" and not any(mark in source for mark in _ASKS):
        if not _TAG.search(target):
            yield Hit(last, last + 1, ".", "the source states this, here it is a question", in_source=in_source)
    elif source[-1] in ".!?。！？" and target[-1].isalnum() and _is_sentence(source, target, segment.source_lang):
        word = re.search(r"\w+\Z", target)
        start = word.start() if word else last
        yield Hit(
            start,
            last + 1,
            f"{target[start:]}{source[-1]}",
            f"“{source[-1]}” at the end of the source was lost",
            in_source=in_source,
        )


def _is_question(text: str, lang: str) -> bool:
    return text[-1] in _ASKS or text[-2] in _ASKS or (lang.startswith("el") and text[-1] in ";\u037e")


def _is_sentence(source: str, target: str, lang: str) -> bool:
    """Whether both are sentences, not a label, a title or a line that happens to end in “kg.” or “No. 5”."""
    if min(len(source.split()), len(target.split())) < LEAST or is_abbreviation(source[:-1], lang):
        return False
    return not target[-1].isdigit() and not target.istitle()


rule = Rule(
    find=find,
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
        Good("How the old mill was mended", source="Как починили мельницу.", source_lang="ru"),
        Good("One sack of flour, 14 roubles", source="Один мешок муки, 14 руб.", source_lang="ru"),
        Good("¿Volverán en primavera?", lang="es", source="Вернутся ли они весной?", source_lang="ru"),
        Good("And who will pay for it?!", source="А кто за это заплатит?", source_lang="ru"),
        Missed("Who will pay? They will not come.", source="Кто заплатит? Они не приедут?", source_lang="ru"),
    ),
)
