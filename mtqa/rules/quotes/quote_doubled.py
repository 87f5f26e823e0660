"""A quote mark that stands twice: `reports ""The Herald"`, `the ““hot” line`.

Comes from tables, where a mark is doubled to stand for itself, and from engines that stutter. The marks of a quotation
and of one within it may meet, and then each has its own partner elsewhere.
"""

from collections.abc import Iterator

from mtqa.quotation.faults import faulty
from mtqa.rule import Across, Bad, Good, Hit, Rule
from mtqa.segment import Document


def find(document: Document) -> Iterator[Hit]:
    for number, _, mark in faulty(document, "doubled"):
        start = mark.at if mark.opens else mark.at - 1
        yield Hit(start, start + 2, mark.glyph, segment=number)


rule = Rule(
    find=Across(find),
    message="the quote mark stands twice",
    examples=(
        Bad(
            'The fire was seen from the port, reports ""The Herald".',
            at='""',
            fixed='The fire was seen from the port, reports "The Herald".',
        ),
        Bad("They painted the ““Heron” red.", at="““", fixed="They painted the “Heron” red."),
        Bad("They painted the “Heron”” red.", at="””", fixed="They painted the “Heron” red."),
        Bad("Завод ««Рассвет» закрыт.", at="««", fixed="Завод «Рассвет» закрыт.", lang="ru"),
        Good("“‘Heron’ is her name,” he said. “Nobody calls her ‘Tern.’”"),
        Good("Il a dit : « Ils ont lu « Le Phare ». »", lang="fr"),
        Good('He said, "Paint it red." "Red?" "Red."'),
    ),
)
