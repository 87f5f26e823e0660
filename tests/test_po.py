"""PO catalogs: what is a segment, where each character stands, and the catalog with edits made."""

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.checker import Checker
from mtqa.errors import CannotRun
from mtqa.formats import Options, read, rewrite
from mtqa.formats.po import cut
from mtqa.segment import Document, Edit
from tests.growth import is_linear

HEAD = """msgid ""
msgstr ""
"Language: en_GB\\n"
"X-Source-Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def pairs(content: str) -> list[tuple[str, str]]:
    segments = cut(HEAD + content).segments
    return [(segment.source.replace("\ufffc", "#"), segment.target.replace("\ufffc", "#")) for segment in segments]


def catalog(content: str) -> Document:
    return read((HEAD + content).encode(), "en.po")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", []),
        ('msgid "Один"\nmsgstr "One"\n', [("Один", "One")]),
        ('msgid "Один"\nmsgstr "One"\nmsgid "Два"\nmsgstr "Two"', [("Один", "One"), ("Два", "Two")]),
        ('msgid "Один"\nmsgstr ""\n', []),
        ('msgid ""\n"Один "\n"два"\nmsgstr ""\n"One "\n"two"\n', [("Один два", "One two")]),
        ('msgid "a"\nmsgstr "\\"a\\" \\\\ \\101\\x42\\n"\n', [("a", '"a" \\ AB')]),
        (
            'msgid "a"\nmsgstr "One\\n"\n"  two\\n\\n"\n"\\t-v     three  four\\n"\n',
            [("a", "One\ntwo\n-v\tthree  four")],
        ),
        ('msgctxt "c"\nmsgid "Один"\nmsgstr "One"\n', [("Один", "One")]),
        (
            'msgid "%d a"\nmsgid_plural "%d b"\nmsgstr[0] "%d c"\nmsgstr[1] "%d d"\n',
            [("%d a", "%d c"), ("%d b", "%d d")],
        ),
        ('#, fuzzy\nmsgid "Один"\nmsgstr "One"\n', [("Один", "One")]),
        ('#, fuzzy\n#| msgid "Два"\nmsgid "Один"\nmsgstr "Two"\n', []),
        ('#, fuzzy\n#~ msgid "a"\n#~ msgstr "b"\n\n#| msgid "c"\nmsgid "Один"\nmsgstr "One"\n', [("Один", "One")]),
        ('msgid "См. ``x``, :ref:`y`."\nmsgstr "See ``x``, :ref:`y`."\n', [("См. #, #.", "See #, #.")]),
        ('\tmsgid  "Один" \r\n msgstr"One"\r\n', [("Один", "One")]),
        ('domain "a"\nmsgid "Один" msgstr "One" "s" # so\n', [("Один", "Ones")]),
        ('msgid "Один"\n# so\nmsgstr "One\\\n two"\n#~ msgid "a\n', [("Один", "One two")]),
        (
            '# mtqa-ignore quotes -- so\nmsgid "Один"\nmsgstr "One"\n',
            [("", "<!-- mtqa-ignore quotes -->"), ("Один", "One")],
        ),
        ('#. mtqa-ignore quotes\nmsgid "Один"\nmsgstr "One"\n', [("Один", "One")]),
    ],
)
def test_segments(content: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(content) == expected


def test_segments_know_languages_and_lines() -> None:
    [segment] = cut(HEAD + 'msgid "Один"\nmsgstr "One"\n').segments
    assert (segment.target_lang, segment.source_lang, segment.id) == ("en", "ru", "@line 9")
    [segment] = cut('msgid "Один"\nmsgstr "One"\n', Options("en", "ru")).segments
    assert (segment.target_lang, segment.source_lang, segment.id) == ("en", "ru", "@line 2")


def test_forms_beyond_two_go_with_the_plural() -> None:
    content = (
        HEAD.replace("nplurals=2", "nplurals=3") + 'msgid "One a"\nmsgid_plural "%d b"\nmsgstr[0] "x"\nmsgstr[2] "y"\n'
    )
    assert [(segment.source, segment.target) for segment in cut(content).segments] == [("%d b", "x"), ("%d b", "y")]


def test_keys_are_no_source() -> None:
    content = (
        'msgid "menu.file.open"\nmsgstr "Open"\n\nmsgctxt "m"\nmsgid "menu.edit"\nmsgstr "Edit"\n\n'
        'msgid "ok"\nmsgstr "Fine"\n'
    )
    segments = cut(content, Options("en")).segments
    assert [(segment.id, segment.source, segment.target) for segment in segments] == [
        ("menu.file.open", "", "Open"),
        ("m/menu.edit", "", "Edit"),
        ("ok", "", "Fine"),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            'msgid "Один"\nmsgstr "Port 2',
            'has "Port 2, neither a keyword nor a closed string, on line 9; mend it, msgfmt --check tells more',
        ),
        ('msgid "Один"\nmsgstr "One\nmsgid "Два"\nmsgstr "Two"\n', 'has "One, neither'),
        ('msgid "Один"\nmsgstr "One"\nOne two\n', "has One two, neither"),
        ('msgid "Один"\n\nmsgid "Два"\nmsgstr "Two"\n', "has msgid without msgstr before it, on line 10"),
        ('msgstr "One"\n', "has msgstr without msgid before it, on line 8"),
        ('msgid "Один"\n', "ends within an entry, on line 8"),
        ('msgid "Один"\nmsgstr\n\nmsgid "Два"\nmsgstr "Two"\n', "has msgid before the text of what is above it"),
    ],
)
def test_what_msgfmt_refuses_is_refused(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(CannotRun) as error:
        catalog(content)
    assert message in str(error.value)
    if msgfmt := shutil.which("msgfmt"):
        (tmp_path / "en.po").write_text(HEAD + content, "utf8")
        assert subprocess.run(
            [msgfmt, "-o", os.devnull, "en.po"], cwd=tmp_path, capture_output=True, check=False
        ).returncode


def test_what_can_be_read_without_loss_is_read() -> None:
    content = (HEAD.replace("UTF-8", "UTF-88") + 'msgid "Один"\nmsgstr "One\\q, a fine one"\n').encode()
    document = read(content, "en.po")
    assert [segment.target for segment in document.segments] == ["Oneq, a fine one"]
    assert rewrite(document, {0: [Edit(0, 3, "Two")]}) == content.replace(b"One", b"Two")


def test_encoding_is_the_one_declared() -> None:
    data = (HEAD.replace("UTF-8", "koi8-r") + 'msgid "One"\nmsgstr "Один"\n').encode("koi8-r")
    document = read(data, "ru.po")
    assert (document.segments[0].target, document.notice) == ("Один", "")
    assert rewrite(document, {0: [Edit(0, 1, "о")]}) == data.replace("Один".encode("koi8-r"), "один".encode("koi8-r"))
    with pytest.raises(CannotRun, match="KOI8-R has no '“'"):
        rewrite(document, {0: [Edit(0, 0, "“")]})
    assert read((HEAD.replace("UTF-8", "CHARSET")).encode(), "a.pot").segments == []


@pytest.mark.parametrize(
    ("written", "old", "new", "expected"),
    [
        ('"One two"', "two", "2", '"One 2"'),
        ('"One \\"two\\""', '"two"', "“two”", '"One “two”"'),
        ('"One two"', "two", '"2\\3\n"', '"One \\"2\\\\3\\n\\""'),
        ('""\n"One "\n"two three"', "One two", "1 2", '""\n"1 2"\n" three"'),
        ('""\n"On 5 May 2019 of "\n"the year it fell"', "2019 of the year", "2019", '""\n"On 5 May 2019"\n" it fell"'),
        ('"One\\n  two"', "two", "2", '"One\\n  2"'),
    ],
)
def test_rewrite(written: str, old: str, new: str, expected: str) -> None:
    document = catalog(f'msgid "a"\nmsgstr {written}\n')
    at = document.segments[0].target.index(old)
    result = rewrite(document, {0: [Edit(at, at + len(old), new)]}).decode()
    assert result == f'{HEAD}msgid "a"\nmsgstr {expected}\n'


PIECES = [
    "a",
    "B",
    " ",
    "   ",
    "\\n",
    "\\t",
    '\\"',
    "\\\\",
    '"\n"',
    '"\r\n  "',
    "``x``",
    "\u00a0",
    "é",
    "𝄞",
    "%s",
    "\\101",
]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_every_character_stands_where_it_is_said_to(written: str) -> None:
    document = catalog(f'msgid "a"\nmsgstr "{written}"\n')
    for segment in document.segments:
        for at, char in enumerate(segment.target):
            start, end = segment.span(at, at + 1)
            there = document.content[start:end]
            if char in "\n\t":
                assert not there.replace("\\n", "").replace("\\t", "").strip()
            elif char != "\ufffc":
                assert there in (char, f"\\{char}") or (char, there) == ("A", "\\101")
        edits = [Edit(at, at + 1, "x") for at, char in enumerate(segment.target) if char in "aB"]
        after = read(rewrite(document, {0: edits}), "en.po").segments[0].target
        assert after == segment.target.replace("a", "x").replace("B", "x")


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "\\",
        "\\n",
        'msgid "',
        "``",
        ":a:`",
        '"\n"',
        '"\nmsgid "a"\nmsgstr "',
        '"\n#, fuzzy\n#~ "',
        " ",
        "\\\n",
        "msgid ",
    ],
)
def test_hostile_catalogs_are_read_in_linear_time(piece: str) -> None:
    def given(text: str) -> None:
        with suppress(CannotRun):
            cut(text, Options("en", "ru"))

    assert is_linear(given, piece, ('msgid "a"\nmsgstr "', 'x"\n'))
    assert is_linear(given, piece, ("", ""))


FAULTY = (
    HEAD
    + """# mtqa-ignore year-said-twice
