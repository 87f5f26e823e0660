"""GitLab's Code Quality report: a JSON array, each finding with a fingerprint that no other has."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, TextIO

from mtqa.blake2 import blake2b
from mtqa.gate import Gate
from mtqa.reports.data import dumps
from mtqa.segment import Checked, Finding, Severity

SEVERITIES: dict[Severity, str] = {"error": "critical", "warning": "major", "note": "minor"}


def write(results: Iterable[Checked], out: TextIO, _gate: Gate) -> None:
    seen = Counter[str]()
    comma = "[\n"
    for checked in results:
        for finding in checked.findings:
            out.write(comma + dumps(_issue(finding, seen)))
            comma = ",\n"
    out.write("[]\n" if comma == "[\n" else "\n]\n")


def _issue(finding: Finding, seen: Counter[str]) -> dict[str, Any]:
    place = finding.place
    mark = blake2b(f"{finding.path}\0{finding.fingerprint}".encode("utf8", "surrogatepass"), digest_size=16).hexdigest()
    seen[mark] += 1
    return {
        "description": finding.message,
        "check_name": finding.rule,
        "fingerprint": mark if seen[mark] == 1 else f"{mark}-{seen[mark]}",
        "severity": SEVERITIES[finding.severity],
        "location": {
            "path": finding.path.removeprefix("./"),
            "positions": {
                "begin": {"line": place.line, "column": place.column},
                "end": {"line": place.end_line, "column": place.end_column},
            },
            "lines": {"begin": place.line, "end": place.end_line},
        },
    }
