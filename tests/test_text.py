"""Plain text: what a paragraph is, where it stands, and the file with edits made."""

import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.formats import Options
from mtqa.formats.encoding import decode
from mtqa.formats.lazily import MANY
from mtqa.formats.rewriting import rewritten
from mtqa.formats.text import cut, read, rewrite
from mtqa.segment import Document, Edit

TEXTS = Path(__file__).parents[1] / "fixtures" / "text"
PROSE = (
    "The council of Ellery voted on Tuesday for a second bridge over the Lenne. It is to cost four million and to be"
    " ready in three years, but not all of the members believe that. Some have moved their money to the other bank."
)


def paragraphs(content: str, segments: str = "auto") -> list[str]:
    return [segment.target for segment in cut(content, Options(segments=segments)).segments]  # type: ignore[arg-type]


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.txt")), ids=lambda path: path.stem)
def test_fixture_is_cut(path: Path) -> None:
    text = decode(path.read_bytes()).text
    assert paragraphs(text) == path.with_suffix(".segments").read_text("utf8").split("\n")[:-1]


@pytest.mark.parametrize(
    ("content", "line", "paragraph"),
    [
        ("", [], []),
        (" \n\t\n\u00a0\n", [], []),
        ("One.", ["One."], ["One."]),
        ("One.\nTwo.\n\nThree.\n", ["One.", "Two.", "Three."], ["One. Two.", "Three."]),
        ("One.\r\nTwo.\r\n\r\nThree.", ["One.", "Two.", "Three."], ["One. Two.", "Three."]),
        ("One.\rTwo.\r\rThree.\r", ["One.", "Two.", "Three."], ["One. Two.", "Three."]),
        ("One.\n \u00a0 \nTwo.", ["One.", "Two."], ["One.", "Two."]),
        ("\n\n  One.  \n\tTwo.\t\n", ["One.", "Two."], ["One. Two."]),
        ("\u00a0 One.\u00a0\n \u202fTwo.", ["\u00a0 One.", "\u202fTwo."], ["\u00a0 One. \u202fTwo."]),
        ("\u3000一。\n\u2003Two.", ["一。", "Two."], ["一。 Two."]),
        ("One\u2028two\x85three\x0bfour", ["One\u2028two\x85three\x0bfour"], ["One\u2028two\x85three\x0bfour"]),
        ("One.\f\nTwo.\n\fThree.", ["One.", "Two.", "Three."], ["One. Two. Three."]),
        ("twenty-\nfive", ["twenty-", "five"], ["twenty-five"]),
        ("one –\ntwo -\nthree", ["one –", "two -", "three"], ["one – two - three"]),
        ("大桥要\n到明年", ["大桥要", "到明年"], ["大桥要到明年"]),
        (
            "One.\n<!-- mtqa-ignore quotes -->\nTwo.\nThree.",
            ["One.", "<!-- mtqa-ignore quotes -->", "Two.", "Three."],
            ["One.", "<!-- mtqa-ignore quotes -->", "Two. Three."],
        ),
    ],
)
def test_shape_can_be_told(content: str, line: list[str], paragraph: list[str]) -> None:
    assert paragraphs(content, "line") == line
    assert paragraphs(content, "paragraph") == paragraph


def test_segments_carry_number_and_languages() -> None:
    segments = cut("One.\n\nTwo.", Options("de", "ru")).segments
    assert [(segment.id, segment.target_lang, segment.source_lang) for segment in segments] == [
        ("1", "de", "ru"),
        ("2", "de", "ru"),
    ]


def test_file_keeps_its_encoding_and_says_what_it_is() -> None:
    data = "Le café de Léa, 5 mai : fermé. L’été, elle vend des glaces.".encode("cp1252")
    document = read(data, "a.txt")
    assert (document.path, document.data, document.notice) == ("a.txt", data, "not UTF-8; read as windows-1252")
    assert rewrite(document, {0: [Edit(3, 7, "thé")]}) == data.replace("café".encode("cp1252"), "thé".encode("cp1252"))


