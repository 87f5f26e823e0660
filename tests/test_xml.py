"""XML: text where it stands, edits where they belong, and files that are broken, lying or hostile."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa import formats
from mtqa.errors import CannotRun
from mtqa.formats import lazily, units
from mtqa.formats.markup import DEEPEST, MOST, opened
from mtqa.segment import Document, Edit
from mtqa.text import OBJECT
from tests.growth import grows_evenly

HEAD = '<xliff version="1.2"><file source-language="ru" target-language="en"><body><trans-unit id="1"{}><target>'
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
TAIL = "</target></trans-unit></body></file></xliff>"


def read(inner: str, attributes: str = "", declaration: str = "") -> Document:
    return formats.read((declaration + HEAD.format(attributes) + inner + TAIL).encode(), "a.xlf")


def target(inner: str, attributes: str = "") -> str:
    return read(inner, attributes).segments[0].target


def rewritten(inner: str, *edits: Edit) -> str:
    data = formats.rewrite(read(inner), {0: edits}).decode()
    assert data.startswith(HEAD.format(""))
    assert data.endswith(TAIL)
    return data[len(HEAD.format("")) : -len(TAIL)]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("R&amp;D &lt;b&gt; &quot;a&quot; &apos;", 'R&D <b> "a" \''),
        ("&#x41;&#66;&#x1F600;&#128;", "AB\U0001f600\x80"),
        ("a<![CDATA[ &amp; <b>]]>c", "a &amp; <b>c"),
        ("a<!-- b --> c<?d e?>", "a c"),
        ("  one\n   two\r\nthree ", "one two three"),
        ("one <g id='1'>\n two</g>", "one two"),
        ("\u00a0one", "\u00a0one"),
        ("two  spaces\tand a tab", "two  spaces\tand a tab"),
        ("a<g id='1'>b<g id='2'>c</g></g>d", "abcd"),
        ("a<bpt id='1'>&lt;b></bpt>b<ept id='1'>&lt;/b></ept>", "ab"),
        ('<g id="a>b">c</g>', "c"),
        ("You have <x id='1'/> letters", f"You have {OBJECT} letters"),
        ("Open <ph id='1'>%s</ph>.", f"Open {OBJECT}."),
        ("(<x id='1'/>)", f"({OBJECT})"),
        ("“<x id='1'/><x id='2'/>”", f"“{OBJECT}”"),
        ("One.<x id='1'/>Two.", f"One.{OBJECT}Two."),
        ("<x id='1'/>bold<x id='2'/> text", "bold text"),
        ("“<x id='1'/>Bold<x id='2'/>” text", "“Bold” text"),
        ("$<x id='1'/>", f"${OBJECT}"),
        ("a <mrk mtype='protected'>xyz_1</mrk> b", f"a {OBJECT} b"),
        ("a <mrk mtype='term'>ferry</mrk> b", "a ferry b"),
    ],
)
def test_text(inner: str, text: str) -> None:
    assert target(inner) == text


def test_space_is_kept_where_the_file_says_so() -> None:
    assert target("one\r\n  two\rthree", ' xml:space="preserve"') == "one\n  two\nthree"


@pytest.mark.parametrize(
    ("inner", "edits", "expected"),
    [
        ("a b", [Edit(2, 3, "<&>")], "a &lt;&amp;&gt;"),
        ("R&amp;D", [Edit(0, 3, "R&E")], "R&amp;E"),
        ("R&#38;D", [Edit(0, 3, "R&E")], "R&#38;E"),
        ("<![CDATA[a b]]>", [Edit(2, 3, "<&>")], "<![CDATA[a <&>]]>"),
        ("<![CDATA[a b]]>", [Edit(2, 3, "]]>")], "<![CDATA[a ]]]]><![CDATA[>]]>"),
        ("a <g id='1'>b</g> c", [Edit(0, 5, "d")], "d<g id='1'></g>"),
        ("a <g id='1'>b</g> c", [Edit(2, 3, "B")], "a <g id='1'>B</g> c"),
        ("the <x id='1'/> the", [Edit(0, 5, f"a {OBJECT}")], "a <x id='1'/> the"),
        ("x <x id='1'/> y", [Edit(1, 4, f" {OBJECT}, ")], "x <x id='1'/>, y"),
        ("x <x id='1'/> y", [Edit(1, 4, " ")], "x <x id='1'/> y"),
        ("x  <!-- c -->y", [Edit(1, 3, " ")], "x <!-- c -->y"),
    ],
)
def test_edit(inner: str, edits: list[Edit], expected: str) -> None:
    assert rewritten(inner, *edits) == expected


PIECES = st.one_of(
    st.text(st.sampled_from("ab é😀.,“”"), min_size=1, max_size=4).map(lambda text: (text, text)),
    st.sampled_from([("&amp;", "&"), ("&lt;", "<"), ("&#x41;", "A"), ("&#10;", "\n"), ("&quot;", '"')]),
    st.sampled_from([("<![CDATA[<&]]>", "<&"), ("<![CDATA[]]>", ""), ("<!-- a -->", ""), ("<?p q?>", "")]),
    st.sampled_from([("<g id='1'>", ""), ("<bx id='2'/>", ""), ("<bpt id='3'>&lt;</bpt>", "")]),
)


def built(pieces: list[tuple[str, str]]) -> tuple[str, str]:
    """A text with letters at both ends, as the file has it and as it is read."""
    inner = "".join(raw for raw, _ in pieces)
    return f"x{inner}{'</g>' * inner.count('<g ')}y", f"x{''.join(text for _, text in pieces)}y"


@given(st.lists(PIECES, max_size=8))
def test_every_character_stands_where_it_is_said_to(pieces: list[tuple[str, str]]) -> None:
    inner, text = built(pieces)
    document = read(inner)
    segment = document.segments[0]
    assert segment.target == text
    for at, char in enumerate(text):
        start, end = segment.span(at, at + 1)
        raw = document.content[start:end]
        assert raw == char or target(f"{raw}!") == f"{char}!" or (char == "\n" and raw == "&#10;")


@given(st.lists(PIECES, max_size=8), st.data())
def test_edits_make_the_targets_they_are_meant_to(pieces: list[tuple[str, str]], data: st.DataObject) -> None:
    inner, text = built(pieces)
    start, end = sorted(data.draw(st.tuples(*[st.integers(1, len(text) - 1)] * 2)))
    new = data.draw(st.text(st.sampled_from("ab<&>]é'\""), max_size=6))
    changed = rewritten(inner, Edit(start, end, new))
    assert target(changed) == text[:start] + new + text[end:]
    assert [changed.count(part) for part in ("<g ", "</g>", "<bx ", "<!--")] == [
        inner.count(part) for part in ("<g ", "</g>", "<bx ", "<!--")
    ]
    assert rewritten(inner, Edit(start, end, text[start:end])) == inner


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "koi8-r", "iso-8859-5"])
def test_encodings_are_those_that_the_file_declares(codec: str) -> None:
    text = f'<?xml version="1.0" encoding="{codec.removesuffix("-sig")}"?>\n{HEAD.format("")}The ферма{TAIL}'
    data = text.encode(codec)
    document = formats.read(data, "a.xlf")
    assert document.segments[0].target == "The ферма"
    assert formats.rewrite(document, {}) == data
    mended = formats.rewrite(document, {0: [Edit(0, 3, "Тот")]})
    assert mended == text.replace("The", "Тот").encode(codec)
    quoted = formats.rewrite(document, {0: [Edit(0, 0, "“")]})
    assert formats.read(quoted, "a.xlf").segments[0].target == "“The ферма"


def test_utf_16_needs_no_mark() -> None:
    data = f'<?xml version="1.0" encoding="utf-16"?>{HEAD.format("")}The ферма{TAIL}'.encode("utf-16-be")
    document = formats.read(data, "a.xlf")
    assert document.segments[0].target == "The ферма"
    assert formats.rewrite(document, {}) == data


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DECLARED = '<?xml version="1.0" encoding="{}"?>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is not well-formed XML: no element found on line 1, column 1"),
        (b"<xliff", "is not well-formed XML: unclosed token on line 1, column 1"),
        (b"<xliff>\n <a></b>", "is not well-formed XML: mismatched tag on line 2, column 7"),
        (b"<xliff>\n \0</xliff>", "is not well-formed XML: not well-formed (invalid token) on line 2, column 2"),
        ("<a>ж</b>".encode(), "is not well-formed XML: mismatched tag on line 1, column 7"),
        (b"<a/><b/>", "is not well-formed XML: junk after document element on line 1, column 5"),
        (BOMB.encode() + b"<a>&b;</a>", "declares an entity on line 1; write out what it stands for"),
        (OUTSIDE.encode() + b"<a>&a;</a>", "declares an entity on line 1; write out what it stands for"),
        (b"<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://a.example/x.dtd'>%p;]><a/>", "declares an entity on line 1"),
        (b"<!DOCTYPE x SYSTEM 'x.dtd'><a>\n&nbsp;</a>", "names the entity &nbsp; on line 2, column 1, which XML does"),
        (b"<a>&nbsp;</a>", "is not well-formed XML: undefined entity on line 1, column 4"),
        (
            DECLARED.format("utf-8").encode() + b"\n<a>\xd6</a>",
            "declares the encoding utf-8, but the byte 0xd6 on line 2",
        ),
        (b"<a>\n\xd6</a>", "declares no encoding, so it is UTF-8, but the byte 0xd6 on line 2 is not"),
        (
            DECLARED.format("utf-16").encode() + b"<a/>",
            "declares the encoding utf-16 but is not; correct what it declares",
        ),
        (DECLARED.format("utf-8").encode("utf-16"), "declares the encoding utf-8 but is UTF-16-LE; correct what it"),
        (b"\xef\xbb\xbf" + DECLARED.format("cp1251").encode(), "declares the encoding cp1251 but is UTF-8; correct"),
        (DECLARED.format("rot13").encode() + b"<a/>", "declares the encoding 'rot13', which is not known; save it as"),
        (DECLARED.format("no-such").encode() + b"<a/>", "declares the encoding 'no-such', which is not known"),
        (DECLARED.format("utf-7").encode() + b"<a/>", "declares the encoding 'utf-7', which is not known"),
        (b"<a/>", "is no XLIFF: its root element is <a>"),
        (b"<xliff version='3.0'/>", "is XLIFF 3.0; versions 1.0 to 2.2 are read"),
        (b"<xliff/>", "is XLIFF of no version; versions 1.0 to 2.2 are read"),
    ],
)
def test_refused_with_one_line(data: bytes, message: str) -> None:
    with pytest.raises(CannotRun) as error:
        formats.read(data, "a.xlf")
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_every_truncated_file_is_refused() -> None:
    whole = (HEAD.format("") + "The old <g id='1'>R&amp;D</g> <![CDATA[bridge]]>." + TAIL).encode()
    for length in range(len(whole)):
        with pytest.raises(CannotRun):
            formats.read(whole[:length], "a.xlf")


@pytest.mark.parametrize("count", [DEEPEST, 100_000])
def test_deep_nesting_is_refused(count: int) -> None:
    with pytest.raises(CannotRun, match="more than 200 elements in each other on line 1"):
        read("<g>" * count + "</g>" * count)


def test_too_many_elements_in_one_are_refused() -> None:
    with pytest.raises(CannotRun, match="more than 100,000 elements in one on line 1"):
        read("<x/>" * (MOST + 10))


@pytest.mark.parametrize(
    "inner", ["<x id='1'/>", "&amp;", " \n", "<![CDATA[a]]>", "<!-- -->", "<g>a</g>", "a ", "]]&gt;"]
)
def test_time_is_linear(inner: str) -> None:
    assert grows_evenly(lambda count: read(inner * count), 5_000)


def test_what_stands_before_the_root_element_is_no_part_of_it() -> None:
    doctype = '<!DOCTYPE xliff PUBLIC "-//x//y" "z>.dtd" [<!ELEMENT a ANY>]>'
    before = f'<?xml version="1.0"?>\n<!-- ж <xliff version="9"> -->\n{doctype}\n'
    assert read("The bridge", declaration=before).segments[0].target == "The bridge"
    assert opened((before + "<ж/>").encode()).content[opened((before + "<ж/>").encode()).root :] == "<ж/>"


def test_segments_that_are_not_held_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"<trans-unit id='{n}'><target>The bridge <g>{n}</g></target></trans-unit>" for n in range(20))
    data = f"<xliff version='1.2'><file target-language='en'><body>{rows}</body></file></xliff>".encode()
    held = list(formats.read(data, "a.xlf").segments)
    monkeypatch.setattr(units, "HELD", 5)
    monkeypatch.setattr(lazily, "MANY", 5)
    made = formats.read(data, "a.xlf").segments
    assert not isinstance(made, list)
    assert list(made) == held == made[:]
    assert made[7] == held[7]


BOMBS = {
    "laughs": '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]><x>&a11;</x>",
    "blowup": f'<!DOCTYPE x [<!ENTITY a "{"ha" * 50_000}">]><x>{"&a;" * 50_000}</x>',
    "outside": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "deep": "<xliff version='1.2'>" + "<file>" * 100_000 + "</file>" * 100_000 + "</xliff>",
    "wide": f"<xliff version='1.2'><trans-unit><target>{'<x/>' * 1_000_000}</target></trans-unit></xliff>",
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_in_little_memory(name: str, tmp_path: Path) -> None:
    (tmp_path / "bomb.xlf").write_text(BOMBS[name], "utf8")
    command = ["sh", "-c", 'ulimit -v 1000000; exec "$0" -m mtqa check bomb.xlf', sys.executable]
    run = subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, check=False)
    assert (run.returncode, run.stderr.count(b"\n")) == (2, 1)
    assert run.stderr.startswith(b"mtqa: bomb.xlf: ")


MEASURED = """
import resource, sys
from mtqa import formats
from mtqa.formats import tmx, xliff
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
data = open(sys.argv[1], "rb").read()
formats.read(data, sys.argv[1])
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 / len(data))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is told in other units")
@pytest.mark.parametrize("name", ["a.xlf", "a.tmx"])
def test_memory_is_a_small_multiple_of_the_file(name: str, tmp_path: Path) -> None:
    said, text = "Мост построили в две тысячи первом году. " * 3, "The bridge was built in the year 2001. " * 3
    if name == "a.xlf":
        row, around = (
            f"<trans-unit id='1'><source>{said}</source><target>{text}</target></trans-unit>",
            HEAD.partition("<t"),
        )
        whole = around[0] + row * 12_000 + "</body></file></xliff>"
    else:
        row = f"<tu><tuv lang='ru'><seg>{said}</seg></tuv><tuv lang='en'><seg>{text}</seg></tuv></tu>"
        whole = f"<tmx><header srclang='ru'/><body>{row * 12_000}</body></tmx>"
    path = tmp_path / name
    path.write_text(whole, "utf8")
    run = subprocess.run([sys.executable, "-c", MEASURED, path], env=ENVIRONMENT, capture_output=True, check=True)
    assert float(run.stdout) < 10
