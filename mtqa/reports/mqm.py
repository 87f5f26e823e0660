"""The table of MQM ratings that Google publishes: a row a finding with the stretch between <v> and </v>.

Columns: system, doc, doc_id, seg_id, rater, source, target, category, severity, parted by tabs, without quoting. A
segment without findings has a row “no-error”. There is no severity above Major. A cell that a spreadsheet would take
for a formula starts with an apostrophe.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import TextIO

from mtqa.expressions import expression
from mtqa.gate import Gate
from mtqa.reports.data import by_segment
from mtqa.reports.terminal import visible
from mtqa.segment import Checked, Finding, Segment, Severity
from mtqa.taxonomy import kind

HEADER = ("system", "doc", "doc_id", "seg_id", "rater", "source", "target", "category", "severity")
SEVERITIES: dict[Severity, str] = {"error": "Major", "warning": "Major", "note": "Minor"}
NONE = "no-error"
_MARK = expression(r"<(?=/?v>)")
# What a spreadsheet runs, which takes off quote marks first.
_FORMULA = expression(r"[\"\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def write(results: Iterable[Checked], out: TextIO, _gate: Gate) -> None:
    out.write("\t".join(HEADER) + "\n")
    number = 0
    for path, ranges in groupby(results, key=lambda checked: checked.document.path):
        for at, (segment, findings) in enumerate(chain.from_iterable(map(by_segment, ranges)), start=1):
            number += 1
            place = "mt", path, str(at), str(number), "mtqa"
            for cells in _ratings(segment, findings):
                out.write("\t".join(map(_cell, (*place, *cells))) + "\n")


def _ratings(segment: Segment, findings: Iterable[Finding]) -> Iterator[tuple[str, str, str, str]]:
    source, target = _MARK.sub("< ", segment.source), segment.target
    for finding in findings:
        parts = target[: finding.start], target[finding.start : finding.end], target[finding.end :]
        before, found, after = (_MARK.sub("< ", part) for part in parts)
        category = kind(finding.rule, finding.family).mqm
        yield source, f"{before}<v>{found}</v>{after}", category, SEVERITIES[finding.severity]
    if not findings:
        yield source, _MARK.sub("< ", target), NONE, NONE


def _cell(text: str) -> str:
    shown = visible(text)
    return f"'{shown}" if _FORMULA.match(shown) else shown
