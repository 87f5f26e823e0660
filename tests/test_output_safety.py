"""What makes each format of report safe, whatever a text and the name of its file hold."""

import csv
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from io import StringIO
from xml.etree import ElementTree

import pytest

from mtqa import reports
from mtqa.rule import Pattern, Rule
from tests.test_machine_reports import HOSTILE, checked, printed

PATH = '"><img src=x onerror=1>|`[a](b)::error::\x1b[2J\n=1,%é<b>@team #12 https://x.com www.x.com.txt'
# Every paragraph is found as a whole, so that all of it is text, message and place.
PARAGRAPHS = [*HOSTILE.split("\n\n"), "w" * 5_000, '"=1+1"', "[x](http://x.com) \\[y\\](1)", "<img src=x onerror=1>"]
TEXT = "\n\n".join(PARAGRAPHS)
WHOLE = Rule(
    Pattern(r"[^\n](?:.|\n(?!\n))*", fix="=good<b>[x](y)@team"), "“{found}” is a fault", (),
    id="year-said-twice", family="dates",
)  # fmt: skip
RESULT = checked(TEXT, PATH, WHOLE)
MESSAGES = [finding.message for finding in RESULT.findings]
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
IMPOSSIBLE = re.compile("[^\t\n -\ud7ff\ue000-\ufffd]|[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
Check = Callable[[str], None]


class Page(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found = list[tuple[str, str, str | None]]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(tag, "", None), *((tag, name, value) for name, value in attrs)]


def html(out: str) -> None:
    kinds = {(tag, name) for tag, name, _ in Page(out).found}
    plain = Page(printed("html", checked("\n\n".join(["A fault here."] * len(PARAGRAPHS)), "a.txt", WHOLE)))
    assert kinds <= {(tag, name) for tag, name, _ in plain.found}
    assert out.count("<script") == 1
    links = [value or "" for _, name, value in Page(out).found if name in ("href", "src", "action")]
    plain_links = {value for _, name, value in plain.found if name in ("href", "src", "action")}
    assert [link for link in links if not link.startswith("#") and link not in plain_links and ":" in link] == []


def markdown(out: str) -> None:
    rows = [line for line in out.splitlines() if line.startswith("|")]
    assert len(rows) == 2 + len(MESSAGES)
    assert {row.count("|") for row in rows} == {6}
    assert not re.search(r"[<>`@\[\]\\*_~$^]|https?:|www\.|&#(?:64);(?!&#8203;)|&#35;\d|&#58;//", "\n".join(rows[2:]))
    assert max(map(len, rows)) < 5_000


def rows(findings: list[dict[str, str]]) -> None:
    assert [(each["path"], each["message"]) for each in findings] == [(PATH, message) for message in MESSAGES]
    assert [each["text"] for each in findings] == [finding.place.text for finding in RESULT.findings]


def as_json(out: str) -> None:
    rows(json.loads(out)["findings"])


def jsonl(out: str) -> None:
    rows([json.loads(line) for line in out.splitlines()])


def sarif(out: str) -> None:
    results = json.loads(out)["runs"][0]["results"]
    texts = [each["message"]["text"] for each in results]
    assert [re.sub(r"\\([\\\[\]])", r"\1", text) for text in texts] == MESSAGES
    descriptions = [fix["description"]["text"] for each in results for fix in each.get("fixes", ())]
    assert [text for text in texts + descriptions if re.search(r"[\[\]]", re.sub(r"\\.", "", text))] == []
    uris = {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results}
    assert len(uris) == 1
    assert re.fullmatch(r"(?:[\w.~/-]|%[0-9A-F]{2})+", uris.pop(), re.ASCII)


def github(out: str) -> None:
    lines = out.splitlines()
    assert [line for line in lines if not re.match(r"::(?:warning file=[^:,]+,line=|notice title=mtqa::)", line)] == []
    assert len(lines) == min(len(MESSAGES), 10) + (len(MESSAGES) > 10)
    assert "%250A::warning::x" in out


def gitlab(out: str) -> None:
    issues = json.loads(out)
    assert [(each["description"], each["location"]["path"]) for each in issues] == [(text, PATH) for text in MESSAGES]
    assert len({each["fingerprint"] for each in issues}) == len(issues)
    assert all(re.fullmatch("[0-9a-f]{32}(?:-[0-9]+)?", each["fingerprint"]) for each in issues)


def junit(out: str) -> None:
    root = ElementTree.fromstring(out)
    assert {each.tag for each in root.iter()} == {"testsuites", "testsuite", "testcase", "failure"}
    shown = [each.get("message") for each in root.iter("failure")]
    assert shown == [IMPOSSIBLE.sub("\ufffd", message) for message in MESSAGES]


def xliff(out: str) -> None:
    root = ElementTree.fromstring(out)
    names = {each.tag.rpartition("}")[2] for each in root.iter()}
    assert names == {
        "xliff", "file", "unit", "segment", "source", "target", "mrk", "cp", "locQualityIssues", "locQualityIssue",
    }  # fmt: skip
    shown = ["".join(each.itertext()) for each in root.iter() if each.tag.endswith("}target")]
    assert shown == [re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe]", "", text) for text in PARAGRAPHS]


def mqm(out: str) -> None:
    table = list(csv.reader(StringIO(out), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert {len(row) for row in table} == {9}
    assert len(table) == 1 + len(MESSAGES)
    spreadsheet = ["".join(cell.split('"')).lstrip() for row in table for cell in row]
    assert [cell for cell in spreadsheet if cell.startswith(("=", "+", "-", "@"))] == []


def pearmut(out: str) -> None:
    (items,) = json.loads(out)["data"]
    assert [item["tgt"]["mt"] for item in items] == PARAGRAPHS
    assert {item["item_id"].rpartition("#")[0] for item in items} == {PATH}


def concise(out: str) -> None:
    lines = out.splitlines()
    assert len(lines) == len(MESSAGES) + 2
    assert all(": warning year-said-twice: " in line for line in lines[:-2])


def full(out: str) -> None:
    lines = out.splitlines()
    assert sum(": warning year-said-twice: " in line for line in lines) == len(MESSAGES)
    excerpts = [line for line in lines[:-2] if line and ": warning " not in line]
    assert len(excerpts) == 2 * len(MESSAGES)
    assert all(re.match(r"[ \d]{6,} │ ", line) for line in excerpts)


CHECKS: dict[str, Check] = {
    "full": full, "concise": concise, "jsonl": jsonl, "json": as_json, "sarif": sarif, "github": github,
    "gitlab": gitlab, "junit": junit, "markdown": markdown, "mqm": mqm, "pearmut": pearmut, "xliff": xliff,
    "html": html,
}  # fmt: skip


@pytest.mark.parametrize("name", reports.NAMES)
def test_text_of_others_is_only_text(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("GITHUB_STEP_SUMMARY", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    out = printed(name, RESULT)
    assert not ACTING.search(out)
    CHECKS[name](out)
