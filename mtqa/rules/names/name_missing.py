"""A name of the source that the translation lacks: «Вчера Орлов уехал в Тверь» and “Yesterday he left for Tver”.

Machines drop names from long sentences, put another name in their place, or translate a surname as a word. A name is
found in the source by its capital, by its place (the first word of a sentence is weak evidence unless another sentence
has it too, a title in quotes is none) and by the dictionary of the extra `lexicon`; without it, and in Ukrainian, for
which no dictionary is free enough, the form of the word and its frequency decide, and fewer names are seen. The name
stands in the translation where some word may be its spelling, in any system and in any language that it may come from
(Чжан is Zhang, Шульц is Scholz), or where a table has its name there (Греция is Greece or Greek, США the States). A
first name and a patronymic may go where the surname stands; another first name may not stand there. What neighbouring
segments name is a note. The finding marks the one name of the translation that the source does not have, or else the
whole segment. Translated titles, acronyms that no table has, adjectives but for those of regions and seas (Псковская
область), and words that are names only now and then are left alone.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from mtqa.alignment.sentences import astray
from mtqa.expressions import expression
from mtqa.names import is_first_name
from mtqa.names.renderings import Written, is_explained, rendered, strangers, written
from mtqa.names.sources import Named, names_of, proven
from mtqa.rule import Bad, Between, Good, Hit, Missed, Rule
from mtqa.segment import Document, Segment

_PRONOUN = expression(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
NEAR = 8
FEW = 3


def find(document: Document) -> Iterator[Hit]:
    segments = [segment if segment.target.strip() else segment._replace(source="") for segment in document.segments]
    lang = document.source_lang
    for number, named in enumerate(proven([names_of(segment.source, lang) for segment in segments], lang)):
        names = [name for name in named if not astray(segments[number]).loses(name.start)]
        for hit in _compared(names, segments[number], written(segments[number].target)) if names else ():
            whole = hit.end - hit.start == len(segments[number].target)
            near = whole and (_is_referred_to(hit, names, segments[number]) or _is_named_nearby(document, number, hit))
            yield hit._replace(segment=number, severity="note" if near else None)


def _compared(found: list[Named], segment: Segment, words: list[Written]) -> Iterator[Hit]:
    absent: list[Named] = []
    for _, run in groupby(found, key=lambda name: name.run):
        names = list(run)
        places = [rendered(name.text, segment, words) for name in names]
        missing = [name for name, place in zip(names, places, strict=True) if not place and name.kind != "father"]
        if names[0].kind == "latin" and "".join(name.text[0] for name in names) in segment.target:
            continue
        if not any(places):
            absent += missing
        elif missing and missing[-1] is names[-1]:
            absent.append(missing[-1])
        elif missing and missing[0].kind == "first" and (place := places[-1]):
            yield from _swapped(missing[0], place, segment, words)
    if absent:
        others = strangers(segment, words)
        yield _hit(absent, *(others[0] if len(others) == 1 else (0, len(segment.target))), segment)


def _swapped(name: Named, surname: Written, segment: Segment, words: Iterable[Written]) -> Iterator[Hit]:
    """Where another first name stands before the surname."""
    for word in words:
        if word.end == surname.start - 1 and is_first_name(word.text) and not is_explained(word.text, segment):
            yield _hit([name], word.start, word.end, segment)


def _hit(absent: list[Named], start: int, end: int, segment: Segment) -> Hit:
    names = list(dict.fromkeys(f"“{name.text}”" for name in absent))
    told = ", ".join(names[:FEW]) + (f" and {len(names) - FEW} more" if len(names) > FEW else "")
    has = "does not" if end - start == len(segment.target) else "has “{found}”"
    stretches = tuple((name.start, name.end) for name in absent)
    return Hit(start, end, message=f"the source names {told}, the translation {has}", in_source=stretches)


def _is_referred_to(hit: Hit, names: list[Named], segment: Segment) -> bool:
    """Whether “he” or “she” may stand for the one who is missing and has a first name only, as in stories."""
    lost = [name for name in names if (name.start, name.end) in hit.in_source]
    person = {name.kind for name in lost} <= {"first", "father"} and len({name.run for name in lost}) == 1
    return person and _PRONOUN.search(segment.target) is not None


def _is_named_nearby(document: Document, number: int, hit: Hit) -> bool:
    """Whether the translation of a segment before or after has the names that are missing, if they are few."""
    here = document.segments[number]
    names = [here.source[start:end] for start, end in hit.in_source]
    near = [
        other._replace(source_lang=here.source_lang) for other in document.segments[max(0, number - NEAR) :][: 2 * NEAR]
    ]
    return len(names) <= FEW and all(
        any(rendered(name, other, written(other.target)) for other in near) for name in names
    )


rule = Rule(
    find=Between(find),
    message="a name of the source is missing",
    languages=("en",),
    source_languages=("ru", "uk", "de", "fr", "es"),
    extra="lexicon",
    examples=(
        Bad(
            "Yesterday he left for Tver and promised to call on Monday.",
            at="Yesterday he left for Tver and promised to call on Monday.",
            source="Вчера Орлов уехал в Тверь и обещал позвонить в понедельник.",
            source_lang="ru",
            in_source=("Орлов",),
        ),
        Bad(
            "The regiment crossed the river near Warsaw at dawn.",
            at="Warsaw",
            source="На рассвете полк переправился через реку под Тулой.",
            source_lang="ru",
            in_source=("Тулой",),
        ),
        Bad(
            "The mayor Alexei Drozdov opened a new bridge in Kaluga.",
            at="Alexei",
            source="Мэр Сергей Дроздов открыл в Калуге новый мост.",
            source_lang="ru",
            in_source=("Сергей",),
        ),
        Bad(
            "Talks between Germany and Portugal will go on in autumn.",
            at="Portugal",
            source="Переговоры Германии и Венгрии продолжатся осенью.",
            source_lang="ru",
            in_source=("Венгрии",),
        ),
        Bad(
            "Inspectors of the organization have left the plant.",
            at="Inspectors of the organization have left the plant.",
            source="Инспекторы МАГАТЭ покинули завод.",
            source_lang="ru",
            in_source=("МАГАТЭ",),
        ),
        Bad(
            "The firm has ordered forty lathes.",
            at="The firm has ordered forty lathes.",
            source="Фирма Hartwig заказала сорок станков.",
            source_lang="ru",
            in_source=("Hartwig",),
        ),
        Bad(
            "At the meeting the wolves asked for two more days.",
            at="At the meeting the wolves asked for two more days.",
            source="На совещании Игорь Волков попросил ещё два дня.",
            source_lang="ru",
            in_source=("Игорь", "Волков"),
        ),
        Bad(
            "The residents of Kharkiv thanked the firemen.",
            at="Kharkiv",
            source="Мешканці Чернігова подякували пожежникам.",
            source_lang="uk",
            in_source=("Чернігова",),
        ),
        Bad(
            "The teacher has lived in this village for thirty years.",
            at="The teacher has lived in this village for thirty years.",
            source="Учителька Оксана Ковальчук живе в цьому селі тридцять років.",
            source_lang="uk",
            in_source=("Оксана", "Ковальчук"),
        ),
        Bad(
            "The court has acquitted the lawyer.",
            at="The court has acquitted the lawyer.",
            source="Le tribunal a acquitté l’avocate Anna Verneuil.",
            source_lang="fr",
            in_source=("Anna", "Verneuil"),
        ),
        Good(
            "Governor Houston received Olaf Scholz, Zhang Wei and Mary Williams at the lake.",
            source="Губернатор Хьюстон принял у озера Олафа Шольца, Чжана Вэя и Мэри Уильямс.",
            source_lang="ru",
        ),
        Good(
            "Greek and Chinese sailors came to the Hague; American ones stayed in Egypt.",
            source="Моряки Греции и Китая прибыли в Гаагу; моряки США остались в Египте.",
            source_lang="ru",
        ),
        Good(
            "Petrov thanked the doctors and the nurses.",
            source="Иван Сергеевич Петров поблагодарил врачей и сестёр.",
            source_lang="ru",
        ),
        Good(
            "The media have it that GDP will grow, says the Foreign Ministry.",
            source="СМИ пишут, что ВВП вырастет, говорят в МИД.",
            source_lang="ru",
        ),
        Good(
            "Izvestia reviewed the novel “War and Peace” and the club “Lightning”.",
            source="Газета «Известия» написала о романе «Война и мир» и о клубе «Молния».",
            source_lang="ru",
        ),
        Good(
            "The Moscow metro and the capital’s theatres open at six.",
            source="Московское метро и столичные театры открываются в шесть.",
            source_lang="ru",
        ),
        Good(
            "On Monday the President thanked God, the Motherland and you.",
            source="В понедельник Президент поблагодарил Бога, Родину и Вас.",
            source_lang="ru",
        ),
        Good(
            "Faith came late. A novel is a long story. Thunderstorms are due in May.",
            source="Вера пришла поздно. Роман – длинная история. Грозы ожидаются в мае.",
            source_lang="ru",
        ),
        Good(
            "A. Volkov lives in Rostov-on-Don, N. K. Lebedeva in New York.",
            source="А. Волков живёт в Ростове-на-Дону, Н. К. Лебедева – в Нью-Йорке.",
            source_lang="ru",
        ),
        Good(
            "FIRE AT THE PLANT IN THE NIGHT",
            source="ПОЖАР НА ЗАВОДЕ В ТУЛЕ НОЧЬЮ",
            source_lang="ru",
        ),
        Good(
            "The Foreign Minister of Hungary flew from Kyiv to Lviv.",
            source="Міністр закордонних справ Угорщини прилетів із Києва до Львова.",
            source_lang="uk",
        ),
        Good(
            "Volodymyr Melnyk of the Ministry of Health spoke in the Verkhovna Rada.",
            source="Володимир Мельник із Міністерства охорони здоров’я виступив у Верховній Раді.",
            source_lang="uk",
        ),
        Good(
            "The mayors of Cologne and Munich are in Venice with Anna Keller.",
            source="Die Bürgermeister von Köln und München sind mit Anna Keller in Venedig.",
            source_lang="de",
        ),
        Good(
            "The Senate thanked the ambassador of Spain and Lucie Morel.",
            source="Le Sénat a remercié l’ambassadeur d’Espagne et Lucie Morel.",
            source_lang="fr",
        ),
        Good(
            "The workers went home at noon.",
            source="Рабочие КЗТЗ ушли домой в полдень.",
            source_lang="ru",
        ),
        Missed(
            "They play hockey in the evenings.",
            source="Вера играет по вечерам в хоккей.",
            source_lang="ru",
        ),
    ),
)
