"""Subtitles: what is said, where it stands, and the file with edits made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.checker import Checker
from mtqa.errors import CannotRun
from mtqa.formats import Options, read, rewrite
from mtqa.formats.subtitles import cut
from mtqa.segment import Document, Edit
from tests.growth import is_linear


def cues(*texts: str, pause: int = 0, end: str = "\n") -> str:
    """A file with these cues of two seconds, one after the other."""
    blocks = [
        f"{number}\n00:{at // 60:02}:{at % 60:02},000 --> 00:{(at + 2) // 60:02}:{(at + 2) % 60:02},000\n{text}\n\n"
        for number, text in enumerate(texts, 1)
        for at in [(number - 1) * (2 + pause)]
    ]
    return "".join(blocks).replace("\n", end)


def texts(content: str) -> list[str]:
    return [segment.target for segment in cut(content).segments]


def file(content: str) -> Document:
    return read(content.encode(), "film.srt")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([], []),
        (["One.", "Two."], ["One.", "Two."]),
        (["One\ntwo", "three.", "Four"], ["One two three.", "Four"]),
        (["One,", "Two"], ["One, Two"]),
        (["<i>One</i>", "{\\an8}<font color=#fff>two</font>\n<b>three</b>."], ["One two three."]),
        (["- One?\n- Two,\nthree.", "– Four."], ["One?", "Two, three.", "Four."]),
        (["<i>- One</i>\n<i>-Two</i>"], ["One", "Two"]),
        (["One...", "...two.", "Three…", "Four: ", "five"], ["One... ...two.", "Three…", "Four: five"]),
        (["“One?”", "“Two", "three.”"], ["“One?”", "“Two three.”"]),
        (["[door opens]", "♪ la la", "la ♪", "One"], ["[door opens]", "♪ la la la ♪", "One"]),
        (["LONDON", "One two"], ["LONDON", "One two"]),
        (["In 1999\n2000", "1,\n2."], ["In 1999 2000 1, 2."]),
        (["One\n\ntwo."], ["One two."]),
        (["", "One", ""], ["One"]),
        (["I <3 R&amp;D --> you"], ["I <3 R&amp;D --> you"]),
        (["♪", "?!"], []),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_segments(said: list[str], expected: list[str], end: str) -> None:
    assert texts(cues(*said, end=end)) == expected


def test_what_comes_after_a_pause_stands_alone() -> None:
    assert texts(cues("One", "two", pause=5)) == ["One", "two"]


def test_times_may_be_written_loosely() -> None:
    content = (
        "\ufeff00:00:01,000 --> 00:00:02,000 X1:0\nOne.\n00:00:03.000-->00:00:04.000\nTwo.\n0:05 --> 0:06\n5 -> 6."
    )
    assert texts(content) == ["One.", "Two.", "5 -> 6."]
    assert texts("\n \n") == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("One.\nTwo.", "has text from line 1 on, but no time such as 00:00:01,000 --> 00:00:02,000; add them"),
        ("\ufeff0:01,5 --> x\nOne.", "has a broken time on line 1"),
        ("1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n00:00:03,000 -> 00:00:04,000\nTwo.", "broken time on line 6"),
        ("1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n00:00:0E,000 --> 00:00:04,000\nTwo.", "broken time on line 6"),
        ("1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n00:00:03,000 --", "broken time on line 6"),
    ],
)
def test_broken_times_are_refused(content: str, message: str) -> None:
    with pytest.raises(CannotRun) as error:
        texts(content)
    assert message in str(error.value)


WEB = """WEBVTT Kind: captions

NOTE
mtqa-ignore year-said-twice -- so in the film

STYLE
::cue { color: lime }

intro
00:01.000 --> 00:03.000 line:0
<v Anna Berg><c.loud>Built</c> in 2017 of the <00:02.000>year.

NOTE One -- two

00:03.000 --> 00:05.000
R&amp;D &lt;3&nbsp;now

