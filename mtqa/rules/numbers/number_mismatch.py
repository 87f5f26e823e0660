"""A number of the source that the target lost or changed, or one that it added: “32 people” for «22 человека».

A translator drops figures, turns them round, takes million for billion, and invents them. Numbers are compared as
values, however they are written: in figures of either notation, in words, with «тыс.» or “bn”, in Roman numerals, as
ordinals, shares, decades, ages, scores and times of the day. Left alone are 5:30 p.m. for 17:30, 2,500 million for 2.5
billion, half for 50%, six months for «полгода», both and a pair, what is said to be rounded, numbers of idioms, and a
number said once more or once less than in the source, or in the segment beside. A value put into other units (62 miles
for 100 km) or into other money is a note; a unit changed with the number left (100 miles for 100 km, 500 roubles for
500 dollars) is a fault, and so is a range turned round.
"""

from collections.abc import Iterator

from mtqa.quantities import Mismatch, faults_across
from mtqa.rule import Bad, Between, Good, Hit, Missed, Rule
from mtqa.segment import Document


def find(document: Document) -> Iterator[Hit]:
    for index, mismatch in faults_across(document):
        if not mismatch.dated:
            segment = document.segments[index]
            yield _hit(mismatch, segment.source, segment.target)._replace(segment=index)


def _hit(mismatch: Mismatch, source: str, target: str) -> Hit:
    said, found = mismatch.source, mismatch.target
    if said is None:
        return Hit(found.start, found.end, message="“{found}” is not in the source") if found else Hit(0, len(target))
    written = source[said.start : said.end]
    stretch = ((said.start, said.end),)
    if found is None:
        message = f"“{written}” of the source is missing here"
        return Hit(0, len(target), message=message, in_source=stretch)
    if mismatch.kind == "converted":
        message = f"“{{found}}” is “{written}” of the source in another unit"
        return Hit(found.start, found.end, message=message, severity="note", in_source=stretch)
    start = found.start
    if mismatch.kind == "unit" and start and target[start - 1] in "$€₽₴":
        start -= 1
    return Hit(start, found.end, message=f"“{{found}}” is “{written}” in the source", in_source=stretch)


