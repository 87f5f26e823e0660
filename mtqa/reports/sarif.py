"""SARIF 2.1.0, as code scanning services read it.

Columns and offsets are code points. GitHub shows 5,000 results of a run at most, so the worst 5,000 are written and a
notification tells how many were left out. Paths are relative to the top of the repository, or to the working folder
where there is none. Findings of a baseline are “unchanged”.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from mtqa import __version__, explain, rules
from mtqa.expressions import expression
from mtqa.gate import Gate, Tally
from mtqa.reports.data import anew, dumps, worst
from mtqa.rule import Rule
from mtqa.segment import Checked, Finding, Place
from mtqa.taxonomy import kind

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST = 5_000
LONGEST = 1_000
PRECISION = {"error": "very-high", "warning": "high", "note": "medium"}
PROBLEM = {"error": "error", "warning": "warning", "note": "recommendation"}

_LINK = expression(r"[\\\[\]]")

Data = dict[str, Any]


def write(results: Iterable[Checked], out: TextIO, gate: Gate) -> None:
    tally, known = Tally(), list[tuple[Checked, Finding]]()
    shown = worst(_keeping(known, tally.watch(results)), MOST)
    del known[MOST - len(shown) :]
    told = {rule.id: rule for rule in rules.load()}
    used = sorted({finding.rule for _, finding in (*shown, *known)})
    numbers = {rule: number for number, rule in enumerate(used)}
    new = "new" if known else ""
    left_out = sum(tally.severities.values()) - len(shown)
    driver = {"name": "mtqa", "semanticVersion": __version__, "rules": [_rule(told[name]) for name in used]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not gate.unread,
                "toolExecutionNotifications": [*_notifications(left_out), *map(_error, gate.unread)],
            }
        ],
        "results": [
            *(_result(checked, finding, numbers, new) for checked, finding in shown),
            *(_result(checked, finding, numbers, "unchanged") for checked, finding in known),
        ],
    }
    out.write(dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n")


def _keeping(known: list[tuple[Checked, Finding]], results: Iterable[Checked]) -> Iterator[Checked]:
    """The results, while the first MOST of the findings that are known are put aside."""
    for checked in results:
        known += [(checked, finding) for finding in checked.known[: MOST - len(known)]]
        yield checked


def _notifications(left_out: int) -> list[Data]:
    text = f"{left_out:,} findings that are less severe were left out"
    return [{"level": "warning", "message": {"text": text}}] if left_out else []


def _message(text: str) -> Data:
    """A message in which brackets are brackets and make no link."""
    return {"text": _LINK.sub(r"\\\g<0>", text)}


def _error(text: str) -> Data:
    return {"level": "error", "message": _message(text)}


def _rule(rule: Rule) -> Data:
    first, _, _ = rule.about.partition("\n")
    page, known = explain.page(rule.id), kind(rule.id, rule.family)
    return {
        "id": rule.id,
        "name": "".join(map(str.capitalize, rule.id.split("-"))),
        "shortDescription": {"text": first[:LONGEST]},
        "fullDescription": {"text": rule.about[:LONGEST]},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {
            "tags": [rule.family, f"MQM/{known.mqm}", f"ITS/{known.its}"],
            "precision": PRECISION[rule.severity],
            "problem.severity": PROBLEM[rule.severity],
        },
    }


def _result(checked: Checked, finding: Finding, numbers: dict[str, int], state: str) -> Data:
    region = _region(finding.place)
    if checked.document.first_line == 1:  # else it is a range of a file, and offsets are those in the range
        start, end = finding.segment.span(finding.start, finding.end)
        region |= {"charOffset": start, "charLength": end - start}
    related = [place for place in finding.related if place.line]
    return {
        "ruleId": finding.rule,
        "ruleIndex": numbers[finding.rule],
        "level": finding.severity,
        "message": _message(finding.message),
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(finding.path), "region": region}}],
        "partialFingerprints": {"mtqaFinding/v1": finding.fingerprint},
        **({"relatedLocations": [_related(place, finding.path) for place in related]} if related else {}),
        **({"properties": {"score": finding.score}} if finding.score is not None else {}),
        **({"fixes": [fix]} if (fix := _fix(checked, finding)) else {}),
        **({"baselineState": state} if state else {}),
    }


def _related(place: Place, path: str) -> Data:
    location = {"artifactLocation": _artifact(place.path or path), "region": _region(place)}
    return {"physicalLocation": location, "message": _message(place.text or "here")}


def _region(place: Place) -> Data:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "snippet": {"text": place.text},
    }


def _fix(checked: Checked, finding: Finding) -> Data | None:
    """The fix, where the file holds the text as it is, without anything to be escaped or kept."""
    document, fix = checked.document, finding.fix
    if fix is None:
        return None
    start, end = finding.segment.span(fix.start, fix.end)
    if document.content[start:end] != finding.segment.target[fix.start : fix.end]:
        return None
    lines = dict(zip(("startLine", "startColumn", "endLine", "endColumn"),
                     (*document.position(start), *document.position(end)), strict=True))  # fmt: skip
    replacement = {"deletedRegion": lines, "insertedContent": {"text": fix.text}}
    change = {"artifactLocation": _artifact(finding.path), "replacements": [replacement]}
    safety = "safe" if fix.safe else "could change the meaning"
    told = "; ".join(filter(None, (finding.message, anew(checked, finding))))
    return {"description": _message(f"{told} ({safety})"), "artifactChanges": [change]}


def _artifact(path: str) -> Data:
    absolute, top = Path(path).absolute(), _top()
    if not absolute.is_relative_to(top):
        return {"uri": absolute.as_uri()}
    return {"uri": quote(os.fsencode(absolute.relative_to(top).as_posix()))}


def _top() -> Path:
    folder = Path.cwd()
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), folder)
