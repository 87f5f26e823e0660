"""Workflow commands of GitHub Actions, which become notes beside the lines of a pull request.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest, so the first ten of each are written
and the others counted; all of it goes to the step's summary, where $GITHUB_STEP_SUMMARY names one.
"""

import os
from collections.abc import Iterable
from itertools import islice
from typing import TextIO

from mtqa.gate import Gate, Tally
from mtqa.reports import markdown
from mtqa.reports.summary import summary
from mtqa.reports.terminal import visible
from mtqa.segment import Checked, Finding, Severity

MOST = 10
COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def write(results: Iterable[Checked], out: TextIO, gate: Gate) -> None:
    tally = Tally()
    results = list(tally.watch(results))
    for severity, command in COMMANDS.items():
        found = (item for checked in results for item in checked.findings if item.severity == severity)
        out.writelines(_line(finding, command) + "\n" for finding in islice(found, MOST))
    out.writelines(f"::error title=mtqa::{_data(reason)}\n" for reason in islice(gate.unread, MOST))
    if any(number > MOST for number in tally.severities.values()):
        out.write(f"::notice title=mtqa::{_data(summary(tally, gate))} At most {MOST} of each kind are shown here.\n")
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(path, "a", encoding="utf8", errors="backslashreplace") as file:
            markdown.write(results, file, gate)


def _line(finding: Finding, command: str) -> str:
    place = finding.place
    values = {
        "file": finding.path,
        "line": place.line,
        "endLine": place.end_line,
        "col": place.column,
        "endColumn": place.end_column,
        "title": finding.rule,
    }
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in values.items())
    return f"::{command} {properties}::{_data(finding.message)}"


def _data(text: str) -> str:
    return "%0A".join(visible(line) for line in text.replace("%", "%25").split("\n"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
