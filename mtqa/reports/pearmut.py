"""A campaign for the annotation tool Pearmut, in which the findings are error spans to start from.

Offsets are code points of the target, and the end of a span is the index of its last character. Segments without
findings are part of their documents. There is no severity above “major”.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TextIO

from mtqa.gate import Gate
from mtqa.reports.data import by_segment, dumps
from mtqa.segment import Checked, Finding, Severity
from mtqa.taxonomy import FAMILIES, OTHER, RULES, kind

SYSTEM = "mt"
SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "major", "note": "minor"}


def write(results: Iterable[Checked], out: TextIO, _gate: Gate) -> None:
    categories = defaultdict[str, list[str]](list)
    for known in sorted({*FAMILIES.values(), *RULES.values(), OTHER}):
        if known.error not in categories[known.dimension]:
            categories[known.dimension] += [known.error] if known.error else []
    info = {"assignment": "single-stream", "protocol": "MQM", "users": 1, "mqm_categories": categories}
    out.write(f'{{"campaign_id": "mtqa",\n"info": {dumps(info)},\n"data": [')
    comma = "\n"
    for checked in results:
        out.write(comma + dumps(_document(checked)))
        comma = ",\n"
    out.write("\n]}\n")


def _document(checked: Checked) -> list[dict[str, Any]]:
    return [
        {
            "item_id": f"{checked.document.path}#{segment.id}",
            **({"src": segment.source} if segment.source else {}),
            "tgt": {SYSTEM: segment.target},
            "error_spans": {SYSTEM: [_span(finding) for finding in findings]},
        }
        for segment, findings in by_segment(checked)
    ]


def _span(finding: Finding) -> dict[str, Any]:
    return {
        "start_i": finding.start,
        "end_i": max(finding.start, finding.end - 1),
        "severity": SEVERITIES[finding.severity],
        "category": kind(finding.rule, finding.family).mqm,
    }
