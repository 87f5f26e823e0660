"""The command `mtqa filter`, and nothing else."""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from mtqa import config, options
from mtqa.errors import INTERRUPTED, CannotRun
from mtqa.progress import Progress
from mtqa.verdict import Verdict

COLUMNS = ("target", "source", "language")


@click.command(name="filter")
@click.argument("names", nargs=-1, required=True, metavar="PATH…")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
              help="Where the folders kept and rejected and the summary are written.")  # fmt: skip
@click.option("--max-penalty", type=click.FloatRange(min=0), callback=options.finite, metavar="N",
              help="Most penalty points for 1,000 words of a document.")  # fmt: skip
@click.option("--score", callback=options.model, metavar="NAME", help="Model that scores what the rules keep.")
@click.option("--min-score", type=float, callback=options.finite, metavar="N", help="Least score that is kept.")
@click.option("--columns", multiple=True, callback=options.columns(COLUMNS), metavar="target=NAME,…",
              help=f"Columns that are read: {', '.join(COLUMNS)}.")  # fmt: skip
@options.rules
@click.option("--time-limit", type=click.FloatRange(min=0), callback=options.finite, default=10.0, show_default=True,
              metavar="SECONDS", help="Most processor time for the rules on one document; 0 for no limit.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, metavar="N",
              help="Processes that work at the same time, on a file each.")  # fmt: skip
def filter_shards(
    names: tuple[str, ...], out: Path, columns: dict[str, str], time_limit: float, jobs: int, **flags: Any
) -> None:
    """Part the documents of a corpus into those to keep and those to reject, and say why.

    Reads Parquet and JSON Lines, files or folders. Run again, it goes on with the files that are not done.
    """
    if find_spec("pyarrow") is None:
        raise CannotRun("filter works by pyarrow, which is not installed; type pip install 'mtqa[parquet]'")
    from mtqa.corpus import Scoring, filtering, shards, summary  # noqa: PLC0415 – other commands do without

    language = columns.pop("language", "")
    chosen = config.nearest(Path.cwd()).overridden({**flags, "columns": columns})
    if flags["min_score"] is not None and not chosen.score:
        raise CannotRun("--min-score is for the scores of a model; name one with --score")
    job = filtering.job(out, Scoring(chosen, time_limit, language))
    verdict = Verdict()
    found = [*verdict.readable(shards.find(names, out))]
    with Progress(sys.stderr) as progress:
        outcomes = [*verdict.readable(progress.waiting(filtering.run(found, job, jobs, progress)))]
    if verdict.code != INTERRUPTED:
        made = summary.Summary.of([done.counts for done in outcomes], chosen, len(verdict.errors))
        made.write(out)
        click.echo(made.told(sum(not done.is_new for done in outcomes)))
    sys.exit(verdict.code)
