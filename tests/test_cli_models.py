"""Models on the command line: the toy language of tests/tiny.py is scored and mended, and what cannot be is refused."""

import json
import subprocess
import sys
from html import escape
from pathlib import Path

import pytest

from tests import tiny
from tests.shell import Shell, printed

LANGUAGES = ["--source-lang", "ru", "--target-lang", "en"]
WRONG = ("number", "name", "negation")
ROWS = [
    (sentence.source, wrong[kind], sentence.target)
    for (sentence, wrong), kind in zip(tiny.damaged(len(WRONG)), WRONG, strict=True)
]
RIGHT = [(sentence.source, sentence.target) for sentence in tiny.held_out(3)]


def pairs(rows: list[tuple[str, str]]) -> str:
    lines = (f"{number}\t{source}\t{target}\n" for number, (source, target) in enumerate(rows, 1))
    return "id\tsource\ttarget\n" + "".join(lines)


def xliff(rows: list[tuple[str, str]]) -> str:
    units = (
        f'<trans-unit id="{number}"><source>{escape(source)}</source><target>{escape(target)}</target></trans-unit>\n'
        for number, (source, target) in enumerate(rows, 1)
    )
    return (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n'
        '<file source-language="ru" target-language="en" datatype="plaintext" original="a"><body>\n'
        f"{''.join(units)}</body></file>\n</xliff>\n"
    )


def asked(model: Path) -> list[str]:
    """Everything, about every segment."""
    return ["--score", str(model), "--retranslate", str(model), "--all-segments", "--min-score", "-0.3"]


@pytest.fixture
def shell(mtqa: Shell, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """The command with a cache of models that the tests share."""
    mtqa.environment |= {"MTQA_CACHE": str(tmp_path_factory.getbasetemp() / "mtqa-cache"), "HF_HUB_OFFLINE": "1"}
    return mtqa


class TestTiny:
    def test_check_scores_and_offers_translations(self, shell: Shell, tiny_marian: Path) -> None:
        shell.write("pairs.tsv", pairs([*((source, wrong) for source, wrong, _ in ROWS), *RIGHT]))
        asked = [
            "--score",
            str(tiny_marian),
            "--retranslate",
            str(tiny_marian),
            "--all-segments",
            "--min-score",
            "-0.3",
        ]
        run = shell("check", "pairs.tsv", *LANGUAGES, *asked, "-o", "json", "-o", "html:out.html")
        code, out, err = printed(run)
        assert (code, err) == (1, "")
        data = json.loads(out)
        assert {one["segment"]: one["fix"]["text"] for one in data["findings"] if one["rule"] == "low-score"} == {
            str(number): right for number, (_, _, right) in enumerate(ROWS, 1)
        }
        assert {one["segment"] for one in data["findings"]} == {"1", "2", "3"}
        assert [one["segment"] for one in data["segments"]] == ["1", "2", "3", "4", "5", "6"]
        assert all((one["score"] > -0.3) == (one["retranslation"] is None) for one in data["segments"])
        assert data["summary"]["scores"]["too_low"] == 3
        assert "segments scored below -0.3: 3 of 6" in data["summary"]["reasons"]
        page = (shell.folder / "out.html").read_text("utf8")
        assert page.count("translated anew <small>chrF") == 3

    def test_an_article_is_mended_beside_its_source(self, shell: Shell, tiny_marian: Path) -> None:
        (one, first), (two, second), (three, third) = RIGHT
        source, wrong, right = ROWS[0]
        shell.write("a.ru.txt", f"{one}\n\n{source}\n\n{two}\n\n{three}\n")
        shell.write("a.txt", f"{first}\n\n{wrong}\n\n{second}\n\n{third}\n")
        flags = ["--source", "a.ru.txt", *LANGUAGES, "--retranslate", str(tiny_marian)]
        assert printed(shell("fix", "--unsafe", "a.txt", *flags)) == (0, "a.txt: 1 fault mended\n", "")
        assert (shell.folder / "a.txt").read_text() == f"{first}\n\n{right}\n\n{second}\n\n{third}\n"
        assert printed(shell("check", "a.txt", *flags))[:2] == (0, "No faults in 1 file.\n")

    def test_units_are_mended_in_place(self, shell: Shell, tiny_marian: Path) -> None:
        shell.write("a.xlf", xliff([*((source, wrong) for source, wrong, _ in ROWS[:2]), *RIGHT]))
        run = shell("fix", "--unsafe", "a.xlf", *asked(tiny_marian))
        assert printed(run) == (0, "a.xlf: 2 faults mended\n", "")
        assert (shell.folder / "a.xlf").read_text("utf8") == xliff(
            [*((source, right) for source, _, right in ROWS[:2]), *RIGHT]
        )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "--score", "labse"], "labse: is not pulled; type `mtqa models pull labse`"),
        (["check", "--retranslate", "nllb-200-600m"], "nllb-200-600m: is not pulled; type `mtqa models pull nllb-"),
        (["check", "--score", "opus-mt-ru-de"], "unknown model 'opus-mt-ru-de'; did you mean 'opus-mt-ru-en'?"),
        (["check", "--retranslate", "labse"], "labse: cannot translate; name one that can: "),
        (["check", "--min-score", "1"], "--min-score is for the scores of a model; name one with --score"),
        (["check", "--all-segments"], "--all-segments is for models; name one with --score or --retranslate"),
        (["baseline", "--min-score", "1"], "--min-score is for the scores of a model; name one with --score"),
        (["fix", "--unsafe", "--score", "labse"], "--score weighs what is translated anew; add --retranslate NAME"),
        (["fix", "--retranslate", "labse"], "what a model translates anew is an unsafe fix; add --unsafe, or leave "),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_in_a_line(mtqa: Shell, arguments: list[str], message: str) -> None:
    command, *rest = arguments
    code, out, err = printed(mtqa(command, "no-such-file.txt", *rest, MTQA_CACHE=str(mtqa.folder)))
    assert (code, out) == (2, "")
    assert err.startswith(f"mtqa: {message}")
    assert err.count("\n") == 1


