"""Thousands set off by spaces where the language has a mark: “1 273 953”, “some 12 500 people”.

Slavic languages and French group by a space, English by a comma. The international style does so too, and a text that
keeps to it is one note. One space alone may stand between two numbers (“May 12 200 people”), so then a unit, money, a
word that leads to a number, three noughts or a no-break space has to tell. Telephone and account numbers are left
alone, and languages whose other style is the space.
"""

import re
from collections.abc import Iterable, Iterator

from mtqa.expressions import compiled, expression
from mtqa.languages import language
from mtqa.languages.english import PEOPLE, THINGS
from mtqa.languages.measures import measure
from mtqa.reading import targets, with_figures
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule
from mtqa.segment import Document
from mtqa.text import MONTH, SPACE

HABIT = 3
GROUPED = expression(
    rf"[0-9](?<![\w.,:/+№#-].)[0-9]{{0,2}}(?:{SPACE}[0-9]{{3}}){{1,4}}(?![\w+/]|{SPACE}?[-–]?{SPACE}?[0-9]|-year|[,:][0-9]|\.[0-9]{{3}})"
)
MARKED = expression(r"(?<![\w.,])[0-9]{1,3}(?:,[0-9]{3})+(?![\w,])")
NUMBER_BEFORE = expression(
    rf"(?:[0-9][)\]]?{SPACE}?|{MONTH} |\b(?:phone|telephone|tel|call|account|card|code|No|Nos|numbers?|version"
    r"|pages?|room|flight|article|articles|model|Boeing|Airbus|index|PIN|ISBN)[.:]? )$",
    re.IGNORECASE,
)
NAME_BEFORE = expression(r"(?<!^)(?<![.!?] )\b(?!RUB|USD|EUR|UAH)[A-Z][\w-]* $")
LED = expression(
    r"(?:\b(?:about|around|some|nearly|almost|over|than|least|approximately|to|of|by|from|another|is|are"
    r"|was|were|total|reached) |[$€£¥₽₴] ?)$"
)


def find(document: Document) -> Iterable[Hit]:
    """Each number so written, or one note where the text writes none with the mark."""
    group = language(document.target_lang).group
    if group != ",":
        return ()
    hits = list(spaced(document))
    if len(hits) < HABIT or any(MARKED.search(targets(document)[number]) for number in with_figures(document)):
        return hits
    first, *others = hits
    return (first.for_all(others, "the text sets thousands off by spaces throughout: {found}"),)


def spaced(document: Document) -> Iterator[Hit]:
    counted = compiled(rf"(?:[.,][0-9]+)?{SPACE}?(?:{measure(document.target_lang)}|{PEOPLE}\b|{THINGS}\b)")
    for number in with_figures(document):
        text = targets(document)[number]
        for match in GROUPED.finditer(text):
            start, end = match.span()
            first, *groups = re.split(SPACE, match[0])
            before = text[max(0, start - 20) : start]
            if NUMBER_BEFORE.search(before) or first.startswith("0"):
                continue
            plain = len(groups) == 1 and " " in match[0] and groups[0] != "000"
            if plain and (NAME_BEFORE.search(before) or not (counted.match(text, end) or LED.search(before))):
                continue
            yield Hit(start, end, ",".join((first, *groups)), segment=number)


rule = Rule(
    find=Across(find),
    message="“{found}” sets its thousands off by spaces",
    severity="note",
    examples=(
        Bad("The census counted 1 273 953 goats.", at="1 273 953", fixed="The census counted 1,273,953 goats."),
        Bad("He paid 12\u00a0500 for it.", at="12\u00a0500", fixed="He paid 12,500 for it."),
        Bad("Some 12 500 people and 3,400 dogs came.", at="12 500", fixed="Some 12,500 people and 3,400 dogs came."),
        Bad("The fine is €25 000.", at="25 000", fixed="The fine is €25,000."),
        Bad(
            "It has 16 000 sheep, over 12 500 hens.\n\nIt had 2 000 geese.",
            at="16 000",
            related=("12 500", "2 000"),
        ),
        Good("On May 12 200 people came, and on flight 12 345 there were 180 100-year-olds."),
        Good("Call +44 20 794 123 or 8 800 555 35 35; account 40 817 810 is closed."),
        Good("Die Stadt hat 1 273 953 Einwohner.", lang="de"),
        Good("В городе живут 1 273 953 человека.", lang="ru"),
        Missed("The herd numbered 12 500."),
    ),
)
