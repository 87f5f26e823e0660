"""What a filter found, counted: a few numbers for however many documents."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from mtqa.corpus.columns import FAMILIES, FINDINGS, PENALTY, REASON, WORDS

if TYPE_CHECKING:
    import pyarrow as pa

KEPT, REJECTED = "kept", "rejected"
# The upper ends of the classes of penalties, the first of which is for none at all; the last class has no end.
EDGES = (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)


@dataclass
class Counts:
    """How many documents and words are kept and rejected, and why; by class of penalty, how many of either; by family
    and by rule, how many findings, and how many documents have one of the family."""

    documents: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    kept_penalties: Counter[str] = field(default_factory=Counter)
    rejected_penalties: Counter[str] = field(default_factory=Counter)
    families: Counter[str] = field(default_factory=Counter)
    faulty: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)

    def watch(self, scored: "pa.Table") -> "pa.Table":
        """The same rows, counted as they go by."""
        columns = (scored.column(name).to_pylist() for name in (WORDS, PENALTY, FINDINGS, FAMILIES, REASON))
        for words, penalty, findings, families, reason in zip(*columns, strict=True):
            fate = KEPT if reason is None else REJECTED
            self.documents[fate] += 1
            self.words[fate] += words
            if reason is not None:
                self.reasons[reason.partition(":")[0]] += 1
            if penalty is not None:
                classes = self.kept_penalties if reason is None else self.rejected_penalties
                classes[str(bisect_left(EDGES, penalty))] += 1
            self.rules.update(finding["rule"] for finding in findings or ())
            found = {family: number for family, number in (families or {}).items() if number}
            self.families.update(found)
            self.faulty.update(found.keys())
        return scored

    def add(self, other: "Counts") -> None:
        for item in fields(self):
            getattr(self, item.name).update(getattr(other, item.name))

    def as_json(self) -> dict[str, dict[str, int]]:
        """The numbers by name, the same for the same documents in whatever order they came."""
        return {name: dict(sorted(numbers.items())) for name, numbers in vars(self).items()}

    @classmethod
    def of(cls, numbers: Mapping[str, Mapping[str, int]]) -> "Counts":
        return cls(**{name: Counter(values) for name, values in numbers.items()})


def total(parts: Iterable[Counts]) -> Counts:
    """All of them together."""
    result = Counts()
    for part in parts:
        result.add(part)
    return result


def label(number: int) -> str:
    """The class of penalties of this number, as people read it."""
    if not number:
        return "0"
    return f"≤ {EDGES[number]:,}" if number < len(EDGES) else f"> {EDGES[-1]:,}"


def penalties(counts: Counts) -> list[tuple[str, int, int]]:
    """By class of penalty, how many documents are kept and rejected."""
    kept, rejected = counts.kept_penalties, counts.rejected_penalties
    return [(label(number), kept[str(number)], rejected[str(number)]) for number in range(len(EDGES) + 1)]


def as_json(counts: Counts, **others: Any) -> dict[str, Any]:
    """What summary.json holds."""
    numbers = counts.as_json()
    del numbers["kept_penalties"], numbers["rejected_penalties"]
    classes = [{"penalty": name, KEPT: kept, REJECTED: rejected} for name, kept, rejected in penalties(counts)]
    return {**others, **numbers, "penalties": classes}
