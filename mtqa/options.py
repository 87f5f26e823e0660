"""The options that commands share, and what they take."""

from collections.abc import Callable, Sequence
from functools import wraps
from math import isfinite
from pathlib import Path
from typing import Any

import click

from mtqa import paths, reports
from mtqa.errors import CannotRun
from mtqa.formats import Columns
from mtqa.settings import SEGMENTS
from mtqa.texts import Places


def _names(_context: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def output(_context: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> list[tuple[str, str]]:
    pairs = [(name, path) for name, _, path in (value.partition(":") for value in values)]
    for name, path in pairs:
        if name not in reports.NAMES:
            raise click.BadParameter(f"{name!r} is not one of {', '.join(reports.NAMES)}")
        if f"{name}:" in values:
            raise click.BadParameter(f"{name!r} has no path after its colon")
        if path and not Path(path).absolute().parent.is_dir():
            raise click.BadParameter(f"{path!r} is in a folder that is not there; make it first")
    return pairs


def finite(_context: click.Context, _param: click.Parameter, value: float | None) -> float | None:
    if value is not None and not isfinite(value):
        raise click.BadParameter("is no finite number")
    return value


def given(_context: click.Context, _param: click.Parameter, value: str | None) -> str:
    if value == "":
        raise click.BadParameter("is empty; name a commit, or leave the option out")
    return value or ""


def columns(known: Sequence[str]) -> Callable[..., dict[str, str]]:
    """What columns of these kinds are called."""

    def pairs(context: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
        named = {key: name for key, _, name in (value.partition("=") for value in _names(context, param, values))}
        if not all(key in known and name for key, name in named.items()):
            raise click.BadParameter(f"say {', '.join(f'{field}=NAME' for field in known)}, or some of them")
        return named

    return pairs


def _named(names: tuple[str, ...], stdin_filename: str) -> tuple[str, ...]:
    """What is to be read; where nothing is named, standard input if it has a name, else the working folder."""
    if stdin_filename and names and str(paths.STDIN) not in names:
        raise CannotRun(f"{stdin_filename}: --stdin-filename is the name of standard input; add - to the paths")
    return names or (str(paths.STDIN) if stdin_filename else ".",)


def rules(command: Callable[..., None]) -> Callable[..., None]:
    """The rules, the languages and the shape of the text."""
    for option in (
        click.option(
            "--glossary",
            multiple=True,
            type=click.Path(path_type=str, resolve_path=True),
            metavar="PATH",
            help="Terms, as CSV, TSV or TBX; repeatable.",
        ),
        click.option("--segments", type=click.Choice(SEGMENTS), help="How plain text is cut."),
        click.option("--source-lang", metavar="CODE", help="Language translated from, such as ru; else guessed."),
        click.option("--target-lang", metavar="CODE", help="Language of the text, such as en; else guessed."),
        click.option("--ignore", multiple=True, callback=_names, metavar="NAME,…", help="Rules and families to leave."),
        click.option("--select", multiple=True, callback=_names, metavar="NAME,…", help="Rules and families to apply."),
    ):
        command = option(command)
    return command


def settings(command: Callable[..., None]) -> Callable[..., None]:
    """What to read, and the flags that override the settings of the same name."""

    @wraps(command)
    def reading(names: tuple[str, ...], source: str, stdin_filename: str, **rest: Any) -> None:
        command(_named(names, stdin_filename), Places(source, stdin_filename), **rest)

    for option in (
        click.option(
            "--columns",
            multiple=True,
            callback=columns(Columns._fields),
            metavar="target=NAME,…",
            help="Columns of a table: target, source, id, doc; numbers if it has no header.",
        ),
        click.option("--source", default="", metavar="PATH", help="The text that the one PATH was translated from."),
        click.option("--stdin-filename", default="", metavar="NAME", help="The file that standard input stands for."),
        click.argument("names", nargs=-1, metavar="[PATH]…"),
    ):
        reading = option(reading)
    return rules(reading)


def model(_context: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """The name of a model, or the path of its folder, which a file of settings elsewhere does not change."""
    return str(Path(value).absolute()) if value and "/" in value else value


def models(command: Callable[..., None]) -> Callable[..., None]:
    """The models to ask, and what about."""
    for option in (
        click.option("--min-score", type=float, callback=finite, metavar="N", help="Least score that is good enough."),
        click.option("--all-segments", is_flag=True, default=None, help="Ask models about every segment."),
        click.option("--retranslate", callback=model, metavar="NAME",
                     help="Model that translates flagged segments anew; its fixes are unsafe."),
        click.option("--score", callback=model, metavar="NAME", help="Model that scores flagged segments."),
    ):  # fmt: skip
        command = option(command)
    return command


def jobs(command: Callable[..., None]) -> Callable[..., None]:
    """How many processes work."""
    return click.option(
        "--jobs",
        type=click.IntRange(min=0),
        metavar="N",
        help="Processes, on a file or 0.8 MB each; 0 is one for each core where there is much to do.  [default: 0]",
    )(command)
