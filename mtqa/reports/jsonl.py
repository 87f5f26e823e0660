"""One JSON object a finding and line. Lines and columns count from 1 in code points, ends are exclusive."""

from collections.abc import Iterable
from typing import TextIO

from mtqa.gate import Gate
from mtqa.reports.data import dumps, row
from mtqa.segment import Checked


def write(results: Iterable[Checked], out: TextIO, _gate: Gate) -> None:
    for checked in results:
        out.writelines(dumps(row(finding)) + "\n" for finding in checked.findings)
