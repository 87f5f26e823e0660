"""A target far shorter or longer than its source lets expect, for these two languages and for a text of this length.

What was cut off inside a sentence shows only by the length, and so does a decoder that runs on. How far lengths go
apart is a model of both languages (`mtqa.languages.lengths`): the longer the text, the less. Single words, labels and
acronyms that are written out leave more room. Where whole sentences are missing, sentences-lost says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mtqa.alignment.sentences import astray
from mtqa.expressions import expression
from mtqa.languages.copies import is_copied
from mtqa.languages.lengths import lengths
from mtqa.languages.placeholders import without
from mtqa.rule import Bad, Good, Hit, Missed, Paired, Rule
from mtqa.segment import Segment

FEW, FURTHER = 3, 1.6
_ACRONYM = expression(r"\b[^\W\d_a-zа-яёіїєґ]{2,6}(?:[а-яёіїєґ][^\W\d_a-zа-яёіїєґ]{1,4})?\b")
_WRITTEN_OUT = 24


@dataclass(frozen=True)
class Ratio:
    """Lengths that are further apart than `deviations` standard deviations; than more of them for a few words."""

    deviations: float = 4.2

    def __call__(self, segment: Segment) -> Iterator[Hit]:
        source, target = without(segment.source).strip(), without(segment.target).strip()
        if not source or not target:
            return
        off = _deviation(segment, source, target)
        is_short = min(len(source.split()), len(target.split())) <= FEW
        if abs(off) < self.deviations * (FURTHER if is_short else 1) or is_copied(segment) or any(astray(segment)):
            return
        which = "short" if off < 0 else "long"
        message = f"{len(target)} characters are too {which} for a source of {len(source)}"
        yield Hit(0, len(segment.target), message=message, in_source=((0, len(segment.source)),))


def _deviation(segment: Segment, source: str, target: str) -> float:
    """How far the lengths are apart if the acronyms of the shorter one were written out there too."""
    model = lengths(segment.source_lang, segment.target_lang)
    off = model.deviation(len(source), len(target))
    acronyms = (len(_ACRONYM.findall(source)) - len(_ACRONYM.findall(target))) * (1 if off > 0 else -1)
    more = _WRITTEN_OUT * max(0, acronyms)
    nearer = model.deviation(len(source) + more * (off > 0), len(target) + more * (off < 0))
    return nearer if off * nearer > 0 else 0


rule = Rule(
    find=Paired(Ratio()),
    message="the length does not go with that of the source",
    examples=(
        Bad(
            "He stood on the pier.",
            at="He stood on the pier.",
            source="Он долго стоял на причале, смотрел на серую воду, курил и думал, куда девались деньги за лодку.",
            source_lang="ru",
            in_source=(
                "Он долго стоял на причале, смотрел на серую воду, курил и думал, куда девались деньги за лодку.",
            ),
        ),
        Bad(
            "Es regnete, und die Leute gingen mit Schirmen, Körben und Kindern über die alte Brücke nach Hause, wo "
            "es warm war und nach Suppe roch",
            at="Es regnete, und die Leute gingen mit Schirmen, Körben und Kindern über die alte Brücke nach Hause, wo "
            "es warm war und nach Suppe roch",
            lang="de",
            source="It rained, and people went home",
            source_lang="en",
            in_source=("It rained, and people went home",),
        ),
        Bad(
            ".",
            at=".",
            source="Паром на Норду в понедельник не ходил.",
            source_lang="ru",
            in_source=("Паром на Норду в понедельник не ходил.",),
        ),
        Good("Russian Federation", source="РФ", source_lang="ru"),
        Good(
            "This line will open next year.",
            source="Движение по этой линии будет открыто в следующем году.",
            source_lang="ru",
        ),
        Good("Ministry of Foreign Affairs of the Republic", source="МИД республики", source_lang="ru"),
        Good("The ferry stayed in the harbour for three days.", source="渡轮在港口停了三天。", source_lang="zh"),
        Good(
            "渡轮在港口停了三天。",
            lang="zh",
            source="The ferry stayed in the harbour for three days.",
            source_lang="en",
        ),
        Missed(
            "He stood on the pier and smoked.",
            source="Он долго стоял на причале, смотрел на воду и курил.",
            source_lang="ru",
        ),
    ),
)
