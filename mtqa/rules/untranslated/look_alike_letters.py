"""Letters of another alphabet that look like those of the text: “Mоscow” with a Cyrillic о.

Keyboards and scanners mix alphabets, and a translator copies such words, as it does acronyms that it does not know and
the sign «х» in sizes. Search, sorting and spelling checkers fail on them. The fix changes no shape, only the letter;
none is offered for known acronyms, nor where the name wants another letter («С-300» is the S-300). In Russian and
Ukrainian the reverse is found; there a foreign word with a native ending and Roman numerals are left alone.
"""

import re
from collections.abc import Iterator

from mtqa.expressions import expression
from mtqa.languages.acronyms import meanings
from mtqa.languages.foreign import Kind, as_latin, runs, words
from mtqa.languages.scripts import foreign_to, is_latin, latin_as_cyrillic, scripts
from mtqa.rule import Bad, Good, Hit, Missed, Rule, Table, Where
from mtqa.segment import Segment

SAME_SOUND = frozenset("АЕКМОТаеокмт")
NUMBERED = expression(r"-?\d|\. ?[A-Z]")
SPOKEN_OF = expression(r"(?:\bletters?\b[^.;]{0,30}|[“\"‘«„/]\s?)$", re.IGNORECASE)
LABEL = expression(r"(?:^|[\s(])$")
ARTICLES = {"en": "a", "fr": "ay", "es": "aeoy", "it": "aeoi", "pt": "aeo", "pl": "aio", "tr": "o"}

MIXED = "[A-Za-z][\u0400-\u052f]|[\u0400-\u052f][A-Za-z]|[\u0400-\u052f],? [acioy] [«\u0400-\u052f]"
STRAY = expression(r"(?:(?<=[а-яіїєґё] )[cioy]|(?<=[а-яіїєґё], )a)(?= [«„]?[а-яіїєґё])")
VARIABLE = expression(
    r"(?:\bос|координат|переменн|функци|сторон|точк|групп|витам|параметр|величин|пункт|класс|букв|литер|вариант|тип"
    r"|змінн|вісь|точц|букв|літер|клас)\w{0,6} $"
)
LETTER = expression(r"(?<!\w)[A-Za-z](?!\w)")
NUMERAL = expression(r"[IVXLІХ]+(?:й|я|е|го|му|м|ый|ая|ое|ом|ой|х)")
INFLECTED = expression(r"[A-Za-z]{2,}[\u0400-\u052f]+")
ABBREVIATION = expression(r"[A-Z]{2,}[\u0430-\u045f]+")


def _rows(target_lang: str, _: str) -> Iterator[Where]:
    if "Latin" in scripts(target_lang):
        yield Where((foreign_to(target_lang).pattern,), _among_latin)
    elif "Cyrillic" in scripts(target_lang):
        yield Where((MIXED,), _among_cyrillic)


def _among_latin(segment: Segment) -> Iterator[Hit]:
    for run in runs(segment.target, segment.target_lang):
        for word in () if run.foreign else run.words:
            before, after = segment.target[max(0, word.start - 40) : word.start], segment.target[word.end :][:3]
            if word.kind is Kind.MIXED or (word.kind is Kind.EITHER and len(word.text) > 1):
                meaning = meanings().get(word.text)
                message = f"“{{found}}” is an acronym in Cyrillic letters: {meaning}" if meaning else ""
                yield Hit(word.start, word.end, None if meaning else _meant(word.text, after), message)
            elif word.kind is Kind.EITHER and not SPOKEN_OF.search(before):
                yield Hit(word.start, word.end, _letter_meant(word.text, before, after, segment.target_lang))


def _meant(word: str, after: str) -> str | None:
    """The word in Latin letters, unless it is a designation that is spelt by sound."""
    latin = as_latin(word)
    by_sound = NUMBERED.match(after) and not SAME_SOUND.issuperset(word) and not any(map(is_latin, word))
    return None if by_sound or not all(map(is_latin, latin)) else latin


