"""Reports for machines: read by those they are made for, and safe whatever the text holds."""

import csv
import json
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from junitparser import JUnitXml

from mtqa import reports
from mtqa.checker import Checker
from mtqa.gate import Gate
from mtqa.reports import sarif
from mtqa.rule import Across, Hit, Pattern, Rule, Spot
from mtqa.segment import Checked, Document, Segment
from tests.articles import article

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0.json"
HOSTILE = (
    "::error::fault\r\n##vso[task.complete]fault \x1b[2J\x9b31m \x07\n\n=HYPERLINK(1) fault ]]></v></style></script>"
    '<script>alert(1)</script>\n\n" onload="fault\t|\u202e`@team` [x](javascript:1)\n\n'
    "@SUM(1) <v>fault</v> %0A::warning::x"
    "\n\n-2+3 \x00\ufffe\ud800 fault"
)
FAULT = Rule(Pattern("fault", fix="good"), "“{found}” is a fault", (), id="year-said-twice", family="dates")
TEXTUAL = [name for name in reports.NAMES if name not in ("full", "concise")]


def checked(text: str, path: str = "a.txt", rule: Rule = FAULT, passes: bool = False) -> Checked:
    document = Document(article(text).segments, path, text)
    return Checked(document, Checker([rule]).check(document), passes)


def printed(name: str, *results: Checked) -> str:
    out = StringIO()
    reports.report(name)(results, out, Gate())
    return out.getvalue()


