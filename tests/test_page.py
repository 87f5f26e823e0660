"""The HTML report as data and as text: pieces of marked text, word diffs, contrast, and what the file holds."""

import re
from io import StringIO
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa import __version__, reports
from mtqa.checker import Checker
from mtqa.gate import Gate
from mtqa.reports import html
from mtqa.reports.html.manual import Block, manuals
from mtqa.reports.html.marks import Mark, pieces
from mtqa.reports.html.shelf import direction
from mtqa.reports.html.view import View
from mtqa.reports.html.worddiff import changes
from mtqa.rule import Across, Hit, Pattern, Rule, Spot
from mtqa.segment import Checked, Document, Segment
from tests.articles import article

FAULT = Rule(Pattern("fault", fix="good"), "“{found}” is a fault", (), id="year-said-twice", family="dates")
STYLE = (Path(html.__file__).parent / "style.css").read_text("utf8")
SCRIPT = (Path(html.__file__).parent / "script.js").read_bytes()


def checked(text: str, *rules: Rule, path: str = "a.txt") -> Checked:
    document = Document(article(text).segments, path, text)
    return Checked(document, Checker(rules or [FAULT]).check(document), False)


def printed(*results: Checked) -> str:
    out = StringIO()
    reports.report("html")(results, out, Gate())
    return out.getvalue()


class TestPieces:
    @staticmethod
    def cut(text: str, *marks: tuple[int, int]) -> list[tuple[str, list[tuple[int, int]]]]:
        """Each piece with the number of each of its marks and its lane."""
        named = [Mark(start, end, "e", str(number)) for number, (start, end) in enumerate(marks, start=1)]
        return [
            (piece.text, [(int(stripe.mark.label), stripe.lane) for stripe in piece.stripes])
            for piece in pieces(text, named)
        ]

    def test_none(self) -> None:
        assert self.cut("A text.") == [("A text.", [])]
        assert self.cut("") == []

    def test_one_inside_another(self) -> None:
        assert self.cut("abcdef", (0, 6), (2, 4)) == [
            ("ab", [(1, 0)]),
            ("cd", [(1, 0), (2, 1)]),
            ("ef", [(1, 0)]),
        ]

    def test_crossing(self) -> None:
        assert self.cut("abcdef", (0, 4), (2, 6)) == [
            ("ab", [(1, 0)]),
            ("cd", [(1, 0), (2, 1)]),
            ("ef", [(2, 1)]),
        ]

    def test_a_lane_is_free_again(self) -> None:
        assert self.cut("abcdef", (0, 2), (2, 4), (3, 6)) == [
            ("ab", [(1, 0)]),
            ("c", [(2, 0)]),
            ("d", [(2, 0), (3, 1)]),
            ("ef", [(3, 1)]),
        ]

    def test_nothing_can_be_marked(self) -> None:
        assert self.cut("ab", (1, 1), (2, 2)) == [("a", []), ("", [(1, 0)]), ("b", []), ("", [(2, 0)])]

    @given(
        st.text(max_size=30),
        st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8),
        st.lists(st.integers(0, 30), max_size=4),
    )
    def test_together_they_are_the_text(self, text: str, ends: list[tuple[int, int]], cuts: list[int]) -> None:
        marks = [Mark(min(pair), max(pair), "e", str(number)) for number, pair in enumerate(ends)]
        found = list(pieces(text, marks, cuts))
        assert "".join(piece.text for piece in found) == text
        for mark in marks:
            if mark.end <= len(text):
                of_it = [piece for piece in found if any(stripe.mark == mark for stripe in piece.stripes)]
                assert "".join(piece.text for piece in of_it) == text[mark.start : mark.end]
                lanes = {stripe.lane for piece in of_it for stripe in piece.stripes if stripe.mark == mark}
                assert len(lanes) == 1
        for piece in found:
            assert len({stripe.lane for stripe in piece.stripes}) == len(piece.stripes)


