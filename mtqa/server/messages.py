"""What goes between the server and the processes that work for it."""

from typing import NamedTuple

from mtqa.errors import CannotRun


class Request(NamedTuple):
    """A request as it came in; the query is still encoded."""

    path: str
    query: str = ""
    body: bytes = b""


class Answer(NamedTuple):
    """A status of HTTP, a media type, and the content."""

    status: int
    media_type: str
    body: bytes


class Refused(CannotRun):
    """A request that cannot be answered as it is: what has to change in it."""


def refusal(status: int, said: object) -> Answer:
    """An error, told as LanguageTool tells it."""
    return Answer(status, "text/plain", f"Error: {said}".encode(errors="backslashreplace"))
