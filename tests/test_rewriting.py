"""Positions of a segment in its file, and the file with edits made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.checker import Checker
from mtqa.formats import Options, read, rewrite
from mtqa.formats.rewriting import rewritten
from mtqa.segment import Document, Edit, Segment

WRAPPED = "On 5 May the\n  old bridge\nfell."
TAGS = "The <b>old</b> R&amp;D bridge"


def segment(content: str) -> Segment:
    """What the texts above hold, as a format would tell it."""
    if content == WRAPPED:
        return Segment("On 5 May the old bridge fell.", anchors=((0, 0), (13, 15), (24, 26)))
    return Segment("The old R&D bridge", anchors=((0, 0), (4, 4), (4, 7), (7, 10), (7, 14), (10, 21)))


@pytest.mark.parametrize(
    ("content", "start", "end", "text"),
    [
        (WRAPPED, 0, 8, "On 5 May"),
        (WRAPPED, 9, 12, "the"),
        (WRAPPED, 9, 13, "the\n  "),
        (WRAPPED, 12, 13, "\n  "),
        (WRAPPED, 9, 16, "the\n  old"),
        (WRAPPED, 13, 16, "old"),
        (WRAPPED, 24, 29, "fell."),
        (WRAPPED, 29, 29, ""),
        (TAGS, 0, 4, "The "),
        (TAGS, 4, 7, "old"),
        (TAGS, 3, 5, " <b>o"),
        (TAGS, 8, 9, "R"),
        (TAGS, 9, 10, "&amp;"),
        (TAGS, 8, 11, "R&amp;D"),
        (TAGS, 12, 18, "bridge"),
    ],
)
def test_span(content: str, start: int, end: int, text: str) -> None:
    first, last = segment(content).span(start, end)
    assert content[first:last] == text


@pytest.mark.parametrize(
    ("content", "edits", "expected"),
    [
        (WRAPPED, [], WRAPPED),
        (WRAPPED, [Edit(3, 8, "6 June")], "On 6 June the\n  old bridge\nfell."),
        (WRAPPED, [Edit(9, 16, "an old")], "On 5 May an\n  old bridge\nfell."),
        (WRAPPED, [Edit(9, 16, "the")], "On 5 May the bridge\nfell."),
        (WRAPPED, [Edit(9, 16, "this new")], "On 5 May this\n  new bridge\nfell."),
        (WRAPPED, [Edit(12, 13, "\u00a0")], "On 5 May the\u00a0old bridge\nfell."),
        (WRAPPED, [Edit(3, 29, "Monday there was a storm at sea")], "On Monday\n  there was a\nstorm at sea"),
        (WRAPPED, [Edit(13, 13, "very ")], "On 5 May the\n  very old bridge\nfell."),
        (WRAPPED, [Edit(12, 12, " rusty")], "On 5 May the rusty\n  old bridge\nfell."),
        (WRAPPED, [Edit(0, 2, "At"), Edit(16, 16, ","), Edit(28, 29, "!")], "At 5 May the\n  old, bridge\nfell!"),
        (TAGS, [Edit(0, 7, "One new")], "One new<b></b> R&amp;D bridge"),
        (TAGS, [Edit(4, 4, "“"), Edit(7, 7, "”")], "The “<b>old”</b> R&amp;D bridge"),
        (TAGS, [Edit(3, 4, " “"), Edit(7, 8, "” ")], "The “<b>old</b>” R&amp;D bridge"),
        (TAGS, [Edit(4, 7, "“old”")], "The <b>“old”</b> R&amp;D bridge"),
        (TAGS, [Edit(4, 7, "new")], "The <b>new</b> R&amp;D bridge"),
        (TAGS, [Edit(2, 9, "ir X")], "Thir X<b></b>&amp;D bridge"),
        (TAGS, [Edit(8, 11, "R and D")], "The <b>old</b> R and D bridge"),
        (TAGS, [Edit(8, 18, "R&D bridges")], "The <b>old</b> R&amp;D bridges"),
    ],
)
def test_rewrite(content: str, edits: list[Edit], expected: str) -> None:
    assert rewritten(Document([segment(content)], content=content), {0: edits} if edits else {}) == expected


@given(st.data())
def test_edits_change_only_their_spans(data: st.DataObject) -> None:
    content = data.draw(st.sampled_from([WRAPPED, TAGS]))
    document = Document([segment(content)], content=content)
    length = len(document.segments[0].target)
    start, end = sorted(data.draw(st.tuples(st.integers(0, length), st.integers(0, length))))
    text = data.draw(st.text(st.sampled_from("ab &"), max_size=12))
    first, last = document.segments[0].span(start, end)
    new = rewritten(document, {0: [Edit(start, end, text)]})
    assert new.startswith(content[:first])
    assert new.endswith(content[last:])
    assert rewritten(document, {0: [Edit(start, end, document.segments[0].target[start:end])]}) == content


FLOWING = {
    "a.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nThe ferry came in %s\n",
    "a.srt": "1\n00:00:01,000 --> 00:00:02,000\nThe ferry came in %s\n",
    "a.html": "<p>The ferry came in %s and left.</p>\n",
    "a.md": "The ferry came in %s and left.\n",
}


@pytest.mark.parametrize("name", FLOWING)
@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("August \n.", "August."),
        ("August \n .", "August."),
        ("<i>August </i>\n.", "<i>August</i>."),
        ("<i>August</i>\n<i> .</i>", "<i>August</i><i>.</i>"),
        ("August\n<i></i> .", "August<i></i>."),
        ('August <i class="a b">\n</i>.', 'August<i class="a b"></i>.'),
        ("<i>August \n</i> .", "<i>August</i>."),
        ("the <i>the </i>\nspring", "the<i> </i>\nspring"),
    ],
)
def test_a_space_that_is_taken_out_uncovers_no_other(name: str, text: str, mended: str) -> None:
    data = (FLOWING[name] % text).encode()
    document = read(data, name, Options("en"))
    once = rewrite(document, Checker().mend(document).edits)
    assert once.decode() == FLOWING[name] % mended
    again = read(once, name, Options("en"))
    assert Checker().mend(again).edits == {}
