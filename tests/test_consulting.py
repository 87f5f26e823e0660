"""Which segments models are asked about, what becomes of their answers, and what stops them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from mtqa import run
from mtqa.baseline import Baseline, Entry
from mtqa.cli import app
from mtqa.config import nearest
from mtqa.errors import CannotRun, Interrupted, NotSpoken
from mtqa.known import Known
from mtqa.likelihood import tokens
from mtqa.mending import Mended
from mtqa.models import Candidate, Question, opening
from mtqa.models.consulting import Consultation, Models
from mtqa.segment import Checked, Document, Finding, Place, Score, Segment
from mtqa.texts import Notice

PAIRS = (
    "id\tsource\ttarget\n"
    "1\tМельник спит.\tThe miller miller is asleep.\n"
    "2\tМост открыт.\tThe bridge is open.\n"
    "3\tНомер 22 закрыт.\tRoom 32 is closed.\n"
    "4\t\tThe mill mill is shut.\n"
)


class Fake:
    """Scores by a table of targets, and translates by one of sources; what it is asked is kept."""

    signature = "fake|1"
    threshold: float | None = 0.5
    notice = ""

    def __init__(self, *, needs_source: bool = True, table: dict[str, Any] | None = None) -> None:
        self.needs_source, self.asked, self._table = needs_source, list[str](), table or {}

    def scores(self, segments: Iterable[Segment]) -> Iterator[Score | None]:
        for segment in segments:
            self.asked.append(segment.target)
            answer = self._table.get(segment.target, 0.75)
            if isinstance(answer, BaseException):
                raise answer
            yield Score(answer) if isinstance(answer, float) else answer

    def translations(self, sources: Iterable[str], count: int = 1) -> Iterator[list[Candidate]]:
        for source in sources:
            self.asked.append(source)
            yield [Candidate(self._table[source], -0.1)][:count] if source in self._table else []


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The models that can be opened, by name."""
    known = dict[str, Any]()

    def translator(name: str, source_lang: str, _target_lang: str, *_own: object) -> Fake:
        if source_lang not in ("", "ru"):
            raise NotSpoken(f"{name}: does not translate from {source_lang}")
        if isinstance(known[name], CannotRun):
            raise known[name]
        return known[name]  # type: ignore[no-any-return]

    monkeypatch.setattr(opening, "scorer", lambda name, *_: known[name])
    monkeypatch.setattr(opening, "translator", translator)
    monkeypatch.setattr(opening, "ready", lambda name, *_: known[name])
    return known


@pytest.fixture
def pairs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    nearest.cache_clear()
    (tmp_path / "pairs.tsv").write_text(PAIRS, "utf8")
    return tmp_path


FLAGS = {"source_lang": "ru", "target_lang": "en"}


def found(names: Iterable[str] = ("pairs.tsv",), **flags: Any) -> list[Checked | CannotRun | Notice]:
    return list(run.check(names, {**FLAGS, **flags}))


def only(results: Sequence[object]) -> Checked:
    (checked,) = (one for one in results if isinstance(one, Checked))
    return checked


def notices(results: Sequence[object]) -> list[str]:
    return [one.text for one in results if isinstance(one, Notice)]