class TestChanges:
    @pytest.mark.parametrize(
        ("text", "old", "new", "expected"),
        [
            ("It began in 2017 of the year.", " of the year", "", ["It began in 2017", "- of the year", "."]),
            ("He is from Vil nius now.", "Vil nius", "Vilnius", ["He is from ", "-Vil nius", "+Vilnius", " now."]),
            ("one two three", "one two", "uno dos", ["-one two", "+uno dos", " three"]),
            ("he said.The end", "said.The", "said. The", ["he said.", "+ ", "The end"]),
            ("same", "same", "same", ["same"]),
        ],
    )
    def test_words(self, text: str, old: str, new: str, expected: list[str]) -> None:
        start = text.index(old)
        signs = {"same": "", "del": "-", "ins": "+"}
        found = [signs[change.kind] + change.text for change in changes(text, start, start + len(old), new)]
        assert found == expected

    @given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80), st.text(max_size=20))
    def test_both_texts_can_be_read(self, text: str, one: int, other: int, new: str) -> None:
        start, end = sorted((min(one, len(text)), min(other, len(text))))
        found = changes(text, start, end, new)
        before = "".join(change.text for change in found if change.kind != "ins")
        after = "".join(change.text for change in found if change.kind != "del")
        assert text[start:end] in before
        assert new in after

    def test_white_space_is_shown(self) -> None:
        gone, come = (change for change in changes("a  b", 1, 3, "\t") if change.kind != "same")
        assert (gone.shown, come.shown) == ("␣␣", "⇥")


def test_a_manual_is_blocks() -> None:
    (manual,) = manuals(["year-said-twice", "no-such-rule"])
    assert manual.gist[0].startswith("A year that says so twice")
    kinds = [block.kind for block in manual.blocks]
    assert kinds[:2] == ["text", "heading"]
    assert "examples" in kinds


def test_long_quiet_sentences_fold_and_the_text_stays_whole() -> None:
    quiet = "The harbour was quiet, and the boats lay at their moorings under a low sky all through that day. " * 3
    text = f"A fault here. {quiet}Another fault ends it."
    ((chunk,),) = (list(shelf.chunks) for shelf in View([checked(text)], Gate()).documents)
    (row,) = chunk
    assert [(part.sentences, part.pieces[0].text[:9]) for part in row.parts] == [  # type: ignore[union-attr]
        (0, "A "), (3, "The harbo"), (0, "Another "),
    ]  # fmt: skip
    whole = "".join(piece.text for part in row.parts for piece in part.pieces)  # type: ignore[union-attr]
    assert whole == text


def test_what_is_wrong_as_a_whole_is_marked_at_its_edge() -> None:
    text = "A paragraph that is long enough " * 5
    whole = Rule(lambda segment: [Hit(0, len(segment.target))], "all of it", (), id="x", family="y")
    page = printed(checked(text.strip(), whole))
    assert '<div class="s whole w"' in page
    assert '<mark class="w whole l0 z gap" data-n="W1"></mark>A paragraph' in page


def test_related_places_are_links_to_marks() -> None:
    pair = Rule(
        Across(lambda _: [Hit(0, 3, segment=2, related=(Spot(0, 0, 3), Spot(1, 4, 7)))]),
        "in three spellings", (), id="name-variants", family="names",
    )  # fmt: skip
    page = printed(checked("One.\n\nThe Two.\n\nTre.", pair))
    for name in re.findall(r'<a href="#(p[\d-]+)">', page):
        assert page.count(f'id="{name}"') == 1
    assert len(re.findall(r'<a href="#p1-\d-\d-\d"><q dir="auto">(?:One|Two)</q>', page)) == 2


def test_source_is_beside_with_its_stretch() -> None:
    rule = Rule(lambda segment: [Hit(4, 6, in_source=((3, 5),))], "not the number", (), id="x", family="numbers")
    pair = Segment("for 32 days", "на 22 дня", "en", "ru", "7")
    document = Document([pair], "a.tsv")
    page = printed(Checked(document, Checker([rule]).check(document)))
    assert '<p class="o" dir="auto" lang="ru">на <mark class="w l0 z" data-n="W1">22</mark> дня</p>' in page
    assert '<p class="t" dir="auto">for <mark class="w l0 z" data-n="W1">32</mark> days</p>' in page


def test_known_findings_are_shown_and_do_not_count() -> None:
    result = checked("A fault.")
    page = printed(result._replace(findings=[], known=result.findings, passes=True))
    assert '<h1 class="yes">Passes</h1>' in page
    assert '<li class="f w known"' in page
    assert "1 more finding known" in page