REGION
id:fred
"""


def test_web_captions_have_notes_names_and_entities() -> None:
    document = read(WEB.encode(), "film.vtt")
    assert [(segment.id, segment.target) for segment in document.segments] == [
        ("1", "<!-- mtqa-ignore year-said-twice -- so in the film -->"),
        ("00:01.000", "Built in 2017 of the year."),
        ("00:03.000", "R&D <3\u00a0now"),
    ]
    assert Checker().check(document) == []
    assert rewrite(document, {2: [Edit(0, 3, "P & <q>")]}).decode() == WEB.replace("R&amp;D", "P &amp; &lt;q>")


@pytest.mark.parametrize(
    ("said", "old", "new", "expected"),
    [
        (["One two"], "two", "2", ["One 2"]),
        (["One\ntwo three"], "One two", "1 2", ["1\n2 three"]),
        (["<i>One</i>\n<i>two</i>"], " two", ", two", ["<i>One</i>,\n<i>two</i>"]),
        (["One", "two three"], "One two", "1 2", ["1 2", " three"]),
        (["One", "two"], "two", "2", ["One", "2"]),
        (["One", "two"], "e t", "e, t", ["One,", "two"]),
        (["- One\n- two"], "two", "2", ["- One\n- 2"]),
    ],
)
def test_rewrite(said: list[str], old: str, new: str, expected: list[str]) -> None:
    document = file(cues(*said))
    number, target = next((at, segment.target) for at, segment in enumerate(document.segments) if old in segment.target)
    at = target.index(old)
    assert rewrite(document, {number: [Edit(at, at + len(old), new)]}).decode() == cues(*expected)


PIECES = [
    "a",
    "B.",
    " ",
    "\n",
    "- ",
    "<i>",
    "</i>",
    "{\\an8}",
    "12",
    "&amp;",
    "<",
    "\u00a0",
    "é",
    "𝄞",
    "…",
    "♪",
    "\n3\n",
]
SAID = st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), max_size=5)


@given(SAID, st.sampled_from(["\n", "\r\n"]))
def test_every_character_stands_where_it_is_said_to(said: list[str], end: str) -> None:
    document = file(cues(*said, end=end))
    for number, segment in enumerate(document.segments):
        for at, char in enumerate(segment.target):
            start, last = segment.span(at, at + 1)
            assert document.content[start:last] == char or (char == " " and not document.content[start:last].strip())
        edits = [Edit(at, at + 1, "x") for at, char in enumerate(segment.target) if char == "a"]
        after = file(rewrite(document, {number: edits}).decode()).segments[number].target
        assert after == segment.target.replace("a", "x")
    assert rewrite(document, {}) == document.data


@pytest.mark.parametrize(
    "piece",
    ["0", "0:", "00:00:01,000 --> ", "00:00:01,000 --> 00:00:02,000\n", "\n", "<", "<i>", "{\\", "&", "- ", "1\n"],
)
@pytest.mark.parametrize("name", ["a.srt", "a.vtt"])
def test_hostile_files_are_read_in_linear_time(piece: str, name: str) -> None:
    assert is_linear(lambda text: read(text.encode(), name, Options("en", "ru")), piece, (cues("One"), cues("two")))


def test_a_fault_is_mended_in_place() -> None:
    content = cues("It was built in June", "<i>2017 of the</i>\n<i>year, and it stood.</i>", end="\r\n")
    document = file(content)
    [finding] = Checker().check(document)
    assert (finding.rule, finding.place.line, finding.place.end_line) == ("year-said-twice", 7, 8)
    mended = rewrite(document, Checker().mend(document).edits).decode()
    assert mended == content.replace("2017 of the</i>\r\n<i>year,", "2017</i><i>,")


def test_sentences_over_many_cues_are_no_faults() -> None:
    said = [
        "When the ferry left",
        "the harbour, nobody",
        "knew that “the old",
        "captain” was still",
        "(as he told me) ashore.",
    ]
    assert Checker().check(file(cues(*said))) == []


@pytest.mark.parametrize(
    ("said", "mended"),
    [
        (
            ["<i>The ferry was built in</i>\nOctober 2017 of", "the year. The the port."],
            ["<i>The ferry was built in</i>\nOctober 2017 of", "the year. The port."],
        ),
        (["The ferry left the", "port in 2017", "year"], ["The ferry left the", "port in 2017", "year"]),
        (["It left the", "the port.", "She said said\nso."], ["It left the", "the port.", "She said\nso."]),
        (["It left the port in May , I", " think think at noon."], ["It left the port in May, I", " think at noon."]),
    ],
)
@pytest.mark.parametrize("name", ["film.srt", "film.vtt"])
def test_no_fix_runs_over_a_cue_or_empties_one(said: list[str], mended: list[str], name: str) -> None:
    document = read(cues(*said).encode(), name)
    once = Checker().mend(document)
    data = rewrite(document, once.edits)
    assert data.decode() == cues(*mended)
    assert Checker().mend(read(data, name), unsafe=False).fixes == 0
    assert [segment.target for segment in read(data, name).segments] == [
        segment.target for segment in once.document.segments
    ]


def test_what_no_fix_can_mend_is_found() -> None:
    (found,) = Checker().check(file(cues("It left the port", "in 2017", "year.")))
    assert found.fix is None
    assert "{" not in found.message


def test_the_space_between_lines_is_the_indentation_too() -> None:
    data = b"WEBVTT\n\n00:01.000 --> 00:02.000\nThe ferry came back in August\n  .\n"
    document = read(data, "a.vtt", Options("en"))
    assert rewrite(document, Checker().mend(document).edits) == data.replace(b"\n  .", b".")
