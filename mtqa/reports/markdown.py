"""Markdown for a pull request's comment or a job's summary: the verdict, and the worst findings in a table."""

import re
from collections.abc import Iterable
from typing import TextIO

from mtqa.expressions import expression
from mtqa.gate import Gate, Tally
from mtqa.reports.data import anew, worst
from mtqa.reports.summary import summary
from mtqa.reports.terminal import visible
from mtqa.segment import Checked, Finding

MOST, LONGEST = 50, 120
# Whatever could be markup, a link, a mention or a reference to an issue, and what a table is parted by.
_ACTIVE = expression(r"[\\`*_{}\[\]<>#|~$^@&:]")
# What GitHub looks for when markup is text already: mentions, issues and bare links, which a space of no width parts.
_LINKED = expression(r"@|#(?=\d)|:(?=//)|www(?=\.)", re.IGNORECASE)


def write(results: Iterable[Checked], out: TextIO, gate: Gate) -> None:
    tally = Tally()
    shown = worst(tally.watch(results), MOST)
    reasons = gate.reasons(tally)
    out.write(f"### mtqa: {'does not pass' if reasons else 'passes'}\n\n")
    out.writelines(f"- {_inert(reason)}\n" for reason in reasons)
    told = [*summary(tally, gate).splitlines()[:1], gate.told(tally), _escaped(tally.opinions.told)]
    out.write("\n".join(["", *filter(None, told), ""]))
    if shown:
        out.write("\n| severity | where | rule | found | what is wrong |\n|---|---|---|---|---|\n")
        out.writelines(_row(*each) for each in shown)
    if (more := sum(tally.severities.values()) - len(shown)) > 0:
        out.write(f"\nand {more:,} more\n")


def _row(checked: Checked, finding: Finding) -> str:
    where = f"{finding.path}:{finding.place.line}:{finding.place.column}"
    cells = finding.severity, where, finding.rule, finding.place.text, finding.message
    made = anew(checked, finding)
    return f"| {' | '.join(map(_inert, cells))}{'; ' * bool(made)}{_inert(made)} |\n"


def _inert(text: str) -> str:
    """The text on one line, cut short, as characters that mean nothing to Markdown or HTML."""
    return _escaped(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")


def _escaped(text: str) -> str:
    parted = _LINKED.sub("\\g<0>\u200b", visible(text))
    return _ACTIVE.sub(lambda match: f"&#{ord(match[0])};", parted).replace("\u200b", "&#8203;")
