"""How fast mtqa is, beside other programs: `python benchmarks/speed.py [DATA]` writes docs/speed.md from “Measured” on.

All that is compared is measured in one run, round after round, in seconds of the processor that a process and its
children take; shown are medians. Speed for long texts is the slope from a small text to a large one, so that starting
up is not in it. Programs are taken from PATH and from beside Python; those that are not installed are passed over:
`pip install typos codespell proselint` has three, `pip install translate-toolkit` the fourth, pofilter, in an
environment of its own if you like. DATA (../shared where not given) holds `data` and `seed/article.txt`.
"""

import os
import platform
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from shutil import copyfile, which
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter
from typing import NamedTuple

import bars
import texts

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "speed.md"
PLOT = ROOT / "docs" / "images" / "speed.svg"
HEADING = "## Measured\n"
MB = 1_000_000
SMALL = 8  # the small text is so many times smaller
MIDDLE = 6  # and that for copies of rules: after 4 of 24 MB sets of expressions grow no more
COPIES = (1, 4, 16)
FLOOR = "from pathlib import Path; import sys; Path(sys.argv[1]).read_bytes().decode()"
# Checks a text with so many copies of the rules, so many times, as the command does.
COPIED = """
import gc, sys
from dataclasses import replace
from pathlib import Path
from mtqa import Checker
from mtqa.formats import Options
from mtqa.formats.text import cut
from mtqa.rules import load

gc.set_threshold(200_000)
copies, path, times = int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
checker = Checker([replace(rule, id=f"{rule.id}-{copy}") for copy in range(copies) for rule in load()])
for _ in range(times):
    for finding in checker.check(cut(path.read_text("utf8"), Options("en"))):
        print(finding.rule, finding.place)
"""
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(ROOT),
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
}
MTQA = (sys.executable, "-m", "mtqa")
# Of itself proselint ends after a thousand findings.
UNTIL_THE_END = Path(__file__).with_name("proselint.json")


class Program(NamedTuple):
    """A command, which a path is put behind, and the kind of text it reads."""

    name: str
    command: Sequence[str | Path]
    kind: str = "clean"


class Spent(NamedTuple):
    """Seconds of the processor, and those of the clock."""

    processor: float
    clock: float


def run(command: Sequence[str | Path], folder: Path) -> Spent:
    before, began = getrusage(RUSAGE_CHILDREN), perf_counter()
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, check=False)
    clock, after = perf_counter() - began, getrusage(RUSAGE_CHILDREN)
    if b"Traceback" in done.stderr:
        raise SystemExit(done.stderr.decode(errors="replace"))
    return Spent(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, clock)


@cache
def options() -> str:
    return subprocess.check_output([*MTQA, "check", "--help"], env=ENVIRONMENT, text=True)


def checking(*more: str) -> list[str]:
    """The command that checks, from nothing: what an earlier run has kept is not used."""
    return [*MTQA, "check", "-o", "concise", *more, *(["--no-cache"] if "--no-cache" in options() else [])]


def programs() -> Iterator[Program]:
    """Those that are installed, this one first."""
    yield Program("mtqa, clean text", checking())
    yield Program("mtqa, faulty text", checking(), "faulty")
    yield Program("reading and decoding", [sys.executable, "-c", FLOOR])
    others = [
        Program("typos", ["typos", "--isolated"]),
        Program("codespell", ["codespell"]),
        Program("proselint", ["proselint", "check", "--config", UNTIL_THE_END]),
        Program("pofilter", ["pofilter", "-o", os.devnull, "-i"], "catalog"),
        Program("ftfy", ["ftfy", "-o", os.devnull]),
    ]
    for program in others:
        if found := which(program.command[0], path=ENVIRONMENT["PATH"]):
            yield program._replace(command=[found, *program.command[1:]])
        else:
            print(f"{program.name}: not installed, passed over", file=sys.stderr)


