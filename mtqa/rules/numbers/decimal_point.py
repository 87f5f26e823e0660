"""A decimal point where the language has a comma: German “um 2.3 Prozent”, Russian «на 2.3 %».

English writes a point, and machines often leave numbers as they are. Only numbers with a unit behind them or money in
them are looked at, so that times (17.40), dates, versions and sections stay; so does Spanish, which has the comma in
Spain and the point in America. A text that does so throughout is one note.
"""

from collections.abc import Iterable, Iterator

from mtqa.languages import language
from mtqa.languages.measures import decimals
from mtqa.reading import targets, with_figures
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule
from mtqa.segment import Document

HABIT = 3


def find(document: Document) -> Iterable[Hit]:
    """Each decimal point, or one note where the text has no decimal comma."""
    if language(document.target_lang).decimal != "," or document.target_lang.startswith("es"):
        return ()
    hits = list(decimals_with(".", document))
    if len(hits) < HABIT or any(decimals_with(",", document)):
        return hits
    first, *others = hits
    return (first.for_all(others, "the text writes all its decimals with a point: {found}"),)


def decimals_with(mark: str, document: Document) -> Iterator[Hit]:
    other = "," if mark == "." else "."
    for number in with_figures(document):
        text = targets(document)[number]
        for start, end, sure in decimals(text, mark, document.target_lang):
            if sure:
                yield Hit(start, end, text[start:end].replace(mark, other), segment=number)


rule = Rule(
    find=Across(find),
    message="“{found}” has a point for the decimal comma",
    severity="note",
    safe=False,
    examples=(
        Bad("Цены выросли на 2.3 процента.", at="2.3", fixed="Цены выросли на 2,3 процента.", lang="ru"),
        Bad("Das Pfund kostet €4.75.", at="4.75", fixed="Das Pfund kostet €4,75.", lang="de"),
        Bad(
            "In der Stadt leben 1.2 Millionen Menschen.",
            at="1.2",
            fixed="In der Stadt leben 1,2 Millionen Menschen.",
            lang="de",
        ),
        Bad(
            "Ceny wzrosły o 2.3 procent, potem o 3.1 procent, a w maju o 4.4 procent.",
            at="2.3",
            lang="pl",
            related=("3.1", "4.4"),
        ),
        Good("Der Zug fährt um 17.40 Uhr; Version 2.10 kam am 12.05. heraus.", lang="de"),
        Good("La plaza mide 2.3 metros en México y 2,3 en Madrid.", lang="es"),
        Good("Prices rose by 2.3 percent."),
        Good("In 1.234 Fällen und bei 2,3 Prozent.", lang="de"),
        Missed("Der Kurs schloss bei 26.95.", lang="de"),
    ),
)
