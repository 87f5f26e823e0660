"""`-o xliff`: what it writes is valid, says what was found where it was found, and opens again."""

from collections import defaultdict
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from mtqa import formats
from mtqa.checker import Checker
from mtqa.errors import CannotRun
from mtqa.gate import Gate
from mtqa.reports import report
from mtqa.reports.xliff import ALONE, converted
from mtqa.segment import Checked, Document, Finding, Place, Segment
from tests.shell import Shell

ROOT = Path(__file__).parents[1]
FILES = ROOT / "fixtures" / "formats"
LIGHTHOUSES = [FILES / "lighthouse.xlf", FILES / "lighthouse-2.xlf"]
ITS = "{http://www.w3.org/2005/11/its}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
SCHEMAS = {
    version: etree.RelaxNG(etree.parse(ROOT / "tests" / "schemas" / f"xliff-{version}.rng"))
    for version in ("1.2", "2.1")
}


def checked(data: bytes, path: str) -> Checked:
    document = formats.read(data, path)
    return Checked(document, Checker().check(document))


def written(*results: Checked) -> str:
    out = StringIO()
    report("xliff")(results, out, Gate())
    return out.getvalue()


def referred(mark: Any) -> str:
    """The id of the issues that a mark refers to."""
    return str(mark.get(f"{ITS}locQualityIssuesRef", "")).removeprefix("#").removeprefix("its=")


def valid(text: str) -> Any:
    """The root of a document that holds to its schema, and whose references and ids are sound."""
    root = etree.fromstring(text.encode())
    schema = SCHEMAS[root.get("version")]
    assert schema.validate(root), schema.error_log
    groups = [group.get(XML_ID) for group in root.iter(f"{ITS}locQualityIssues")]
    assert len(groups) == len(set(groups))
    marks = [element for element in root.iter() if element.get(f"{ITS}locQualityIssuesRef")]
    assert {mark.get(f"{ITS}locQualityIssuesRef").removeprefix("#").removeprefix("its=") for mark in marks} == set(
        groups
    )
    for unit in root.iter("{*}unit"):
        ids = [
            element.get("id") for element in unit.iter("{*}mrk", "{*}sm") if element.get("id", "").startswith("mtqa")
        ]
        assert len(ids) == len(set(ids))
    return root


def marked(root: Any) -> dict[str, str]:
    """The texts that the issues are about, by their comments."""
    comments = {
        group.get(XML_ID): [issue.get("locQualityIssueComment") for issue in group]
        for group in root.iter(f"{ITS}locQualityIssues")
    }
    texts = defaultdict[str, str](str)
    for target in root.iter("{*}target"):
        open_marks = list[str]()
        _walk(target, open_marks, comments, texts)
        assert not open_marks
    return dict(texts)


def _walk(element: Any, open_marks: list[str], comments: dict[str, list[str]], texts: dict[str, str]) -> None:
    if not isinstance(element.tag, str):
        return
    name = etree.QName(element).localname
    said = comments.get(referred(element), [])
    for comment in said:
        texts[comment] += ""
    if name == "em":
        for comment in comments[element.get("startRef")]:
            open_marks.remove(comment)
        return
    open_marks += said
    native = name in ("bpt", "ept", "ph", "x")
    for text in () if native else (element.text or "",):
        for comment in open_marks:
            texts[comment] += text
    for child in () if native else element:
        _walk(child, open_marks, comments, texts)
        for comment in open_marks:
            texts[comment] += child.tail or ""
    if name != "sm":
        for comment in said:
            open_marks.remove(comment)


@pytest.mark.parametrize("path", LIGHTHOUSES, ids=lambda path: path.stem)
def test_findings_are_written_into_the_file(path: Path) -> None:
    before = checked(path.read_bytes(), path.name)
    text = written(before)
    found = marked(valid(text))
    assert sorted(found.values()) == sorted(
        finding.segment.target[finding.start : finding.end].replace("\x1a", "") for finding in before.findings
    )
    assert found["year-said-twice: “1904 of the year” says the year twice → 1904"] == "1904 of the year"
    after = checked(text.encode(), path.name)
    assert [(finding.rule, finding.start, finding.end) for finding in after.findings] == [
        (finding.rule, finding.start, finding.end) for finding in before.findings
    ]
    assert written(after) == text


