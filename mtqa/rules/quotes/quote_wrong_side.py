"""An opening mark where a quotation closes, or the reverse: `“We will not wait, “the mayor said`, `said ”yes”`.

Engines that turn straight marks into curly ones guess the side from the space beside the mark, and where the space is
wrong the mark comes out wrong. The fix sets the space right as well. Which glyphs open and which close differs by
language: “ closes in German, and „ opens what ” closes in Polish.
"""

from collections.abc import Iterator

from mtqa.quotation.faults import faulty
from mtqa.quotation.spacing import put
from mtqa.quotation.style import right_glyph
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule
from mtqa.segment import Document


def find(document: Document) -> Iterator[Hit]:
    code = document.target_lang
    for number, text, mark in faulty(document, "wrong side"):
        yield put(text, mark, code, right_glyph(text, mark, code))._replace(segment=number)


rule = Rule(
    find=Across(find),
    message="the quote mark is the one for the other side of a quotation",
    examples=(
        Bad(
            "“The repairs of the bridge go on, “the mayor said.",
            at=" “",
            fixed="“The repairs of the bridge go on,” the mayor said.",
        ),
        Bad(
            "“The chest was sealed.\n\nSo far nobody has opened it, “the librarian said.",
            at=" “",
            fixed="“The chest was sealed.\n\nSo far nobody has opened it,” the librarian said.",
        ),
        Bad("They bought ”Aurora” for a song.", at="”", fixed="They bought “Aurora” for a song."),
        Bad("The harbour had a”short” wall.", at="”", fixed="The harbour had a “short” wall."),
        Bad("The ship “Aurora„ sails at noon.", at="„", fixed="The ship “Aurora” sails at noon."),
        Good("He said: “We sail at noon.”"),
        Good("Er sagte: „Wir fahren am Mittag“, und ging.", lang="de"),
        Good("Powiedział: „Płyniemy w południe”.", lang="pl"),
        Good("The captain said, “the river is high.”"),
        Missed("So far nobody has opened it, “the librarian in charge of the old books, a man of ninety, said."),
    ),
)
