"""How right the rules are: python benchmarks/quality.py [DATA]  writes quality.md beside this file.

DATA (../shared where not given) holds `seed/article.txt` with its marked errors, `data/clean-en` with articles by
professional translators, and `data/wmt22.ru-en.tsv` with a human translation beside three by machines. Findings on the
clean articles were judged by hand; `judgements.tsv` keeps the verdicts by fingerprint.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from mtqa import Checker, Document, Finding, Segment
from mtqa.rules import load
from mtqa.run import check
from mtqa.segment import Checked, Place

HERE = Path(__file__).parent
COLUMNS = ("human", "mt-A", "mt-G", "mt-Y")
Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def findings(path: Path) -> list[Finding]:
    results = (checked for checked in check([str(path)], {}) if isinstance(checked, Checked))
    return [finding for checked in results for finding in checked.findings]


def table(head: Iterable[str], body: Iterable[Iterable[object]]) -> Iterator[str]:
    titles = list(head)
    yield f"| {' | '.join(titles)} |"
    yield f"| --- |{' ---: |' * (len(titles) - 1)}"
    yield from (f"| {' | '.join(map(str, cells))} |" for cells in body)


def overlaps(place: Place, error: Row) -> bool:
    line, start, end = int(error["line"]), int(error["start"]) + 1, int(error["end"]) + 1
    return (place.line, place.column) < (line, end) and (place.end_line, place.end_column) > (line, start)


def touches(finding: Finding, error: Row) -> bool:
    return any(overlaps(place, error) for place in (finding.place, *finding.related))


def seed(folder: Path) -> tuple[list[str], Counter[str]]:
    """Recall on the marked article, and findings by rule there."""
    errors, found = rows(folder / "gold.tsv"), findings(folder / "article.txt")
    caught = Counter(
        error["needs"]
        for error in errors
        if any(finding.family in error["families"].split(",") and touches(finding, error) for finding in found)
    )
    total = Counter(error["needs"] for error in errors)
    false = sum(f.severity != "note" and not any(touches(f, error) for error in errors) for f in found)
    lines = table(("what it takes", "caught", "of"), [(need, caught[need], total[need]) for need in sorted(total)])
    told = f"{caught.total()} of {len(errors)} errors caught; {false} findings above a note touch none of them."
    return [told, "", *lines], Counter(finding.rule for finding in found)


def clean(folder: Path, on_seed: Counter[str]) -> list[str]:
    """For each rule the findings on the clean articles and how many of them are right."""
    verdicts = {row["fingerprint"]: row["verdict"] for row in rows(HERE / "judgements.tsv")}
    words = sum(len(path.read_text("utf8").split()) for path in folder.glob("*.txt"))
    found = findings(folder)
    judged = Counter((finding.rule, verdicts.get(finding.fingerprint, "not judged")) for finding in found)
    heavy, notes = (sum((f.severity == "note") == is_note for f in found) for is_note in (False, True))
    told = (
        f"{words:,} words: {1000 * heavy / words:.2f} warnings and errors, {1000 * notes / words:.2f} notes for 1,000."
    )
    body = [
        (rule.id, rule.severity, *(judged[rule.id, verdict] for verdict in VERDICTS), on_seed[rule.id])
        for rule in load()
    ]
    return [told, "", *table(("rule", "severity", *VERDICTS, "on the seed"), body)]


VERDICTS = ("right", "wrong", "not judged")


def machines(path: Path) -> list[str]:
    """Findings for 1,000 segments by family, in the human translation and in each machine's."""
    everything = rows(path)
    checker = Checker()
    counts = {column: Counter[str]() for column in COLUMNS}
    for column, count in counts.items():
        for _, group in groupby(everything, key=lambda row: row["doc"]):
            segments = [Segment(row[column], "", "en", "ru", row["id"]) for row in group]
            count.update(finding.family for finding in checker.check(Document(segments)))
    families = sorted({rule.family for rule in load()})
    rate = 1000 / len(everything)
    body = [(family, *(f"{counts[column][family] * rate:.1f}" for column in COLUMNS)) for family in families]
    return list(table(("family", *COLUMNS), body))


def main() -> None:
    data = Path(sys.argv[1] if len(sys.argv) > 1 else HERE.parents[1] / "shared")
    on_article, by_rule = seed(data / "seed")
    parts = [
        "# How right the rules are",
        "Made by `python benchmarks/quality.py`.",
        "## Errors of a marked article",
        "\n".join(on_article),
        "## Findings on articles by professional translators",
        "\n".join(clean(data / "data" / "clean-en", by_rule)),
        "## Findings for 1,000 segments, human and machine",
        "\n".join(machines(data / "data" / "wmt22.ru-en.tsv")),
    ]
    text = "\n\n".join(parts) + "\n"
    (HERE / "quality.md").write_text(text, "utf8")
    print(text)


if __name__ == "__main__":
    main()