@pytest.mark.parametrize("width", [40, 72, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("indent", ["", "    "])
def test_positions_in_wrapped_text(width: int, end: str, indent: str) -> None:
    paragraph = textwrap.fill(PROSE, width, initial_indent=indent, subsequent_indent=indent)
    content = f"{paragraph}\n\n{paragraph}\n".replace("\n", end)
    document = cut(content)
    assert [segment.target for segment in document.segments] == [PROSE, PROSE]
    lines = re.split(r"\r\n?|\n", content)
    for word in ("council", "Lenne", "three years", "their money"):
        for segment in document.segments:
            at = segment.target.index(word)
            start, last = segment.span(at, at + len(word))
            assert " ".join(content[start:last].split()) == word
            line, column = document.position(start)
            assert lines[line - 1][column - 1 :].startswith(word.split()[0])


def test_a_mended_line_leaves_wrapped_text_wrapped() -> None:
    document = cut("\n\n".join([textwrap.fill(PROSE, 72)] * 3))
    start = PROSE.index(" It is to cost four million")
    edits = {1: [Edit(start, PROSE.index(" and to be"), "")]}
    mended = rewritten(document, edits)
    assert [segment.target for segment in cut(mended).segments][::2] == [PROSE, PROSE]
    assert len(cut(mended).segments) == 3


def test_a_block_unlike_the_rest_is_judged_by_itself() -> None:
    sentences = [
        f"The bridge number {number} was opened in the month of May{', they say' * (number % 5)}."
        for number in range(9)
    ]
    wrapped = textwrap.fill(PROSE, 50)
    assert paragraphs("\n".join(sentences * 3) + "\n\n" + wrapped) == [*sentences * 3, PROSE]
    assert paragraphs("\n\n".join([wrapped] * 9) + "\n\n" + "\n".join(sentences)) == [*[PROSE] * 9, *sentences]


def contents(chars: str) -> st.SearchStrategy[str]:
    """Texts of all shapes made of these characters."""
    lines = st.tuples(st.text(st.sampled_from(chars), max_size=20), st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
    return st.lists(lines).map(lambda pairs: "".join(map("".join, pairs)))


@given(contents("aB.,- \t\u00a0\f\u2028一é"), st.sampled_from(["auto", "line", "paragraph"]))
def test_every_character_stands_where_it_is_said_to(content: str, segments: str) -> None:
    document = cut(content, Options(segments=segments))  # type: ignore[arg-type]
    last = 0
    for segment in document.segments:
        for at, char in enumerate(segment.target):
            start, end = segment.span(at, at + 1)
            assert start >= last
            assert content[start] == char or (char == " " and content[start:end].isspace())
            last = end
    assert "".join(content.split()) == "".join("".join(segment.target for segment in document.segments).split())
    assert rewritten(document, {}) == content


@given(contents("aB., \t\u00a0\f\u2028é"), st.data())
def test_edits_make_the_targets_they_are_meant_to(content: str, data: st.DataObject) -> None:
    document = cut(content, Options(segments="paragraph"))
    edits = {}
    wanted = [segment.target for segment in document.segments]
    for number, target in enumerate(wanted):
        start, end = sorted(data.draw(st.tuples(st.integers(0, len(target)), st.integers(0, len(target)))))
        text = data.draw(st.sampled_from(["x", "x y", "x y z"]))
        edits[number] = [Edit(start, end, text)]
        wanted[number] = target[:start] + text + target[end:]
    got = [segment.target for segment in cut(rewritten(document, edits), Options(segments="paragraph")).segments]
    assert [target.split() for target in got] == [target.split() for target in wanted]


def test_many_segments_are_made_when_they_are_asked_for() -> None:
    document = cut("One.\n\nTwo.\n\n" * MANY)
    assert not isinstance(document.segments, list)
    assert len(document.segments) == 2 * MANY
    assert [document.segments[number].id for number in (0, 1, -1)] == ["1", "2", str(2 * MANY)]
    assert [segment.target for segment in document.segments[1:4]] == ["Two.", "One.", "Two."]
    assert next(iter(document.segments)) == document.segments[0]
    with pytest.raises(IndexError):
        document.segments[2 * MANY]


@pytest.mark.parametrize(
    "content",
    [
        PROSE * 50_000,
        " " * 10_000_000,
        "\u00a0" * 10_000_000,
        "\r" * 10_000_000,
        f"{'x' * 5_000_000}\n" * 2,
        "a b\n" * 500_000,
    ],
    ids=["one line", "spaces", "no-break spaces", "ends", "two lines", "short lines"],
)
def test_monsters_are_read(content: str) -> None:
    assert isinstance(cut(content), Document)