class TestScores:
    def test_flagged_segments_are_scored(self, pairs: Path, opened: dict[str, Any]) -> None:
        opened["fake"] = fake = Fake(table={"Room 32 is closed.": 0.25})
        results = found(score="fake")
        checked = only(results)
        assert fake.asked == ["The miller miller is asleep.", "Room 32 is closed."]
        assert {number: said.score for number, said in checked.opinions.items()} == {0: Score(0.75), 2: Score(0.25)}
        assert [(one.rule, one.segment.id, one.score) for one in checked.findings if one.rule == "low-score"] == [
            ("low-score", "3", 0.25)
        ]
        assert notices(results) == ["pairs.tsv: not scored for want of a source: segment 4"]

    def test_or_all(self, pairs: Path, opened: dict[str, Any]) -> None:
        opened["fake"] = fake = Fake(needs_source=False, table={"The bridge is open.": 0.5})
        checked = only(found(score="fake", all_segments=True, min_score=0.6))
        assert len(fake.asked) == 4
        assert [one.segment.id for one in checked.findings if one.rule == "low-score"] == ["2"]
        assert [said.of_source for said in checked.opinions.values()] == [False] * 4

    def test_what_is_known_flags_nothing(self, pairs: Path, opened: dict[str, Any]) -> None:
        opened["fake"] = fake = Fake()
        first = only(found())
        entries = [Entry(one.fingerprint, "pairs.tsv", one.rule, "") for one in first.findings if one.segment.id == "3"]
        known = Known(Baseline(pairs / "mtqa.baseline", entries))
        checked = only(list(run.check(["pairs.tsv"], {**FLAGS, "score": "fake"}, known=known)))
        assert fake.asked == ["The miller miller is asleep."]
        assert [one.segment.id for one in checked.known] == ["3"]

    def test_what_was_not_read_to_its_end_is_told(self, pairs: Path, opened: dict[str, Any]) -> None:
        opened["fake"] = fake = Fake(table={"Room 32 is closed.": Score(0.9, truncated=True)})
        fake.notice = "had a slow day"
        assert notices(found(score="fake"))[1:] == [
            "pairs.tsv: too long for the model, which read the beginning: segment 3",
            "fake: had a slow day",
        ]

    def test_tokens_are_not_kept(self, pairs: Path, opened: dict[str, Any]) -> None:
        text = "Room 32 is closed."
        opened["fake"] = Fake(table={text: Score(-1.0, tokens(text, {"32": -9.0}))})
        checked = only(found(score="fake"))
        assert "unlikely-words" in {one.rule for one in checked.findings}
        assert checked.opinions[2].score == Score(-1.0)

    def test_a_segment_without_a_score_has_no_opinion(self, pairs: Path, opened: dict[str, Any]) -> None:
        opened["fake"] = Fake(table={"Room 32 is closed.": None})
        assert set(only(found(score="fake")).opinions) == {0}