rule = Rule(
    find=Between(find),
    message="“{found}” is not the number of the source",
    severity="error",
    examples=(
        Bad(
            "The ferry carried 32 passengers.",
            at="32",
            source="На пароме плыли двадцать два пассажира.",
            source_lang="ru",
            in_source=("двадцать два",),
        ),
        Bad(
            "The dam will cost 460 billion crowns.",
            at="460 billion",
            source="Плотина обойдётся в 460 млн крон.",
            source_lang="ru",
            in_source=("460 млн",),
        ),
        Bad(
            "The storm tore the roofs off houses.",
            at="The storm tore the roofs off houses.",
            source="Буря сорвала крыши с 16 домов.",
            source_lang="ru",
            in_source=("16",),
        ),
        Bad(
            "The library owns 90 globes, 14 of them celestial.",
            at="14",
            source="У библиотеки девяносто глобусов, есть и звёздные.",
            source_lang="ru",
        ),
        Bad(
            "The mill was built in the seventeenth century.",
            at="seventeenth",
            source="Млин збудували у XVIII столітті.",
            source_lang="uk",
            in_source=("XVIII",),
        ),
        Bad(
            "Two thirds of the bees survived the winter.",
            at="Two thirds",
            source="Перезимовали три четверти пчёл.",
            source_lang="ru",
            in_source=("три четверти",),
        ),
        Bad(
            "The pool opens at 8:45.",
            at="8:45",
            source="Бассейн открывается в 7:45.",
            source_lang="ru",
            in_source=("7:45",),
        ),
        Bad(
            "Fifteen hundred skaters came to the rink.",
            at="Fifteen hundred",
            source="На каток пришли полтора десятка конькобежцев.",
            source_lang="ru",
            in_source=("Полтора десятка".lower(),),
        ),
        Bad(
            "The songs of the 1980s are back.",
            at="1980",
            source="Песни семидесятых возвращаются.",
            source_lang="ru",
            in_source=("семидесятых",),
        ),
        Bad(
            "Milk went up by 8.6%.",
            at="8.6%",
            source="Молоко подорожало на 6,8 %.",
            source_lang="ru",
            in_source=("6,8 %",),
        ),
        Bad(
            "Sie verkaufte vierunddreißig Bilder.",
            at="vierunddreißig",
            lang="de",
            source="She sold forty-three paintings.",
            source_lang="en",
            in_source=("forty-three",),
        ),
        Bad(
            "El faro tiene noventa y siete escalones.",
            at="noventa y siete",
            lang="es",
            source="Le phare a quatre-vingt-sept marches.",
            source_lang="fr",
            in_source=("quatre-vingt-sept",),
        ),
        Bad(
            "Маяк построили в 1829 году.",
            at="1829",
            lang="ru",
            source="The lighthouse was built in 1892.",
            source_lang="en",
            in_source=("1892",),
        ),
        Bad(
            "The bottom is 6 cm thick.",
            at="6 cm",
            source="Толщина дна — 6 мм.",
            source_lang="ru",
            in_source=("6 мм",),
        ),
        Bad(
            "The trail is 25 miles long.",
            at="25",
            source="Длина тропы — 40 км.",
            source_lang="ru",
            in_source=("40",),
        ),
        Bad(
            "Gregory I founded the abbey.",
            at="I",
            source="Аббатство основал Григорий III.",
            source_lang="ru",
            in_source=("III",),
        ),
        Bad(
            "Our barge came third.",
            at="third",
            source="Наша баржа пришла второй.",
            source_lang="ru",
            in_source=("второй",),
        ),
        Bad(
            "Tolls rose by 75 percentage points.",
            at="75 percentage points",
            source="Сборы выросли на 0,75 процентного пункта.",
            source_lang="ru",
            in_source=("0,75 процентного пункта",),
        ),
        Bad(
            "The saddle costs 800 roubles.",
            at="800 roubles",
            source="Седло стоит 800 долларов.",
            source_lang="ru",
            in_source=("800 долларов",),
        ),
        Bad(
            "The debt rose to $3 million.",
            at="$3 million",
            source="Борг зріс до 3 млн євро.",
            source_lang="uk",
            in_source=("3 млн євро",),
        ),
        Bad(
            "The flock shrank from 30 to 90 geese.",
            at="30 to 90",
            source="Стая уменьшилась с 90 до 30 гусей.",
            source_lang="ru",
            in_source=("90 до 30",),
        ),
        Bad(
            "About 2,000 beavers live there.",
            at="2,000",
            source="Там живут две с половиной тысячи бобров.",
            source_lang="ru",
            in_source=("две с половиной тысячи",),
        ),
        Bad(
            "Eight spoons lay on the shelf.",
            at="Eight",
            source="На полке лежала дюжина ложек.",
            source_lang="ru",
            in_source=("дюжина",),
        ),
        Bad("Seven sleds were left behind.", at="Seven", source="Сани бросили.", source_lang="ru"),
        Good("The train leaves at 5:30 p.m.", source="Поезд отправляется в 17:30.", source_lang="ru"),
        Good("Sales came to 2,500 million crowns.", source="Продажи составили 2,5 млрд крон.", source_lang="ru"),
        Good("Both brothers keep bees.", source="Два брата держат пчёл.", source_lang="ru"),
        Good("Half of the seats were empty.", source="Пустовало 50 % кресел.", source_lang="ru"),
        Good("The bridge stood for six months.", source="Мост простоял полгода.", source_lang="ru"),
        Good("A century ago a mill stood here.", source="Сто лет назад тут стояла мельница.", source_lang="ru"),
        Good("About 1.3 million people live there.", source="Там живут 1 273 953 человека.", source_lang="ru"),
        Good(
            "Prices have doubled in a year and a half.", source="За 18 месяцев цены выросли в 2 раза.", source_lang="ru"
        ),
        Good("In the nineties they sewed sails here.", source="В 1990-х здесь шили паруса.", source_lang="ru"),
        Good("He said it in a few words.", source="Он сказал это в двух словах.", source_lang="ru"),
        Good("A man of twenty-two won the race.", source="Гонку выиграл 22-летний мужчина.", source_lang="ru"),
        Good("They had told him over and over again.", source="Ему сто раз говорили об этом.", source_lang="ru"),
        Good("Five to seven thousand storks nest here.", source="Здесь гнездятся 5–7 тыс. аистов.", source_lang="ru"),
        Good("Call 8 800 555-01-77.", source="Звоните: 8 (800) 555-01-77.", source_lang="ru"),
        Good("The season of 2018–19 was short.", source="Сезон 2018/2019 был коротким.", source_lang="ru"),
        Good("A wind of 54 km/h is on its way.", source="Идёт ветер до 15 м/с.", source_lang="ru"),
        Good("On New Year’s Eve the bells rang.", source="В ночь на 1 января звонили колокола.", source_lang="ru"),
        Good("The harvest fell by a third.", source="Урожай уменьшился в полтора раза.", source_lang="ru"),
        Good("He broke Article 163.4.", source="Он нарушил статью 163 ч. 4.", source_lang="ru"),
        Good("The bell rang after 11 p.m.", source="Колокол зазвонил в двенадцатом часу ночи.", source_lang="ru"),
        Good(
            "The yard closed at the turn of the 19th century.",
            source="Верфь закрылась в конце XVIII – начале XIX века.",
            source_lang="ru",
        ),
        Good("He pays in full: $40 and 900 roubles.", source="Он платит 40 долларов и 900 рублей.", source_lang="ru"),
        Good("Fares rose to 90 from 70.", source="Проезд подорожал с 70 до 90.", source_lang="ru"),
        Good("A light burned on the second floor.", source="На третьем этаже горел свет.", source_lang="ru"),
        Good("Half past eight is too late.", source="О пів на дев’яту запізно.", source_lang="uk"),
        Good(
            "In einer halben Million Jahren ist das Meer fort.",
            lang="de",
            source="In 500,000 years the sea will be gone.",
            source_lang="en",
        ),
        Good("Elle a soixante-dix-sept ans.", lang="fr", source="Ей 77 лет.", source_lang="ru"),
        Missed("Nine were ill, four well.", source="Четверо болели, девятеро были здоровы.", source_lang="ru"),
        Missed("He has two dogs.", source="У него одна собака.", source_lang="ru"),
    ),
)
