"""DOCX: which paragraphs are read, where they stand, and the package with edits made."""

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa import run
from mtqa.errors import CannotRun
from mtqa.formats import Options
from mtqa.formats.docx import read, rewrite
from mtqa.mending import Mended
from mtqa.segment import Checked, Edit

PLAIN = Options("en", "ru")
FIXTURES = Path(__file__).parents[1] / "fixtures" / "formats"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def body(*paragraphs: str, root: str = "document") -> str:
    inner = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{start}\n<w:{root} {W} {MC}><w:body>{inner}</w:body></w:{root}>"


def t(text: str, *, preserve: bool = True) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if preserve else f"<w:r><w:t>{text}</w:t></w:r>"


def package(document: str, compression: int = zipfile.ZIP_DEFLATED, **others: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        for name, content in others.items():
            file.writestr(f"word/{name}.xml", content)
        file.writestr("word/document.xml", document)
        file.writestr("word/media/image1.png", bytes(range(256)) * 9)
        file.comment = b"kept"
    return out.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as file:
        assert file.testzip() is None
        return {info.filename: file.read(info) for info in file.infolist()}


def targets(*paragraphs: str) -> list[str]:
    return [segment.target for segment in read(package(body(*paragraphs)), "a.docx", PLAIN).segments]


def mended(edit: Edit, *paragraphs: str) -> str:
    data = package(body(*paragraphs))
    after = rewrite(read(data, "a.docx", PLAIN), {0: [edit]})
    return members(after)["word/document.xml"].decode()


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (t("The hi") + "<w:r><w:rPr><w:b/></w:rPr></w:r>" + t("ve is full."), ["The hive is full."]),
        (t("Rain &amp; sun&#8217;s ") + t("x"), ["Rain & sun’s x"]),
        (t(" one ", preserve=False) + t(" two"), ["one two"]),
        (t("one") + "<w:r><w:br/></w:r>" + t("two") + "<w:r><w:tab/></w:r>" + t("three"), ["one\ntwo\tthree"]),
        (t("co") + "<w:r><w:noBreakHyphen/></w:r>" + t("op"), ["co\u2011op"]),
        (f'<w:hyperlink r="x">{t("a link")}</w:hyperlink>{t(" here")}', ["a link here"]),
        (f"<w:ins>{t('new ')}</w:ins><w:del><w:r><w:delText>old </w:delText></w:r></w:del>{t('text')}", ["new text"]),
        (f"<w:moveFrom>{t('gone')}</w:moveFrom>{t('kept')}", ["kept"]),
        ("<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r>" + t("page 2"), ["page 2"]),
        ("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>" + t("a"), ["a"]),
        (t("before") + f"<w:r><w:txbxContent><w:p>{t('in a box')}</w:p></w:txbxContent></w:r>" + t(" after"),
         ["before after", "in a box"]),
        (f"<mc:AlternateContent><mc:Choice>{t('one')}</mc:Choice><mc:Fallback>{t('two')}</mc:Fallback>"
         "</mc:AlternateContent>", ["one"]),
        ("", []),
        (t("  "), []),
    ],
)  # fmt: skip
def test_what_a_paragraph_says(paragraph: str, expected: list[str]) -> None:
    assert targets(paragraph) == expected


def test_lines_are_paragraphs_of_all_parts() -> None:
    header = body(t("Head"), root="hdr")
    data = package(
        body(t("One."), "", t("Two") + "<w:r><w:br/></w:r>" + t("three.")), footnotes=body(t("Note.")), header1=header
    )
    document = read(data, "a.docx", PLAIN)
    assert document.content == "One.\n\nTwo\u2028three.\nNote.\nHead"
    assert [(segment.id, segment.target) for segment in document.segments] == [
        ("1", "One."),
        ("3", "Two\nthree."),
        ("4", "Note."),
        ("5", "Head"),
    ]
    assert document.position(document.segments[1].span(4, 9)[0]) == (3, 5)
    assert [len(text.segments) for _, text in document.texts()] == [3, 1]


