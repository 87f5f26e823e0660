"""Bytes to text and back: every encoding told, nothing lost, what is no text refused."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.errors import CannotRun
from mtqa.formats import read
from mtqa.formats.encoding import Decoded, decode, encode

TEXTS = Path(__file__).parents[1] / "fixtures" / "text"
ENGLISH = "The café’s owner – “a fool”, says Zoë – sold it…\n"
RUSSIAN = "Мэр сообщил о закрытии моста."
UKRAINIAN = "Міський голова заявив, що міст відкриють навесні."
CODECS = ["cp1251", "cp1252", "cp1250", "cp1254", "cp1253", "koi8_r", "koi8_u", "cp866", "gb18030", "cp932", "big5"]


@pytest.mark.parametrize(
    ("name", "codec", "mark"),
    [
        ("carriage-returns", "mac_roman", b""),
        ("koi8-r", "koi8_r", b""),
        ("sentences", "utf-8", b""),
        ("utf-8-mark", "utf-8", b"\xef\xbb\xbf"),
        ("utf-16", "utf-16-le", b"\xff\xfe"),
        ("utf-16-big-endian", "utf-16-be", b"\xfe\xff"),
        ("utf-16-no-mark", "utf-16-le", b""),
        ("windows-1251", "cp1251", b""),
        ("windows-1251-crlf", "cp1251", b""),
        ("windows-1252", "cp1252", b""),
    ],
)
def test_fixture_is_told(name: str, codec: str, mark: bytes) -> None:
    data = (TEXTS / f"{name}.txt").read_bytes()
    decoded = decode(data)
    assert (decoded.codec, decoded.bom) == (codec, mark)
    assert not decoded.text.startswith("\ufeff")
    assert encode(decoded) == data


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Да", "cp1251"),
        ("мост закрыт", "cp1251"),
        ("МОСТ ЗАКРЫТ", "cp1251"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp866"),
        (UKRAINIAN, "cp1251"),
        (UKRAINIAN, "koi8_u"),
        ("Її об’їзд", "cp1251"),
        ("The paper “Вестник” wrote so.", "cp1251"),
        ("Градоначалникът обяви, че мостът ще бъде отворен през пролетта.", "cp1251"),
        ("café", "cp1252"),
        ("È vero.", "cp1252"),
        ("il est à la maison", "cp1252"),
        ("“Yes,” she said.", "cp1252"),
        ("the mayor’s bridge", "cp1252"),
        ("1990–1995", "cp1252"),
        ("a sheet of 60×100 cm", "cp1252"),
        ("Pontoon21® costs £4", "cp1252"),
        ("Straße, Größe, Äpfel", "cp1252"),
        ("El niño dijo: «¿Qué pasó?»", "cp1252"),
        ("A ponte não será aberta até amanhã.", "cp1252"),
        ("Färjan går på tisdag.", "cp1252"),
        ("Gonçalves met Müller, Åsa and Núñez.", "cp1252"),
        ("Prezydent ogłosił, że most będzie otwarty wiosną.", "cp1250"),
        ("Prezydent ogłosił, że most będzie otwarty wiosną.", "iso8859_2"),
        ("Starosta řekl, že most bude otevřen až na jaře.", "cp1250"),
        ("A híd csak tavasszal nyílik meg, közölte a főpolgármester.", "cp1250"),
        ("Köprü ancak ilkbaharda açılacak, dedi başkan.", "cp1254"),
        ("Ο δήμαρχος είπε ότι η γέφυρα θα ανοίξει την άνοιξη.", "cp1253"),
        ("ראש העיר אמר שהגשר ייפתח רק באביב.", "cp1255"),
        ("قال رئيس البلدية إن الجسر لن يفتح إلا في الربيع.", "cp1256"),
        ("市长星期一表示，横跨河流的大桥要到明年春天才能重新开放。", "gb18030"),
        ("市長は月曜日、橋が五月に再開すると述べた。", "cp932"),
    ],
)
def test_short_text_is_told(text: str, codec: str) -> None:
    decoded = decode(text.encode(codec))
    assert decoded.text == text
    assert decoded.notice.startswith("not UTF-8; read as ")


def test_notice_names_the_encoding() -> None:
    assert decode(RUSSIAN.encode("cp1251")).notice == "not UTF-8; read as windows-1251"
    assert decode(RUSSIAN.encode("koi8_r")).notice == "not UTF-8; read as KOI8-R"
    assert decode(RUSSIAN.encode("utf-16")).notice == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", '<meta charset="windows-1251"><p>Порт открыт.</p>'),
        ("a.po", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=windows-1251\\n"\nmsgid "a"\nmsgstr "Порт"\n'),
        (
            "a.xlf",
            '<?xml version="1.0" encoding="windows-1251"?><xliff version="1.2"><file><body><trans-unit id="1">'
            "<source>Порт</source><target>Порт</target></trans-unit></body></file></xliff>",
        ),
    ],
)
def test_an_encoding_that_the_file_declares_is_not_told_of(name: str, content: str) -> None:
    document = read(content.encode("cp1251"), name)
    assert (document.notice, document.segments[0].target[:4]) == ("", "Порт")


def test_another_encoding_than_the_declared_one_is_told_of() -> None:
    page = '<meta charset="x-unknown"><p>Порт открыт, и паром ушёл.</p>'.encode("koi8_r")
    assert read(page, "a.html").notice


def test_a_rare_letter_far_in_is_told() -> None:
    text = "The bridge is shut.\n" * 50_000 + "The café is open.\n"
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, "一座橋。\n市長說，一切都好。\n", "a"])
def test_utf16_without_a_mark_is_told(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == Decoded(text, codec)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(40), "is binary data, not text"),
        (b"text\0text", "is binary data, not text"),
        (bytes(range(256)), "is binary data, not text"),
        (b"%PDF-1.7\n1 0 obj\n", "is a PDF file, not plain text; save it as text first"),
        (b"PK\x03\x04\x14", "is a ZIP file or an office document, not plain text; save it as text first"),
        (b"{\\rtf1 Text}", "is an RTF document, not plain text; save it as text first"),
        (b"\xff\xd8\xff\xe0", "is an image, not plain text; save it as text first"),
        (bytes(range(128, 256)) * 3, "is in no encoding that can be told, or binary; save it as UTF-8"),
        (b"a\nb\r\n" + ENGLISH.encode() + b"\x96", "is UTF-8, but not the byte 0x96 on line 4; save it as UTF-8 again"),
        ("“Café”".encode() + b"\n\x96", "is UTF-8, but not the byte 0x96 on line 2; save it as UTF-8 again"),
        (RUSSIAN.encode()[:-2] + b"\xff.", "is UTF-8, but not the byte 0xd0 on line 1; save it as UTF-8 again"),
    ],
)
def test_no_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(CannotRun, match=f"^{re.escape(message)}$"):
        decode(data)


def test_what_an_encoding_lacks_is_refused() -> None:
    with pytest.raises(CannotRun, match="windows-1251 has no 'é'; save it as UTF-8 first"):
        encode(decode(RUSSIAN.encode("cp1251"))._replace(text="é"))


@given(st.text(st.characters(exclude_characters="\0", codec="utf-8")), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_unicode_goes_there_and_back(text: str, codec: str) -> None:
    data = text.encode(codec)
    decoded = decode(data)
    assert (decoded.text, encode(decoded)) == (text.removeprefix("\ufeff") if codec == "utf-8" else text, data)


@given(
    st.one_of(st.binary(), st.tuples(st.text(), st.sampled_from(CODECS)).map(lambda it: it[0].encode(it[1], "ignore")))
)
def test_bytes_go_there_and_back_or_are_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except CannotRun:
        return
    assert encode(decoded) == data
