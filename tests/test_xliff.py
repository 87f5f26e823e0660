"""XLIFF 1.2 and 2: what is a segment, what is left out, what notes switch off, and mending in place."""

from pathlib import Path

import pytest

from mtqa import formats
from mtqa.checker import Checker
from mtqa.formats import Options
from mtqa.segment import Document, Segment
from mtqa.text import OBJECT

FILES = Path(__file__).parents[1] / "fixtures" / "formats"
LIGHTHOUSES = [FILES / "lighthouse.xlf", FILES / "lighthouse-2.xlf"]


def load(path: Path, options: Options = formats.DEFAULTS) -> Document:
    return formats.read(path.read_bytes(), path.name, options)


def segments_1(units: str, attributes: str = 'source-language="ru" target-language="en"') -> list[Segment]:
    data = f'<xliff version="1.2"><file {attributes}><body>{units}</body></file></xliff>'
    return list(formats.read(data.encode(), "a.xlf").segments)


def segments_2(units: str) -> list[Segment]:
    data = f'<xliff version="2.0" srcLang="ru" trgLang="en"><file id="f">{units}</file></xliff>'
    return list(formats.read(data.encode(), "a.xlf").segments)


@pytest.mark.parametrize("path", LIGHTHOUSES, ids=lambda path: path.stem)
def test_segments(path: Path) -> None:
    document = load(path)
    first, second = ("0", "1") if path == LIGHTHOUSES[0] else ("s1", "s2")
    assert [(segment.id, segment.target) for segment in document.segments] == [
        ("title", "The lighthouse on Verkhny Skalnik island"),
        ("p1", "The lighthouse was lit in August 1904 of the year; “M&K” built it  for seven years."),
        (f"p2/{first}", f"The keeper has lived there since {OBJECT}."),
        (f"p2/{second}", "His surname surname is Prokhor."),
        ("p3", "The inspection is set for for 3 May."),
        ("p4", "<!-- mtqa-ignore doubled-word -->"),
        ("p4", "Fog fog all day, said the R&D log."),
    ]
    assert [segment.source for segment in document.segments][2:4] == [
        f"Смотритель живёт там с {OBJECT} года.",
        "Его имя — Прохор.",
    ]
    assert {(segment.target_lang, segment.source_lang) for segment in document.segments} == {("en", "ru")}
    assert [segment.id for segment in document.segments if segment.final] == ["p3"]


@pytest.mark.parametrize("path", LIGHTHOUSES, ids=lambda path: path.stem)
def test_faults_are_found_where_they_stand(path: Path) -> None:
    document = load(path)
    lines = document.content.splitlines()
    found = [finding for finding in Checker().check(document) if finding.severity != "note"]
    assert [(finding.segment.id.partition("/")[0], finding.rule) for finding in found] == [
        ("p1", "year-said-twice"),
        ("p2", "doubled-word"),
        ("p3", "doubled-word"),
    ]
    places = [finding.place for finding in found]
    assert [lines[place.line - 1][place.column - 1 : place.end_column - 1] for place in places] == [
        "1904</g> of the year" if path == LIGHTHOUSES[0] else "1904</pc> of the year",
        "surname surname",
        "for for",
    ]
    assert found[2].fix
    assert not found[2].fix.safe


@pytest.mark.parametrize("path", LIGHTHOUSES, ids=lambda path: path.stem)
def test_mending_changes_nothing_else(path: Path) -> None:
    document = load(path)
    mended = Checker().mend(document)
    data = formats.rewrite(document, mended.edits)
    expected = path.read_text("utf8").replace("> of the year;", ">;").replace("built it  for", "built it for")
    assert data.decode() == expected.replace("His surname surname is", "His surname is")
    again = formats.read(data, path.name)
    assert list(again.segments) == [
        old._replace(anchors=new.anchors, source_anchors=new.source_anchors)
        for old, new in zip(mended.document.segments, again.segments, strict=True)
    ]
    assert formats.rewrite(again, Checker().mend(again).edits) == data


def test_a_target_that_was_signed_off_is_mended_on_demand() -> None:
    document = load(LIGHTHOUSES[0])
    data = formats.rewrite(document, Checker().mend(document, unsafe=True).edits)
    assert b"set for 3 May" in data


