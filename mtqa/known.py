"""What does not count: findings in a baseline, and those on lines that did not change."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mtqa import changed
from mtqa.baseline import Baseline
from mtqa.segment import Document, Finding

TOLD = 10


class Known(NamedTuple):
    """A baseline, and a commit since which lines have to have changed; both may be missing."""

    baseline: Baseline | None = None
    commit: str = ""

    def parted(self, document: Document, findings: list[Finding]) -> tuple[list[Finding], list[Finding]]:
        """The findings that count, and those that do not. Raises CannotRun where git cannot tell."""
        new, known = self.baseline.parted(document.path, findings) if self.baseline else (findings, [])
        if self.commit:
            lines = changed.lines(Path(document.path), self.commit)
            known = known + [finding for finding in new if not changed.touches(finding, lines)]
            new = [finding for finding in new if changed.touches(finding, lines)]
        return new, known

    def gone(self) -> Iterator[str]:
        """What to tell of entries of the baseline that nothing was found for."""
        stale = self.baseline.stale() if self.baseline else []
        for entry in stale[:TOLD]:
            yield f"{entry.path}: {entry.rule} “{entry.text}” is in the baseline and no longer in the text"
        if self.baseline and stale:
            yield f"{self.baseline.path}: {len(stale):,} stale; `mtqa baseline --prune` takes out what is gone"