@pytest.mark.parametrize("path", LIGHTHOUSES, ids=lambda path: path.stem)
def test_marks_of_an_earlier_run_go_with_their_faults(path: Path) -> None:
    text = written(checked(path.read_bytes(), path.name))
    without = Checked(formats.read(text.encode(), path.name), [])
    declaration = ' xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0"'
    assert written(without) == path.read_text("utf8").replace(
        '.2">' if "1.2" in path.read_text("utf8") else '"en-GB">',
        f'.2"{declaration}>' if "1.2" in path.read_text("utf8") else f'"en-GB"{declaration}>',
        1,
    )


def test_an_issue_that_is_switched_off_stays_and_is_not_found_again() -> None:
    text = written(checked(LIGHTHOUSES[0].read_bytes(), "a.xlf"))
    off = text.replace('says the year twice → 1904"', 'says the year twice → 1904" locQualityIssueEnabled="no"')
    after = checked(off.encode(), "a.xlf")
    assert "year-said-twice" not in [finding.rule for finding in after.findings]
    again = written(after)
    assert 'its:locQualityIssuesRef="#mtqa-1">1904</mrk>' in again
    assert again.count("year-said-twice:") == 1
    valid(again)
    assert written(checked(again.encode(), "a.xlf")) == again


@pytest.mark.parametrize("path", LIGHTHOUSES, ids=lambda path: path.stem)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_without_findings_stays_as_it_is(path: Path, codec: str) -> None:
    text = path.read_text("utf8").replace('"UTF-8"', f'"{codec.removesuffix("-sig")}"')
    data = text.replace('<?xml version="1.0"?>', f'<?xml version="1.0" encoding="{codec[:6].rstrip("-")}"?>').encode(
        codec
    )
    out = TextIOWrapper(BytesIO(), "utf8")
    report("xliff")([Checked(formats.read(data, path.name), [])], out, Gate())
    assert out.buffer.getvalue() == data


def finding(segment: Segment, number: int, start: int, end: int) -> Finding:
    place = Place(1, 1, 1, 1, segment.target[start:end])
    return Finding(
        "space-run", "characters", "note", f"nr <{number}> & “{number}”", "a.xlf", segment, start, end, place
    )


PIECES_1 = ("a", "b ", "é", "&amp;", "<![CDATA[<&]]>", "<!-- x -->", '<g id="{}">', "</g>", '<bx id="{}"/>',
            '<bpt id="{}">&lt;</bpt>', '<x id="{}"/>')  # fmt: skip
PIECES_2 = (
    "a",
    "b ",
    "é",
    "&amp;",
    "<![CDATA[<&]]>",
    "<!-- x -->",
    '<pc id="{}">',
    "</pc>",
    '<sc id="{}"/>',
    '<ph id="{}"/>',
)
HEADS = {
    "1.2": '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="a" source-language="ru"'
    ' datatype="x"><body><trans-unit id="u"><source>a</source><target>{}</target></trans-unit></body></file></xliff>',
    "2.1": '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="ru" trgLang="en"><file id="f">'
    '<unit id="u"><segment><source>a</source><target>{}</target></segment></unit></file></xliff>',
}


def balanced(pieces: list[str]) -> str:
    """The pieces with every element ended and none ended that was not started."""
    parts, depth = ["x"], 0
    for number, piece in enumerate(pieces, 1):
        if not piece.startswith("</"):
            depth += piece.startswith(("<g", "<pc"))
            parts.append(piece.format(number))
        elif depth:
            depth -= 1
            parts.append(piece)
    return "".join([*parts, "y", ("</g>" if any("<g" in part for part in parts) else "</pc>") * depth])


@pytest.mark.parametrize(("version", "pieces"), [("1.2", PIECES_1), ("2.1", PIECES_2)])
@given(data=st.data())
def test_any_findings_in_any_text_are_marked(version: str, pieces: tuple[str, ...], data: st.DataObject) -> None:
    inner = balanced(data.draw(st.lists(st.sampled_from(pieces), max_size=12)))
    document = formats.read(HEADS[version].format(inner).encode(), "a.xlf")
    segment = document.segments[0]
    offset = st.integers(0, len(segment.target))
    spans = sorted(tuple(sorted(span)) for span in data.draw(st.lists(st.tuples(offset, offset), max_size=5)))
    findings = [finding(segment, number, start, end) for number, (start, end) in enumerate(spans)]
    text = written(Checked(document, findings))
    found = marked(valid(text))
    assert found == {
        f"space-run: {each.message}": segment.target[each.start : each.end].replace("\ufffc", "") for each in findings
    }
    again = formats.read(text.encode(), "a.xlf")
    assert [each.target for each in again.segments] == [segment.target]
    moved = [each._replace(segment=again.segments[0]) for each in findings]
    assert written(Checked(again, moved)) == text


