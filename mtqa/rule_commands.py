"""The commands `mtqa rules`, `mtqa explain` and `mtqa config`, and nothing else."""

from pathlib import Path

import click

from mtqa import config, explain


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]…")
def rules(names: tuple[str, ...]) -> None:
    """List the rules, or those of the families and ids named."""
    click.echo(explain.listing(names))


@click.command(name="explain")
@click.argument("rule")
def explain_rule(rule: str) -> None:
    """Explain a rule: what it finds, what it leaves alone, its options, examples."""
    click.echo(explain.page(rule))


@click.command(name="config")
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
def show_config(folder: Path) -> None:
    """Show the settings that hold for the files in FOLDER, and where they come from."""
    chosen = config.nearest(folder.resolve())
    chosen.checker  # noqa: B018 - names of rules are checked when rules are chosen
    click.echo(chosen.as_toml())
