"""HTML: what is a segment, where each character stands, and the page with edits made."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.errors import CannotRun
from mtqa.formats import Options, read, rewrite
from mtqa.formats.html import cut
from mtqa.segment import Document, Edit
from tests.growth import is_linear

FAULTY = "On 5 May 2019 of the year the bridge fell."


def texts(content: str) -> list[str]:
    return [segment.target.replace("\ufffc", "#") for segment in cut(content).segments]


def page(content: str) -> Document:
    return read(content.encode(), "page.html")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", []),
        ("<p>One.</p><p>Two.</p>", ["One.", "Two."]),
        ("<p>One.<p>Two.<div>Three.</div>Four.", ["One.", "Two.", "Three.", "Four."]),
        ("One <b>bol</b>d, <i>it<u>al</u></i>ic.", ["One bold, italic."]),
        ("<b>One <p>two</b> three", ["One", "two three"]),
        (" <p>\n One\n\t<b> two </b>\n three </p>", ["One two three"]),
        ("<p>\u00a0&nbsp; One&nbsp;two &nbsp;</p>", ["One\u00a0two"]),
        ("<ul><li>One<li>Two<ul><li>Three</ul></ul>", ["One", "Two", "Three"]),
        ("<table><tr><td>One<td>Two<tr><th>Three</table>", ["One", "Two", "Three"]),
        ("<dl><dt>One<dd>Two</dl>", ["One", "Two"]),
        ("One.<br>Two.", ["One.", "Two."]),
        ("One line<br/>\n goes on.<br><br>two", ["One line goes on.", "two"]),
        ("One line<br>goes on.", ["One line goes on."]),
        ("A <br> <b>b</b> <br> C", ["A b", "C"]),
        ("R&amp;D &lt;b> &#8212; &#x2014 &copy2 &hellip; &nosuch; AT&T & Co", ["R&D <b> — — ©2 … &nosuch; AT&T & Co"]),
        ("wo&shy;rd wo\u00adrd wo<wbr>rd", ["word word word"]),
        ("Run <code>a <b>b</b></code>, then <kbd>C</kbd> <img src=a>.", ["Run #, then # #."]),
        ("<p>One</p><pre>two</pre><script>three <b></script><style>p</style><template>four</template>", ["One"]),
        ("<p>One<script>if (a<b) x='<p>';</script> two", ["One two"]),
        ("<noscript>One</noscript><iframe>two</iframe><textarea>three</textarea><svg><text>four</text></svg>", []),
        ("<p hidden>One<p style='display: none'>Two<p aria-hidden=true>Three<p>Four", ["Four"]),
        ("<div hidden><p>One</div>Two<span hidden> three</span>", ["Two"]),
        ("<p translate=no>One<p class='a notranslate'>Two<p>By <span translate='no'>Acme</span>.", ["By #."]),
        ("x<sup>2</sup>, H<sub>2</sub>O, 5<sup>th</sup>, a<sup>[1]</sup>", ["x², H₂O, 5th, a"]),
        ("<a>Home</a><a>News</a>", ["Home News"]),
        ("<title>A &amp; <b></title><p>B", ["A & <b>", "B"]),
        ("<!-- One --><p>Two <!-- three -->four<!DOCTYPE x><?xml?><![CDATA[five]]>", ["Two four"]),
        ("<p>One<!-- mtqa-ignore quotes --><p>Two", ["One", "<!-- mtqa-ignore quotes -->", "Two"]),
        ("<pre><!-- mtqa-disable quotes --></pre>", ["<!-- mtqa-disable quotes -->"]),
        ("a < b <3 <- </ b", ["a < b <3 <-"]),
        ("One <b class='x>y' z=\"</b>\" w=</b>two", ["One two"]),
        ('One <a href="x>two', ["One two"]),
        ("One <a href=x", ["One"]),
        ("One <!-- two", ["One"]),
        ("<p>|</p><p>—</p><p><img></p>", []),
        ("<img alt='One \"two\"' title=\"Three &lt; &#34;four&#34;\" class='five'>", ['One "two"', 'Three < "four"']),
        (
            "<input placeholder='One'><input type=submit value='Two'><input value='three'><a aria-label=\"Four\">",
            ["One", "Two", "Four"],
        ),
        (
            "<meta name=description content='One'><meta property=og:title content='Two'><meta name=author content='c'>",
            ["One", "Two"],
        ),
        ("<p>One <img alt='two' src=x> three", ["One # three", "two"]),
        ("<img alt=One><img hidden alt='Two'><code title='three'>", ["three"]),
        (
            "<button>One</button><button>Two</button><select><option>Three<option>Four</select>",
            ["One", "Two", "Three", "Four"],
        ),
    ],
)
def test_segments(content: str, expected: list[str]) -> None:
    assert texts(content) == expected


def test_tags_close_themselves_in_xhtml_only() -> None:
    content = '<?xml version="1.0"?><html><title/><p translate="no"/><p>One</p></html>'
    assert texts(content) == ["One"]
    assert texts("<p translate='no'/>One") == []


@pytest.mark.parametrize(
    ("content", "options", "expected"),
    [
        ("<html lang=en-GB><p>Eins<p lang=de>Zwei<p lang=''>Drei", Options("fr"), ["en", "de", "fr"]),
        ("<html xml:lang='uk'><p>One", Options(), ["uk"]),
        ("<p>One<div lang=ru>Два <b lang=en>two and more</b></div>", Options("pl"), ["pl", "en"]),
        ("<html lang=ru><p><span lang=en>One</span>", Options("fr"), ["en"]),
        ("<p>Это был мост, который упал в реку, и никто не знал об этом.", Options(), ["ru"]),
    ],
)
def test_language_is_that_of_the_element(content: str, options: Options, expected: list[str]) -> None:
    assert [segment.target_lang for segment in cut(content, options).segments] == expected


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset=windows-1251><p>Мост упал".encode("cp1251"),
        "<meta http-equiv=a content='text/html; charset=koi8-r'><p>Мост упал".encode("koi8-r"),
        "<meta charset=iso-8859-1><p>Pont “tombé”".encode("cp1252"),
        "<?xml version='1.0' encoding='windows-1251'?><p>Мост упал</p>".encode("cp1251"),
        "<meta charset=windows-1251><p>Мост упал".encode(),
        "\ufeff<meta charset=windows-1251><p>Мост упал".encode(),
        "<meta charset=utf-8><p>Мост упал".encode("utf-16"),
        b"<meta charset=nosuch><p>Mir",
    ],
)
def test_encoding_is_the_one_declared(data: bytes) -> None:
    document = read(data, "page.htm")
    assert document.notice == ""
    assert document.segments[0].target.split()[0] in ("Мост", "Pont", "Mir")
    assert rewrite(document, {}) == data


@pytest.mark.parametrize(
    ("content", "old", "new", "expected"),
    [
        ("<p>One <b>two</b> three", "two", "2", "<p>One <b>2</b> three"),
        ("<p>One <b>two</b> three", "two three", "2", "<p>One <b>2</b>"),
        ("<p>One  \n <b> two", " two", ", two", "<p>One,  \n <b> two"),
        ("<p>R&amp;D lab", "R&D lab", "R & D lab", "<p>R &amp; D lab"),
        ("<p>R&amp;D", "&", "<and>", "<p>R&lt;and&gt;D"),
        ("<p>It‘s", "‘", "'", "<p>It's"),
        ("<p>R&D", "D", "<D", "<p>R&&lt;D"),
        ("<img alt='It‘s'>", "‘", "'", "<img alt='It&#x27;s'>"),
        ('<img alt="“A”">', "“A”", '"B"', '<img alt="&quot;B&quot;">'),
        ("<p>Run <code>a</code> now.", "#", "", "<p>Run <code>a</code> now."),
        ("<p>Run <code>a</code> now.", "Run # now", "Go # then", "<p>Go <code>a</code> then."),
        ("<p>A&nbsp;b", "\u00a0", " ", "<p>A b"),
        ("<p>A b", " ", "\u00a0", "<p>A\u00a0b"),
        ("<p>wo&shy;rd", "rd", "rk", "<p>wo&shy;rk"),
        ("<p>One.<p>Two", "Two", "2", "<p>One.<p>2"),
    ],
)
def test_rewrite(content: str, old: str, new: str, expected: str) -> None:
    document = page(content)
    old, new = old.replace("#", "\ufffc"), new.replace("#", "\ufffc")
    number, target = next((at, segment.target) for at, segment in enumerate(document.segments) if old in segment.target)
    at = target.index(old)
    assert rewrite(document, {number: [Edit(at, at + len(old), new)]}).decode() == expected


def test_a_character_that_the_encoding_lacks_is_written_as_a_reference() -> None:
    data = "<meta charset=koi8-r><p>Он сказал 'да'.".encode("koi8-r")
    document = read(data, "page.html")
    at = document.segments[0].target.index("'")
    assert rewrite(document, {0: [Edit(at, at + 1, "“")]}) == data.replace(b" '", b" &#8220;")


PIECES = [
    "<p>", "</p>", "<b>", "</b>", "<br>", "<code>", "</code>", "<sup>", "</sup>", "<a>", "</a>", "<i lang=de>", "</i>",
    "<p hidden>", "<img alt='a \"b' title=\"c\nd\">", "<img>", "<!-- c -->", "<script>", "</script>", "&amp;", "&nbsp;",
    "&#8212;", "&shy;", "&lt;", "&", "<", " ", "\n\t", "\u00a0", "a", "B", "2", "[1]", ". ", "“c”", "é", "𝄞", "<title>",
]  # fmt: skip
PAGES = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(PAGES)
def test_every_character_stands_where_it_is_said_to(content: str) -> None:
    document = cut(content)
    assert document.segments == sorted(document.segments, key=lambda segment: segment.anchors[0][1])
    for segment in document.segments:
        assert segment.target == segment.target.strip()
        for at, char in enumerate(segment.target):
            start, end = segment.span(at, at + 1)
            there = content[start:end]
            if char == " ":
                assert not there.strip()
            elif char == "\ufffc":
                assert there.startswith("<")
            elif char in "²₂¹₁":
                assert there in "21"
            else:
                assert unescape(there) == char


@given(PAGES, st.data())
def test_edits_make_the_text_that_they_are_meant_to(content: str, data: st.DataObject) -> None:
    document = page(content)
    if document.segments:
        number = data.draw(st.integers(0, len(document.segments) - 1))
        target = document.segments[number].target
        at = data.draw(st.integers(0, len(target) - 1))
        if target[at].isalnum() and target[at].isascii():
            new = data.draw(st.sampled_from(["Xx", "X & Y", "X<b>", "X'\"Y"]))
            after = page(rewrite(document, {number: [Edit(at, at + 1, new)]}).decode())
            assert after.segments[number].target == target[:at] + new + target[at + 1 :]
    assert rewrite(document, {at: [Edit(0, 0, "")] for at in range(len(document.segments))}) == content.encode()


HOSTILE = {
    "less-than": "<",
    "tag starts": "<a",
    "open quotes": '<a b="',
    "crossed quotes": "<a b=\"'<c d='\"",
    "comments": "<!--",
    "declarations": "<!",
    "character data": "<![CDATA[",
    "scripts": "<script>",
    "deep blocks": "<div>",
    "deep lines": "<b>",
    "never closed": "<b></i>",
    "paragraphs": "<p>x",
    "line breaks": "a<br>",
    "lines around blocks": "<b><div></b></i>",
    "notes": "<sup>[1]",
    "links": "<a>x</a>",
    "ampersands": "&",
    "entities": "&amp;",
    "numbers": "&#1",
    "attributes": "<a " + "b=c " * 5,
    "spaces": "<a b  ",
    "ignored": "<!-- mtqa-ignore x -->",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_are_read_in_linear_time(piece: str) -> None:
    assert is_linear(lambda text: cut(text, Options("en", "ru")), piece, ("<p>One ", ""))


@pytest.mark.parametrize("data", [b"\0" * 1000, b"\x89PNG\r\n\x1a\n\0\0", b"%PDF-1.4"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(CannotRun):
        read(data, "page.html")


def test_a_fault_is_mended_in_place() -> None:
    from mtqa.checker import Checker  # noqa: PLC0415

    document = page(f"<html lang=en>\r\n<p title='a > b'>R&amp;D: <b>{FAULTY}</b>\r\n</html>")
    [finding] = Checker().check(document)
    assert (finding.rule, finding.place.line, finding.place.text) == ("year-said-twice", 2, "2019 of the year")
    assert document.content[finding.place.column + 15 :].startswith("2019 of the year")
    mended = rewrite(document, Checker().mend(document).edits)
    assert mended == document.data.replace(b"2019 of the year", b"2019")