@pytest.mark.parametrize("name", reports.NAMES)
def test_hostile_text_stays_text(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    out = printed(name, checked(HOSTILE, "::error::\x1b[2J\n=1.txt"))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", out)
    starts = tuple(line.lstrip() for line in out.splitlines())
    own = tuple(line for line in starts if line.startswith(("::", "##")))
    if name == "github":
        assert all(line.startswith("::warning file=") for line in own)
        assert len(own) == 6
    elif name == "markdown":
        assert own == ("### mtqa: does not pass",)
    else:
        assert own == ()


def test_json_holds_findings_and_verdict() -> None:
    data = json.loads(printed("json", checked("A fault."), checked("Fine.", "b.txt", passes=True)))
    assert [finding["path"] for finding in data["findings"]] == ["a.txt"]
    assert data["summary"] == {
        "files": 2, "faulty": 1, "words": 3, "penalty": 1666.667,
        "severities": {"error": 0, "warning": 1, "note": 0},
        "families": {"dates": {"findings": 1, "penalty": 1666.667}},
        "fixes": {"safe": 1, "unsafe": 0}, "scores": None, "unread": [], "passes": False,
        "reasons": ["files with faults too severe to pass: 1 of 2"],
    }  # fmt: skip
    assert json.loads(printed("json"))["findings"] == []


def test_github_shows_ten_of_each_and_counts_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    lines = printed("github", checked("fault " * 12)).splitlines()
    assert lines[0] == (
        "::warning file=a.txt,line=1,endLine=1,col=1,endColumn=6,title=year-said-twice::“fault” is a fault"
    )
    assert len(lines) == 11
    assert lines[-1].startswith("::notice title=mtqa::0 errors, 12 warnings and 0 notes in 1 of 1 file.")
    assert (tmp_path / "summary.md").read_text("utf8").startswith("### mtqa: does not pass\n")


def test_gitlab_fingerprints_are_unique() -> None:
    issues = json.loads(
        printed("gitlab", checked("fault " * 2_500), checked("fault " * 2_500), checked("fault", "b.txt"))
    )
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 5_001
    assert issues[0]["location"]["positions"] == {"begin": {"line": 1, "column": 1}, "end": {"line": 1, "column": 6}}
    assert json.loads(printed("gitlab")) == []


def test_junit_is_read() -> None:
    text = printed(
        "junit", checked(HOSTILE), checked("Fine.", "b.txt", passes=True), checked("A fault.", "c.txt", passes=True)
    )
    suites = list(JUnitXml.fromstring(text.encode()))
    assert [(suite.name, suite.tests, suite.failures) for suite in suites] == [
        ("a.txt", 5, 5),
        ("b.txt", 1, 0),
        ("c.txt", 1, 0),
    ]
    root = ElementTree.fromstring(text)
    assert (root.get("tests"), root.get("failures")) == ("7", "5")
    assert (
        root.findtext(".//testcase[@name='segment 3']/failure")
        == "a.txt:6:11: warning year-said-twice: “fault” is a fault"
    )
    assert root.findtext(".//system-out") == "c.txt:1:3: warning year-said-twice: “fault” is a fault"


def test_markdown_is_a_table_without_markup() -> None:
    text = printed("markdown", checked("The `a|b` @team fault."), checked("fault " * 60))
    assert "| warning | a.txt&#58;1&#58;17 | year-said-twice | fault | “fault” is a fault |\n" in text
    assert text.count("\n| warning |") == 50
    assert text.endswith("\nand 11 more\n")


def test_mqm_has_a_row_a_rating() -> None:
    pair = Segment("A fault, a <v>fault</v>.", "=Сбой\tи сбой", id="7")
    document = Document([pair, Segment("Fine.")], "a.tsv", pair.target)
    rows = list(csv.reader(StringIO(printed("mqm", Checked(document, Checker([FAULT]).check(document)))),
                           delimiter="\t", quoting=csv.QUOTE_NONE))  # fmt: skip
    assert rows == [
        ["system", "doc", "doc_id", "seg_id", "rater", "source", "target", "category", "severity"],
        ["mt", "a.tsv", "1", "1", "mtqa", "'=Сбой и сбой", "A <v>fault</v>, a < v>fault< /v>.",
         "Locale conventions/Date format", "Major"],
        ["mt", "a.tsv", "1", "1", "mtqa", "'=Сбой и сбой", "A fault, a < v><v>fault</v>< /v>.",
         "Locale conventions/Date format", "Major"],
        ["mt", "a.tsv", "2", "2", "mtqa", "", "Fine.", "no-error", "no-error"],
    ]  # fmt: skip


def test_pearmut_spans_end_at_their_last_character() -> None:
    campaign = json.loads(printed("pearmut", checked("A fault.\n\nFine.")))
    assert campaign["data"] == [[
        {"item_id": "a.txt#1", "tgt": {"mt": "A fault."}, "error_spans": {"mt": [
            {"start_i": 2, "end_i": 6, "severity": "major", "category": "Locale conventions/Date format"},
        ]}},
        {"item_id": "a.txt#2", "tgt": {"mt": "Fine."}, "error_spans": {"mt": []}},
    ]]  # fmt: skip
    assert "Date format" in campaign["info"]["mqm_categories"]["Locale conventions"]


class TestSarif:
    def test_result(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / ".git").mkdir()
        (tmp_path / "texts").mkdir()
        monkeypatch.chdir(tmp_path / "texts")
        (run,) = json.loads(printed("sarif", checked("One.\n\nA fault.", "ä b.txt")))["runs"]
        (result,) = run["results"]
        artifact = {"uri": "texts/%C3%A4%20b.txt"}
        region = {"startLine": 3, "startColumn": 3, "endLine": 3, "endColumn": 8}
        fingerprint = result.pop("partialFingerprints")["mtqaFinding/v1"]
        assert re.fullmatch("[0-9a-f]{16}", fingerprint)
        assert result == {
            "ruleId": "year-said-twice",
            "ruleIndex": 0,
            "level": "warning",
            "message": {"text": "“fault” is a fault"},
            "locations": [{"physicalLocation": {
                "artifactLocation": artifact,
                "region": {**region, "snippet": {"text": "fault"}, "charOffset": 8, "charLength": 5},
            }}],
            "fixes": [{
                "description": {"text": "“fault” is a fault (safe)"},
                "artifactChanges": [{"artifactLocation": artifact, "replacements": [
                    {"deletedRegion": region, "insertedContent": {"text": "good"}},
                ]}],
            }],
        }  # fmt: skip
        (rule,) = run["tool"]["driver"]["rules"]
        assert (rule["id"], rule["name"]) == ("year-said-twice", "YearSaidTwice")
        assert rule["help"]["markdown"].startswith("# year-said-twice\n")
        assert rule["properties"]["precision"] == "very-high"
        assert run["columnKind"] == "unicodeCodePoints"

    def test_related_places_and_baseline(self) -> None:
        pair = Rule(
            Across(lambda _: [Hit(0, 3, segment=1, related=(Spot(0, 0, 3),))]),
            "x",
            (),
            id="name-variants",
            family="names",
        )
        result = checked("One.\n\nTwo.", rule=pair)
        (run,) = json.loads(printed("sarif", result._replace(findings=[], known=result.findings)))["runs"]
        (found,) = run["results"]
        assert found["baselineState"] == "unchanged"
        assert found["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 1

    def test_the_worst_are_kept(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sarif, "MOST", 3)
        (run,) = json.loads(printed("sarif", checked("fault " * 5)))["runs"]
        assert len(run["results"]) == 3
        (notification,) = run["invocations"][0]["toolExecutionNotifications"]
        assert notification["message"]["text"] == "2 findings that are less severe were left out"

    def test_five_thousand_are_valid_and_read_by_sarif_tools(self, tmp_path: Path) -> None:
        path = tmp_path / "a.sarif"
        path.write_text(printed("sarif", checked("fault " * 6_000), checked(HOSTILE, "b.txt")), "utf8")
        validate = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA), str(path)]
        assert b"ok" in subprocess.run(validate, capture_output=True, check=True).stdout
        run = subprocess.run([sys.executable, "-m", "sarif", "summary", str(path)], capture_output=True, check=True)
        assert b"warning: 5000" in run.stdout
