"""A quote mark whose partner is missing: `He called it “a disgrace and left.`

Engines drop marks, most often one of two that stand together in the source. A quotation may run over several segments
where a file has a sentence a line, and over several paragraphs, each of which opens while only the last closes; a mark
that may be the end of such a quotation is judged by what stands before and after it. Where segments are sentences it
remains a guess, and the finding a note. Apostrophes, inches, feet and minutes are no quote marks.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from math import ceil

from mtqa.expressions import expression
from mtqa.languages import language
from mtqa.quotation.faults import Read, read
from mtqa.quotation.reading import DOUBLE, Mark, kind_after, marks
from mtqa.reading import targets
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule
from mtqa.segment import Document, Segment

REACH = 12
_OPENS = expression(rf"\s*+[{DOUBLE}]")
_SENTENCE_END = expression(r"[.?!…](?<=[^\W\d]{2}.)[\"”»]? [“\"«]?[^\W\d_a-zа-я]")


def find(document: Document) -> Iterator[Hit]:
    loose = list(_without_partner(document))
    if not loose:
        return
    texts = targets(document)
    fewest = ceil(len(texts) / 4)
    of_sentences = sum(1 for _ in islice(filter(_SENTENCE_END.search, texts), fewest)) < fewest
    for number, mark in loose:
        segment = document.segments[number]
        if _is_explained(segment, mark, read(document)[number]):
            continue
        guess = of_sentences and _may_run_on(segment.target, mark)
        yield Hit(mark.at, mark.at + 1, segment=number, severity="note" if guess else None)


def _without_partner(document: Document) -> Iterator[tuple[int, Mark]]:
    """The marks without a partner, by segment, that no quotation over several segments explains."""
    running: tuple[int, Mark] | None = None
    texts = targets(document)
    for number, paragraph in read(document).items():
        if running and _is_taken_up(texts, running[0], number):
            running = None
        elif running and number > running[0] + REACH:
            yield running
            running = None
        doubled = {mark for fault, mark in paragraph.faults if fault == "doubled"}
        double = [mark for mark in paragraph.marks.values() if mark.glyph in DOUBLE and mark not in doubled]
        if double and double[0].opens and not paragraph.text[: double[0].at].strip():
            running = None
        for mark in double:
            if mark.other is not None:
                continue
            if running and mark.opens:
                yield running
            elif not running and not mark.opens:
                yield number, mark
            running = (number, mark) if mark.opens else None
    if running and not _is_taken_up(texts, running[0], len(texts)):
        yield running


def _is_taken_up(texts: Sequence[str], number: int, end: int) -> bool:
    """Whether a paragraph between two opens with a quote mark, as the next one of a long quotation does."""
    return any(map(_OPENS.match, texts[number + 1 : min(end, number + REACH + 1)]))


def _is_explained(segment: Segment, mark: Mark, paragraph: Read) -> bool:
    """Whether another rule speaks of the mark, the source has one without a partner too, or two share a partner."""
    if any(mark == wrong for _, wrong in paragraph.faults):
        return True
    if any(known.other is None for known in marks(segment.source, segment.source_lang).values()):
        return True
    # French and Russian let one guillemet close both a quotation and the one within it.
    within = sum(inner.around == mark.at and inner.opens for inner in paragraph.marks.values())
    return within == 1 and mark.glyph == language(segment.target_lang).quotes[0] == "«"


def _may_run_on(text: str, mark: Mark) -> bool:
    """Whether the other end of the quotation may be in another segment: this end is no word inside a sentence."""
    if mark.opens:
        return text[: mark.at].rstrip()[-1:] in (*".,:;!?…–—-", "")
    return kind_after(text, mark.at + 1) in ("edge", "stop", "colon") or text[mark.at - 1] in ".,!?…"


rule = Rule(
    find=Across(find),
    message="the quote mark has no partner",
    examples=(
        Bad("He called the verdict “a disgrace and left the hall.", at="“"),
        Bad("The inspectors took apart the so-called blue lagoon” and closed it.", at="”"),
        Bad(
            '"Dig here. The water is near, the farmer said. All agreed.\n\nThe well was ready in May. It is deep.',
            at='"',
        ),
        Bad("“We leave at dawn.\n\nNobody believed him. He was a liar.", at="“"),
        Bad("Sie nannte es „einen Irrtum und ging.", at="„", lang="de"),
        Bad("Он назвал это «ошибкой и ушёл.", at="«", lang="ru"),
        Good("“We leave at dawn.\n\n“We shall not return.\n\n“Farewell,” he said."),
        Good('"We leave at dawn.\n\nThe ships are ready.\n\nFarewell," he said.'),
        Good('A 24" screen, 6\' 2" wide, stood at 40° 26\' 46".'),
        Good("«Сдан в срок завод «Рассвет», — писали газеты.", lang="ru"),
        Good("Le journal « Le Phare du « Nord » a fermé.", lang="fr"),
        Missed("He called it a disgrace, then “a lie”, and “a shame, and left”."),
    ),
)
