"""With a glossary: a term of the source worded in another way, «Совет Федерации» without “Federation Council”.

A machine does not know the house's terms and words each anew, every time in another way. The inflected forms of a term
and of its translations count, and of two terms that overlap the longer one. A name or an acronym has to have its
capitals in the source. Where a wording stands that the glossary forbids, term-forbidden says so.

The glossary is named by `glossary = "terms.csv"` in the settings, or by `--glossary terms.csv`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mtqa.glossary import NONE, Glossary, Wording
from mtqa.rule import Bad, Good, Hit, Missed, Paired, Rule
from mtqa.segment import Segment

MOST = 3


@dataclass(frozen=True)
class Missing:
    """The terms to look for; they come from the files of the settings."""

    glossary: Glossary = NONE

    def __call__(self, segment: Segment) -> Iterator[Hit]:
        if not self.glossary.terms or not segment.source or not segment.target.strip():
            return
        pair = self.glossary.pair(segment.source_lang, segment.target_lang)
        wanted = list(pair.in_source.longest(segment.source))
        if not wanted:
            return
        there = pair.allowed.every(segment.target) | pair.forbidden.every(segment.target)
        seen = set[frozenset[int]]()
        for found in wanted:
            allowed = [text for term in sorted(found.terms) for text in pair.terms[term].allowed]
            if allowed and found.terms.isdisjoint(there) and found.terms not in seen:
                seen.add(found.terms)
                message = f"“{segment.source[found.start : found.end]}” is {_list(allowed)} in the glossary"
                yield Hit(0, len(segment.target), message=message, in_source=((found.start, found.end),))


def _list(allowed: list[str]) -> str:
    shown = list(dict.fromkeys(allowed))
    more = ["…"] if len(shown) > MOST else []
    return " or ".join([*(f"“{text}”" for text in shown[:MOST]), *more])


def _term(source: str, *targets: str) -> tuple[Wording, ...]:
    return Wording(source, "ru"), *(Wording(target, "en") for target in targets)


GLOSSARY = Glossary(
    (
        _term("причальная стенка", "quay wall", "berth wall"),
        _term("стенка", "panel"),
        _term("ПДК", "exposure limit"),
        _term("укладчик", "pipelayer"),
        _term("день открытых дверей", "open day"),
    )
)

rule = Rule(
    find=Paired(Missing()),
    message="a term of the glossary is worded in another way",
    example_options={"glossary": GLOSSARY},
    examples=(
        Bad(
            "The pier has been closed since Monday.",
            at="The pier has been closed since Monday.",
            source="Причальная стенка закрыта с понедельника.",
            source_lang="ru",
            in_source=("Причальная стенка",),
        ),
        Bad(
            "The norm was exceeded near the plant.",
            at="The norm was exceeded near the plant.",
            source="ПДК у завода превышена.",
            source_lang="ru",
            in_source=("ПДК",),
        ),
        Bad(
            "Three more stackers were delivered to the site.",
            at="Three more stackers were delivered to the site.",
            source="На площадку привезли ещё трёх укладчиков.",
            source_lang="ru",
            in_source=("укладчиков",),
        ),
        Good(
            "The quay walls were repaired, and the berth wall was painted.",
            source="Причальные стенки отремонтировали.",
            source_lang="ru",
        ),
        Good("Two pipelayers are at work.", source="Работают два укладчика.", source_lang="ru"),
        Good("Open days are held in May.", source="Дни открытых дверей проходят в мае.", source_lang="ru"),
        Good("The panel was taken away by the movers.", source="Стенку увезли грузчики.", source_lang="ru"),
        Good("It was closed on Monday.", source="Её закрыли в понедельник.", source_lang="ru"),
        Good("The pier has been closed since Monday."),
        Missed("The norm was exceeded.", source="Предельно допустимая концентрация превышена.", source_lang="ru"),
    ),
)
