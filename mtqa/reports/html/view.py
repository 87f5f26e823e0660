"""What the page shows, as data: the head, with all that was found counted; its documents are shelves."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import NamedTuple

from mtqa import baseline
from mtqa.gate import Gate, Tally
from mtqa.reports.html.shelf import Names, Shelf
from mtqa.segment import Checked, Finding, Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


class Bar(NamedTuple):
    """A family in the chart: how much of each severity, and where its stretch begins and how long it is, of 100."""

    name: str
    total: int
    penalty: float
    stretches: list[tuple[Severity, int, float, float]]


class File(NamedTuple):
    """A line of the table of files."""

    path: str
    words: int
    counts: Counter[Severity]
    known: int
    penalty: float
    passes: bool


class View:
    """The page over all results."""

    def __init__(self, results: Iterable[Checked], gate: Gate) -> None:
        self.tally, self._gate = Tally(), gate
        self.files = list[File]()
        self._rules = Counter[tuple[str, str]]()
        self._results = list(self._counted(results))
        self._known = baseline.Baseline(gate.baseline)

    def _counted(self, results: Iterable[Checked]) -> Iterator[Checked]:
        for checked in self.tally.watch(results):
            tally = Tally()
            yield from tally.watch([checked])
            self._rules.update((finding.rule, finding.family) for finding in _all(checked))
            self.files.append(File(checked.document.path, tally.words, tally.severities, len(checked.known),
                                   self._gate.penalty(tally), checked.passes))  # fmt: skip

    @property
    def reasons(self) -> list[str]:
        return self._gate.reasons(self.tally)

    @property
    def told(self) -> str:
        return self._gate.told(self.tally)

    @property
    def known(self) -> int:
        return sum(file.known for file in self.files)

    @property
    def total(self) -> int:
        return sum(self.tally.found.values()) + self.known

    @property
    def segments(self) -> int:
        return sum(len(checked.document.segments) for checked in self._results)

    @property
    def worst_files(self) -> list[File]:
        return sorted(self.files, key=lambda file: (-file.penalty, file.path))

    @property
    def severities(self) -> dict[Severity, int]:
        """How many there are of each severity, known ones too: what a filter would show."""
        counts = Counter(finding.severity for checked in self._results for finding in _all(checked))
        return {severity: counts[severity] for severity in SEVERITIES}

    @property
    def is_scored(self) -> bool:
        return any(finding.score is not None for checked in self._results for finding in _all(checked))

    @property
    def opinions(self) -> str:
        """What models say of all the text."""
        return self.tally.opinions.told

    @property
    def rules(self) -> list[tuple[str, str, int]]:
        """Rules with their family and number of findings, by name."""
        return [(rule, family, number) for (rule, family), number in sorted(self._rules.items())]

    @property
    def bars(self) -> list[Bar]:
        """The families, those with the most findings first."""
        counts = defaultdict[str, Counter[Severity]](Counter)
        for finding in chain.from_iterable(map(_all, self._results)):
            counts[finding.family][finding.severity] += 1
        most = max((count.total() for count in counts.values()), default=1)
        bars = list[Bar]()
        for family, count in counts.items():
            ends = [0, *(sum(count[other] for other in SEVERITIES[: place + 1]) for place in range(3))]
            bars.append(Bar(family, count.total(), self._gate.penalty(self.tally, family), [
                (severity, count[severity], 100 * start / most, 100 * (end - start) / most)
                for severity, (start, end) in zip(SEVERITIES, pairwise(ends), strict=True) if end > start
            ]))  # fmt: skip
        return sorted(bars, key=lambda bar: (-bar.total, bar.name))

    @property
    def documents(self) -> Iterator[Shelf]:
        names = Names()
        for number, checked in enumerate(self._results, start=1):
            yield Shelf(number, checked, names, self._known)


def _all(checked: Checked) -> Iterator[Finding]:
    return chain(checked.findings, checked.known)
