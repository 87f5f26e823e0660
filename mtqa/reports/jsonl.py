"""One JSON object a finding and line. Lines and columns count from 1 in code points, ends are exclusive."""

import json
from collections.abc import Iterable
from typing import Any, TextIO

from mtqa.gate import Gate
from mtqa.segment import Checked, Finding, Place


def row(finding: Finding) -> dict[str, Any]:
    """The finding as plain data; `start` and `end` are offsets in the segment's target, from 0."""
    place = finding.place
    return {
        "path": finding.path,
        "segment": finding.segment.id,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "start": finding.start,
        "end": finding.end,
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity,
        "message": finding.message,
        "text": place.text,
        "fix": finding.fix and finding.fix._asdict(),
        "related": [_related(place) for place in finding.related],
        "score": finding.score,
        "fingerprint": finding.fingerprint,
    }


def _related(place: Place) -> dict[str, Any]:
    """The place as plain data, with its path where that is not the finding's own."""
    return {key: value for key, value in place._asdict().items() if key != "path" or value}


def write(results: Iterable[Checked], out: TextIO, _gate: Gate) -> None:
    for checked in results:
        out.writelines(json.dumps(row(finding), ensure_ascii=False) + "\n" for finding in checked.findings)
