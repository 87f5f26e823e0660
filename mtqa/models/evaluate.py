"""How well a scorer agrees with people who judged the same translations, and from which score on to believe it."""

import warnings
from array import array
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_FLOOR, Context
from functools import partial
from importlib.util import find_spec
from math import isfinite, nan
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from mtqa import files
from mtqa.errors import CannotRun, shown
from mtqa.formats import Options, table
from mtqa.models import Scorer
from mtqa.segment import Segment

RESAMPLES, SEED, SURE = 1_000, 0, 0.95


class Judged(NamedTuple):
    """Translations, and what people gave each: the more, the better."""

    segments: Sequence[Segment]
    human: "array[float]"


class Figure(NamedTuple):
    """A figure, and between what limits 95 of 100 such samples have it."""

    name: str
    value: float
    low: float
    high: float


class Evaluation(NamedTuple):
    """What came of it: of how many pairs how many have a score, and how many of these are `good`, which those are that
    people gave `least` or more.

    Below `threshold` no more than the share asked for of the good ones fall, namely `alarms`, and the share `caught` of
    the others.
    """

    pairs: int
    scored: int
    good: int
    least: float
    figures: tuple[Figure, ...]
    threshold: float
    alarms: float
    caught: float


def judged(path: Path, column: str, options: Options) -> Judged:
    """The pairs of a table, and the numbers in a column of it. Raises CannotRun, naming the line."""
    data = files.load(path)
    try:
        segments = table.read(data, str(path), options).segments
        rows = table.cells(data, str(path))
        _, header = next(rows, (1, []))
        if not header:
            raise CannotRun("is empty; name a table with the columns source, target and that of the people's scores")
        if column not in header:
            raise CannotRun(f"has no column {column!r}; say which of {shown(header)} with --human")
        human = array("d", (_number(row, header.index(column), line) for line, row in rows))
    except CannotRun as error:
        raise CannotRun(f"{path}: {error}") from error
    return Judged(segments, human)


def _number(row: Sequence[str], at: int, line: int) -> float:
    text = row[at].strip() if at < len(row) else ""
    try:
        if isfinite(number := float(text)):
            return number
    except ValueError:
        pass
    raise CannotRun(f"line {line}: {text!r} is no number; take out the rows that nobody judged")


def evaluate(scorer: Scorer, pairs: Judged, alarms: float, least: float | None = None) -> Evaluation:
    """How well the scores agree with what people gave, and a threshold at a share of false alarms, from 0 to below 1.

    Where no `least` says what is good, the better half is. Raises CannotRun where there is too little to compare, or
    SciPy is not installed.
    """
    if find_spec("scipy") is None:
        raise CannotRun("evaluating needs SciPy; type pip install 'mtqa[evaluate]'")
    values, human = array("d"), array("d")
    for score, given in zip(scorer.scores(pairs.segments), pairs.human, strict=True):
        if score is not None:
            values.append(score.value)
            human.append(given)
    least = median(pairs.human or [0.0]) if least is None else least
    good = sorted(value for value, given in zip(values, human, strict=True) if given >= least)
    bad = [value for value, given in zip(values, human, strict=True) if given < least]
    if not good or not bad or len({*values}) == 1:
        few = f"too little to compare: {len(good)} good pairs and {len(bad)} others have a score"
        raise CannotRun(f"{few}; {scorer.notice}" if scorer.notice else few)
    threshold = _rounded_down(good[int(alarms * len(good))])
    return Evaluation(
        len(pairs.segments),
        len(values),
        len(good),
        least,
        tuple(_figures(values, human, least)),
        threshold,
        sum(value < threshold for value in good) / len(good),
        sum(value < threshold for value in bad) / len(bad),
    )


def _rounded_down(value: float) -> float:
    """To four digits, so that no more fall below."""
    return float(Context(prec=4, rounding=ROUND_FLOOR).create_decimal_from_float(value))


def _figures(values: "array[float]", human: "array[float]", least: float) -> Iterator[Figure]:
    """The figures with their limits, which are percentiles of the same in pairs drawn from these, with repetition."""
    import numpy as np  # noqa: PLC0415

    pairs, draw = np.array([values, human]), np.random.default_rng(SEED)
    samples = [draw.integers(len(values), size=len(values)) for _ in range(RESAMPLES)]
    for name, measure in _measures(least).items():
        drawn = [measure(*pairs[:, sample]) for sample in samples]
        low, high = np.nanpercentile(drawn, [50 - 50 * SURE, 50 + 50 * SURE])
        yield Figure(name, float(measure(*pairs)), float(low), float(high))


def _measures(least: float) -> dict[str, Callable[[Any, Any], float]]:
    """How scores agree with what people gave, by name; NaN where that cannot be told."""
    from scipy import stats  # noqa: PLC0415

    def measure(function: Callable[[Any, Any], Any], values: Any, human: Any) -> float:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", stats.ConstantInputWarning)
            return float(function(values, human).statistic)

    def area(values: Any, human: Any) -> float:
        """The probability that a good one has a higher score than another, half of it where the scores are the same."""
        good = values[human >= least]
        others = values[human < least]
        if not len(good) or not len(others):
            return nan
        return float(stats.mannwhitneyu(good, others).statistic) / (len(good) * len(others))

    functions = {"Pearson": stats.pearsonr, "Spearman": stats.spearmanr, "Kendall": stats.kendalltau}
    return {**{name: partial(measure, function) for name, function in functions.items()}, "ROC AUC": area}


def report(found: Evaluation, column: str) -> str:
    """The evaluation as lines of text."""
    flagged = f"flags {found.alarms:.1%} of the good ones and {found.caught:.1%} of the others"
    return "\n".join(
        (
            f"{found.pairs:,} pairs, {found.scored:,} with a score",
            f"{found.good:,} of these are good: their {column} is {found.least:.4g} or more",
            *(f"{name:<9}{value:6.3f}  {low:.3f} to {high:.3f}" for name, value, low, high in found.figures),
            f"--min-score {found.threshold:g} {flagged}",
        )
    )
