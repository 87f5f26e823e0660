"""A quotation that opens in one style and closes in another: `«hot line”`, `“word"`.

A mark of the source comes through while its partner is translated, or a curly mark meets a straight one that the
engine did not know. The fix is the style that the document uses most, or that of the language.
"""

from collections.abc import Iterator

from mtqa.quotation.faults import faulty
from mtqa.quotation.reading import SINGLE, Mark
from mtqa.quotation.spacing import put, put_pair
from mtqa.quotation.style import house_style
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule, Spot
from mtqa.segment import Document


def find(document: Document) -> Iterator[Hit]:
    mixed = [found for found in faulty(document, "mixed") if found[-1].opens]
    house = house_style(document) if mixed else {}
    for number, text, mark in mixed:
        yield _odd_one(text, mark, document.target_lang, house[mark.glyph in SINGLE], number)


def _odd_one(text: str, mark: Mark, code: str, style: str, number: int) -> Hit:
    """The mark of the two that is not of the style, or the whole quotation if neither is."""
    assert mark.other is not None
    if style[0] != mark.glyph and style[1] != text[mark.other]:
        return put_pair(text, mark, code, style)._replace(segment=number)
    odd, glyph, partner = (mark, style[0], mark.other)
    if style[0] == mark.glyph:
        odd, glyph, partner = Mark(mark.other, text[mark.other], False, mark.at), style[1], mark.at
    return put(text, odd, code, glyph)._replace(segment=number, related=(Spot(number, partner, partner + 1),))


rule = Rule(
    find=Across(find),
    message="the quotation opens in one style and closes in another",
    examples=(
        Bad(
            "The play «Three Winters” opens in May.",
            at="«",
            fixed="The play “Three Winters” opens in May.",
            related=("”",),
        ),
        Bad(
            'The mattress “Cloud" is sold out. They call it "light" and "soft".',
            at="“",
            fixed='The mattress "Cloud" is sold out. They call it "light" and "soft".',
            related=('"',),
        ),
        Bad(
            "The choir sang „Evening Bells» twice.", at="„Evening Bells»", fixed="The choir sang “Evening Bells” twice."
        ),
        Bad(
            "Das Stück „Drei Winter» läuft.", at="»", fixed="Das Stück „Drei Winter“ läuft.", lang="de", related=("„",)
        ),
        Bad("Пьеса «Три зимы” идёт в мае.", at="”", fixed="Пьеса «Три зимы» идёт в мае.", lang="ru", related=("«",)),
        Good("The play “Three Winters” opens in May."),
        Good("Das Stück „Drei Winter“ läuft, »Vier Sommer« nicht.", lang="de"),
        Good('The “Cloud” has a 24" screen; the "Mist" has none.'),
        Good("She said, “It was ‘light’ and 'soft'.”"),
        Missed("The mattress “Cloud'' is sold out."),
    ),
)
