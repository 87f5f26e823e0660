"""Sentences of the target that the source has not: what a decoder or a language model makes up or explains.

The sentences of both sides are laid beside one another by their lengths, numbers and names: one is added only if that
is far likelier than that a sentence of the source was cut in two.
"""

from collections.abc import Iterator

from mtqa.alignment.sentences import astray
from mtqa.rule import Bad, Good, Hit, Missed, Paired, Rule
from mtqa.segment import Segment


def find(segment: Segment) -> Iterator[Hit]:
    if segment.source and segment.target.strip():
        yield from (Hit(start, end) for start, end in astray(segment).added)


rule = Rule(
    find=Paired(find),
    message="the source does not say this sentence",
    examples=(
        Bad(
            "The ferry to Norda did not run on Monday. Such things happen in winter, as everybody on the coast knows.",
            at="Such things happen in winter, as everybody on the coast knows.",
            source="Паром на Норду в понедельник не ходил.",
            source_lang="ru",
        ),
        Bad(
            "The mill was sold in 1907. Note that water mills were common all over the region in those days. The new "
            "owner tore down the wheel.",
            at="Note that water mills were common all over the region in those days.",
            source="В 1907 году мельницу продали. Новый владелец снёс колесо.",
            source_lang="ru",
        ),
        Bad(
            "Am Abend fiel in der ganzen Stadt der Strom aus. "
            "Die Gemeinde hat viele Einwohner und liegt am linken Ufer des Flusses.",
            at="Die Gemeinde hat viele Einwohner und liegt am linken Ufer des Flusses.",
            lang="de",
            source="In the evening the power failed all over town.",
            source_lang="en",
        ),
        Good(
            "The gate was locked. The watchman left. The dogs slept.",
            source="Ворота заперли, сторож ушёл, собаки спали.",
            source_lang="ru",
        ),
        Good(
            "He was taken to the hospital of Norda. There he died two days later.",
            source="Его увезли в больницу Норды, где он через два дня умер.",
            source_lang="ru",
        ),
        Good(
            "Der Sturm hielt drei Tage an. So lange blieb die Fähre im Hafen liegen.",
            lang="de",
            source="The storm went on for three days, and all that time the ferry stayed in the harbour.",
            source_lang="en",
        ),
        Good(
            "The bridge was closed for the winter. The toll money went on planks.",
            source="Мост закрыли на зиму.Деньги, собранные за проезд, пошли на доски.",
            source_lang="ru",
        ),
        Missed("He came. Nobody spoke. He left.", source="Он пришёл. Он ушёл.", source_lang="ru"),
    ),
)
