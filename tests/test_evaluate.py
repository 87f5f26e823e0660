"""How a scorer is measured against people."""

from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from mtqa.errors import CannotRun
from mtqa.formats import Columns, Options
from mtqa.models import evaluate
from mtqa.models.evaluate import Evaluation, Judged
from mtqa.segment import Score, Segment
from tests.shell import Shell, printed


@pytest.fixture(autouse=True)
def few_resamples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluate, "RESAMPLES", 60)


class Counter(NamedTuple):
    """Gives each target the number that it is, and none to one that is no number."""

    signature: str = "counter"
    threshold: float | None = None
    needs_source: bool = True
    notice: str = ""

    def scores(self, segments: Iterable[Segment]) -> Iterator[Score | None]:
        for segment in segments:
            yield None if segment.target == "-" else Score(float(segment.target))


def evaluated(
    values: Iterable[object], human: Iterable[float], alarms: float = 0.05, least: float | None = None
) -> Evaluation:
    pairs = Judged([Segment(str(value)) for value in values], array("d", human))
    return evaluate.evaluate(Counter(), pairs, alarms, least)


def figures(found: Evaluation) -> dict[str, float]:
    return {figure.name: round(figure.value, 3) for figure in found.figures}


def test_figures_are_those_of_the_books() -> None:
    # By hand: ranks 1 2 3 4 5 against 2 1 4 3 5; of ten pairs eight agree; of 3 and 5 against 1, 2, 4 five of six.
    found = evaluated([1, 2, 3, 4, 5], [20, 10, 40, 30, 50], least=35)
    assert figures(found) == {"Pearson": 0.8, "Spearman": 0.8, "Kendall": 0.6, "ROC AUC": 0.833}
    assert (found.pairs, found.scored, found.good, found.least) == (5, 5, 2, 35)


def test_limits_hold_the_figure_and_are_the_same_in_every_run() -> None:
    values = [(7 * number) % 31 for number in range(200)]
    human = [value + (11 * number) % 17 for number, value in enumerate(values)]
    found, again = evaluated(values, human), evaluated(values, human)
    assert found == again
    for figure in found.figures:
        assert 0 < figure.low < figure.value < figure.high < 1


@pytest.mark.parametrize(("alarms", "threshold", "caught"), [(0.0, 51, 0.5), (0.1, 56, 0.6), (0.5, 76, 1.0)])
def test_a_threshold_has_no_more_false_alarms_than_asked_for(alarms: float, threshold: float, caught: float) -> None:
    # The good have 51 to 100, the others 1 to 50 but for every second, which has 25 more.
    values = [*range(51, 101), *(number + 25 * (number % 2) for number in range(1, 51))]
    found = evaluated(values, [1] * 50 + [0] * 50, alarms, 0.5)
    assert (found.threshold, found.alarms) == (threshold, alarms)
    assert found.caught == sum(value < threshold for value in values[50:]) / 50


def test_a_threshold_is_rounded_down() -> None:
    assert evaluated([0.56789, 0.9, 0.1], [1, 1, 0], 0.0, 0.5).threshold == 0.5678
    assert evaluated([-0.56781, -0.1, -0.9], [1, 1, 0], 0.0, 0.5).threshold == -0.5679


def test_pairs_without_a_score_do_not_count() -> None:
    found = evaluated([1, "-", 3, 4], [1, 2, 3, 4])
    assert (found.pairs, found.scored) == (4, 3)


@pytest.mark.parametrize("human", [[1, 1, 1], [5, 5, 5]])
def test_what_cannot_be_compared_is_refused(human: list[float]) -> None:
    with pytest.raises(CannotRun, match="too little to compare: 3 good pairs and 0 others"):
        evaluated([1, 2, 3], human)
    with pytest.raises(CannotRun, match="too little to compare"):
        evaluated(["-", "-"], [1, 2])
    with pytest.raises(CannotRun, match="too little to compare"):
        evaluated([], [])