STOPPED = """
import signal, sys
from mtqa.models import opening
from mtqa.segment import Score
from tests.test_consulting import Fake

class Slow(Fake):
    def scores(self, segments):
        for number, segment in enumerate(segments):
            if number:
                signal.raise_signal(signal.SIGINT)
            yield Score(0.25)

opening.scorer = lambda *_: Slow(needs_source=False)
from mtqa.cli import main
sys.argv = ["mtqa", "check", "a.txt", "b.txt", "--score", "slow", "-o", "json:out.json"]
main()
"""


def test_what_was_scored_when_the_run_is_stopped_is_reported(mtqa: Shell) -> None:
    mtqa.write("a.txt", "The mill mill.\n\nThe dam dam.\n")
    mtqa.write("b.txt", "The fish fish.\n")
    run = subprocess.run(
        [sys.executable, "-c", STOPPED], cwd=mtqa.folder, env=mtqa.environment, capture_output=True, check=False
    )
    assert (run.returncode, run.stderr) == (130, b"mtqa: a.txt: stopped; what was found by then is told\n")
    data = json.loads((mtqa.folder / "out.json").read_text())
    assert [one["score"] for one in data["segments"]] == [0.25]
    assert {one["path"] for one in data["findings"]} == {"a.txt"}
    assert data["summary"]["passes"] is False


OPENING = """
import signal, sys

class Stop:
    def find_spec(self, name, *_):
        if name == "torch._C":
            signal.raise_signal(signal.SIGINT)

from mtqa.cli import main
sys.meta_path.insert(0, Stop())
sys.argv = ["mtqa", *sys.argv[1:]]
main()
"""


@pytest.mark.parametrize("command", ["check", "fix --unsafe", "baseline", "models evaluate"])
def test_a_run_that_is_stopped_while_a_model_opens_says_so(mtqa: Shell, tiny_marian: Path, command: str) -> None:
    mtqa.write("pairs.tsv", pairs([(source, wrong) for source, wrong, _ in ROWS]))
    mtqa.write("judged.tsv", "source\ttarget\tscore\nДа.\tYes.\t1\nДа.\tNo.\t0\n")
    named = f"{tiny_marian}:torch"
    rest = [named, "judged.tsv"] if "models" in command else ["pairs.tsv", "--retranslate", named]
    run = subprocess.run(
        [sys.executable, "-c", OPENING, *command.split(), *rest, *LANGUAGES],
        cwd=mtqa.folder, env=mtqa.environment, capture_output=True, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stdout) == (130, b"")
    assert run.stderr.strip() == b"mtqa: stopped" + (b"" if "models" in command else b"; nothing was read yet")


MENDING = """
import signal, sys
from mtqa.models import opening
from mtqa.models import Candidate

class Slow:
    signature = notice = ""
    def translations(self, sources, count=1):
        for number, source in enumerate(sources):
            if number:
                signal.raise_signal(signal.SIGINT)
            yield [Candidate("The mill.", -0.1)]

opening.translator = lambda *_: Slow()
from mtqa.cli import main
sys.argv = ["mtqa", "fix", "--unsafe", "a.tsv", "b.tsv", "--retranslate", "slow", *sys.argv[1:]]
main()
"""


def test_what_was_not_mended_when_the_run_is_stopped_is_left(mtqa: Shell) -> None:
    mtqa.write("a.tsv", pairs([("Мельница.", "The mill mill.")]))
    left = pairs([("Мельница.", "The mill mill."), ("Плотина.", "The dam dam.")])
    mtqa.write("b.tsv", left)
    run = subprocess.run(
        [sys.executable, "-c", MENDING, *LANGUAGES],
        cwd=mtqa.folder, env=mtqa.environment, capture_output=True, check=False,
    )  # fmt: skip
    assert printed(run) == (
        130,
        "a.tsv: 1 fault mended\n",
        "mtqa: stopped; files that are not told to be mended are as they were\n",
    )
    assert (mtqa.folder / "b.tsv").read_text("utf8") == left
