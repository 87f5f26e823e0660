"""Markdown: what is a segment, where each character stands, and the file with edits made."""

from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.checker import Checker
from mtqa.formats import Options, read, rewrite
from mtqa.formats.markdown import cut
from mtqa.segment import Document, Edit
from tests.growth import is_linear

ROOT = Path(__file__).parents[1]


def texts(content: str) -> list[str]:
    return [segment.target.replace("\ufffc", "#") for segment in cut(content).segments]


def file(content: str) -> Document:
    return read(content.encode(), "text.md")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", []),
        ("One\ntwo.\n\nThree.", ["One two.", "Three."]),
        ("# One #\n## *Two*\nThree\n===\nFour\n---\n", ["One", "Two", "Three", "Four"]),
        ("- One\n  two\n- Three\n\n  Four\n  1. Five\n* * *\n", ["One two", "Three", "Four", "Five"]),
        ("> One\n> two\nthree\n>\n> > Four", ["One two three", "Four"]),
        ("| A | b\\|c |\n|:--|---|\n| `d` | e *f* |\n", ["A", "b|c", "e f"]),
        ("One | two", ["One | two"]),
        ("- [ ] One\n- [x] Two", ["One", "Two"]),
        ("**One** _two_ *three*four __five__ ~~six~~", ["One two threefour five six"]),
        ("***One** two* **three*", ["One two *three"]),
        ("2 * 3 * 4, snake_case_word, * _ ~", ["2 * 3 * 4, snake_case_word, * _ ~"]),
        ("\\*One\\* \\& \\two &amp; &copy; &nosuch; &#8212;", ["*One* & \\two & © &nosuch; —"]),
        ("Run `a *b*`, ``c ` d`` and `e.", ["Run #, # and `e."]),
        ('[One *two*](a.b "c") [three][x] [x] [x][] [four] [five](\n\n[X]: u', ["One two three x x [four] [five]("]),
        ("[a [b](c) d](e) [f](<g h>) [i](j(k)l)", ["[a b d](e) f i"]),
        ("See ![one *two*](a.jpg) and [![three][x]](b).\n\n[x]: y", ["See # and #.", "one two", "three"]),
        ("<https://a.b/c_d_e> or https://a.b/c_d_e_f <me@a.b>", ["# or https://a.b/c_d_e_f #"]),
        ("One <b>two</b> <kbd>x</kbd> <img src=a><!-- three --> four", ["One two # # four"]),
        ("One.  \nTwo\\\nthree<br>Four", ["One.", "Two three", "Four"]),
        ("Cost $a_b$, $5 and $6, $$x$$, {{ y }} :smile: a:b:c", ["Cost #, $5 and $6, #, # # a:b:c"]),
        ("One[^1] two[^note].\n\n[^1]: Three four.\n    five", ["One two.", "Three four. five"]),
        ("    code\n\n```\ncode\n```\n\n~~~ x\ncode", []),
        ("---\ntitle: One\n---\nTwo", ["Two"]),
        ("---\nOne\n\nTwo", ["One", "Two"]),
        ("<div align=center>\n  <b>One</b><br>\n  Two\n</div>\n\nThree", ["One", "Two", "Three"]),
        (
            "<!-- mtqa-ignore x -->\nOne\n\n- <!-- mtqa-ignore y -->\n  Two",
            ["<!-- mtqa-ignore x -->", "One", "<!-- mtqa-ignore y -->", "Two"],
        ),
        ("`<!-- mtqa-ignore x -->` One <!-- mtqa-ignore y --> two", ["# One two", "<!-- mtqa-ignore y -->"]),
        ("{/* mtqa-ignore x -- y */}\nOne", ["<!-- mtqa-ignore x -- y -->", "One"]),
        (":::note\nOne\n:::\n\n> [!NOTE]\n> Two\n\n{% x %}\n[TOC]", ["One", "Two"]),
        ("Term\n: One\n: Two", ["Term", "One", "Two"]),
        ("# One {#id .class}", ["One"]),
        ("import A from 'b';\n\nexport const a = {}", []),
        ("[![a](b)](c) [![d](e)](f)", ["a", "d"]),
        ("One\r\ntwo\rthree\r\n\r\nFour", ["One two three", "Four"]),
    ],
)
def test_segments(content: str, expected: list[str]) -> None:
    assert texts(content) == expected