class TestStopping:
    def test_what_was_scored_is_kept(self, pairs: Path, opened: dict[str, Any]) -> None:
        opened["fake"] = Fake(table={"Room 32 is closed.": KeyboardInterrupt(), "The miller miller is asleep.": 0.25})
        (pairs / "later.tsv").write_text(PAIRS, "utf8")
        _, checked, stopped = found(["pairs.tsv", "later.tsv"], score="fake")
        assert isinstance(checked, Checked)
        assert {number: said.score for number, said in checked.opinions.items()} == {0: Score(0.25)}
        assert "low-score" in {one.rule for one in checked.findings}
        assert isinstance(stopped, Interrupted)
        assert str(stopped) == "pairs.tsv: stopped; what was found by then is told"

    def test_a_model_that_fails_stops_the_run(self, pairs: Path, opened: dict[str, Any]) -> None:
        opened["fake"] = Fake(table={"Room 32 is closed.": CannotRun("the server is gone")})
        *_, checked, stopped = found(score="fake")
        assert isinstance(checked, Checked)
        assert list(checked.opinions) == [0]
        assert str(stopped) == "the server is gone"
        assert not isinstance(stopped, Interrupted)

    def test_models_are_opened_before_a_text_is_read(self, pairs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(name: str, *_: object) -> Fake:
            raise CannotRun(f"{name}: is not pulled")

        monkeypatch.setattr(opening, "scorer", refuse)
        with pytest.raises(CannotRun, match="labse: is not pulled"):
            run.check(["no-such.tsv"], {**FLAGS, "score": "labse"})
        with pytest.raises(CannotRun, match="labse: is not pulled"):
            run.mend(["no-such.tsv"], {**FLAGS, "score": "labse"}, unsafe=True)
        assert list(run.mend([], {**FLAGS, "score": "labse"}, unsafe=False)) == []


ANEW = {"Номер 22 закрыт.": "Room 22 is closed."}


class TestRetranslations:
    def test_a_translation_mends(self, pairs: Path, opened: dict[str, Any]) -> None:
        opened["fake"] = fake = Fake(table=ANEW)
        checked = only(found(retranslate="fake"))
        assert fake.asked == ["Мельник спит.", "Номер 22 закрыт."]
        (fix,) = (one.fix for one in checked.findings if one.segment.id == "3" and one.fix)
        assert (fix.text, fix.safe) == ("Room 22 is closed.", False)
        anew = checked.opinions[2].retranslation
        assert anew
        assert anew.reason == "it mends number-mismatch"
        assert checked.opinions[2].signature == "fake|1|best of:4"

    def test_both_sign(self, pairs: Path, opened: dict[str, Any]) -> None:
        opened |= {"one": Fake(), "two": Fake(table=ANEW)}
        said = only(found(score="one", retranslate="two")).opinions[2]
        assert said.signature == "fake|1 + fake|1|best of:4"
        assert said.score == Score(0.75)

    def test_mending_makes_it_where_that_is_wanted(self, pairs: Path, opened: dict[str, Any]) -> None:
        opened["fake"] = Fake(table=ANEW)
        flags = {**FLAGS, "retranslate": "fake"}
        (mended,) = run.mend(["pairs.tsv"], flags, unsafe=True)
        assert isinstance(mended, Mended)
        assert "3\tНомер 22 закрыт.\tRoom 22 is closed.\n".encode() in mended.data
        (safely,) = run.mend(["pairs.tsv"], flags, unsafe=False)
        assert isinstance(safely, Mended)
        assert b"Room 32" in safely.data

    def test_languages_that_the_model_does_not_know_are_told(self, pairs: Path, opened: dict[str, Any]) -> None:
        opened["fake"] = Fake(table=ANEW)
        flags = {"source_lang": "de", "target_lang": "en", "retranslate": "fake"}
        document = Document([Segment("Room 32.", "Zimmer 22.", "en", "de", "1")], "a.tsv")
        said = Consultation(document, Models(), lambda *_: None)
        flaw = Finding("x", "y", "error", "", "a.tsv", document.segments[0], 0, 1, Place(1, 1, 1, 2, "R"))
        said.hold(Question(retranslate=flags["retranslate"]), [flaw], lambda _: [])
        assert list(said.told()) == ["a.tsv: fake: does not translate from de"]
        assert said.stopped is None

    def test_a_model_that_cannot_be_opened_stops_the_run(self, pairs: Path, opened: dict[str, Any]) -> None:
        opened["fake"] = CannotRun("fake: its weights lack a layer")
        (pairs / "other.tsv").write_text(PAIRS, "utf8")
        results = list(run.check(["pairs.tsv", "other.tsv"], {"retranslate": "fake"}))
        assert [str(one) for one in results if isinstance(one, CannotRun)] == ["fake: its weights lack a layer"]
        assert only(results).document.path == "pairs.tsv"


def test_settings_ask_too(pairs: Path, opened: dict[str, Any]) -> None:
    (pairs / "mtqa.toml").write_text('score = "./scorer"\nmin-score = 0.9\nall-segments = true\n')
    opened[str(pairs / "scorer")] = Fake()
    nearest.cache_clear()
    checked = only(found())
    assert len(checked.opinions) == 3
    assert {one.segment.id for one in checked.findings if one.rule == "low-score"} == {"1", "2", "3"}


def test_a_baseline_keeps_low_scores_that_were_not_asked_for(
    pairs: Path, opened: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    opened["fake"] = Fake(needs_source=False, table={"Room 32 is closed.": 0.25})
    languages = ["--source-lang", "ru", "--target-lang", "en"]

    def told(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            app([*arguments, "pairs.tsv", *languages], standalone_mode=False)
        return (ended.value.code, *capsys.readouterr())  # type: ignore[return-value]

    code, out, _ = told("baseline", "--score", "fake", "--all-segments")
    assert (code, "low-score" in (pairs / "mtqa.baseline").read_text()) == (0, True)
    before = (pairs / "mtqa.baseline").read_text()
    assert told("check", "--baseline", "mtqa.baseline") == (0, "No faults in 1 file.\n", "")
    assert told("baseline", "--prune") == (0, out, "")
    assert told("baseline") == (0, out, "")
    assert (pairs / "mtqa.baseline").read_text() == before
    code, out, _ = told(
        "check", "--baseline", "mtqa.baseline", "--score", "fake", "--all-segments", "--min-score", "0.3"
    )
    assert (code, out.splitlines()[0]) == (0, "No faults in 1 file.")
