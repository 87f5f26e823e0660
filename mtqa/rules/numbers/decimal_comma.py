"""A decimal comma where the language has a point: “2,3 percent”, “a rate of 26,95”.

Most of Europe parts whole and fraction by a comma, and machines often leave numbers as they are. The rule wants a unit
behind the number, money or a lone zero in it, or a word before it that leads to a value; lists (“pages 3,4”), chemical
names and thousands are left alone. A text that does so throughout is one note.
"""

import re
from collections.abc import Iterable, Iterator

from mtqa.expressions import expression
from mtqa.languages import language
from mtqa.languages.measures import decimals
from mtqa.reading import targets, with_figures
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule
from mtqa.segment import Document

HABIT = 3
VALUE_BEFORE = expression(
    r"\b(?:by|to|than|about|at|nearly|almost|approximately|up|costs?|reach(?:ed|es)|magnitude|measuring|exceed(?:s|ed)?"
    r"|(?:rate|score|average|index|level|coefficient|price) of|equal to|is|was"
    r"|(?:increase|rise|fall|drop|growth) of) $",
    re.IGNORECASE,
)
_GLUED = expression(r"[a-z][0-9]{1,6}\.[0-9]{1,2} ?%")
LIST_AFTER = expression(r",| ?(?:and|or|&|-|–|to)[ ]?[0-9]|[-)\]]")


def find(document: Document) -> Iterable[Hit]:
    """Each decimal comma, or one note where the text has no decimal point."""
    if language(document.target_lang).decimal != ".":
        return ()
    hits = list(commas(document))
    if len(hits) < HABIT or any(points(document)):
        return hits
    first, *others = hits
    return (first.for_all(others, "the text writes all its decimals with a comma: {found}"),)


def commas(document: Document) -> Iterator[Hit]:
    for number in with_figures(document):
        text = targets(document)[number]
        for start, end, sure in decimals(text, ",", document.target_lang):
            valued = VALUE_BEFORE.search(text, max(0, start - 20), start) and not LIST_AFTER.match(text, end)
            if sure or valued:
                yield Hit(start, end, text[start:end].replace(",", "."), segment=number)


def points(document: Document) -> Iterator[bool]:
    for number in with_figures(document):
        text = targets(document)[number]
        yield from (sure for _, _, sure in decimals(text, ".", document.target_lang))
        yield _GLUED.search(text) is not None


rule = Rule(
    find=Across(find),
    message="“{found}” has a comma for the decimal point",
    safe=False,
    examples=(
        Bad("Sales grew by 2,3 percent.", at="2,3", fixed="Sales grew by 2.3 percent."),
        Bad("The index closed at 26,95 on Friday.", at="26,95", fixed="The index closed at 26.95 on Friday."),
        Bad("A pound of honey is $4,75 here.", at="4,75", fixed="A pound of honey is $4.75 here."),
        Bad("Add 0,5 of it.", at="0,5", fixed="Add 0.5 of it."),
        Bad("Between 1.1 and 7,5–8 million live there.", at="7,5", fixed="Between 1.1 and 7.5–8 million live there."),
        Bad(
            "It rose 2,3%, then 3,1%.\n\nIn May it was 4,4%, in June 0,9%.",
            at="2,3",
            related=("3,1", "4,4", "0,9"),
        ),
        Good("Some 1,234 people and 1,00,000 rupees; pages 3,4 and 5,6; the set {1,2}."),
        Good("Add 2,2-dimethylbutane and read 1 John 4,7 at 17,18 and 19 over again."),
        Good("Der Kurs stieg um 2,3 Prozent auf 26,95 Euro.", lang="de"),
        Good("Цены выросли на 2,3 процента.", lang="ru"),
        Missed("He ran it in 9,58."),
    ),
)
