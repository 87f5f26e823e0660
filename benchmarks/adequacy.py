"""What the rules that see the source find: python benchmarks/adequacy.py [DATA]  writes adequacy.md beside this file.

DATA (../shared where not given) holds `data/wmt22.ru-en.tsv`, sources with a human translation beside three by
machines, and `data/demetr.ru-en.tsv`, good translations beside the same ones damaged on purpose in one known way.
"""

import csv
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from mtqa import Checker, Document, Finding, Segment
from mtqa.alignment.beads import Bead, Match, align
from mtqa.rules import load

HERE = Path(__file__).parent
COLUMNS = ("human", "mt-A", "mt-G", "mt-Y")
ROUNDS = 3
Row = dict[str, Any]
Link = tuple[int, int]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def texts(path: Path) -> list[list[Row]]:
    return [list(group) for _, group in groupby(rows(path), key=lambda row: row["doc"])]


def table(head: Iterable[str], body: Iterable[Iterable[object]]) -> Iterator[str]:
    titles = list(head)
    yield f"| {' | '.join(titles)} |"
    yield f"| --- |{' ---: |' * (len(titles) - 1)}"
    yield from (f"| {' | '.join(map(str, cells))} |" for cells in body)


def of_the_source(checker: Checker, group: list[Row], column: str) -> Iterator[Finding]:
    """The findings that there are with the source and not without it."""
    pairs = [Segment(row[column], row["source"], "en", "ru", row["id"]) for row in group]
    without = Document([segment._replace(source="") for segment in pairs])
    known = {(found.rule, found.segment.id, found.start) for found in checker.check(without)}
    for found in checker.check(Document(pairs)):
        if (found.rule, found.segment.id, found.start) not in known:
            yield found


def machines(path: Path) -> Iterator[str]:
    """Findings for 1,000 segments by rule, on the human translation and on each machine's."""
    groups, checker = texts(path), Checker()
    counts = {column: Counter[str]() for column in COLUMNS}
    for column, count in counts.items():
        for group in groups:
            count.update(found.rule for found in of_the_source(checker, group, column))
    severities = {rule.id: rule.severity for rule in load()}
    found = sorted({name for count in counts.values() for name in count})
    rate = 1000 / sum(map(len, groups))
    body = [(name, severities[name], *(f"{counts[column][name] * rate:.1f}" for column in COLUMNS)) for name in found]
    total = ("all", "", *(f"{counts[column].total() * rate:.1f}" for column in COLUMNS))
    yield from table(("rule", "severity", *COLUMNS), [*body, total])


def damages(path: Path) -> Iterator[str]:
    """For each kind of damage how often it raises a finding that the good one does not have, and of which rule."""
    checker = Checker()
    kinds = defaultdict[str, list[set[str]]](list)
    for row in rows(path):
        good, bad = (
            Counter(found.rule for found in checker.check(Document([Segment(row[side], row["source"], "en", "ru")])))
            for side in ("target", "perturbed")
        )
        kinds[row["perturbation"]].append(set(bad - good))
    body = []
    for kind, raised in sorted(kinds.items(), key=lambda pair: -sum(map(bool, pair[1])) / len(pair[1])):
        names = Counter(name for found in raised for name in found)
        often = ", ".join(f"{name} {count}" for name, count in names.most_common(3))
        body.append((kind, len(raised), f"{100 * sum(map(bool, raised)) / len(raised):.0f}%", often))
    yield from table(("damage", "segments", "found", "by"), body)


def shuffled(group: list[Row], column: str, chance: random.Random) -> tuple[list[str], list[str], set[Link]]:
    """Paragraphs of some segments each: one in twenty is lost, one added, one in five cut in two on one side."""
    sources, targets, links = list[str](), list[str](), set[Link]()
    rest = list(group)
    while rest:
        count = chance.randint(1, 3)
        part, rest = rest[:count], rest[count:]
        here, there = [row[column] for row in part], [row["source"] for row in part]
        fate = chance.random()
        cut = chance.randint(1, len(part) - 1) if len(part) > 1 else 0
        ours = [here[:cut], here[cut:]] if cut and fate < 0.1 else [] if 0.2 < fate < 0.25 else [here]
        theirs = [there[:cut], there[cut:]] if cut and 0.1 < fate < 0.2 else [] if 0.25 < fate < 0.3 else [there]
        links |= {(len(sources) + i, len(targets) + j) for i in range(len(theirs)) for j in range(len(ours))}
        sources += map(" ".join, theirs)
        targets += map(" ".join, ours)
    return sources, targets, links


def linked(beads: Iterable[Bead]) -> set[Link]:
    return {(i, j) for b in beads for i in range(b.source, b.source_end) for j in range(b.target, b.target_end)}


def alignment(path: Path) -> Iterator[str]:
    """How right the pairs of paragraphs are, and the paragraphs that are called lost, in texts changed at random."""
    body = []
    for column in COLUMNS:
        pairs, lost = Counter[str](), Counter[str]()
        for number, group in enumerate(group for _ in range(ROUNDS) for group in texts(path) if len(group) > 5):
            sources, targets, links = shuffled(group, column, random.Random(number))
            beads, _ = align(Match.of(sources, targets, "ru", "en"))
            found, gone = linked(beads), {bead.source for bead in beads if bead.target == bead.target_end}
            truly = set(range(len(sources))) - {i for i, _ in links}
            pairs.update(right=len(found & links), found=len(found), there=len(links))
            lost.update(right=len(gone & truly), found=len(gone), there=len(truly))
        shares = (f"{100 * c['right'] / c[of]:.1f}%" for c in (pairs, lost) for of in ("found", "there"))
        body.append((column, pairs["there"], *shares))
    yield from table(("text", "pairs", "right pairs", "pairs found", "rightly lost", "lost ones found"), body)


def main() -> None:
    data = Path(sys.argv[1] if len(sys.argv) > 1 else HERE.parents[1] / "shared") / "data"
    parts = [
        "# What the rules that see the source find",
        "Made by `python benchmarks/adequacy.py`.",
        "## Findings for 1,000 segments that need the source, human and machine",
        "\n".join(machines(data / "wmt22.ru-en.tsv")),
        "## Known damage: how often it raises a finding that the good translation does not have",
        "\n".join(damages(data / "demetr.ru-en.tsv")),
        "## Paragraphs aligned, where some were joined, cut, lost and added at random",
        "\n".join(alignment(data / "wmt22.ru-en.tsv")),
    ]
    text = "\n\n".join(parts) + "\n"
    (HERE / "adequacy.md").write_text(text, "utf8")
    print(text)


if __name__ == "__main__":
    main()
