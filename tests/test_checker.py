"""The engine: order, languages, options, fingerprints, and mending to a fixed point."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa import rules
from mtqa.alignment import paired
from mtqa.checker import Checker
from mtqa.errors import CannotRun
from mtqa.formats import Options
from mtqa.formats.text import cut
from mtqa.rule import Across, Hit, Opined, Pattern, Rule, Spot
from mtqa.segment import Document, Edit, Opinion, Place, Retranslation, Score, Segment
from tests.articles import article, text_of


def rule(find: object, name: str = "made-up", **more: object) -> Rule:
    return Rule(find=find, message="“{found}” becomes “{fix}”", examples=(), id=name, family="made", **more)  # type: ignore[arg-type]


def mended(text: str, *chosen: Rule, unsafe: bool = False) -> str:
    return text_of(Checker(chosen).mend(article(text), unsafe=unsafe).document)


def test_finding_says_what_and_where() -> None:
    (finding,) = Checker([rule(Pattern("bb+", fix="b"))]).check(article("a\n\nc abbb d"))
    assert (finding.rule, finding.family, finding.severity) == ("made-up", "made", "warning")
    assert finding.message == "“bbb” becomes “b”"
    assert (finding.path, finding.segment.id, finding.start, finding.end) == ("article.txt", "2", 3, 6)
    assert finding.place == Place(3, 4, 3, 7, "bbb")
    assert finding.fix == Edit(3, 6, "b", safe=True)


def test_braces_in_the_text_are_not_read_as_fields() -> None:
    (finding,) = Checker([rule(lambda _: [Hit(0, 5, message="{found} {x}")])]).check(article("{fix}"))
    assert finding.message == "{fix} {x}"


def test_places_in_the_source_are_related() -> None:
    found = rule(lambda _: [Hit(0, 3, in_source=((4, 7),))])
    source = cut("Старый дом.\n\nДом три.", Options("ru"))
    loose = article("One two.", source="Раз два.")
    aside = replace(source, path="article.ru.txt")
    (finding,) = Checker([found]).check(loose)
    assert finding.related == (Place(0, 0, 0, 0, "два"),)
    (_, finding) = Checker([found]).check(paired(article("One.\n\nTwo."), aside))
    assert finding.related == (Place(3, 5, 3, 8, "три", "article.ru.txt"),)
    beside = Document([Segment("Two.", "два", source_anchors=((0, 5),))], "pairs.tsv", "Two.\tдва")
    (finding,) = Checker([rule(lambda _: [Hit(0, 3, in_source=((0, 3),))])]).check(beside)
    assert finding.related == (Place(1, 6, 1, 9, "два"),)


def test_findings_stand_in_order_of_position() -> None:
    checker = Checker([rule(Pattern("b"), "z"), rule(Pattern("a"), "y"), rule(Pattern("b"), "x")])
    found = checker.check(article("ba\n\nb"))
    assert [(finding.rule, finding.place[:2]) for finding in found] == [
        ("x", (1, 1)), ("z", (1, 1)), ("y", (1, 2)), ("x", (3, 1)), ("z", (3, 1)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("target_lang", "source_lang", "expected"),
    [("en", "ru", ["both", "target"]), ("en", "", ["both", "target"]), ("en", "de", ["target"]), ("de", "ru", [])],
)
def test_rule_is_asked_for_its_languages_only(target_lang: str, source_lang: str, expected: list[str]) -> None:
    checker = Checker(
        [
            rule(Pattern("x"), "target", languages=("en",)),
            rule(Across(lambda _: [Hit(0, 1)]), "both", languages=("en",), source_languages=("ru",)),
        ]
    )
    document = Document([Segment("x", "", target_lang, source_lang)])
    assert [finding.rule for finding in checker.check(document)] == expected


def test_document_rule_names_segments_and_related_places() -> None:
    def find(document: Document) -> Iterator[Hit]:
        yield Hit(0, 1, segment=1, related=(Spot(0, 2, 3),))

    (finding,) = Checker([rule(Across(find))]).check(article("abc\n\ndef"))
    assert finding.place == Place(3, 1, 3, 2, "d")
    assert finding.related == (Place(1, 3, 1, 4, "c"),)


def test_severity_of_settings_goes_before_that_of_hit_and_rule() -> None:
    made = rule(lambda _: [Hit(0, 1, severity="note")])
    document = article("a")
    assert Checker([made]).check(document)[0].severity == "note"
    assert Checker([made], {"made-up": "error"}).check(document)[0].severity == "error"


class TestFingerprint:
    checker = Checker([rule(Pattern("fault"))])

    def fingerprints(self, text: str) -> list[str]:
        return [finding.fingerprint for finding in self.checker.check(article(text))]

    def test_outlives_a_move_and_a_new_line_break(self) -> None:
        before = self.fingerprints("Here is a fault in the text.")
        assert self.fingerprints("Another paragraph.\n\nHere is a   fault in the text.") == before

    def test_differs_by_what_stands_around(self) -> None:
        assert self.fingerprints("one fault") != self.fingerprints("two fault")

    def test_is_unique(self) -> None:
        assert len(set(self.fingerprints("fault\n\nfault\n\nfault"))) == 3


class TestMend:
    def test_goes_on_until_nothing_is_left(self) -> None:
        assert mended("aaaaaaaa", rule(Pattern("aa", fix="a"))) == "a"

    def test_ends_where_two_rules_undo_each_other(self) -> None:
        assert mended("a", rule(Pattern("a", fix="b")), rule(Pattern("b", fix="a"))) in ("a", "b")

    def test_first_of_two_that_overlap_goes_first(self) -> None:
        assert mended("abc", rule(Pattern("bc", fix="X")), rule(Pattern("ab", fix="Y"))) == "Yc"

    def test_neighbours_are_both_made(self) -> None:
        document = article("abcd")
        result = Checker([rule(Pattern("ab", fix="Y")), rule(Pattern("cd", fix=""))]).mend(document)
        assert text_of(result.document) == "Y"
        assert result.edits == {0: [Edit(0, 4, "Y")]}
        assert result.fixes == 2

    def test_unsafe_fixes_wait_to_be_asked_for(self) -> None:
        made = rule(Pattern("b", fix="x"), safe=False)
        assert mended("abc", made) == "abc"
        assert mended("abc", made, unsafe=True) == "axc"

    def test_edit_may_stand_apart_from_the_fault(self) -> None:
        assert mended("abc", rule(lambda segment: [Hit(0, 1, Edit(2, 3, ""))] if "c" in segment.target else [])) == "ab"

    @given(st.text(alphabet="ab ", max_size=30))
    def test_edits_lead_from_the_old_text_to_the_new(self, text: str) -> None:
        document = Document([Segment(text)])
        result = Checker(
            [rule(Pattern("aa", fix="b")), rule(Pattern(" b", fix="")), rule(Pattern("bab", fix="abba"))]
        ).mend(document)
        pieces, here = "", 0
        for start, end, new, _ in result.edits.get(0, []):
            assert start >= here
            pieces, here = pieces + text[here:start] + new, end
        assert pieces + text[here:] == result.document.segments[0].target


@dataclass(frozen=True)
class Long:
    """Words of at least so many letters."""

    letters: int = 5

    def __call__(self, segment: Segment) -> Iterator[Hit]:
        for match in re.finditer(r"\w+", segment.target):
            if len(match[0]) >= self.letters:
                yield Hit(*match.span())


class TestChoice:
    @pytest.fixture(autouse=True)
    def _made_up_rules(self, monkeypatch: pytest.MonkeyPatch) -> None:
        made = (rule(Long(), "long"), rule(Pattern("a"), "short"))
        monkeypatch.setattr(rules, "load", lambda: made)

    def test_option_reaches_the_rule(self) -> None:
        document = article("one three")
        assert len(Checker(rules.choose(["long"])).check(document)) == 1
        assert len(Checker(rules.choose(["long"], options={"long": {"letters": 3}})).check(document)) == 2

    @pytest.mark.parametrize(
        ("select", "ignore", "expected"),
        [
            ((), (), ["long", "short"]),
            (("made",), (), ["long", "short"]),
            (("made",), ("short",), ["long"]),
            (("long",), ("made",), ["long"]),
            ((), ("made",), []),
        ],
    )
    def test_select_and_ignore(self, select: tuple[str, ...], ignore: tuple[str, ...], expected: list[str]) -> None:
        assert [chosen.id for chosen in rules.choose(select, ignore)] == expected

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"select": ["lnog"]}, "unknown rule 'lnog'; did you mean 'long'?"),
            ({"options": {"zzz": {}}}, "unknown rule 'zzz'; known are long, made, short"),
            ({"options": {"long": {"leters": 1}}}, "unknown option of rule long 'leters'; did you mean 'letters'?"),
            ({"options": {"long": {"letters": "x"}}}, "option 'letters' of rule long wants int, not 'x'"),
            ({"options": {"short": {"a": 1}}}, "rule short has no options; remove 'a'"),
        ],
    )
    def test_what_is_not_known_is_refused(self, arguments: dict[str, object], message: str) -> None:
        with pytest.raises(CannotRun) as refusal:
            rules.choose(**arguments)  # type: ignore[arg-type]
        assert str(refusal.value) == message


class TestOpinions:
    """What models say becomes findings, and a re-translation the fix of what has none."""

    low = rule(Opined(lambda segment, _: [Hit(0, len(segment.target))]), "low-score", safe=False)
    fault = rule(Pattern("fault"), "fault", severity="error")
    slip = rule(Pattern("slip", fix="word"), "slip")
    better = Opinion(Score(0.25), 0.5, Retranslation("All is well.", 30.0, 0.8, "has no fault"))

    def test_rules_are_asked_only_where_there_is_an_opinion(self) -> None:
        checker = Checker([self.low])
        assert checker.check(article("One.\n\nTwo.")) == []
        (finding,) = checker.check(article("One.\n\nTwo."), {1: Opinion(Score(0.25))})
        assert (finding.number, finding.score, finding.place.text, finding.fix) == (1, 0.25, "Two.", None)

    def test_every_finding_of_a_segment_has_its_score(self) -> None:
        findings = Checker([self.fault]).check(article("A fault.\n\nA fault."), {0: Opinion(Score(-3.5))})
        assert [finding.score for finding in findings] == [-3.5, None]

    @pytest.mark.parametrize(
        ("text", "mends"),
        [("A slip.", "low-score"), ("A slip and a fault.", "low-score")],
    )
    def test_the_low_score_is_mended_first(self, text: str, mends: str) -> None:
        findings = Checker([self.fault, self.low, self.slip]).check(article(text), {0: self.better})
        whole = Edit(0, len(text), "All is well.", safe=False)
        assert [finding.rule for finding in findings if finding.fix == whole] == [mends]

    def test_else_the_gravest_that_has_no_fix(self) -> None:
        twice = rule(Pattern("and"), "and", severity="note")
        checker = Checker([twice, self.fault, self.slip])
        findings = checker.check(article("A slip and a fault and a fault."), {0: self.better})
        assert [(finding.rule, finding.start) for finding in findings if finding.fix and not finding.fix.safe] == [
            ("fault", 13)
        ]
        (note, _) = checker.check(article("This and a slip."), {0: self.better})
        assert (note.rule, note.fix) == ("and", None)
        (alone,) = checker.check(article("This and that."), {0: self.better})
        assert alone.fix == Edit(0, 14, "All is well.", safe=False)
        only = Checker([self.slip]).check(article("A slip."), {0: self.better})
        assert [finding.fix for finding in only] == [Edit(2, 6, "word")]

    def test_a_stretch_that_was_translated_mends_what_was_found_in_it(self) -> None:
        edit = Edit(2, 7, "word", safe=False)
        part = Opinion(retranslation=Retranslation("A word.", 30.0, None, "", (edit,)))
        checker = Checker([rule(Pattern("fault"), "fault"), rule(Pattern("A "), "other")])
        assert [finding.fix for finding in checker.check(article("A fault."), {0: part})] == [None, edit]
        assert text_of(checker.mend(article("A fault."), {0: part}, unsafe=True).document) == "A word."

    def test_a_retranslation_goes_before_other_fixes_and_is_unsafe(self) -> None:
        checker = Checker([self.slip, self.low])
        assert text_of(checker.mend(article("slip it."), {0: self.better}).document) == "word it."
        mended = checker.mend(article("slip it.\n\nA slip."), {0: self.better}, unsafe=True)
        assert text_of(mended.document) == "All is well.\n\nA word."
        assert mended.fixes == 2

    def test_what_is_switched_off_has_no_finding(self) -> None:
        text = "<!-- mtqa-ignore low-score -->\n\nOne."
        assert Checker([self.low]).check(article(text), {1: self.better}) == []

    def test_what_is_switched_off_may_wait_for_a_model(self) -> None:
        unused = rule(Across(lambda _: ()), "suppression-unused")
        text = "<!-- mtqa-ignore low-score -->\n\nOne."
        assert Checker([self.low, unused]).check(article(text)) == []

    def test_parts_are_not_run_over(self) -> None:
        document = Document([Segment("One. Two.", parts=(0, 5))], content="One. Two.")
        checker = Checker([self.low])
        (finding,) = checker.check(document, {0: self.better})
        assert finding.fix is None
        assert checker.mend(document, {0: self.better}, unsafe=True).fixes == 0
