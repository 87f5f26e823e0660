"""One JSON object: all findings, as in `jsonl`, what models say of segments, and a summary with the verdict."""

from collections.abc import Iterable
from typing import TextIO

from mtqa import __version__
from mtqa.gate import Gate, Tally
from mtqa.reports.data import dumps, opinions, row, totals
from mtqa.segment import Checked


def write(results: Iterable[Checked], out: TextIO, gate: Gate) -> None:
    tally, said = Tally(), list[str]()
    out.write(f'{{"mtqa": {dumps(__version__)},\n"findings": [')
    comma = "\n"
    for checked in tally.watch(results):
        for finding in checked.findings:
            out.write(comma + dumps(row(finding)))
            comma = ",\n"
        said += map(dumps, opinions(checked))
    out.write("],\n" + ('"segments": [\n' + ",\n".join(said) + "],\n" if said else ""))
    out.write(f'"summary": {dumps(totals(tally, gate))}}}\n')