def test_pairs_are_read_from_a_table(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("id\ttext\tsource\tda\n1\tThe bridge\tМост\t0.5\n\n2\tA ferry\tПаром\t-1e1\n", "utf8")
    found = evaluate.judged(path, "da", Options("en", "ru", columns=Columns("text")))
    assert [tuple(segment[:4]) for segment in found.segments] == [
        ("The bridge", "Мост", "en", "ru"),
        ("A ferry", "Паром", "en", "ru"),
    ]
    assert [*found.human] == [0.5, -10]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("target\tscore\nA\t1\nB\tgood\n", r"pairs\.tsv: line 3: 'good' is no number"),
        ("target\tscore\nA\t1\nB\n", r"pairs\.tsv: line 3: '' is no number"),
        ("target\tscore\nA\tnan\n", r"pairs\.tsv: line 2: 'nan' is no number"),
        ("target\tz_mean\nA\t1\n", r"pairs\.tsv: has no column 'score'; say which of target, z_mean with --human"),
        ("", r"pairs\.tsv: is empty"),
        ("z_mean\tscore\nA\t1\n", r"pairs\.tsv: has no column 'target'"),
    ],
)
def test_a_table_that_is_not_understood_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(text, "utf8")
    with pytest.raises(CannotRun, match=complaint):
        evaluate.judged(path, "score", Options())


def test_a_report_says_what_is_good_and_what_a_threshold_costs() -> None:
    assert evaluate.report(evaluated([1, 2, 3, 4, "-"], [1, 2, 3, 4, 5], 0.0, 3), "da").splitlines() == [
        "5 pairs, 4 with a score",
        "2 of these are good: their da is 3 or more",
        "Pearson   1.000  1.000 to 1.000",
        "Spearman  1.000  1.000 to 1.000",
        "Kendall   1.000  1.000 to 1.000",
        "ROC AUC   1.000  1.000 to 1.000",
        "--min-score 3 flags 0.0% of the good ones and 100.0% of the others",
    ]


GOOD = (
    ("Мост закрыли на ремонт.", "The bridge was closed for repairs."),
    ("Паром ходит дважды в день.", "The ferry runs twice a day."),
    ("Моя тётя выращивает помидоры.", "My aunt grows tomatoes."),
    ("Завтра будет снег.", "It will snow tomorrow."),
)


def test_the_command_prints_the_report(mtqa: Shell) -> None:
    rows = [("source", "target", "score")]
    rows += [(source, target, "1") for source, target in GOOD]
    rows += [(source, target, "0") for (source, _), (_, target) in pairwise(GOOD)]
    mtqa.write("pairs.tsv", "".join("\t".join(row) + "\n" for row in rows))
    code, out, err = printed(mtqa("models", "evaluate", "embedded", "pairs.tsv", "--good", "1", "--false-alarms", "0"))
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("embedded|")
    assert lines[1:3] == ["7 pairs, 7 with a score", "4 of these are good: their score is 1 or more"]
    assert lines[6] == "ROC AUC   1.000  1.000 to 1.000"
    assert lines[7].endswith("flags 0.0% of the good ones and 100.0% of the others")


def test_the_command_tells_which_pairs_have_no_score(mtqa: Shell) -> None:
    mtqa.write("pairs.tsv", "source\ttarget\tscore\nМіст закрито.\tThe bridge is closed.\t1\n")
    code, out, err = printed(mtqa("models", "evaluate", "embedded", "pairs.tsv", "--source-lang", "uk"))
    assert (code, out) == (2, "")
    assert err.startswith("mtqa: too little to compare: 0 good pairs and 0 others have a score; knows only ar,")
    assert err.endswith("segments without a score: 1 uk>en\n")
    code, out, err = printed(mtqa("models", "evaluate", "embedded", "pairs.tsv", "--human", "da"))
    assert (code, err) == (2, "mtqa: pairs.tsv: has no column 'da'; say which of source, target, score with --human\n")