msgid "Построен в 2017 году."
msgstr "Built in June 2017 of the year."

#, python-format
msgid "%(n)s мост упал 5 мая 2019 года."
msgid_plural "%(n)s мостов упали 5 мая 2019 года."
msgstr[0] "%(n)s bridge fell on 5 May 2019 of "
"the year."
msgstr[1] "%(n)s bridges \\"fell\\" on 5 May 2019 of the year."
"""
)


def test_a_fault_is_mended_in_place(tmp_path: Path) -> None:
    document = read(FAULTY.encode(), "en.po")
    findings = Checker().check(document)
    assert [(finding.rule, finding.place.line) for finding in findings] == [
        ("year-said-twice", 15),
        ("year-said-twice", 17),
    ]
    mended = rewrite(document, Checker().mend(document).edits).decode()
    kept = FAULTY.partition("#, python")[0]
    rest = FAULTY.removeprefix(kept).replace('2019 of "\n"the year', '2019"\n"').replace("2019 of the year", "2019")
    assert mended == kept + rest
    if msgfmt := shutil.which("msgfmt"):
        path = tmp_path / "en.po"
        path.write_text(mended, "utf8")
        subprocess.run([msgfmt, "--check", "-o", str(tmp_path / "en.mo"), str(path)], check=True)
