"""JUnit XML: a suite for each file, a case for each segment with findings, and a case that passes for a clean file.

A case fails where the file does not pass; of one that passes, the findings stand in the case's output.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TextIO
from xml.etree.ElementTree import Element, ElementTree, SubElement

from mtqa.expressions import expression
from mtqa.gate import Gate
from mtqa.reports.terminal import printable, visible
from mtqa.segment import Checked, Finding

_ILLEGAL = expression("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def write(results: Iterable[Checked], out: TextIO, gate: Gate) -> None:
    root = Element("testsuites", name="mtqa")
    for path, ranges in groupby(results, key=lambda checked: checked.document.path):
        cases = [case for checked in ranges for case in _cases(checked)] or [_passed(path)]
        failures = sum(case.find("failure") is not None for case in cases)
        counts = {"tests": str(len(cases)), "failures": str(failures), "errors": "0"}
        SubElement(root, "testsuite", {"name": _legal(path), **counts}).extend(cases)
    if gate.unread:
        count = str(len(gate.unread))
        suite = SubElement(root, "testsuite", name="mtqa", tests=count, failures="0", errors=count)
        for reason in gate.unread:
            case = SubElement(suite, "testcase", classname="mtqa", name="can be checked")
            SubElement(case, "error", message=_legal(visible(reason)))
    for total in ("tests", "failures", "errors"):
        root.set(total, str(sum(int(suite.get(total, 0)) for suite in root)))
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    ElementTree(root).write(out, encoding="unicode")
    out.write("\n")


def _cases(checked: Checked) -> Iterator[Element]:
    path = _legal(checked.document.path)
    for segment, group in groupby(checked.findings, key=lambda finding: finding.segment.id):
        findings = list(group)
        case = Element("testcase", classname=path, name=f"segment {_legal(segment)}", file=path,
                       line=str(findings[0].place.line))  # fmt: skip
        told = "\n".join(map(_told, findings))
        if checked.passes:
            SubElement(case, "system-out").text = told
        else:
            SubElement(case, "failure", message=_legal(findings[0].message), type=findings[0].rule).text = told
        yield case


def _passed(path: str) -> Element:
    return Element("testcase", classname=_legal(path), name="no faults")


def _told(finding: Finding) -> str:
    place = finding.place
    where = f"{printable(finding.path)}:{place.line}:{place.column}"
    return _legal(f"{where}: {finding.severity} {finding.rule}: {finding.message}")


def _legal(text: str) -> str:
    """The text with what XML cannot hold, or a terminal would obey, as U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text)
