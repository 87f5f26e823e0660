"""A quotation within a quotation in the same marks: `“We said “no” to it,” he added`.

Russian sets both in guillemets and engines render each mark by itself. English, German and most others set the inner
quotation in single marks, or in their second pair. French uses guillemets for both. Left alone is a quotation after
which the speaker is named, “…”, says Ivo: it is the outer one that ends there, and a mark is missing.
"""

from collections.abc import Iterator

from mtqa.expressions import expression
from mtqa.languages import language
from mtqa.languages.speech import SAYING, speaker
from mtqa.quotation.faults import Read, read
from mtqa.quotation.reading import SINGLE
from mtqa.quotation.spacing import put_pair
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule
from mtqa.segment import Document

_SPEAKER = {code: expression(rf",\s{speaker(code)}") for code in SAYING}


def find(document: Document) -> Iterator[Hit]:
    for number, paragraph in read(document).items():
        for hit in _nested(paragraph, document.target_lang):
            yield hit._replace(segment=number)


def _nested(paragraph: Read, code: str) -> Iterator[Hit]:
    text, marks, faults = paragraph
    own = language(code).quotes
    inner = {'"': "''", own[0]: own[2] + own[3]}
    wrong = {mark.at for _, mark in faults}
    for mark in marks.values():
        if (
            mark.glyph in SINGLE
            or not mark.opens
            or mark.around is None
            or mark.other is None
            or (code in _SPEAKER and _SPEAKER[code].match(text, mark.other + 1))
            or wrong & {mark.at, mark.other}
        ):
            continue
        outer = marks[mark.around]
        if outer.glyph == mark.glyph != inner.get(mark.glyph, mark.glyph)[0] and outer.other is not None:
            yield put_pair(text, mark, code, inner[mark.glyph])


rule = Rule(
    find=Across(find),
    message="a quotation within another has the same marks",
    severity="note",
    safe=False,
    examples=(
        Bad(
            "“We said “no” to the offer,” she recalled.",
            at="“no”",
            fixed="“We said ‘no’ to the offer,” she recalled.",
        ),
        Bad('"The "Heron" left at dawn," he wrote.', at='"Heron"', fixed="\"The 'Heron' left at dawn,\" he wrote."),
        Bad(
            "„Wir sagten „nein“ dazu“, schrieb er.",
            at="„nein“",
            fixed="„Wir sagten ‚nein‘ dazu“, schrieb er.",
            lang="de",
        ),
        Bad(
            "«Мы сказали «нет» сразу», — вспоминает она.",
            at="«нет»",
            fixed="«Мы сказали „нет“ сразу», — вспоминает она.",
            lang="ru",
        ),
        Good("“We said ‘no’ to it,” she recalled, “and ‘yes’ to that.”"),
        Good("« Nous avons dit « non » hier », a-t-il écrit.", lang="fr"),
        Good("‘We said “no” to it,’ she recalled."),
        Good('They wrote "no to "war", says Anna."'),
        Good('"We go," he said. "We stay," she said.'),
        Missed('"The "Heron", "Tern" and "Gull" left at dawn.'),
    ),
)
