"""Glossaries: which files are read, which forms of a term are seen, and what many terms cost."""

from pathlib import Path
from typing import Any

import pytest

from mtqa import rules, run
from mtqa.checker import Checker
from mtqa.config import Config
from mtqa.errors import CannotRun
from mtqa.glossary import Glossary, Wording
from mtqa.glossary.inflection import keys
from mtqa.glossary.matching import Wordings
from mtqa.glossary.reading import load
from mtqa.languages.morphology import has_morphology
from mtqa.mending import Mended
from mtqa.segment import Checked, Document, Segment
from tests.growth import grows_evenly

FIXTURES = Path(__file__).parents[1] / "fixtures" / "formats"
QUAY = (
    Wording("причальная стенка", "ru"),
    Wording("quay wall", "en"),
    Wording("berth wall", "en"),
    Wording("pier wall", "en", forbidden=True),
)


def checker(*terms: tuple[Wording, ...]) -> Checker:
    options = {"glossary": Glossary(terms)}
    return Checker(rules.choose(["terminology"], options={"term-missing": options, "term-forbidden": options}))


def found(
    check: Checker, target: str, source: str = "", langs: tuple[str, str] = ("en", "ru")
) -> list[tuple[str, str]]:
    document = Document([Segment(target, source, langs[0], langs[1] if source else "")])
    return [(f.rule, f.related[0].text if f.related else f.place.text) for f in check.check(document)]


def pair(source: str, target: str, langs: tuple[str, str]) -> Checker:
    return checker((Wording(source, langs[1], "source"), Wording(target, langs[0], "target")))


@pytest.mark.parametrize(
    ("lang", "forms"),
    [
        ("en", "berth berths berth's"),
        ("en", "city cities"),
        ("en", "process processes"),
        ("en", "knife knives"),
        ("en", "bus buses"),
        ("de", "Haus Häuser Hauses Häusern"),
        ("de", "Behörde Behörden"),
        ("fr", "journal journaux"),
        ("fr", "bateau bateaux"),
        ("es", "luz luces"),
        ("es", "acuerdo acuerdos"),
        ("it", "porto porti"),
        ("ru", "рынок рынка рынков рынками"),
        ("ru", "обороны оборона обороной"),
        ("ru", "день дня дней днями"),
        ("ru", "большой большого большая большими"),
        ("ru", "ребёнок ребенка"),
        ("uk", "міст моста мости"),
        ("uk", "ніч ночі ночами"),
        ("uk", "завод заводу заводів"),
        ("uk", "людина люди людей"),
    ],
)
def test_forms_of_one_word_share_a_key(lang: str, forms: str) -> None:
    assert frozenset.intersection(*(keys(form, lang, False) for form in forms.split()))


@pytest.mark.skipif(not has_morphology("ru"), reason="the extra lexicon is not installed")
@pytest.mark.parametrize("forms", ["человек люди людьми", "друг друзья", "идти шёл"])
def test_the_dictionary_knows_forms_that_endings_do_not_tell(forms: str) -> None:
    assert frozenset.intersection(*(keys(form, "ru", False) for form in forms.split()))


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [("en", "berth", "birth"), ("en", "new", "news"), ("de", "Hafen", "Haft"), ("uk", "місто", "місця")],
)
def test_other_words_do_not(lang: str, one: str, other: str) -> None:
    assert not keys(one, lang, False) & keys(other, lang, False)


@pytest.mark.parametrize(
    ("langs", "source", "target", "good", "bad"),
    [
        (("en", "ru"), "рынок труда", "labour market", "Labour markets grew.", "The job fair grew."),
        (("en", "de"), "Bauamt", "building authority", "It is up to the building authorities.", "The office said no."),
        (("en", "fr"), "collectivité locale", "local authority", "Local authorities agree.", "The towns agree."),
        (("de", "en"), "town hall", "Rathaus", "Er kam ins Rathaus.", "Er kam in die Stadthalle."),
        (("en", "uk"), "сільрада", "village council", "Village councils meet.", "The soviet meets."),
        (("zh", "en"), "quay", "码头", "新的码头已经开放。", "新的港口已经开放。"),
    ],
)
def test_languages(langs: tuple[str, str], source: str, target: str, good: str, bad: str) -> None:
    check = pair(source, target, langs)
    said = f"– {source} –"
    assert found(check, good, said, langs) == []
    assert found(check, bad, said, langs) == [("term-missing", source)]


