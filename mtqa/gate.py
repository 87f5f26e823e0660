"""What the findings add up to, and whether the text may pass."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mtqa.segment import Checked, Finding, Severity

RANKS: dict[str, int] = {"note": 0, "warning": 1, "error": 2, "never": 3}


def passes(findings: Iterable[Finding], fail_on: str) -> bool:
    """Whether no finding is as severe as `fail_on`; `never` lets everything pass."""
    return all(RANKS[finding.severity] < RANKS[fail_on] for finding in findings)


@dataclass
class Tally:
    """Counts over the documents that went by."""

    documents: int = 0
    faulty: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)
    safe_fixes: int = 0
    unsafe_fixes: int = 0

    def watch(self, results: Iterable[Checked]) -> Iterator[Checked]:
        """The same results, counted as they go by."""
        for checked in results:
            self.documents += 1
            self.faulty += bool(checked.findings)
            for finding in checked.findings:
                self.severities[finding.severity] += 1
                if finding.fix:
                    self.safe_fixes += finding.fix.safe
                    self.unsafe_fixes += not finding.fix.safe
            yield checked