@pytest.mark.parametrize(
    ("unit", "targets"),
    [
        ("<trans-unit id='1'><source>a</source><target>b</target></trans-unit>", ["b"]),
        ("<trans-unit id='1'><source>a</source></trans-unit>", []),
        ("<trans-unit id='1'><source>a</source><target/></trans-unit>", []),
        ("<trans-unit id='1'><source>a</source><target state='translated'/></trans-unit>", [""]),
        ("<trans-unit id='1'><source>a</source><target state='new'>b</target></trans-unit>", ["b"]),
        ("<trans-unit id='1'><source>a</source><target state='new'>a</target></trans-unit>", []),
        ("<trans-unit id='1'><source>a</source><target>a</target></trans-unit>", ["a"]),
        ("<group translate='no'><trans-unit id='1'><source>a</source><target>b</target></trans-unit></group>", []),
        (
            "<group translate='no'><trans-unit id='1' translate='yes'><target>b</target></trans-unit></group>",
            ["b"],
        ),
        ("<trans-unit id='1'><target>b</target><note>Mind the gap</note></trans-unit>", ["b"]),
        (
            "<trans-unit id='1'><target>b</target><note> mtqa-disable: quotes, dates -- why not</note></trans-unit>",
            ["<!-- mtqa-disable quotes, dates -->", "b"],
        ),
        (
            "<trans-unit id='1'><target><mrk mtype='seg' mid='1'>b</mrk><mrk mtype='seg' mid='2'>c</mrk></target>"
            "<note>mtqa-ignore dates</note></trans-unit>",
            ["<!-- mtqa-disable dates -->", "b", "c", "<!-- mtqa-enable dates -->"],
        ),
    ],
)
def test_units_of_version_1(unit: str, targets: list[str]) -> None:
    assert [segment.target for segment in segments_1(unit)] == targets


@pytest.mark.parametrize(
    ("unit", "targets"),
    [
        ("<unit id='1'><segment><source>a</source><target>b</target></segment></unit>", ["b"]),
        ("<unit id='1'><segment><source>a</source></segment></unit>", []),
        ("<unit id='1'><segment state='translated'><source>a</source><target/></segment></unit>", [""]),
        ("<unit id='1'><segment><source>a</source><target>a</target></segment></unit>", []),
        ("<unit id='1'><segment state='translated'><source>a</source><target>a</target></segment></unit>", ["a"]),
        ("<group translate='no'><unit id='1'><segment><target>b</target></segment></unit></group>", []),
        (
            "<unit id='1'><segment><target>b</target></segment><ignorable><target>c</target></ignorable></unit>",
            ["b"],
        ),
        ("<unit id='1'><segment><target>a<cp hex='001A'/>b<cp hex='x'/></target></segment></unit>", ["a\x1ab"]),
        (
            "<unit id='1'><segment><target>The <mrk id='m' translate='no'>a_b</mrk> key</target></segment></unit>",
            [f"The {OBJECT} key"],
        ),
    ],
)
def test_units_of_version_2(unit: str, targets: list[str]) -> None:
    assert [segment.target for segment in segments_2(unit)] == targets


def test_pairs_of_sentences_are_told_by_their_marks() -> None:
    unit = (
        "<trans-unit id='u'><source>A. B.</source>"
        "<seg-source><mrk mtype='seg' mid='a'>A.</mrk> <mrk mtype='seg' mid='b'>B.</mrk></seg-source>"
        "<target><g id='1'><mrk mtype='seg' mid='b'>Two.</mrk></g> <mrk mtype='seg' mid='a'>One.</mrk>"
        "<mrk mtype='seg' mid='c'>New.</mrk></target></trans-unit>"
    )
    assert [(segment.id, segment.target, segment.source) for segment in segments_1(unit)] == [
        ("u/b", "Two.", "B."),
        ("u/a", "One.", "A."),
        ("u/c", "New.", ""),
    ]


@pytest.mark.parametrize(
    ("attributes", "unit", "languages"),
    [
        ('source-language="ru-RU" target-language="en_GB"', "<target>b</target>", ("en", "ru")),
        ('source-language="uk"', "<source>a</source><target xml:lang='de'>b</target>", ("de", "uk")),
        (
            "",
            "<source>Моста больше нет, и не знает никто, когда он будет.</source><target>Die Brücke ist fort.</target>",
            ("de", "ru"),
        ),
        ("", "<target></target>", None),
    ],
)
def test_languages(attributes: str, unit: str, languages: tuple[str, str] | None) -> None:
    found = segments_1(f"<trans-unit id='1'>{unit}</trans-unit>", attributes)
    assert [(segment.target_lang, segment.source_lang) for segment in found] == [languages] * bool(languages)


