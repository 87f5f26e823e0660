"""For people: each finding with an excerpt of its segment in which the fault is marked, and what mends it."""

from collections.abc import Iterable, Iterator
from itertools import accumulate
from shutil import get_terminal_size
from typing import NamedTuple, TextIO

from mtqa.gate import Gate, Tally
from mtqa.reports.concise import line
from mtqa.reports.data import anew
from mtqa.reports.summary import summary
from mtqa.reports.terminal import is_colored, paint, visible, width
from mtqa.segment import Checked, Finding, Place

WIDEST = 120
GUTTER = 9


class Excerpt(NamedTuple):
    before: str
    found: str
    after: str


def write(results: Iterable[Checked], out: TextIO, gate: Gate) -> None:
    tally, colored = Tally(), is_colored(out)
    room = max(40, min(WIDEST, get_terminal_size((100, 24)).columns) - GUTTER)
    for checked in tally.watch(results):
        for finding in checked.findings:
            out.writelines(text + "\n" for text in _block(checked, finding, room, colored=colored))
    print(summary(tally, gate), file=out)


def _block(checked: Checked, finding: Finding, room: int, *, colored: bool) -> Iterator[str]:
    before, found, after = excerpt(finding.segment.target, finding.start, finding.end, room)
    bar, color = paint("│", "dim", colored=colored), finding.severity
    mark = " " * width(before) + paint("^" * max(1, width(found)), color, colored=colored)
    yield line(finding, colored=colored)
    yield f"{finding.place.line:>6} {bar} {before}{paint(found, color, colored=colored)}{after}"
    yield f"       {bar} {mark}{paint(_remedy(finding), 'fix', colored=colored)}"
    if made := anew(checked, finding):
        yield f"       {bar} {visible(made)}"
    for place in finding.related:
        yield f"       {bar} {visible(place.text)}{_where(place, finding.path)}"
    yield ""


def _where(place: Place, path: str) -> str:
    return f" at {visible(place.path or path)}:{place.line}:{place.column}" if place.line else " in the source"


def _remedy(finding: Finding) -> str:
    if finding.fix is None:
        return ""
    start, end, text, safe = finding.fix
    old, new = visible(finding.segment.target[start:end]), visible(text)
    said = f"{old} → {new}" if (start, end) != (finding.start, finding.end) else f"→ {new}" if new else "take it out"
    return f" {said}" if safe else f" {said} (unsafe)"


def excerpt(target: str, start: int, end: int, room: int) -> Excerpt:
    """The fault and what stands around it in at most `room` cells, made visible and cut between words."""
    found = visible(target[start:end])
    if width(found) > room // 2:
        found = f"{_head(found, room // 4)}…{_tail(found, room // 4)}"
    spare = room - width(found) - 2
    before = visible(target[max(0, start - room) : start])
    after = visible(target[end : end + room])
    left = max(spare // 2, spare - width(after))
    shown = _tail(before, left)
    if len(shown) < len(before) or start > room:
        shown = "…" + shown.partition(" ")[2]
    rest = _head(after, spare - width(shown))
    if len(rest) < len(after) or end + room < len(target):
        rest = rest.rpartition(" ")[0] + "…"
    return Excerpt(shown, found, rest)


def _head(text: str, cells: int) -> str:
    """As much of the text's beginning as fits."""
    return text[: sum(total <= cells for total in accumulate(map(width, text)))]


def _tail(text: str, cells: int) -> str:
    return text[len(text) - sum(total <= cells for total in accumulate(map(width, reversed(text)))) :]
