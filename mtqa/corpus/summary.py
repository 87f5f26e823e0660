"""What a filter did, for people: a few lines, and a page with plots that needs no network."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from mtqa import __version__
from mtqa.config import Config
from mtqa.corpus.counts import KEPT, REJECTED, Counts, as_json, penalties, total
from mtqa.corpus.shards import MARKERS, locked, part
from mtqa.errors import CannotRun
from mtqa.reports.summary import count

HERE = Path(__file__).parent


class Summary(NamedTuple):
    """The numbers of all shards that are done, how many these are, what was limited, how many could not be done."""

    counts: Counts
    shards: int
    limits: Mapping[str, float]
    failed: int

    @classmethod
    def of(cls, parts: Iterable[Counts], config: Config, failed: int) -> "Summary":
        parts = list(parts)
        given = {"penalty": config.max_penalty, **{f"penalty-{name}": most for name, most in config.limits.items()}}
        given |= {"score": config.min_score}
        limits = {name: value for name, value in given.items() if value is not None}
        return cls(total(parts), len(parts), limits, failed)

    def told(self, old: int) -> str:
        """The numbers in a line or two; of the shards so many were done before."""
        documents, reasons = self.counts.documents, self.counts.reasons
        why = ", ".join(f"{reason} {number:,}" for reason, number in _ordered(reasons))
        before = f", {old:,} of them before" if old else ""
        return (
            f"{count(self.shards, 'file')}{before}: {count(documents.total(), 'document')}, "
            f"{documents[KEPT]:,} kept, {documents[REJECTED]:,} rejected{f' ({why})' if why else ''}."
        )

    def write(self, out: Path) -> None:
        """Write summary.json and summary.html. Raises CannotRun where that cannot be done."""
        held = as_json(self.counts, mtqa=__version__, limits=dict(self.limits), shards=self.shards, failed=self.failed)
        try:
            (out / MARKERS).mkdir(parents=True, exist_ok=True)
            with locked(out / MARKERS / ".summary"):
                for name, text in (("json", f"{json.dumps(held, indent=2)}\n"), ("html", self._page())):
                    with part(out / f"summary.{name}") as file:
                        file.write(text.encode())
        except OSError as error:
            raise CannotRun(
                f"{error.filename or out}: cannot be written: {error.strerror}; see to that and run again"
            ) from error

    def _page(self) -> str:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

        environment = Environment(
            loader=FileSystemLoader(HERE),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        environment.globals["share"] = _share
        return environment.get_template("summary.html.j2").render(
            summary=self,
            documents=self.counts.documents,
            words=self.counts.words,
            penalties=_stacked(penalties(self.counts)),
            families=_bars(self.counts.families),
            faulty=self.counts.faulty,
            reasons=_bars(self.counts.reasons),
            rules=_bars(self.counts.rules)[:20],
            version=__version__,
        )


def _share(number: int, of: int) -> str:
    return f" ({100 * number / of:.1f} %)" if of else ""


class Bar(NamedTuple):
    """A bar of a plot: what it stands for, how many, how long it is of 100; if it is stacked, its second part."""

    name: str
    number: int
    length: float
    others: int = 0
    rest: float = 0.0
    share: float = 0.0


def _ordered(numbers: Counter[str]) -> list[tuple[str, int]]:
    """The most first, and among equals by name."""
    return sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))


def _bars(numbers: Counter[str]) -> list[Bar]:
    most = max(numbers.values(), default=1)
    return [Bar(name, number, 100 * number / most) for name, number in _ordered(numbers)]


def _stacked(classes: list[tuple[str, int, int]]) -> list[Bar]:
    """A bar for each class; `share` is that of all documents up to its end, in per cent."""
    most = max((kept + rejected for _, kept, rejected in classes), default=0) or 1
    everything = sum(kept + rejected for _, kept, rejected in classes) or 1
    bars, so_far = list[Bar](), 0
    for name, kept, rejected in classes:
        so_far += kept + rejected
        bars.append(Bar(name, kept, 100 * kept / most, rejected, 100 * rejected / most, 100 * so_far / everything))
    return bars