@pytest.mark.parametrize(
    ("term", "source", "is_there"),
    [
        ("ИТ", "Он работает в ИТ.", True),
        ("ИТ", "Ит и ит.", False),
        ("Рада", "Рада приняла закон.", True),
        ("Рада", "Она была рада.", False),
        ("пресса", "Пресс-секретарь молчит.", False),
        ("нью-йорк", "Он живёт в Нью-Йорке.", True),
        ("C++", "Он пишет на C.", False),
        ("C++", "Он пишет на C++.", True),
        ("новый порт", "Он новый. Порт закрыт.", False),
        ("новый порт", "В новом\u00a0порту тихо.", True),
    ],
)
def test_where_a_term_is_seen(term: str, source: str, is_there: bool) -> None:
    assert bool(found(pair(term, "zzz", ("en", "ru")), "Nothing.", source)) is is_there


def test_the_longest_term_wins() -> None:
    check = checker(QUAY, (Wording("стенка", "ru"), Wording("panel", "en")))
    assert found(check, "The quay wall is shut.", "Причальная стенка закрыта.") == []
    assert found(check, "The panel is shut.", "Причальная стенка закрыта.") == [("term-missing", "Причальная стенка")]


def test_a_forbidden_wording_is_told_once_and_only_where_the_source_means_it() -> None:
    check = checker(QUAY)
    assert found(check, "The pier wall is shut.", "Причальная стенка закрыта.") == [("term-forbidden", "pier wall")]
    assert found(check, "The pier wall is shut.", "Стена у пирса закрыта.") == []
    assert found(check, "The pier wall is shut.") == [("term-forbidden", "pier wall")]


def test_terms_are_not_asked_one_by_one() -> None:
    source = "Вчера в порту открыли склад, термин5 склада и ещё что-то, о чём все давно знают. " * 3
    target = "Yesterday a store was opened in the port, term5 of the store and something that all know. " * 3
    document = Document([Segment(target, source, "en", "ru")] * 100)

    def work(size: int) -> None:
        terms = (
            (
                Wording(f"термин{number} склада", "ru"),
                Wording(f"term{number} of store", "en"),
                Wording(f"bad{number}", "en", forbidden=True),
            )
            for number in range(size)
        )
        checker(*terms).check(document)

    assert grows_evenly(work, 1_000)


def test_nothing_is_asked_without_a_glossary() -> None:
    assert found(Checker(rules.choose(["terminology"])), "Anything.", "Что угодно.") == []


def write(path: Path, content: str) -> Path:
    path.write_text(content, "utf8")
    return path


def test_a_table(tmp_path: Path) -> None:
    path = write(
        tmp_path / "terms.csv",
        "\ufeffSource,Target,Forbidden,Source lang,target-lang,note\r\n"
        'причальная  стенка,"quay wall | berth wall",pier wall,ru,en-GB,"see ""ports"""\r\n'
        ",,,,,\r\n"
        ",ferry,ferryboat|ferry-boat\r\n",
    )
    assert load([path]).terms == (
        (
            Wording("причальная стенка", "ru", "source"),
            Wording("quay wall", "en", "target"),
            Wording("berth wall", "en", "target"),
            Wording("pier wall", "en", "target", forbidden=True),
        ),
        (
            Wording("ferry", "", "target"),
            Wording("ferryboat", "", "target", forbidden=True),
            Wording("ferry-boat", "", "target", forbidden=True),
        ),
    )