def write(folder: Path, lines: list[str], size: int) -> dict[str, Path]:
    """The texts of that size by kind."""
    made = {
        "clean": texts.prose(lines, size),
        "faulty": texts.damaged(texts.prose(lines, size)),
        "catalog": texts.catalog(texts.prose(lines, size // 2)),
    }
    paths = {kind: folder / f"{kind}.{size}.{'po' if kind == 'catalog' else 'txt'}" for kind in made}
    for kind, path in paths.items():
        with path.open("w", encoding="utf8") as file:
            file.writelines(made[kind])
    return paths


def table(head: Sequence[str], body: Iterable[Iterable[object]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| --- |{' ---: |' * (len(head) - 1)}"
    yield from (f"| {' | '.join(map(str, cells))} |" for cells in body)
    yield ""


def compared(folder: Path, lines: list[str], size: int, rounds: int) -> Iterator[str]:
    """A row for each program, and the plot."""
    small, large = write(folder, lines, size // SMALL), write(folder, lines, size)
    known = {program.name: program for program in programs()}
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in known}
    for name in list(known) * rounds:
        print(f"{name} …", file=sys.stderr)
        command, kind = known[name].command, known[name].kind
        one, other = (run([*command, paths[kind]], folder).processor for paths in (small, large))
        spent[name].append((one, other))
    slopes, wholes = dict[str, float](), dict[str, float]()
    for name, pairs in spent.items():
        less, more = (paths[known[name].kind].stat().st_size for paths in (small, large))
        slope = median(other - one for one, other in pairs) / (more - less)
        slopes[name] = 1 / max(slope, 1e-9) / MB
        wholes[name] = more / median(other for _, other in pairs) / MB
    PLOT.write_text(bars.chart(slopes, "MB/s", "mtqa"), "utf8")
    own = wholes["mtqa, clean text"]
    yield f"A text of {size / MB:g} MB, median of {rounds}:"
    yield ""
    yield "![Bars of the speeds for long texts in the table below](images/speed.svg)"
    yield ""
    yield from table(
        ["program", "MB/s, long texts", "MB/s, whole process", "mtqa on clean text is so many times as fast"],
        ([name, f"{slopes[name]:,.2f}", f"{wholes[name]:,.2f}", f"{own / wholes[name]:.2f}"] for name in slopes),
    )


def started(folder: Path, article: Path, rounds: int) -> Iterator[str]:
    copyfile(article, folder / "article.txt")
    commands = {
        'python -c "import click"': [sys.executable, "-c", "import click"],
        "mtqa --help": [*MTQA, "--help"],
        f"mtqa check, an article of {article.stat().st_size / 1000:.0f} kB": [*checking(), "article.txt"],
    }
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for name in list(commands) * rounds:
        spent[name].append(run(commands[name], folder).processor)
    first = median(next(iter(spent.values())))
    yield f"Starting up, median of {rounds}:"
    yield ""
    rows = ([f"`{name}`", f"{median(of) * 1000:.0f}", f"{median(of) / first:.1f}"] for name, of in spent.items())
    yield from table(["command", "ms", "times"], rows)


def with_jobs(folder: Path, lines: list[str], size: int, rounds: int) -> Iterator[str]:
    """Seconds of the clock: what several processes are for."""
    if "--jobs" not in options():
        return
    parts = folder / "parts"
    parts.mkdir()
    for number in range(8):
        (parts / f"{number}.txt").write_text("".join(texts.prose(lines, size // 8 + number)), "utf8")
    spent: dict[int, list[Spent]] = {1: [], 2: []}
    for jobs in list(spent) * rounds:
        spent[jobs].append(run([*checking("--jobs", str(jobs)), parts], folder))
    clock = {jobs: median(one.clock for one in of) for jobs, of in spent.items()}
    yield f"Several processes, eight files of {size / 8 / MB:g} MB, {os.cpu_count()} cores, median of {rounds}:"
    yield ""
    rows = (
        [jobs, f"{clock[jobs]:.1f}", f"{clock[1] / clock[jobs]:.2f}", f"{median(one.processor for one in of):.1f}"]
        for jobs, of in spent.items()
    )
    yield from table(["`--jobs`", "seconds by the clock", "times as fast", "seconds of the processor"], rows)


def by_rules(folder: Path, lines: list[str], size: int, rounds: int) -> Iterator[str]:
    """What it takes to check a text with all rules, and with copies of them under other names."""
    text, spent = write(folder, lines, size)["clean"], dict[int, list[tuple[float, float]]]()
    for copies in COPIES * rounds:
        print(f"{copies} times the rules …", file=sys.stderr)
        command: list[str | Path] = [sys.executable, "-c", COPIED, str(copies), text]
        again, once = (run([*command, str(times)], folder).processor for times in (2, 1))
        spent.setdefault(copies, []).append((once, again - once))
    wholes, warm = ({copies: median(pair[at] for pair in of) for copies, of in spent.items()} for at in (0, 1))
    yield f"The number of rules, a text of {size / MB:g} MB, median of {rounds}:"
    yield ""
    head = ["times the rules", "ms for a MB, whole process", "times", "ms for a MB, once warm", "times"]
    rows = (
        [copies, *(cell for took in (wholes, warm) for cell in cells(took[copies], took[1], size))] for copies in spent
    )
    yield from table(head, rows)


def cells(seconds: float, first: float, size: int) -> tuple[str, str]:
    return f"{seconds * MB / size * 1000:.0f}", f"{seconds / first:.2f}"


def by_size(folder: Path, lines: list[str], sizes: Iterable[int], until: float) -> Iterator[str]:
    """Each size once, as long as the next one is likely to be done in time."""
    spent: dict[int, float] = {}
    for size in sizes:
        if spent and monotonic() + spent[max(spent)] * size / max(spent) > until:
            print(f"{size} MB: would take too long, passed over", file=sys.stderr)
            break
        path = folder / f"{size}.txt"
        with path.open("w", encoding="utf8") as file:
            file.writelines(texts.prose(lines, size * MB))
        spent[size] = run([*checking(), path], folder).processor
        path.unlink()
    yield "The size of the text, whole process, each once:"
    yield ""
    first = next(iter(spent))
    rows = ([size, f"{of / size * 1000:.0f}", f"{of / size / spent[first] * first:.2f}"] for size, of in spent.items())
    yield from table(["MB", "ms for a MB", "times"], rows)


def page(chosen: Namespace) -> Iterator[str]:
    data: Path = chosen.data
    size, until = int(chosen.megabytes * MB), monotonic() + chosen.minutes * 60
    lines = texts.sentences(data / "data")
    yield f"Python {platform.python_version()}, {platform.system()}, {platform.machine()}."
    yield ""
    with TemporaryDirectory() as name:
        folder = Path(name)
        yield from started(folder, data / "seed" / "article.txt", 3 * chosen.rounds)
        yield from compared(folder, lines, size, chosen.rounds)
        yield from with_jobs(folder, lines, size, chosen.rounds)
        yield from by_rules(folder, lines, size // MIDDLE, chosen.rounds)
        yield from by_size(folder, lines, chosen.sizes, until)


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--megabytes", type=float, default=24)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 4, 16, 64, 256])
    parser.add_argument("--minutes", type=float, default=120, help="no size is begun that would end later")
    text = "\n".join(page(parser.parse_args()))
    head = PAGE.read_text("utf8").partition(HEADING)[0]
    PAGE.write_text(f"{head}{HEADING}\n{text.rstrip()}\n", "utf8")


if __name__ == "__main__":
    main()