def test_cells_and_items_are_no_paragraphs() -> None:
    item = f"<w:pPr><w:numPr><w:numId/></w:numPr></w:pPr>{t('Two.')}"
    row = f"<w:tbl><w:tr><w:tc><w:p>{t('Three.')}</w:p></w:tc></w:tr></w:tbl>"
    document = body(t("One."), item).replace("</w:body>", f"{row}</w:body>")
    segments = read(package(document), "a.docx", PLAIN).segments
    assert [(segment.id, segment.is_paragraph) for segment in segments] == [
        ("1", True),
        ("@item-2", False),
        ("@cell-3", False),
    ]


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_only_what_is_mended_changes(compression: int) -> None:
    document = body(t("The hive &amp; the mill  burnt."), t("Two."))
    data = package(document, compression, header1=body(t("Old  head.")), styles="<a/>")
    read_back = read(data, "a.docx", PLAIN)
    after = rewrite(read_back, {0: [Edit(19, 21, " ")], 2: [Edit(3, 5, " ")]})
    was, now = members(data), members(after)
    assert list(was) == list(now)
    assert now.pop("word/document.xml").decode() == document.replace("mill  burnt", "mill burnt")
    assert now.pop("word/header1.xml").decode() == body(t("Old head."))
    assert {name: was[name] for name in now} == now
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(BytesIO(after)) as new:
        assert new.comment == b"kept"
        for one, other in zip(old.infolist(), new.infolist(), strict=True):
            assert (one.filename, one.date_time, one.compress_type) == (
                other.filename,
                other.date_time,
                other.compress_type,
            )
        raw = old.getinfo("word/media/image1.png")
        start = raw.header_offset
        assert data[start : start + raw.compress_size + 30] in after
    assert rewrite(read_back, {}) == data


@pytest.mark.parametrize(
    ("edit", "paragraph", "expected"),
    [
        (Edit(0, 8, "The bees"), t("The hi") + t("ve is"), t("The bees") + t(" is")),
        (Edit(2, 4, "X"), t("abc") + t("def"), t("abX") + t("ef")),
        (Edit(3, 3, "<&>"), t("abc") + t("def"), t("abc&lt;&amp;&gt;") + t("def")),
        (
            Edit(0, 4, ""),
            t("one two", preserve=False),
            '<w:r><w:t xml:space="preserve"> two</w:t></w:r>'.replace(" two", "two").replace(
                ' xml:space="preserve"', ""
            ),
        ),
        (Edit(0, 3, ""), t("one two", preserve=False) + t("x"), t(" two") + t("x")),
        (Edit(2, 3, "X"), t("ab") + "<w:r><w:tab/></w:r>" + t("c"), None),
        (Edit(1, 4, "X\tY"), t("ab") + "<w:r><w:tab/></w:r>" + t("cd"), t("aX") + "<w:r><w:tab/></w:r>" + t("Yd")),
        (Edit(3, 3, "X"), t("ab") + "<w:r><w:tab/></w:r>" + t("cd"), t("ab") + "<w:r><w:tab/></w:r>" + t("Xcd")),
        (Edit(2, 2, "X"), t("ab") + "<w:r><w:tab/></w:r>" + t("cd"), t("abX") + "<w:r><w:tab/></w:r>" + t("cd")),
        (Edit(0, 0, "X"), t("ab"), t("Xab")),
        (Edit(0, 1, ""), t("a") + t("b"), t("") + t("b")),
    ],
)
def test_edits_over_runs(edit: Edit, paragraph: str, expected: str | None) -> None:
    assert mended(edit, paragraph) == body(paragraph if expected is None else expected)


@pytest.mark.parametrize("name", ["pandoc", "libreoffice"])
def test_files_of_other_tools(name: str) -> None:
    data = (FIXTURES / f"bees.{name}.docx").read_bytes()
    document = read(data, "a.docx", PLAIN)
    assert [segment.target for segment in document.segments] == [
        "The bees of Ostra",
        "The hive stands behind the old mill, and it is full.",
        "It began in 2009 of the year.",
        "“Nobody came,” she said.",
        "Year",
        "Hives",
        "2010",
        "four",
        "It was counted in May.",
    ]
    after = rewrite(document, {2: [Edit(16, 28, "")], 8: [Edit(0, 2, "All")]})
    was, now = members(data), members(after)
    before, then = was.pop("word/document.xml").decode(), now.pop("word/document.xml").decode()
    assert then == before.replace("2009 of the year", "2009")
    assert now.pop("word/footnotes.xml") == was.pop("word/footnotes.xml").replace(b">It", b">All").replace(
        b"It was", b"All was"
    )
    assert was == now


