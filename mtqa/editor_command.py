"""The command that editors start."""

from importlib.util import find_spec

import click

from mtqa.errors import CannotRun


@click.command()
def lsp() -> None:
    """Serve an editor by the Language Server Protocol, on standard input and output."""
    if find_spec("pygls") is None:
        raise CannotRun("the editor server works by pygls, which is not installed; type pip install 'mtqa[lsp]'")
    import logging  # noqa: PLC0415 – other commands do without

    from mtqa.editor import SERVER  # noqa: PLC0415 – as above

    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # the editor is told what goes wrong
    try:
        SERVER.start_io()
    except MemoryError:
        raise CannotRun(
            "standard input: a message is longer than there is memory for; start the server again"
        ) from None