def _letter_meant(letter: str, before: str, after: str, lang: str) -> str | None:
    latin = as_latin(letter)
    if before.endswith("°") or (letter in "хХ" and before.rstrip()[-1:].isdigit()):
        return latin
    if NUMBERED.match(after):
        return latin if letter in SAME_SOUND else None
    if after.startswith(")") and LABEL.search(before):
        return latin
    return latin if letter.isupper() or latin in ARTICLES.get(lang, "") else None


def _among_cyrillic(segment: Segment) -> Iterator[Hit]:
    if not re.search(MIXED, segment.target):
        return
    to_cyrillic = latin_as_cyrillic(segment.target_lang)
    for match, addressed in words(segment.target):
        if not addressed and not match[0].isascii() and any(map(is_latin, match[0])):
            meant = _one_alphabet(match[0], to_cyrillic)
            if meant:
                yield Hit(*match.span(), meant)
    if len({letter.lower() for letter in LETTER.findall(segment.target)}) == 1:
        for match in STRAY.finditer(segment.target):
            if match[0] in to_cyrillic and not VARIABLE.search(
                segment.target, max(0, match.start() - 20), match.start()
            ):
                yield Hit(*match.span(), to_cyrillic[match[0]])


def _one_alphabet(word: str, to_cyrillic: dict[str, str]) -> str:
    """The word in the alphabet that most of its letters leave no choice about, "" where it is mixed on purpose."""
    cyrillic = "".join(to_cyrillic.get(letter, letter) for letter in word)
    if not any(map(is_latin, cyrillic)):
        return "" if NUMERAL.fullmatch(word) or ABBREVIATION.fullmatch(word) else cyrillic
    latin = as_latin(word)
    return latin if latin != word and all(map(is_latin, latin)) and not INFLECTED.fullmatch(word) else ""


rule = Rule(
    find=Table(_rows),
    message="“{found}” has letters of another alphabet that only look right",
    severity="error",
    examples=(
        Bad("The bridge in Kоlgrad was closed.", at="Kоlgrad", fixed="The bridge in Kolgrad was closed."),
        Bad("А new library opens in May.", at="А", fixed="A new library opens in May."),
        Bad("The ХVI Olympiad ended in rain.", at="ХVI", fixed="The XVI Olympiad ended in rain."),
        Bad("The ОКТА plant has been sold.", at="ОКТА", fixed="The OKTA plant has been sold."),
        Bad("The САР is the neighbour of Jordan.", at="САР"),
        Bad("A board of 120х45 cm lay on the floor.", at="х", fixed="A board of 120x45 cm lay on the floor."),
        Bad("A battery of С-75 stood on the hill.", at="С"),
        Bad("Der Ort Αltenau liegt am Fluss.", at="Αltenau", fixed="Der Ort Altenau liegt am Fluss.", lang="de"),
        Bad(
            "Жители Cаратова вышли на субботник.", at="Cаратова", fixed="Жители Саратова вышли на субботник.", lang="ru"
        ),
        Bad("Він iз сестрою поїхав до Львова.", at="iз", fixed="Він із сестрою поїхав до Львова.", lang="uk"),
        Bad("Они приехали c детьми вечером.", at="c", fixed="Они приехали с детьми вечером.", lang="ru"),
        Bad("Программа Exсel закрылась.", at="Exсel", fixed="Программа Excel закрылась.", lang="ru"),
        Good("The letter «С» stands for speed. The letters А and В are never used."),
        Good("At the XXI Congress IFNγ and NFκB were in every textbook, ΔH and kΩ too."),
        Good("See https://wiki.example/Mоscow and the tag #Mоscow for more."),
        Good("Во XX веке PRщик из IT-отдела писал в Twitterе про IIй квартал.", lang="ru"),
        Good("Отрезки a и b равны, сторона c длиннее.", lang="ru"),
        Good("Фирма Müller прислала каждому SMSку.", lang="ru"),
        Missed("Врач назначил витамин C и железо, a потом отпуск.", lang="ru"),
    ),
)