def test_any_other_text_becomes_xliff_2() -> None:
    text = (ROOT / "fixtures" / "articles" / "ferry.txt").read_bytes()
    before = checked(text, "ferry.txt")
    root = valid(written(before))
    assert root.get("version") == "2.1"
    assert len(list(root.iter("{*}unit"))) == len(before.document.segments)
    after = checked(written(before).encode(), "ferry.xlf")
    assert [each.target for each in after.document.segments] == [each.target for each in before.document.segments]
    assert [(each.rule, each.place.text) for each in after.findings] == [
        (each.rule, each.place.text) for each in before.findings
    ]
    found = marked(root)
    for each in before.findings:
        about = f"{each.rule}: {each.message}"
        assert any(said.startswith(about) and each.place.text in text for said, text in found.items())


def test_texts_that_xml_cannot_hold() -> None:
    targets = ["a\x00b  c", "\ud800  <&>]]>", "\r  é \ufffe"]
    document = Document(
        [Segment(target, "с\x01", "en", "ru", f"{number}\x02") for number, target in enumerate(targets)]
    )
    text = written(Checked(document, Checker().check(document)))
    valid(text)
    again = formats.read(text.encode(), "a.xlf")
    assert [segment.target for segment in again.segments] == ["a\x00b  c", "\ud800  <&>]]>", "é \ufffe"]
    assert [segment.source for segment in again.segments] == ["с\x01"] * 3


def test_comments_become_notes() -> None:
    before = checked(b"<!-- mtqa-ignore doubled-word -- so it is -->\n\nThe the bridge.\n\nIt came came.\n", "a.txt")
    after = checked(written(before).encode(), "a.xlf")
    assert [each.rule for each in before.findings] == [each.rule for each in after.findings] == ["doubled-word"]


def test_several_texts_are_files_of_one_document() -> None:
    results = [checked(f"The bridge {number}.".encode(), f"{number}.txt") for number in (1, 2)]
    root = valid(written(*results))
    assert [file.get("original") for file in root.iter("{*}file")] == ["1.txt", "2.txt"]
    assert len(converted(results).document.segments) == 2


def test_what_cannot_be_one_document_is_refused() -> None:
    english, xlf = checked(b"The bridge.", "a.txt"), checked(LIGHTHOUSES[0].read_bytes(), "a.xlf")
    german = Checked(Document([Segment("Die Brücke", target_lang="de")]), [])
    with pytest.raises(CannotRun, match="one XLIFF file at a time"):
        written(english, xlf)
    with pytest.raises(CannotRun, match="has one target language, not de, en; give --target-lang"):
        written(english, german)


def test_nothing_is_written_where_nothing_was_read() -> None:
    assert written() == written(Checked(Document([]), [])) == ""


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_from_the_command_line(codec: str, tmp_path: Path) -> None:
    mtqa = Shell(tmp_path)
    _, _, text = LIGHTHOUSES[0].read_text("utf8").partition("?>")
    mtqa.write("a.xlf", f'<?xml version="1.0" encoding="{codec}"?>{text}'.encode(codec))
    assert mtqa("check", "a.xlf", "-o", "xliff:b.xlf", "-o", "concise").returncode == 1
    data = (tmp_path / "b.xlf").read_bytes()
    valid(data.decode(codec).partition("?>")[2])
    assert mtqa("check", "b.xlf", "-o", "xliff").stdout == data
    assert mtqa("fix", "b.xlf", "--unsafe").returncode == 0
    assert mtqa("check", "b.xlf", "-o", "xliff:c.xlf").returncode == 0
    assert "locQualityIssue" not in (tmp_path / "c.xlf").read_bytes().decode(codec)


def test_several_files_cannot_be_written_into_one(tmp_path: Path) -> None:
    mtqa = Shell(tmp_path)
    for name in ("a.xlf", "b.xlf"):
        mtqa.write(name, LIGHTHOUSES[0].read_bytes())
    run = mtqa("check", "a.xlf", "b.xlf", "-o", "xliff:c.xlf")
    assert (run.returncode, run.stderr.decode()) == (2, f"mtqa: {ALONE}\n")
    assert not (tmp_path / "c.xlf").exists()