@pytest.mark.parametrize(
    ("content", "old", "new", "expected"),
    [
        ("One **two** three", "two", "2", "One **2** three"),
        ("> One\n> two", " two", ", two", "> One,\n> two"),
        ("> One\n> two three", "One two", "1 2", "> 1\n> 2 three"),
        ("- a  b", "  ", " ", "- a b"),
        ("a \\* b", "*", "x", "a x b"),
        ("a &amp; b", "& b", "& c", "a &amp; c"),
        ("a b", "b", "*b*", "a \\*b\\*"),
        ("1. 1\n2. 2", "2", "3", "1. 1\n2. 3"),
        ("# a #\n\n> a > a", "a > a", "b", "# a #\n\n> b"),
        ("|a|b|\n|-|-|\n|c|c|", "c", "d", "|a|b|\n|-|-|\n|d|c|"),
        ("Run `x` now.", "Run # now", "Go # then", "Go `x` then."),
        ("Run `x` now.", " #", "", "Run `x` now."),
        ("[a b](c 'a b') a b", "a b a", "a d a", "[a d](c 'a b') a b"),
        ("1. a  \n2. b  \n", "b", "c", "1. a  \n2. c  \n"),
    ],
)
def test_rewrite(content: str, old: str, new: str, expected: str) -> None:
    document = file(content)
    old, new = old.replace("#", "\ufffc"), new.replace("#", "\ufffc")
    number, target = next((at, segment.target) for at, segment in enumerate(document.segments) if old in segment.target)
    at = target.index(old)
    assert rewrite(document, {number: [Edit(at, at + len(old), new)]}).decode() == expected


PIECES = [
    "a", "B", "2", " ", "  ", "\n", "\n\n", "\r\n", "  \n", "\\\n", "*", "**", "_", "`", "``", "[", "](u)",
    "![", "][r]", "\n\n[r]: u\n\n", "> ", "\n> ", "- ", "\n- ", "\n  ", "# ", "|", "\n|-|-|\n", "\\", "\\*", "&amp;",
    "&nbsp;", "<b>", "<br>", "<div>", "\n</div>\n", "<!-- c -->", "```\n", "    ", "\t", "$", "é", "𝄞", "—", ". ",
    "“c”", "---\n", "[^1]", "\u00a0", "~~",
]  # fmt: skip
FILES = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(FILES)
def test_every_character_stands_where_it_is_said_to(content: str) -> None:
    for segment in cut(content).segments:
        assert segment.target == segment.target.strip()
        for at, char in enumerate(segment.target):
            start, end = segment.span(at, at + 1)
            there = content[start:end]
            if char == " ":
                assert not there.strip(" \t\r\n\\>")
            elif char != "\ufffc":
                assert unescape(there) == char or there == f"\\{char}"


@given(FILES, st.data())
def test_edits_change_the_text_that_they_are_meant_to(content: str, data: st.DataObject) -> None:
    document = file(content)
    if document.segments:
        number = data.draw(st.integers(0, len(document.segments) - 1))
        target = document.segments[number].target
        at = data.draw(st.integers(0, len(target) - 1))
        if target[at] in "aB":
            after = file(rewrite(document, {number: [Edit(at, at + 1, "X*y")]}).decode())
            assert after.segments[number].target == target[:at] + "X*y" + target[at + 1 :]
    assert rewrite(document, {at: [Edit(0, 0, "")] for at in range(len(document.segments))}) == content.encode()


HOSTILE = [
    "*a ", "*a_", "a* ", "_", "*_", "[", "]", "![", "[a](", "[a](<b", "[a][b", "[a](b '", "![a](b)", "`",
    "`a ``b ", "<", "<a ", "<!--", "&", "&amp;", "\\", "$a ", "$$", "{{", ":a", "{#", "> ", ">", "- ",
    "- a\n", "|a", "a|b\n-|-\n", "a\n", "[a]: b\n", "---\n", "<div>\n", "[^a", "<code>", "[@",
    "~~", "~~a", " ", "\t\n", "a  \n", "\\|", "# ", "\r", "[a](((",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_files_are_read_in_linear_time(piece: str) -> None:
    assert is_linear(lambda text: cut(text, Options("en", "ru")), piece, ("One ", "x"))


def test_a_fault_is_mended_in_place() -> None:
    content = "# News\r\n\r\n- On 5 May **2019 of\r\n  the year** the `x` fell.  \r\n  <!-- mtqa-ignore x -->\r\n"
    document = file(content.replace("  <!-- mtqa-ignore x -->\r\n", ""))
    [finding] = Checker().check(document)
    assert (finding.rule, finding.place.line, finding.place.column) == ("year-said-twice", 3, 14)
    mended = rewrite(document, Checker().mend(document).edits)
    assert mended == document.data.replace(b"2019 of\r\n  the year", b"2019")


def test_marks_of_markdown_are_no_faults() -> None:
    for name in ("CHANGELOG.md", "CONTRIBUTING.md"):
        assert not Checker().check(file((ROOT / name).read_text("utf8")))
