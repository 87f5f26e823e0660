"""The command that listens for requests."""

import socket
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import click

from mtqa import config, options, workers
from mtqa.errors import CannotRun


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen at.")
@click.option("--port", default=8081, show_default=True, type=click.IntRange(0, 65535), metavar="N",
              help="Port to listen at; 0 takes a free one.")  # fmt: skip
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="Name that requests may be for; repeatable.")
@click.option("--allow-origin", "origins", multiple=True, metavar="ORIGIN",
              help="Origin of pages that may read answers, * for all; repeatable.")  # fmt: skip
@click.option("--max-body", default=1_000_000, show_default=True, type=click.IntRange(min=1), metavar="BYTES",
              help="Longest request.")  # fmt: skip
@click.option("--time-limit", default=20.0, show_default=True, type=click.FloatRange(0, min_open=True),
              callback=options.finite, metavar="SECONDS", help="Longest check.")  # fmt: skip
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes that check.  [default: one for each core]"
)
@options.rules
def serve(host: str, port: int, jobs: int | None, **flags: Any) -> None:
    """Serve editors and translation tools over HTTP: LanguageTool's protocol, and reports as JSON and HTML."""
    for module in ("msgspec", "starlette", "uvicorn"):
        if find_spec(module) is None:
            raise CannotRun(f"the server works by {module}, which is not installed; type pip install 'mtqa[serve]'")
    from mtqa.server.application import Access, Limits  # noqa: PLC0415 – other commands do without
    from mtqa.server.serving import server  # noqa: PLC0415

    limits = Limits(body=flags.pop("max_body"), answer=flags.pop("time_limit"))
    access = Access((host, *flags.pop("hosts")), flags.pop("origins"))
    config.nearest(Path.cwd()).overridden(flags).checker  # noqa: B018 – what is wrong in the settings is told now
    with _listening(host, port) as listener:
        made = server(flags, jobs or workers.cores(), limits, access)
        address, bound, *_ = listener.getsockname()
        click.echo(f"mtqa: listening at http://{f'[{address}]' if ':' in address else address}:{bound}", err=True)
        if not ip_address(address).is_loopback:
            click.echo("mtqa: other machines can reach this address; nobody is asked who they are", err=True)
        made.run([listener])


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise CannotRun(f"{host}:{port}: cannot be listened at: {error.strerror}; choose another --port") from error
