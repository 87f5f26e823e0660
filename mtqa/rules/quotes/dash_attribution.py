"""The dash of the source language after direct speech: `“We go”, – said the minister`, `We go, – he said`.

Russian, Ukrainian and Polish part what is said from who says it by a dash. English and German have no dash there, and
English has the comma inside the marks. Left alone is a dash after a quotation where no speaker follows, and the
unspaced dash of old books. Where the marks are missing too nothing is mended.
"""

import re

from mtqa.languages.speech import SAYING, speaker
from mtqa.rule import Bad, Good, Hit, Missed, Pattern, Rule, Table
from mtqa.segment import Segment

_DASH = r"[^\S\n]?(?:[–—−]|--?)[^\S\n]"
_MARK = r"[”\"»“’'](?<=[^\s(\[].)"
_AFTER_COMMA = rf"{_MARK}[^\S\n]?,{_DASH}|,{_MARK}{_DASH}"
_EXPRESSIONS = {
    "en": (
        rf"(?P<with>{_AFTER_COMMA}|[.!?…]?{_MARK}{_DASH}(?={speaker('en')}))"
        rf"|(?:,{_DASH}|[!?…][^\S\n]?[–—−-][^\S\n])(?=(?:(?:he|she|they|I|we) )?{SAYING['en']}\b)"
    ),
    "de": rf"(?P<with>(?:{_AFTER_COMMA}|[.!?…]?{_MARK}{_DASH})(?={SAYING['de']}\b))",
}


def _rows(target_lang: str, _: str) -> list[Pattern]:
    code = target_lang.partition("-")[0]
    return [Pattern(_EXPRESSIONS[code], judge=_mended)]


def _mended(match: re.Match[str], segment: Segment) -> Hit:
    return Hit(
        *match.span(), _without_dash(match["with"], segment.target_lang.partition("-")[0]) if match["with"] else None
    )


def _without_dash(text: str, code: str) -> str:
    mark = next(char for char in text if char in "”\"»“’'")
    if text[0] in "!?…":
        return f"{text[0]}{mark} "
    return f"{mark}, " if code == "de" else f",{mark} "


rule = Rule(
    find=Table(_rows),
    message="a dash parts the words from their speaker as in the source language",
    languages=("en", "de"),
    safe=False,
    examples=(
        Bad(
            "“The ferry will be late”, – said the harbour master.",
            at="”, – ",
            fixed="“The ferry will be late,” said the harbour master.",
        ),
        Bad(
            '"The ferry is late," - noted the harbour master.',
            at='," - ',
            fixed='"The ferry is late," noted the harbour master.',
        ),
        Bad("“Is it late?” — asked the boy.", at="?” — ", fixed="“Is it late?” asked the boy."),
        Bad(
            "“It is late.” – the harbour master said on Monday.",
            at=".” – ",
            fixed="“It is late,” the harbour master said on Monday.",
        ),
        Bad('"It is late" - explains Ilves.', at='" - ', fixed='"It is late," explains Ilves.'),
        Bad("It will be late, – said the harbour master.", at=", – "),
        Bad(
            "„Die Fähre kommt spät“, – sagte der Hafenmeister.",
            at="“, – ",
            fixed="„Die Fähre kommt spät“, sagte der Hafenmeister.",
            lang="de",
        ),
        Good("“The ferry will be late,” said the harbour master – and late it was."),
        Good("“Is it late?” – this is what the boy asked. “Late” – the word was new to him."),
        Good("« Le bac sera en retard », – dit-il.", lang="fr"),
        Good("«Паром опоздает», — сказал капитан.", lang="ru"),
        Missed("“The ferry,” he said, – “will be late.”"),
    ),
)