def test_scores_and_orders_by_them_only_where_there_are_any() -> None:
    result = checked("A fault.")
    scored = result._replace(findings=[finding._replace(score=0.4375) for finding in result.findings])
    assert '<data value="0.4375">0.44</data>' in printed(scored)
    assert '<option value="score">' in printed(scored)
    assert "<data" not in printed(result)
    assert '<option value="score">' not in printed(result)


def test_ids_are_unique_where_two_files_share_a_finding() -> None:
    page = printed(checked("A fault.", path="a.txt"), checked("A fault.", path="b.txt"))
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_same_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert f"<b>mtqa</b> {__version__}<" in printed(checked("A fault.")).replace("\n", "")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert f"<b>mtqa</b> {__version__}, 1970-01-02" in printed(checked("A fault."))


def test_one_file_and_a_small_script() -> None:
    page = printed(checked("A fault."))
    assert not re.search(r"""(?:src|href|action)=["']?(?:https?:)?//|@import|url\((?!#)""", page)
    assert " style=" not in page
    assert len(SCRIPT) < 20_000
    assert b"innerHTML" not in SCRIPT


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


PAIRS = [
    *product(("text", "soft", "link", "error", "warning", "note"), ("page", "panel")),
    *(("text", f"{name}-tint") for name in ("error", "warning", "note", "good")),
    *((name, f"{name}-tint") for name in ("error", "good")),
    *(("page", name) for name in ("error", "warning", "note", "text", "good")),
    ("text", "here"), ("soft", "error-tint"), ("soft", "warning-tint"), ("soft", "note-tint"),
]  # fmt: skip


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("fore", "back"), PAIRS)
def test_contrast_is_that_of_wcag_aa(fore: str, back: str, scheme: int) -> None:
    colours = {name: pair.split(", ")[scheme] for name, pair in re.findall(r"--([\w-]+): light-dark\((.*?)\)", STYLE)}
    assert contrast(colours[fore], colours[back]) >= 4.5


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("-", "<!-- mtqa-ignore {rule} -- reason -->"),
        ("a.md", "<!-- mtqa-ignore {rule} -- reason -->"),
        ("a.vtt", "NOTE mtqa-ignore {rule} -- reason"),
        ("a.srt", ""),
        ("a.po", "# mtqa-ignore {rule} -- reason"),
        ("a.sdlxliff", "<note>mtqa-ignore {rule} -- reason</note>"),
        ("a.csv", ""),
    ],
)
def test_suppressions_are_those_of_the_format(path: str, expected: str) -> None:
    (shelf,) = View([checked("A fault.", path=path)], Gate()).documents
    assert shelf.suppression == expected


def test_a_path_that_is_not_utf8_or_has_a_line_end() -> None:
    page = printed(checked("A fault.", path="caf\udce9\n.txt"), checked("A fault.", path="b.txt"))
    assert 'href="#file=caf%3CU%2BDCE9%3E%0A.txt"' in page
    assert '<option value="caf&lt;U+DCE9&gt;&#10;.txt">' in page


def test_a_mended_form_stands_with_its_example() -> None:
    block = Block("examples", [["A ⟦bad⟧ one."], ["→ A good one."], ["Another."]])
    assert block.examples == [[["A ⟦bad⟧ one."], ["→ A good one."]], [["Another."]]]
    assert "`" not in "".join(re.findall("<summary>.*</summary>", printed(checked("A fault."))))


def test_baseline_lines_are_those_of_the_baseline_in_use() -> None:
    gate = Gate(baseline=Path("known") / "mtqa.baseline")
    (shelf,) = View([checked("A fault.", path="known/a.txt")], gate).documents
    assert shelf.known_as == "a.txt"


@pytest.mark.parametrize(("lang", "expected"), [("ar", "rtl"), ("he-IL", "rtl"), ("fa_IR", "rtl"), ("arn", "auto")])
def test_direction_of_a_language(lang: str, expected: str) -> None:
    assert direction(lang) == expected


def test_numbers_look_alike() -> None:
    page = printed(checked("fault " * 3))
    (penalty,) = re.findall(r"Penalty ([\d,.]+)", page)
    assert penalty in re.findall(r"<td>([\d,.]+)</td></tr>", page)
    assert "," in penalty