BOMB = zipfile.ZIP_DEFLATED


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no DOCX file: File is not a zip file"),
        (b"PK\x03\x04" + b"\0" * 100, "is no DOCX file: File is not a zip file"),
        (package("")[:200], "is no DOCX file: File is not a zip file"),
        (package("<w:document"), "word/document.xml in it is not well-formed XML: "),
        (package("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "word/document.xml in it declares an entity on line 1"),
        (package("<a>" * 300 + "</a>" * 300), "word/document.xml in it has more than 200 elements in each other"),
        (package(body(t("a" * 30_000_000))), "word/document.xml in it unpacks from "),
        (
            package(body("<w:r>" * 300 + "</w:r>" * 300)),
            "word/document.xml in it has more than 200 elements in each other",
        ),
    ],
    ids=range(8),
)
def test_what_cannot_be_read_is_told(data: bytes, message: str) -> None:
    with pytest.raises(CannotRun) as error:
        read(data, "a.docx", PLAIN)
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_a_package_without_a_document_is_told() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("xl/workbook.xml", "<a/>")
    with pytest.raises(CannotRun, match=r"is no DOCX file: it holds no word/document\.xml"):
        read(out.getvalue(), "a.docx", PLAIN)


def test_false_sizes_and_encryption_are_told() -> None:
    data = bytearray(package(body(t("One."))))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    claimed = bytearray(data)
    struct.pack_into("<I", claimed, at + 24, 1 << 30)
    with pytest.raises(CannotRun, match=r"unpacks from .* to 1,073,741,824 bytes, as no document does"):
        read(bytes(claimed), "a.docx", PLAIN)
    data[at + 8] |= 1
    with pytest.raises(CannotRun, match=r"cannot be unpacked: .*password"):
        read(bytes(data), "a.docx", PLAIN)
    data[at + 8] &= 0xFE
    struct.pack_into("<I", data, at + 16, 12345)
    with pytest.raises(CannotRun, match="cannot be unpacked: Bad CRC-32"):
        read(bytes(data), "a.docx", PLAIN)


def test_many_entries_and_an_archive_in_it_are_left_alone() -> None:
    out = BytesIO(package(body(t("One."))))
    with zipfile.ZipFile(out, "a") as file:
        for number in range(5_000):
            file.writestr(f"x/{number}.xml", "<a/>")
        file.writestr("inner.docx", package(body(t("Two."))))
    assert [segment.target for segment in read(out.getvalue(), "a.docx", PLAIN).segments] == ["One."]
    nested = BytesIO()
    with zipfile.ZipFile(nested, "w") as file:
        file.writestr("inner.docx", package(body(t("Two."))))
    with pytest.raises(CannotRun, match="is no DOCX file: it holds no word/document"):
        read(nested.getvalue(), "a.docx", PLAIN)


ESCAPES = {"&": "&amp;", "<": "&lt;", "é": "&#xE9;"}
TEXTS = st.lists(st.text("ab &<é\u00a0", max_size=5), max_size=4)


@given(st.lists(TEXTS, min_size=1, max_size=3), st.data())
def test_edits_make_the_targets_they_are_meant_to(runs: list[list[str]], data: st.DataObject) -> None:
    paragraphs = [
        "<w:r><w:br/></w:r>".join(t("".join(ESCAPES.get(char, char) for char in text)) for text in texts)
        for texts in runs
    ]
    before = package(body(*paragraphs))
    document = read(before, "a.docx", PLAIN)
    edits, wanted = {}, []
    for number, segment in enumerate(document.segments):
        for at, char in enumerate(segment.target):
            start, end = segment.span(at, at + 1)
            assert document.content[start:end] == ("\u2028" if char == "\n" else char)
        length = len(segment.target)
        start, end = sorted(data.draw(st.tuples(st.integers(0, length), st.integers(0, length))))
        if "\n" in segment.target[start:end]:
            end = start
        edits[number] = [Edit(start, end, "x<")]
        is_between = start == end and {segment.target[start - 1 : start], segment.target[start : start + 1]} <= {
            "\n",
            "",
        }
        wanted.append(segment.target if is_between else segment.target[:start] + "x<" + segment.target[end:])
    after = read(rewrite(document, edits), "a.docx", PLAIN)
    assert [segment.target for segment in after.segments] == wanted


def test_check_fix_check(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(package(body(t("It began in 2009 of") + t(" the year."), t("It ended well."))))
    flags = {"target_lang": "en", "select": ("dates",)}
    [checked] = run.check([str(path)], flags)
    assert isinstance(checked, Checked)
    assert [(finding.rule, finding.place[:4]) for finding in checked.findings] == [("year-said-twice", (1, 13, 1, 29))]
    [result] = run.mend([str(path)], flags, unsafe=False)
    assert isinstance(result, Mended)
    assert members(result.data)["word/document.xml"].decode() == body(
        t("It began in 2009") + t("."), t("It ended well.")
    )
