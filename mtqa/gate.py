"""What the findings add up to, and whether the text may pass."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from mtqa.baseline import NAME
from mtqa.segment import Checked, Document, Finding, Severity
from mtqa.suppression import is_comment
from mtqa.text import word_count

RANKS: dict[str, int] = {"note": 0, "warning": 1, "error": 2, "never": 3}
ENOUGH = 500
LOW_SCORE = "low-score"
WEIGHTS: Mapping[Severity, float] = MappingProxyType({"note": 1.0, "warning": 5.0, "error": 25.0})


def words(document: Document) -> int:
    """How many words there are in the targets."""
    return sum(word_count(segment.target) for segment in document.segments if not is_comment(segment.target))


def passes(findings: Iterable[Finding], fail_on: str) -> bool:
    """Whether no finding is as severe as `fail_on`; `never` lets everything pass."""
    return all(RANKS[finding.severity] < RANKS[fail_on] for finding in findings)


@dataclass
class Opinions:
    """How many segments models scored and how, in how many the score is too low and counts, how many they translated
    anew, and how all that came about."""

    scored: int = 0
    total: float = 0.0
    lowest: float = inf
    too_low: int = 0
    retranslated: int = 0
    signatures: set[str] = field(default_factory=set)

    def add(self, checked: Checked) -> None:
        for opinion in checked.opinions.values():
            if opinion.score:
                self.scored += 1
                self.total += opinion.score.value
                self.lowest = min(self.lowest, opinion.score.value)
            self.retranslated += opinion.retranslation is not None
            self.signatures.update(opinion.signature.split(" + "))
        self.too_low += sum(finding.rule == LOW_SCORE for finding in checked.findings)

    @property
    def mean(self) -> float:
        """The mean of the scores; there must be one."""
        return self.total / self.scored

    @property
    def told(self) -> str:
        """All that in a sentence; empty where no model had anything to say."""
        parts = list[str]()
        if self.scored:
            parts.append(f"segments scored: {self.scored:,}, mean {self.mean:.4g}, lowest {self.lowest:.4g}")
        if self.retranslated:
            parts.append(f"segments translated anew: {self.retranslated:,}")
        said = "; ".join(parts)
        return f"{said[:1].upper()}{said[1:]} ({'; '.join(sorted(self.signatures))})." if said else ""


@dataclass
class Tally:
    """Counts over the documents that went by; `found` is by family and severity."""

    documents: int = 0
    faulty: int = 0
    failed: int = 0
    words: int = 0
    found: Counter[tuple[str, Severity]] = field(default_factory=Counter)
    safe_fixes: int = 0
    unsafe_fixes: int = 0
    opinions: "Opinions" = field(default_factory=Opinions)
    _last: tuple[str, bool, bool] = ("", False, False)

    def watch(self, results: Iterable[Checked]) -> Iterator[Checked]:
        """The same results, counted as they go by."""
        for checked in results:
            self._see(checked)
            self.words += words(checked.document) if checked.words is None else checked.words
            for finding in checked.findings:
                self.found[finding.family, finding.severity] += 1
                if finding.fix:
                    self.safe_fixes += finding.fix.safe
                    self.unsafe_fixes += not finding.fix.safe
            self.opinions.add(checked)
            yield checked

    def _see(self, checked: Checked) -> None:
        """Count the document, where it is a range of a file with the others of it as one."""
        file = checked.document.path, bool(checked.findings), not checked.passes
        if checked.document.first_line == 1 or file[0] != self._last[0]:
            self._last = file[0], False, False
            self.documents += 1
        self.faulty += file[1] and not self._last[1]
        self.failed += file[2] and not self._last[2]
        self._last = file[0], file[1] or self._last[1], file[2] or self._last[2]

    @property
    def severities(self) -> Counter[Severity]:
        return sum((Counter({severity: number}) for (_, severity), number in self.found.items()), Counter())


class Gate(NamedTuple):
    """The most that all the text checked may hold, in penalty points for each 1,000 words: in all, and by family.

    The penalty is that of MQM (themqm.org), 1,000 × Σ weight of a finding's severity ÷ words of the target, with its
    weights for minor, major and critical errors; a character of a script without spaces counts as a word. `unread` says
    of each file that could not be read why; it grows while the run goes on. `baseline` is where known
    findings are kept, or would be. No segment that was scored may be below `min_score`, where there is one.
    """

    max_penalty: float | None = None
    limits: Mapping[str, float] = MappingProxyType({})
    weights: Mapping[Severity, float] = WEIGHTS
    unread: Sequence[str] = ()
    baseline: Path = Path(NAME)
    min_score: float | None = None

    def penalty(self, tally: Tally, family: str = "") -> float:
        """Penalty points for each 1,000 words, for the findings of one family or for all."""
        points = sum(
            self.weights[severity] * number
            for (found, severity), number in tally.found.items()
            if family in ("", found)
        )
        return 1_000 * points / max(1, tally.words)

    def reasons(self, tally: Tally) -> list[str]:
        """Why the text may not pass, one sentence each; none if it may."""
        failed = f"files with faults too severe to pass: {tally.failed:,} of {tally.documents:,}"
        reasons = [failed] if tally.failed else []
        reasons += [f"files that could not be checked: {len(self.unread):,}"] if self.unread else []
        if self.min_score is not None and (low := tally.opinions.too_low):
            reasons.append(f"segments scored below {self.min_score:g}: {low:,} of {tally.opinions.scored:,}")
        limits = {"": self.max_penalty, **self.limits} if self.max_penalty is not None else dict(self.limits)
        for family, limit in limits.items():
            penalty = self.penalty(tally, family)
            if limit is not None and penalty > limit:
                what = f"the penalty of {family}" if family else "the penalty"
                reasons.append(f"{what}, {penalty:,.1f}, is above {limit:,g} for each 1,000 words")
        return reasons

    def told(self, tally: Tally) -> str:
        """The penalty with all that it is made of."""
        weights = ", ".join(f"{severity} {self.weights[severity]:g}" for severity in ("note", "warning", "error"))
        size = f"{tally.words:,} word{'s' * (tally.words != 1)}"
        doubt = f", fewer than {ENOUGH}: too short a sample to tell" if tally.words < ENOUGH else ""
        return f"Penalty {self.penalty(tally):,.1f} for each 1,000 words ({weights}; {size}{doubt})."