@pytest.mark.parametrize("name", ["quay-2.tbx", "quay-dca.tbx", "quay-dct.tbx"])
def test_tbx(name: str) -> None:
    terms = load([FIXTURES / name]).terms
    assert set(terms[0]) == set(QUAY)
    assert set(terms[1]) == {Wording("буй", "ru"), Wording("buoy", "en")}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "", "has no column 'target'; its columns are , those of a glossary source, target, forbidden"),
        ("a.csv", "term,translation\na,b\n", "has no column 'target'; its columns are term, translation, those of"),
        ("a.csv", "source,target\na,b\n\nc,\n", "has a term on line 4 without a translation or a forbidden wording"),
        ("a.csv", "source,target\na,–\n", "has '–' on line 2, which is no word; remove it"),
        ("a.csv", "source,target,target\na,b,c\n", "has 2 columns 'target'; give all but one another name"),
        ("a.csv", "source,target\n", "holds no term; a glossary without terms is of no use"),
        (
            "a.csv",
            "source,target,source_lang\na,b,en_GB\nc,d,klingon\n",
            "has the source_lang 'klingon' on line 3; give a language code such as en or pt-BR",
        ),
        (
            "a.tbx",
            '<martif>\n<termEntry><langSet xml:lang="English"><tig><term>a</term></tig></langSet></termEntry></martif>',
            "has the language 'English' in an entry on line 2; give a code such as en or pt-BR",
        ),
        ("a.tbx", "<a/>", "is no TBX: its root element is 'a', not martif or tbx"),
        ("a.tbx", "<martif>", "is not well-formed XML: no element found on line 1, column 9"),
        ("a.tbx", "<martif><text/></martif>", "holds no term; a glossary without terms is of no use"),
        ("a.tbx", '<!DOCTYPE martif [<!ENTITY a "b">]><martif>&a;</martif>', "declares an entity on line 1"),
        ("a.xlsx", "", "is no glossary; it is to be one of .csv, .tsv, .tab, .txt, .tbx, .xml"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = write(tmp_path / name, content)
    with pytest.raises(CannotRun) as error:
        load([path])
    assert str(error.value).startswith(f"{path}: {message}")
    assert "\n" not in str(error.value)


def test_a_missing_glossary_is_told_with_the_settings(tmp_path: Path) -> None:
    settings = Config(glossary=("terms.csv",), origin=str(tmp_path / "mtqa.toml"))
    with pytest.raises(CannotRun) as error:
        _ = settings.checker
    path = tmp_path / "terms.csv"
    assert str(error.value) == f"{settings.origin}: {path}: cannot be read: No such file or directory"


def test_check_and_fix_with_a_glossary(tmp_path: Path) -> None:
    terms = write(tmp_path / "terms.csv", "source,target,forbidden\nпричальная стенка,quay wall,pier wall\n")
    path = write(
        tmp_path / "a.tsv",
        "source\ttarget\nПричальную стенку закрыли.\tThe pier wall was closed.\n"
        "У причальной стенки тихо.\tIt is quiet.\n",
    )
    flags: dict[str, Any] = {"glossary": (str(terms),), "source_lang": "ru", "target_lang": "en"}
    [checked] = run.check([str(path)], flags)
    assert isinstance(checked, Checked)
    assert [(f.rule, f.place.line, f.related and f.related[0].line) for f in checked.findings] == [
        ("term-forbidden", 2, ()),
        ("term-missing", 3, 3),
    ]
    [mended] = run.mend([str(path)], flags, unsafe=True)
    assert isinstance(mended, Mended)
    assert mended.data.decode() == path.read_text("utf8").replace("pier wall", "quay wall")


def test_wordings_stand_where_they_are_said_to() -> None:
    text = "Old quay  walls, and a quay-wall; Quay."
    assert [text[f.start : f.end] for f in Wordings([(0, "quay wall"), (1, "quay")], "en").longest(text)] == [
        "quay  walls",
        "quay-wall",
        "Quay",
    ]
