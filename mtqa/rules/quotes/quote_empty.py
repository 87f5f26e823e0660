"""Quote marks with nothing between them: `sold under the name ""`, `the film “ ”`.

What stood in them was lost: a title in a foreign script, a link, a word that the engine did not know. Code, where an
empty string has a meaning, is left alone.
"""

import re
from collections.abc import Iterator

from mtqa.expressions import expression
from mtqa.quotation.faults import faulty
from mtqa.quotation.reading import DOUBLE
from mtqa.rule import Across, Bad, Good, Hit, Rule
from mtqa.segment import Document

_SOFTWARE = expression(
    r"(?:^|\s)--?[a-zA-Z]|[=%{}\\<>_|]|\(\)|\b(?:string|empty|default|blank|prefix|suffix|null|space)", re.IGNORECASE
)
# Other rules speak of these, and they are no code.
_LEFT = expression(r"<<|>>|</?[a-zA-Z][^<>]{0,200}>")
_CODE = expression(r"[=({\[,:+|!`\\<>\"][^\S\n]?$")


def find(document: Document) -> Iterator[Hit]:
    for number, text, mark in faulty(document, "empty"):
        if not mark.opens or mark.glyph not in DOUBLE or mark.other is None:
            continue
        if (
            not text.startswith('"', mark.other + 1)
            and not _CODE.search(text, max(0, mark.at - 2), mark.at)
            and not _SOFTWARE.search(_LEFT.sub("", text))
        ):
            yield Hit(mark.at, mark.other + 1, segment=number)


rule = Rule(
    find=Across(find),
    message="nothing stands between the quote marks: what did was lost",
    examples=(
        Bad('It is sold under the name "" in the north.', at='""'),
        Bad("The film “ ” was shown twice.", at="“ ”"),
        Bad("Sie nannten das Schiff „“ und lachten.", at="„“", lang="de"),
        Bad("Газета «» закрылась.", at="«»", lang="ru"),
        Good('The default of the option is separator="" in every release.'),
        Good('Call it as join("", words) or set name: "" in the file.'),
        Good('The film "Low Tide" was shown twice.'),
        Good('The notes of """a function""" stand under its head.'),
        Good('He wrote "?" and "…" in the margin.'),
    ),
)