def test_options_hold_where_the_file_says_nothing() -> None:
    data = b"<xliff version='1.2'><file source-language='ru'><body><trans-unit id='1'><target>b</target></trans-unit>"
    document = formats.read(data + b"</body></file></xliff>", "a.sdlxliff", Options("fr", "uk"))
    assert (document.target_lang, document.source_lang) == ("fr", "ru")


def test_elements_may_have_a_prefix() -> None:
    data = LIGHTHOUSES[0].read_text("utf8").replace("<", "<x:").replace("<x:/", "</x:").replace("<x:!", "<!")
    data = data.replace("<x:?", "<?").replace("xmlns=", "xmlns:x=")
    found = formats.read(data.encode(), "a.xliff").segments
    assert [segment.target for segment in found] == [segment.target for segment in load(LIGHTHOUSES[0]).segments]


def test_a_signed_off_unit_and_its_note_point_into_the_file() -> None:
    document = load(LIGHTHOUSES[0])
    comment = document.segments[5]
    at = comment.target.index("doubled-word")
    start, end = comment.span(at, at + len("doubled-word"))
    assert document.content[start:end] == "doubled-word"
    assert document.content[slice(*comment.span(0, len(comment.target)))] == "doubled-word"


CONVERTED = {
    "harbour.po2xliff.xlf": [
        ("2018 of the year", "2018"), ("the the", "the"), ("later .", "later."), ("second  line", "second line"),
        ("vessels vessels", "vessels"),
    ],
    "harbour.po2tmx.tmx": [
        ("2018 of the year", "2018"), ("the the", "the"), ("second  line", "second line"),
        ("vessels vessels", "vessels"),
    ],
    "harbour.toolkit-2.xlf": [("2018 of the year", "2018"), ("the the", "the")],
    "harbour.xliff-js-12.xlf": [("2016 of the year", "2016"), ("the the", "the"), ("is  closed", "is closed")],
    "harbour.xliff-js-2.xlf": [("2016 of the year", "2016"), ("the the", "the"), ("is  closed", "is closed")],
}  # fmt: skip


@pytest.mark.parametrize("name", CONVERTED)
def test_files_made_by_other_tools(name: str) -> None:
    document = load(FILES / name)
    checker = Checker()
    faults = checker.check(document)
    data = formats.rewrite(document, checker.mend(document).edits)
    expected = document.data.decode()
    for fault, mended in CONVERTED[name]:
        expected = expected.replace(fault, mended)
    assert data.decode() == expected
    left = checker.check(formats.read(data, name))
    assert len(left) == len(faults) - len(CONVERTED[name])
    assert not [finding for finding in left if finding.fix and finding.fix.safe]


@pytest.mark.parametrize(
    ("unit", "target", "final"),
    [
        ("approved='yes'", "", True),
        ("approved='yes'", "state='translated'", False),
        ("approved='yes'", "state='final'", True),
        ("approved='no'", "state='signed-off'", True),
        ("", "state='needs-review-translation'", False),
        ("", "", False),
    ],
)
def test_what_was_signed_off(unit: str, target: str, final: bool) -> None:
    assert [
        segment.final for segment in segments_1(f"<trans-unit {unit}><target {target}>b</target></trans-unit>")
    ] == [final]


FOREIGN = "<matches xmlns='m'><unit id='9'><segment><target>no</target></segment></unit></matches>"


@pytest.mark.parametrize(
    "unit",
    [
        f"<skeleton>{FOREIGN}</skeleton><unit id='1'><segment><target>yes</target></segment></unit>",
        f"<unit id='1'>{FOREIGN}<segment><target>yes</target></segment></unit>",
        "<unit id='1'><m:segment><m:target>no</m:target></m:segment><segment><target>yes</target></segment></unit>",
        "<unit id='1' xmlns='urn:oasis:names:tc:xliff:document:2.0'><segment><target>yes</target></segment></unit>",
        "<unit id='1'><segment xmlns=''><target>yes</target></segment></unit>",
    ],
)
def test_other_vocabularies_are_left_out(unit: str) -> None:
    assert [segment.target for segment in segments_2(unit)] == ["yes"]
