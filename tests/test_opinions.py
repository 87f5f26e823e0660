"""What models say, in the gate and in reports; no report or gate knows which models there are."""

import json
import re
from io import StringIO

import pytest

from mtqa import reports
from mtqa.checker import Checker
from mtqa.gate import Gate, Tally
from mtqa.rules import load
from mtqa.segment import Checked, Document, Opinion, Retranslation, Score, Segment
from tests.articles import article

SIGNATURE = "tiny|toys/ru-en@1|beams:4"
TEXT = "The mill stood by the by the river.\n\nNobody ground the flour.\n\nIt was sold."
BETTER = Retranslation("The mill stood by the river.", 87.5, 0.75, "has no fault")
TERSE = Retranslation("Nobody milled.", 20.0, None, "likelier")
OPINIONS = {
    0: Opinion(Score(0.25), 0.5, BETTER, SIGNATURE),
    1: Opinion(Score(0.75, truncated=True), 0.5, TERSE, SIGNATURE),
}


def checked(opinions: dict[int, Opinion] = OPINIONS, text: str = TEXT) -> Checked:
    document = Document(article(text, source="Мельница.").segments, "mill.txt", text)
    chosen = [rule for rule in load() if rule.id in ("doubled-phrase", "low-score")]
    return Checked(document, Checker(chosen).check(document, opinions), True, (), opinions)


def tally(*results: Checked) -> Tally:
    counted = Tally()
    list(counted.watch(results))
    return counted


def printed(name: str, *results: Checked, gate: Gate = Gate()) -> str:  # noqa: B008 – frozen
    out = StringIO()
    reports.report(name)(results, out, gate)
    return out.getvalue()


class TestGate:
    def test_what_models_say_is_counted(self) -> None:
        opinions = tally(checked(), checked()).opinions
        assert (opinions.scored, opinions.mean, opinions.lowest, opinions.too_low) == (4, 0.5, 0.25, 2)
        assert opinions.told == (
            f"Segments scored: 4, mean 0.5, lowest 0.25; segments translated anew: 4 ({SIGNATURE})."
        )
        assert tally(checked({})).opinions.told == ""
        anew = tally(checked({0: Opinion(retranslation=BETTER, signature="x")}))
        assert anew.opinions.told == "Segments translated anew: 1 (x)."

    def test_a_low_score_refuses_only_where_the_user_says_what_is_low(self) -> None:
        counted = tally(checked())
        assert Gate().reasons(counted) == []
        assert Gate(min_score=0.5).reasons(counted) == ["segments scored below 0.5: 1 of 2"]

    def test_what_is_known_does_not_refuse(self) -> None:
        result = checked()
        known = result._replace(findings=[], known=result.findings)
        assert Gate(min_score=0.5).reasons(tally(known)) == []


class TestReports:
    @pytest.mark.parametrize("name", ["full", "concise"])
    def test_the_last_lines_tell(self, name: str) -> None:
        lines = printed(name, checked(), gate=Gate(min_score=0.5)).splitlines()
        assert lines[-2:] == [
            f"Segments scored: 2, mean 0.5, lowest 0.25; segments translated anew: 2 ({SIGNATURE}).",
            "Not passed: segments scored below 0.5: 1 of 2.",
        ]

    def test_full_shows_what_mends(self) -> None:
        shown = printed("full", checked())
        assert "→ The mill stood by the river. (unsafe)\n       │ translated anew: has no fault; chrF 88\n" in shown
        assert shown.count("│ translated anew: ") == 1

    def test_markdown_says_why(self) -> None:
        told = printed("markdown", checked())
        assert told.count("; translated anew&#58; has no fault; chrF 88 |\n") == 1

    def test_json(self) -> None:
        data = json.loads(printed("json", checked(), gate=Gate(min_score=0.5)))
        assert [finding["score"] for finding in data["findings"]] == [0.25, 0.25]
        assert data["segments"] == [
            {
                "path": "mill.txt", "segment": "1", "line": 1, "score": 0.25, "least": 0.5, "truncated": False,
                "retranslation": BETTER._asdict() | {"edits": []}, "signature": SIGNATURE,
            },
            {
                "path": "mill.txt", "segment": "2", "line": 3, "score": 0.75, "least": 0.5, "truncated": True,
                "retranslation": TERSE._asdict() | {"edits": []}, "signature": SIGNATURE,
            },
        ]  # fmt: skip
        assert data["summary"]["scores"] == {
            "segments": 2, "mean": 0.5, "lowest": 0.25, "min_score": 0.5, "too_low": 1, "retranslated": 2,
            "signatures": [SIGNATURE],
        }  # fmt: skip
        assert data["summary"]["reasons"] == ["segments scored below 0.5: 1 of 2"]

    def test_json_without_models(self) -> None:
        data = json.loads(printed("json", checked({})))
        assert "segments" not in data
        assert data["summary"]["scores"] is None

    def test_sarif(self) -> None:
        (run,) = json.loads(printed("sarif", checked()))["runs"]
        low = next(result for result in run["results"] if result["ruleId"] == "low-score")
        assert low["properties"] == {"score": 0.25}
        assert low["fixes"][0]["description"]["text"].endswith(
            "; translated anew: has no fault; chrF 88 (could change the meaning)"
        )
        assert low["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": BETTER.text}

    def test_html_shows_scores_and_translations(self) -> None:
        page = printed("html", checked())
        assert f"lowest 0.25; segments translated anew: 2 ({SIGNATURE})." in page
        assert page.count('<data value="0.25">') == 1
        assert (
            '<p>score <data value="0.75">0.75</data> <small>at least 0.5</small> <small>of the beginning</small>'
            in page
        )
        assert "translated anew <small>chrF 87.5, score 0.75, has no fault</small>" in page
        assert "mended by the new translation, unsafe" in page
        assert page.count("<del>by the </del>") == 2  # of the phrase that is doubled, and of the translation
        assert "<del>ground the flour</del><ins>milled</ins>" in page
        assert '<option value="score">' in page

    @pytest.mark.parametrize("name", reports.NAMES)
    def test_what_models_say_stays_text(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
        evil = "\x1b[2J</script>\n::error::@team `x` \u202e\ud800"
        opinion = Opinion(Score(0.25), 0.5, Retranslation(evil, 1.0, None, evil), evil)
        out = printed(name, checked({0: opinion}))
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ud800]", out)
        assert "\n::error::@" not in out
        assert name != "html" or out.count("</script>") == 1
        assert name != "markdown" or "@team" not in out


def test_documents_of_no_text_have_no_score() -> None:
    assert Checker().check(Document([Segment("")]), {0: Opinion(Score(0.9), 0.5)}) == []
