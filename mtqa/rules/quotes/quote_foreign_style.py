"""Quote marks of another language: `«Oui»` or `„ja“` in an English text.

Marks of the source that came through unchanged. Which marks a language uses is told by CLDR and by a table of what it
takes besides. Quoted speech in another script keeps its own marks.
"""

from collections.abc import Iterator

from mtqa.languages import language
from mtqa.quotation.faults import faulty
from mtqa.quotation.spacing import put, put_pair
from mtqa.quotation.style import house_style
from mtqa.rule import Across, Bad, Good, Hit, Rule
from mtqa.segment import Document
from mtqa.text import has_cyrillic


def find(document: Document) -> Iterator[Hit]:
    foreign = [found for found in faulty(document, "foreign") if found[-1].opens or found[-1].other is None]
    house = house_style(document) if foreign else {}
    for number, text, mark in foreign:
        code, style = document.target_lang, house[mark.around is not None]
        if mark.pair and _is_foreign_speech(text[slice(*mark.pair)], code):
            continue
        hit = put_pair(text, mark, code, style) if mark.pair else put(text, mark, code, style[not mark.opens])
        yield hit._replace(segment=number)


def _is_foreign_speech(text: str, code: str) -> bool:
    """Whether the text has letters that the language does not write with."""
    if code == "en":
        return any(char.isalpha() and not char.isascii() for char in text)
    return has_cyrillic(text) != has_cyrillic(language(code).months.wide[0])


rule = Rule(
    find=Across(find),
    message="the quote marks are those of another language",
    severity="note",
    examples=(
        Bad(
            "They staged «Three Winters» in the open.",
            at="«Three Winters»",
            fixed="They staged “Three Winters” in the open.",
        ),
        Bad("A book called « Low Tide » came out.", at="« Low Tide »", fixed="A book called “Low Tide” came out."),
        Bad("He shouted „stop” and ran.", at="„stop”", fixed="He shouted “stop” and ran."),
        Bad(
            'The «Gull» sank. The "Tern" and the "Heron" sail on.',
            at="«Gull»",
            fixed='The "Gull" sank. The "Tern" and the "Heron" sail on.',
        ),
        Bad("Sie rief “halt” und lief.", at="“halt”", fixed="Sie rief „halt“ und lief.", lang="de"),
        Bad("Она крикнула “стой” и побежала.", at="“стой”", fixed="Она крикнула «стой» и побежала.", lang="ru"),
        Good('They staged “Three Winters” and the "Low Tide" in the open.'),
        Good("The sign read «Gepäck für später» in German."),
        Good("Il a crié « arrête », puis “stop”.", lang="fr"),
        Good("Sie rief »halt« und „stopp“, die Schweizerin «genug».", lang="de"),
        Good("Вона крикнула «стій», потім “досить”.", lang="uk"),
    ),
)
