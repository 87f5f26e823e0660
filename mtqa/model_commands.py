"""The commands of `mtqa models`, and nothing else."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtqa import config
from mtqa.errors import CannotRun

if TYPE_CHECKING:
    from mtqa.models.catalogue import Model


@click.group()
def models() -> None:
    """List the models that can score and translate, and pull them."""


def _own() -> Path | None:
    """The user's own models.txt, if the settings name one."""
    return config.nearest(Path.cwd()).models_path


@models.command(name="list")
def list_models() -> None:
    """List the models by name: what they do, in which languages, their licence and size, and what is pulled."""
    from mtqa.models import catalogue  # noqa: PLC0415

    known = catalogue.known(_own()).values()
    rows = [("NAME", "ROLE", "LICENCE", "SIZE", "PULLED", "LANGUAGES")]
    rows += [(row.name, row.role, row.licence, row.size, _pulled(row), row.languages) for row in known]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        click.echo("  ".join(field.ljust(width) for field, width in zip(row, widths, strict=True)).rstrip())


def _pulled(model: "Model") -> str:
    from mtqa.models import store  # noqa: PLC0415

    try:
        lock = store.lock(model) if model.repository else None
    except CannotRun:
        return "damaged"
    return lock.sources[0].commit[:12] if lock else "-"


@models.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@click.option("--yes", is_flag=True, help="Do not ask before pulling a model whose licence forbids commercial use.")
def pull(names: tuple[str, ...], yes: bool) -> None:
    """Download models from huggingface.co, or from what HF_ENDPOINT names, into the cache."""
    from mtqa.models import catalogue, store  # noqa: PLC0415
    from mtqa.models import pull as pulling  # noqa: PLC0415

    for model in [catalogue.named(name, _own()) for name in names]:
        plan = pulling.plan(model)
        if plan.is_done:
            click.echo(f"{model.name}: is there, at {plan.sources[0].commit[:12]}")
            continue
        what = f"{plan.size / 1e6:,.0f} MB of {' and '.join(model.repositories)}"
        click.echo(f"mtqa: {model.name}: {what}, licence {plan.licence or 'not told'}", err=True)
        if not plan.is_commercial:
            click.echo(f"mtqa: {model.name}: its licence forbids commercial use", err=True)
            if sys.stdin.isatty() and not yes and not click.confirm("Pull it?", err=True):
                raise CannotRun(f"{model.name}: is not pulled")
        lock = pulling.fetch(plan)
        click.echo(f"{model.name}: {lock.sources[0].commit[:12]}, {len(lock.files)} files in {store.folder(model)}")


@models.command()
@click.argument("name")
@click.argument("pairs", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="PAIRS.tsv")
@click.option("--human", default="score", show_default=True, metavar="COLUMN", help="What people gave; more is better.")
@click.option("--good", type=float, metavar="N", help="What they gave good ones at least.  [default: to half of them]")
@click.option("--false-alarms", default=0.05, show_default=True, type=click.FloatRange(0, 1, max_open=True),
              metavar="SHARE", help="Share of the good ones that may be flagged.")  # fmt: skip
@click.option("--source-lang", default="", metavar="CODE", help="Language translated from, such as ru; else guessed.")
@click.option("--target-lang", default="", metavar="CODE", help="Language translated into, such as en; else guessed.")
def evaluate(name: str, pairs: Path, human: str, good: float | None, false_alarms: float, **languages: str) -> None:
    """Compare a model's scores with what people gave the same translations, and propose a --min-score.

    PAIRS.tsv has the columns source, target and that of the people's scores. Pearson, Spearman and Kendall tell how
    scores and people agree, ROC AUC how often a good translation has a higher score than another; behind each stand the
    limits that 95 of 100 such samples lie between.
    """
    from mtqa.formats import Options  # noqa: PLC0415
    from mtqa.models import evaluate as evaluating  # noqa: PLC0415
    from mtqa.models import opening  # noqa: PLC0415

    judged = evaluating.judged(pairs, human, Options(languages["target_lang"], languages["source_lang"]))
    scorer = opening.scorer(name, _own())
    found = evaluating.evaluate(scorer, judged, false_alarms, good)
    click.echo(f"{scorer.signature}\n{evaluating.report(found, human)}")
    if scorer.notice:
        click.echo(f"mtqa: {name}: {scorer.notice}", err=True)
