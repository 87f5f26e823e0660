"""The command `mtqa`, and where the commands below it are."""

import atexit
import gc
import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import NoReturn

import click

from mtqa import __version__
from mtqa.errors import BROKEN, FAILED, INTERRUPTED, PASSED, CannotRun, Interrupted, told

# By name, where a command is, and what the help says of it.
COMMANDS = {
    "baseline": (
        "text_commands.baseline",
        "Write the findings in texts to a file, so that `mtqa check --baseline FILE` counts new ones only.",
    ),
    "check": (
        "text_commands.check",
        "Report the faults in texts: files, folders, or - for standard input. Without PATH, the working folder.",
    ),
    "config": (
        "rule_commands.show_config",
        "Show the settings that hold for the files in FOLDER, and where they come from.",
    ),
    "explain": (
        "rule_commands.explain_rule",
        "Explain a rule: what it finds, what it leaves alone, its options, examples.",
    ),
    "filter": (
        "filter_command.filter_shards",
        "Part the documents of a corpus into those to keep and those to reject, and say why.",
    ),
    "fix": (
        "text_commands.fix",
        "Mend texts in place; - mends standard input to standard output. Without PATH, the working folder.",
    ),
    "lsp": (
        "editor_command.lsp",
        "Serve an editor by the Language Server Protocol, on standard input and output.",
    ),
    "models": ("model_commands.models", "List the models that can score and translate, and pull them."),
    "rules": ("rule_commands.rules", "List the rules, or those of the families and ids named."),
    "serve": (
        "serve_command.serve",
        "Serve editors and translation tools over HTTP: LanguageTool's protocol, and reports as JSON and HTML.",
    ),
}


class _Commands(click.Group):
    """Commands that are imported when they are called, for they need much; the help is printed without them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(".")
        command: click.Command = getattr(import_module(f"mtqa.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        told = click.Group(commands={name: click.Command(name, help=about) for name, (_, about) in COMMANDS.items()})
        told.format_commands(ctx, formatter)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="mtqa")
def app() -> None:
    """Find what a machine did to a translated text, and mend what can be mended safely.

    Exit codes: 0 the text passes, 1 it does not, 2 something could not be read or run.
    """


def main() -> NoReturn:
    """The command `mtqa`."""
    # What is loaded stays: to look through it for garbage, at the end once more, takes an eighth of a short run.
    gc.set_threshold(200_000)
    atexit.register(gc.freeze)
    if sys.stdout is None:
        told("standard output is closed; open it or name a file with -o FORMAT:PATH")
        sys.exit(BROKEN)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf8", errors="backslashreplace")
    try:
        app(standalone_mode=False)
    except CannotRun as error:
        told(str(error))
        sys.exit(INTERRUPTED if isinstance(error, Interrupted) else BROKEN)
    except click.ClickException as error:
        error.show()
        sys.exit(BROKEN)
    except click.Abort:
        told("stopped")
        sys.exit(INTERRUPTED)
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            told(f"standard output: cannot be written: {error.strerror}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED if isinstance(error, BrokenPipeError) else BROKEN)
    sys.exit(PASSED)
