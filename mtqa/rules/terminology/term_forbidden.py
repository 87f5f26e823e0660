"""With a glossary: a wording that it forbids, “mooring post” where the house says “mooring bollard”.

Where there is a source, the wording is wrong only if the source has the term. It is left alone inside a longer one that
the glossary allows, and where it is what another term of the source is called. It can be mended where there is one
preferred wording, and the text has the forbidden one as the glossary has it and not in some other form.

The glossary is named by `glossary = "terms.csv"` in the settings, or by `--glossary terms.csv`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mtqa.glossary import NONE, Glossary, Pair, Wording
from mtqa.glossary.matching import Found
from mtqa.rule import Bad, Good, Hit, Missed, Rule
from mtqa.segment import Segment


@dataclass(frozen=True)
class Forbidden:
    """The wordings to look for; they come from the files of the settings."""

    glossary: Glossary = NONE

    def __bool__(self) -> bool:
        return bool(self.glossary.terms)

    def __call__(self, segment: Segment) -> Iterator[Hit]:
        pair = self.glossary.pair(segment.source_lang, segment.target_lang)
        found = list(pair.forbidden.longest(segment.target))
        if not found:
            return
        allowed = list(pair.allowed.longest(segment.target))
        meant = pair.in_source.every(segment.source)
        for each in found:
            terms = {term for term in each.terms if not segment.source or not pair.terms[term].source or term in meant}
            if terms and not any(_is_allowed(each, other, meant) for other in allowed):
                yield _hit(each, sorted(terms), pair, segment)


def _is_allowed(found: Found, other: Found, meant: set[int]) -> bool:
    """Whether the wording is part of a longer one, or the right one for another term."""
    if other.start > found.start or other.end < found.end:
        return False
    return other.end - other.start > found.end - found.start or not meant or not meant.isdisjoint(other.terms)


def _hit(found: Found, terms: list[int], pair: Pair, segment: Segment) -> Hit:
    text = segment.target[found.start : found.end]
    better = list(dict.fromkeys(wording for term in terms for wording in pair.terms[term].allowed))
    if not better:
        return Hit(found.start, found.end)
    said = " or ".join(f"“{wording}”" for wording in better)
    fix = None
    if len(better) == 1 and text[1:] == found.wording[1:]:
        fix = better[0] if text[0] == found.wording[0] else better[0][0].upper() + better[0][1:]
    return Hit(found.start, found.end, fix, message=f"“{text}” is forbidden by the glossary, which has {said}")


GLOSSARY = Glossary(
    (
        (
            Wording("швартовая тумба", "ru"),
            Wording("mooring bollard", "en"),
            Wording("mooring post", "en", forbidden=True),
        ),
        (Wording("волнолом", "ru"), Wording("mooring post coping", "en"), Wording("breaker", "en", forbidden=True)),
        (Wording("рубильник", "ru"), Wording("breaker", "en")),
        (Wording("ferryboat", "en", forbidden=True), Wording("ferry", "en"), Wording("car ferry", "en")),
        (Wording("seamanlike", "en", forbidden=True),),
    )
)

rule = Rule(
    find=Forbidden(),
    message="“{found}” is forbidden by the glossary",
    safe=False,
    example_options={"glossary": GLOSSARY},
    examples=(
        Bad("Mooring post No. 3 was closed.", at="Mooring post", fixed="Mooring bollard No. 3 was closed."),
        Bad(
            "The mooring post was painted.",
            at="mooring post",
            fixed="The mooring bollard was painted.",
            source="Швартовую тумбу покрасили.",
            source_lang="ru",
        ),
        Bad("Both mooring posts were painted.", at="mooring posts"),
        Bad("The ferryboat was late.", at="ferryboat"),
        Bad("It was a seamanlike answer.", at="seamanlike"),
        Good("The post of the mooring was painted.", source="Столб у пирса покрасили.", source_lang="ru"),
        Good("The mooring post was painted.", source="Столб у пирса покрасили.", source_lang="ru"),
        Good("The mooring post coping was painted."),
        Good("The breaker was switched off.", source="Рубильник выключили.", source_lang="ru"),
        Good("The car ferry was late, and the mooring bollards were wet."),
        Missed("The post for mooring was painted.", source="Швартовую тумбу покрасили.", source_lang="ru"),
    ),
)
