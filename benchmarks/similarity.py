"""What the embedded scorer flags, of good translations and of broken ones: python benchmarks/similarity.py [DATA]

It prints the rows of the table in docs/models.md. DATA (../shared where not given) holds `data/wmt22.ru-en.tsv`,
sources with a human translation beside three by machines, and `data/mlqe.ru-en.dev.tsv`, translations by a machine that
people have judged: acceptable are those no worse than the mean, bad those that are worse by a standard deviation.
Paragraphs are two to six segments of a document that follow each other.
"""

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from random import Random

from mtqa.models.opening import scorer
from mtqa.segment import Segment

COLUMNS = ("human", "mt-A", "mt-G", "mt-Y")
Pair = tuple[str, str]
# Pairs of source and target, sentence by sentence.
Paragraph = list[Pair]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def paragraphs(table: Iterable[dict[str, str]], column: str) -> Iterator[Paragraph]:
    random = Random(1)
    for _, group in groupby(table, key=lambda row: row["doc"]):
        left = [(row["source"], row[column]) for row in group]
        while len(left) > 1:
            long = random.randint(2, 6)
            yield left[:long]
            left = left[long:]


def whole(paragraph: Paragraph) -> Pair:
    source, target = zip(*paragraph, strict=True)
    return " ".join(source), " ".join(target)


def half(text: str) -> str:
    words = text.split()
    return " ".join(words[: (len(words) + 1) // 2])


def broken(segments: list[Pair], texts: list[Paragraph]) -> Iterator[tuple[str, list[Pair]]]:
    """Kinds of damage by what they are called, and pairs with them. What is put in stands elsewhere in the data."""
    random = Random(2)
    others = random.sample([target for _, target in segments], len(segments))

    def changed(change: Callable[[list[str], str], list[str]]) -> list[Pair]:
        made = list[Pair]()
        for paragraph, other in zip(texts, others, strict=False):
            source, _ = whole(paragraph)
            made.append((source, " ".join(change([target for _, target in paragraph], other))))
        return made

    def lost(targets: list[str], _other: str) -> list[str]:
        at = random.randrange(len(targets))
        return targets[:at] + targets[at + 1 :]

    def added(targets: list[str], other: str) -> list[str]:
        at = random.randint(0, len(targets))
        return [*targets[:at], other, *targets[at:]]

    yield "paragraphs with one sentence lost", changed(lost)
    yield "paragraphs with the second half lost", changed(lambda targets, _: targets[: (len(targets) + 1) // 2])
    yield "paragraphs with one sentence added", changed(added)
    long = [(source, target) for source, target in segments if len(target.split()) > 7]
    yield "segments with the second half lost, most of them a sentence", [(one, half(other)) for one, other in long]
    pairs = list(zip(segments, others, strict=True))
    yield "segments with another sentence added", [(source, f"{own} {other}") for (source, own), other in pairs]
    yield "segments with the target of another", [(source, other) for (source, own), other in pairs if own != other]
    yield "copies of the source", [(source, source) for source, _ in segments]


def measured(data: Path) -> Iterator[tuple[str, list[Pair]]]:
    table, judged = rows(data / "wmt22.ru-en.tsv"), rows(data / "mlqe.ru-en.dev.tsv")
    good = [(row["source"], row[column]) for column in COLUMNS for row in table]
    texts = [text for column in COLUMNS for text in paragraphs(table, column)]
    yield f"{len(good):,} good segments, by people and by three machines (WMT22)", good
    yield f"{len(texts):,} good paragraphs of two to six such segments", [whole(text) for text in texts]
    for what, is_meant in (("acceptable machine translations of MLQE-PE", acceptable), ("bad ones", bad)):
        pairs = [(row["source"], row["target"]) for row in judged if is_meant(float(row["z_mean"]))]
        yield f"{len(pairs):,} {what}", pairs
    yield from broken([(row["source"], row["human"]) for row in table], list(paragraphs(table, "human")))


def acceptable(mean: float) -> bool:
    return mean >= 0


def bad(mean: float) -> bool:
    return mean < -1


def main(data: Path) -> None:
    embedded = scorer("embedded")
    assert embedded.threshold is not None
    print("| flagged | of |\n| --- | --- |")
    for what, pairs in measured(data):
        segments = [Segment(target, source, "en", "ru") for source, target in pairs]
        values = [score.value for score in embedded.scores(segments) if score and score.value is not None]
        flagged = sum(value < embedded.threshold for value in values) / len(pairs)
        print(f"| {flagged:.{1 if flagged < 0.1 else 0}%} | {what} |", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) == 2 else "../shared") / "data")
