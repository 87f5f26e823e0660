"""A day, month or weekday that is not that of the source: “May 3” for «5 марта», “on Thursday” for «во вторник».

A translator reads 05.03.2021 month first, or takes one month for another. Dates are compared however they are written,
in figures or words, either order; one that may be read both ways, such as 05/03/2021 in English, is right either way.
Words that count from today, and a month or weekday that only one of the texts names, are left alone. A year is a number
(`number-mismatch`).
"""

from collections.abc import Iterator
from operator import attrgetter

from mtqa.quantities import faults
from mtqa.rule import Bad, Good, Hit, Missed, Paired, Rule
from mtqa.segment import Segment


def find(segment: Segment) -> Iterator[Hit]:
    if not segment.source:
        return
    for said, found, _ in filter(attrgetter("dated"), faults(segment)):
        if said and found:
            message = f"“{{found}}” is “{segment.source[said.start : said.end]}” in the source"
            yield Hit(found.start, found.end, message=message, in_source=((said.start, said.end),))


rule = Rule(
    find=Paired(find),
    message="“{found}” is not the date of the source",
    severity="error",
    examples=(
        Bad(
            "The fair opens on May 3.",
            at="May 3",
            source="Ярмарка открывается 5 марта.",
            source_lang="ru",
            in_source=("5 марта",),
        ),
        Bad(
            "The invoice is dated 7 June 2019.",
            at="7 June",
            source="Счёт датирован 06.07.2019.",
            source_lang="ru",
            in_source=("06.07.2019",),
        ),
        Bad(
            "The choir sings again on Thursday.",
            at="Thursday",
            source="Хор снова поёт во вторник.",
            source_lang="ru",
            in_source=("вторник",),
        ),
        Bad(
            "The storks left at the end of July.",
            at="July",
            source="Аисты улетели в конце августа.",
            source_lang="ru",
            in_source=("августа",),
        ),
        Bad(
            "The well was dug on October 21, 1956.",
            at="October 21",
            source="Криницю викопали 11 жовтня 1956 року.",
            source_lang="uk",
            in_source=("11 жовтня",),
        ),
        Bad(
            "Le port est fermé le 4 mai.",
            at="4 mai",
            lang="fr",
            source="Der Hafen ist am 4. März geschlossen.",
            source_lang="de",
            in_source=("4. März",),
        ),
        Good("The fair opens on March 5.", source="Ярмарка открывается 05.03.", source_lang="ru"),
        Good("The invoice is dated 06/07/2019.", source="Счёт датирован 06.07.2019.", source_lang="ru"),
        Good("The pool is closed August 9–15.", source="С 9 по 15 августа бассейн закрыт.", source_lang="ru"),
        Good("He comes back tomorrow.", source="Он вернётся в пятницу.", source_lang="ru"),
        Good("On the fifth of May it snowed.", source="Пятого мая пошёл снег.", source_lang="ru"),
        Good("The environment comes first.", source="Окружающая среда важнее всего.", source_lang="ru"),
        Good("Am Sonnabend regnet es.", lang="de", source="В субботу пойдёт дождь.", source_lang="ru"),
        Missed("They met on the eve of May Day.", source="Они встретились накануне 8 марта.", source_lang="ru"),
    ),
)
