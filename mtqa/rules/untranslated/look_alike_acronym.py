"""Latin letters that spell an acronym of the source by their shape: “the PBCH” for «РВСН», missile forces.

An acronym that the translator does not know is passed on, and on the way its Cyrillic letters become the Latin ones
that look like them. Ambiguous ones count only beside words of their subject. Left alone where the text expands the
acronym by its Latin letters (“the Common Agricultural Policy (CAP)”), and in a paragraph all in capitals.
"""

import re
from collections.abc import Iterator
from string import ascii_uppercase

from mtqa.expressions import expression
from mtqa.languages.acronyms import Acronym, by_shape
from mtqa.reading import targets, tokens, with_any
from mtqa.rule import Across, Bad, Good, Hit, Missed, Rule
from mtqa.segment import Document

CAPITALS = expression(r"[3A-Z]{3,8}+(?![\w&/@-])")
_NO_CAPITALS = bytes(byte if chr(byte) in f"3{ascii_uppercase}" else 0x20 for byte in range(256))
PART = expression(r"[\w&/@#.-][3A-Z]")
SMALL = r"(?:(?:of|for|the|and|in|on|to|de|la|der|des|für|und|&)[ -]){0,3}"


def spelt_by_shape(document: Document) -> Iterator[Hit]:
    meant = dict[str, bool]()
    capitals = " ".join(tokens(document)).encode("ascii", "replace").translate(_NO_CAPITALS)
    shapes = by_shape().keys() & capitals.decode().split()
    for number in with_any(shapes, document):
        text = targets(document)[number]
        for match in CAPITALS.finditer(text):
            acronym = by_shape().get(match[0])
            if not acronym or PART.match(text, max(0, match.start() - 1)) or text.isupper():
                continue
            if match[0] not in meant:
                meant[match[0]] = _is_meant(match[0], acronym, document)
            if meant[match[0]]:
                message = f"“{{found}}” looks like the acronym {acronym.cyrillic}: {acronym.meaning}"
                yield Hit(*match.span(), message=message, segment=number)


def _is_meant(shape: str, acronym: Acronym, document: Document) -> bool:
    """Whether the text speaks of what the acronym stands for, not of what the Latin letters do."""
    expanded = re.compile(r"\b" + rf"\w{{1,30}}[ -]{SMALL}".join(shape) + r"\w")
    return (
        (not document.source_lang or document.source_lang in acronym.languages)
        and acronym.beside is not None
        and any(map(acronym.beside.search, targets(document)))
        and not any(map(expanded.search, targets(document)))
    )


rule = Rule(
    find=Across(spelt_by_shape),
    message="“{found}” looks like an acronym of the source",
    severity="note",
    languages=("de", "en", "es", "fr", "it", "pl", "pt", "tr"),
    source_languages=("ru", "uk"),
    examples=(
        Bad("The exercises of the PBCH involved forty missile launchers.", at="PBCH"),
        Bad("Damascus has fallen quiet.\n\nA CAP convoy passed the bridge.", at="CAP"),
        Bad("The delegation of the KHP flew back to Beijing.", at="KHP"),
        Bad("Die Delegation der KHP flog zurück nach Beijing.", at="KHP", lang="de"),
        Bad("According to the regional MBD, the police found the car.", at="MBD"),
        Good("The EU reformed its Common Agricultural Policy, and CAP payments to Syria's neighbours fell."),
        Good("The CAP on prices was lifted on Monday."),
        Good("BBC reporters flew with the air force."),
        Good("The PBCH carries the broadcast channel of the cell."),
        Missed("The CAP fighters left the village."),
    ),
)
