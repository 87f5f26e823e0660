"""One line a finding: path:line:column: severity rule: message. `[*]` marks a safe fix, `[~]` an unsafe one."""

from collections.abc import Iterable
from typing import TextIO

from mtqa.gate import Gate, Tally
from mtqa.reports.summary import summary
from mtqa.reports.terminal import is_colored, paint, printable, visible
from mtqa.segment import Checked, Finding


def line(finding: Finding, *, colored: bool) -> str:
    place = finding.place
    fix = "" if finding.fix is None else " [*]" if finding.fix.safe else " [~]"
    where = paint(f"{printable(finding.path)}:{place.line}:{place.column}", "bold", colored=colored)
    kind = paint(finding.severity, finding.severity, colored=colored)
    return f"{where}: {kind} {finding.rule}: {visible(finding.message)}{fix}"


def write(results: Iterable[Checked], out: TextIO, gate: Gate) -> None:
    tally, colored = Tally(), is_colored(out)
    for checked in tally.watch(results):
        out.writelines(line(finding, colored=colored) + "\n" for finding in checked.findings)
    print(summary(tally, gate), file=out)
