"""TMX: which variant is the source, which are targets, what is switched off, and mending in place."""

from pathlib import Path

import pytest

from mtqa import formats
from mtqa.checker import Checker
from mtqa.errors import CannotRun
from mtqa.formats import Options
from mtqa.segment import Document, Segment

LIGHTHOUSE = Path(__file__).parents[1] / "fixtures" / "formats" / "lighthouse.tmx"


def load(options: Options = formats.DEFAULTS) -> Document:
    return formats.read(LIGHTHOUSE.read_bytes(), LIGHTHOUSE.name, options)


def segments(units: str, srclang: str = "ru", options: Options = formats.DEFAULTS) -> list[Segment]:
    data = f'<tmx version="1.4"><header srclang="{srclang}"/><body>{units}</body></tmx>'
    return list(formats.read(data.encode(), "a.tmx", options).segments)


def unit(*texts: str, attributes: str = "", inside: str = "") -> str:
    variants = (text.partition(":") for text in texts)
    tuvs = "".join(f'<tuv xml:lang="{lang}"><seg>{text}</seg></tuv>' for lang, _, text in variants)
    return f"<tu {attributes}>{inside}{tuvs}</tu>"


def test_every_variant_but_the_source_is_a_segment() -> None:
    assert [(segment.id, segment.source_lang, segment.target_lang, segment.target) for segment in load().segments] == [
        ("title/en-GB", "ru", "en", "The lighthouse on Verkhny Skalnik island"),
        ("title/de-DE", "ru", "de", "Der Leuchtturm auf der Insel Werchnij Skalnik"),
        ("p1", "ru", "en", "The lighthouse was lit in August 1904 of the year; “M&K” built it  for seven years."),
        ("tu3", "ru", "en", "<!-- mtqa-ignore doubled-word -->"),
        ("tu3", "ru", "en", "His surname surname is Prokhor."),
        ("tu4", "en", "de", "Siehe hier \ufffc."),
        ("tu4/sub1", "en", "de", "der der Turm"),
    ]


def test_mending_changes_nothing_else() -> None:
    document = load()
    found = Checker().check(document)
    assert [(finding.segment.id, finding.rule) for finding in found] == [("p1", "year-said-twice"), ("p1", "space-run")]
    data = formats.rewrite(document, Checker().mend(document).edits)
    expected = LIGHTHOUSE.read_text("utf8").replace("> of the year;", ">;").replace("built it  for", "built it for")
    assert data.decode() == expected
    assert not Checker().check(formats.read(data, "a.tmx"))


THREE = unit("ru:Да", "en:Yes", "de:Ja")


@pytest.mark.parametrize(
    ("units", "srclang", "options", "pairs"),
    [
        (THREE, "ru", Options(), ["Да→Yes", "Да→Ja"]),
        (THREE, "ru-RU", Options(), ["Да→Yes", "Да→Ja"]),
        (THREE, "ru", Options("de"), ["Да→Ja"]),
        (THREE, "ru", Options("de-AT"), ["Да→Ja"]),
        (THREE, "EN", Options(), ["Yes→Да", "Yes→Ja"]),
        (THREE, "*all*", Options(), ["Да→Yes", "Да→Ja"]),
        (THREE, "*all*", Options("ru"), ["Yes→Да"]),
        (THREE, "*all*", Options("de", "en"), ["Yes→Ja"]),
        (THREE, "ru", Options("de", "en"), ["Да→Ja"]),
        (THREE, "uk", Options(), ["→Да", "→Yes", "→Ja"]),
        (unit("en-US:Color", "en-GB:Colour"), "en-US", Options(), ["Color→Colour"]),
        (unit("en-US:Color", "en-GB:Colour"), "en-GB", Options(), ["Colour→Color"]),
        (unit("ru:Да", "en:Yes", attributes='srclang="en"'), "ru", Options(), ["Yes→Да"]),
        (unit("ru:Да"), "ru", Options(), []),
        ("<tu><tuv lang='ru'><seg>Да</seg></tuv><tuv lang='en'><seg>Yes</seg></tuv></tu>", "ru", Options(), ["Да→Yes"]),
        ("<tu><tuv xml:lang='ru'/><tuv xml:lang='en'><seg>Yes</seg></tuv></tu>", "ru", Options(), ["→Yes"]),
    ],
)
def test_source_and_targets(units: str, srclang: str, options: Options, pairs: list[str]) -> None:
    found = segments(units, srclang, options)
    assert [f"{segment.source}→{segment.target}" for segment in found] == pairs


@pytest.mark.parametrize(
    "inside",
    [
        '<prop type="x-mtqa-ignore">dates</prop>',
        '<prop type="x-mtqa-ignore"> dates -- as spoken</prop>',
        "<note>mtqa-ignore dates</note>",
        "<note>Mind.</note><prop type='x-other'>quotes</prop><note>mtqa-ignore: dates -- as spoken</note>",
    ],
)
def test_what_is_ignored(inside: str) -> None:
    found = segments(unit("ru:Да", "en:Yes", inside=inside))
    assert [segment.target for segment in found] == ["<!-- mtqa-ignore dates -->", "Yes"]


@pytest.mark.parametrize(
    ("data", "options", "message"),
    [
        ("<xliff/>", Options(), "is no TMX: its root element is <xliff>"),
        (
            f"<tmx><header srclang='ru'/><body>{THREE}</body></tmx>",
            Options("fr"),
            "has no translation into fr, but into de, en; choose among them",
        ),
    ],
)
def test_refused_with_one_line(data: str, options: Options, message: str) -> None:
    with pytest.raises(CannotRun) as error:
        formats.read(data.encode(), "a.tmx", options)
    assert str(error.value) == message


def test_an_empty_memory_has_no_segments() -> None:
    assert segments("", options=Options("fr")) == []


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_memories_are_often_in_utf_16(codec: str) -> None:
    declaration = '<?xml version="1.0" encoding="utf-16"?>' if "16" in codec else ""
    data = f"{declaration}<tmx><header srclang='ru'/><body>{unit('ru:Да', 'en:The the bridge')}</body></tmx>"
    document = formats.read(data.encode(codec), "a.tmx")
    assert formats.rewrite(document, Checker().mend(document).edits) == data.replace("The the", "The").encode(codec)


def test_a_memory_may_hold_a_sentence_twice() -> None:
    pair = unit("ru:Мост через реку открыли в начале мая.", "en:The bridge over the river was opened early in May.")
    data = f"<tmx><header srclang='ru'/><body>{pair * 2}</body></tmx>".encode()
    assert Checker().check(formats.read(data, "a.tmx")) == []
