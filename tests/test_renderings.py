"""Which words of an English text may stand for a name of the source, on a table; which words of a source are names."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import sampled_from, text

from mtqa.checker import Checker
from mtqa.languages import exonyms, lexicon, morphology
from mtqa.names import guesses
from mtqa.names.renderings import rendered, written
from mtqa.names.sources import names_of
from mtqa.rule import Bad, Good
from mtqa.rules import load
from mtqa.segment import Document, Segment
from tests.articles import of_example
from tests.growth import grows_evenly

ROWS = [line.split("\t") for line in Path(__file__).with_name("renderings.tsv").read_text("utf8").splitlines()[2:]]


@pytest.mark.parametrize(("lang", "name", "word", "are"), [tuple(row) for row in ROWS])
def test_a_word_may_stand_for_a_name_as_the_table_says(lang: str, name: str, word: str, are: str) -> None:
    segment = Segment(f"The {word} came.", source_lang=lang)
    assert (rendered(name, segment, written(segment.target)) is not None) == (are == "one")


def test_the_table_is_large_enough() -> None:
    assert len(ROWS) > 400
    assert sum(row[3] == "two" for row in ROWS) >= 60
    assert len(exonyms._table("exonyms.tsv")) >= 400


@pytest.mark.parametrize("lang", exonyms.LANGUAGES)
def test_a_place_stands_where_its_own_name_does_and_not_where_that_of_another_does(lang: str) -> None:
    column = 1 + exonyms.LANGUAGES.index(lang)
    rows = [(row[column].split("|"), row[0].partition("|")[0]) for row in exonyms._table("places.tsv") if row[column]][
        :120
    ]
    read = {english: written(english) for _, english in rows}
    standing = {
        (name, english)
        for names, _ in rows
        for name in names
        for english, words in read.items()
        if len(name) > 3 and rendered(name, Segment(english, source_lang=lang), words)
    }
    own = {(name, english) for names, english in rows for name in names if len(name) > 3}
    assert own <= standing
    assert len(standing - own) < len(own) // 4


@pytest.mark.parametrize(
    ("lang", "source", "names"),
    [
        ("ru", "Вчера Орлов и Чжан Вэй ехали в Тверь.", ["Орлов", "Чжан", "Вэй", "Тверь"]),
        ("ru", "Вера и Надежда – слова. Роман длинен, «Война и мир» тоже.", []),
        ("ru", "Антипригарный коврик. Экс-депутат пришёл. Метавселенные. СМИ, ГТРК, БиЭс.", []),
        ("ru", "Президент, Бог и Московский университет в МИД и ЕС.", ["МИД", "ЕС"]),
        ("ru", "Фирма Hartwig и сайт hartwig.example, XVII век, @Hartwig, №HartwigA1", ["Hartwig"]),
        ("ru", "КИЕВ, МОСКВА И ТУЛА ПОД СНЕГОМ", []),
        ("uk", "Учора Ковальчук був у Львові, а Верховна Рада – ні.", ["Ковальчук", "Львові"]),
        ("de", "Der Minister fuhr mit Anna Keller nach Köln.", ["Anna", "Keller", "Köln"]),
        ("fr", "Le Sénat a écouté Anna Verneuil à Londres.", ["Anna", "Verneuil", "Londres"]),
        ("", "Вчера Орлов ехал в Тверь.", []),
        ("fr", "Le vent a atteint 90 km/h. Plusieurs bateaux sont partis à 9 h. Ensuite, rien.", []),
        ("es", "El viento llegó a 90 km/h. Varios barcos volvieron.", []),
        ("fr", "Le juge P. Verneuil est parti.", ["Verneuil"]),
        ("es", "El Senado escuchó a Anna en Londres.", ["Anna", "Londres"]),
    ],
)
def test_names_are_told_from_words(lang: str, source: str, names: list[str]) -> None:
    assert [name.text for name in names_of(source, lang)] == names


@pytest.fixture
def no_lexicon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    memories = lexicon.known, morphology._analyzer, guesses.guessed
    for memory in memories:
        memory.cache_clear()
    monkeypatch.setattr(lexicon, "find_spec", lambda name: None)
    monkeypatch.setattr(morphology, "find_spec", lambda name: None)
    yield
    for memory in memories:
        memory.cache_clear()


@pytest.mark.usefixtures("no_lexicon")
def test_without_the_lexicon_fewer_names_are_found_and_nothing_else() -> None:
    (rule,) = (rule for rule in load() if rule.id == "name-missing")
    checker = Checker([rule])
    found = [type(example) for example in rule.examples if checker.check(of_example(example))]
    assert Good not in found
    assert found.count(Bad) >= 7


@pytest.mark.usefixtures("no_lexicon")
def test_without_the_lexicon_a_word_that_opens_a_sentence_is_no_place_by_its_stem_alone() -> None:
    assert [name.text for name in names_of("Сумма иска – 1 100 000 рублей.", "ru")] == []
    assert [name.text for name in names_of("Греция ждёт. Дорога в Сумах закрыта.", "ru")] == ["Греция", "Сумах"]


@given(text(max_size=60), text(max_size=60), sampled_from(exonyms.LANGUAGES))
def test_any_two_texts_can_be_compared(source: str, target: str, lang: str) -> None:
    segment = Segment(target, source, "en", lang)
    assert all(source[name.start : name.end] == name.text for name in names_of(source, lang))
    assert all(
        place is None or place.start < place.end
        for place in (rendered(name.text, segment, written(target)) for name in names_of(source, lang))
    )


def test_names_that_other_segments_give_are_notes() -> None:
    (rule,) = (rule for rule in load() if rule.id == "name-missing")
    rows = [
        ("Вчера Орлов уехал.", "Orlov left yesterday."),
        ("Сегодня Орлов вернётся.", "He will be back."),
        ("Сегодня и Громов тоже.", "He too."),
    ]
    document = Document([Segment(target, source, "en", "ru") for source, target in rows])
    assert [finding.severity for finding in Checker([rule]).check(document)] == ["note", "warning"]


def test_long_segments_take_linear_time() -> None:
    (rule,) = (rule for rule in load() if rule.id == "name-missing")
    checker = Checker([rule])

    def work(times: int) -> None:
        source = " ".join(f"Вчера Орлов{'а' * (at % 7)} видел Кондак{'о' * (at % 9)}в, Лу." for at in range(times))
        target = " ".join(
            f"Yesterday Alexander{'x' * (at % 8)} and Kand{'a' * (at % 5)} went Home." for at in range(times)
        )
        document = Document([Segment(target, source, "en", "ru")] * 2)
        checker.check(document)

    assert grows_evenly(work, 400)
