"""What is printed: excerpts, columns, colours, and text that would act on a terminal."""

import json
from io import StringIO

import pytest
from wcwidth import wcswidth

from mtqa.checker import Checker
from mtqa.gate import Gate
from mtqa.reports import concise, full, jsonl
from mtqa.reports.full import excerpt
from mtqa.reports.terminal import visible, width
from mtqa.rule import Across, Hit, Pattern, Rule, Spot
from mtqa.segment import Checked, Document
from tests.articles import article

LIMITLESS = Gate()
FAULT = Rule(Pattern("fault(y?)", fix=r"good\1"), "“{found}” is a fault", (), id="made-up", family="made")
PAIR = Rule(
    Across(lambda document: [Hit(0, 1, segment=1, related=(Spot(0, 0, 1),))] if len(document.segments) > 1 else []),
    "two of a kind", (), severity="note", id="pair", family="made", safe=False,
)  # fmt: skip


def checked(text: str) -> Checked:
    document = article(text)
    return Checked(document, Checker([FAULT, PAIR]).check(document))


def printed(write: object, *results: Checked, gate: Gate = LIMITLESS) -> str:
    out = StringIO()
    write(results, out, gate)  # type: ignore[operator]
    return out.getvalue()


def test_full() -> None:
    assert printed(full.write, checked("A text with a fault in it.\n\nAnother.")) == (
        "article.txt:1:15: warning made-up: “fault” is a fault [*]\n"
        "     1 │ A text with a fault in it.\n"
        "       │               ^^^^^ → good\n"
        "\n"
        "article.txt:3:1: note pair: two of a kind\n"
        "     3 │ Another.\n"
        "       │ ^\n"
        "       │ A at article.txt:1:1\n"
        "\n"
        "0 errors, 1 warning and 1 note in 1 of 1 file.\n"
        "1 can be mended with `mtqa fix`.\n"
    )


def test_concise() -> None:
    assert printed(concise.write, checked("A fault."), checked("None.")) == (
        "article.txt:1:3: warning made-up: “fault” is a fault [*]\n"
        "0 errors, 1 warning and 0 notes in 1 of 2 files.\n"
        "1 can be mended with `mtqa fix`.\n"
    )


def test_nothing_found() -> None:
    assert printed(full.write, checked("Fine.")) == "No faults in 1 file.\n"
    assert printed(jsonl.write, checked("Fine.")) == ""


def test_jsonl_has_the_keys_of_the_contract() -> None:
    first, second = map(json.loads, printed(jsonl.write, checked("A fault.\n\nя")).splitlines())
    assert " ".join(first) == (
        "path segment line column end_line end_column start end rule family severity message text fix related score "
        "fingerprint"
    )
    fingerprint = first.pop("fingerprint")
    assert len(fingerprint) == 16
    assert first == {
        "path": "article.txt", "segment": "1", "line": 1, "column": 3, "end_line": 1, "end_column": 8,
        "start": 2, "end": 7, "rule": "made-up", "family": "made", "severity": "warning",
        "message": "“fault” is a fault", "text": "fault", "fix": {"start": 2, "end": 7, "text": "good", "safe": True},
        "related": [], "score": None,
    }  # fmt: skip
    assert second["fix"] is None
    assert second["related"] == [{"line": 1, "column": 1, "end_line": 1, "end_column": 2, "text": "A"}]


@pytest.mark.parametrize(
    ("before", "found", "after", "expected"),
    [
        ("A ", "fault", " here.", ("A ", "fault", " here.")),
        ("word " * 40, "fault", "", ("…word word word word word word ", "fault", "")),
        ("", "fault", " word" * 40, ("", "fault", " word word word word word word…")),
        ("word " * 40, "fault", " word" * 40, ("…word word word ", "fault", " word word word…")),
        ("", "x" * 90, "", ("", "xxxxxxxxxx…xxxxxxxxxx", "")),
        ("日本語", "fault", "", ("日本語", "fault", "")),
    ],
)
def test_excerpt(before: str, found: str, after: str, expected: tuple[str, str, str]) -> None:
    target = before + found + after
    shown = excerpt(target, len(before), len(before) + len(found), 40)
    assert shown == expected
    assert sum(map(width, shown)) <= 40


def test_mark_stands_under_the_fault_behind_wide_and_combining_characters() -> None:
    lines = printed(full.write, checked("日本 e\u0301 fault")).splitlines()
    assert lines[1] == "     1 │ 日本 e\u0301 fault"
    assert lines[2] == "       │        ^^^^^ → good"


def test_a_character_takes_as_many_cells_as_unicode_says() -> None:
    shown = [char for char in map(chr, range(0x3100)) if visible(char) == char]
    assert [char for char in shown if width(char) != max(0, wcswidth(char))] == []
    assert width("“Ёлка” – é") == 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain é 日", "plain é 日"),
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("a\u202eb", "a<U+202E>b"),
        ("tab\tline\nend", "tab line end"),
        ("\ud800", "<U+D800>"),
        ("zero\u200bwidth", "zero<U+200B>width"),
    ],
)
def test_visible(text: str, expected: str) -> None:
    assert visible(text) == expected


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("terminal", "environment", "colored"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colours(terminal: bool, environment: dict[str, str], colored: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = Terminal() if terminal else StringIO()
    full.write([checked("A \x1bfault.")], out, LIMITLESS)
    assert ("\x1b[33mfault\x1b[0m" in out.getvalue()) == colored
    assert ("\x1b" in out.getvalue()) == colored


def test_lone_surrogates_and_hostile_paths_pass() -> None:
    document = Document(article("A fault \ud800.").segments, "bad\x1b[2J\n.txt", "A fault \ud800.")
    results = [Checked(document, Checker([FAULT]).check(document))]
    assert "bad<U+001B>[2J .txt:1:3" in printed(full.write, *results)
    assert json.loads(printed(jsonl.write, *results))["path"] == "bad\x1b[2J\n.txt"
