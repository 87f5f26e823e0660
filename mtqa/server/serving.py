"""The server at work: it listens, and hangs up on clients that keep it waiting."""

import signal
from asyncio import TimerHandle, Transport
from collections.abc import Mapping
from math import inf
from typing import Any

import uvicorn
from h11 import DONE
from uvicorn.protocols.http.h11_impl import H11Protocol

from mtqa.server.answering import Answering
from mtqa.server.application import Access, Limits, application
from mtqa.server.messages import Answer, Request
from mtqa.server.pool import Pool

# Connections at a time; seconds for the head of a request, for an answer to be taken, and for the last ones to end.
CONNECTIONS = 512
HEAD, TAKING, LAST = 10.0, 30.0, 5


def server(flags: Mapping[str, Any], jobs: int, limits: Limits, access: Access) -> uvicorn.Server:
    """A server that runs until a signal says to end, which it may do from now on."""
    pool = Pool[Request, Answer](Answering(flags, limits.body), jobs, limits.waiting, limits.answer)
    made = uvicorn.Server(
        uvicorn.Config(
            application(pool, limits, access),
            http=patient(limits),
            ws="none",
            log_level="error",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=LAST,
        )
    )
    for number in (signal.SIGINT, signal.SIGTERM):  # uvicorn raises the one that it was ended by again
        signal.signal(number, made.handle_exit)
    return made


def patient(limits: Limits) -> type[H11Protocol]:
    """Connections that are cut off where the client does not send a request, or take the answer, in time; where there
    are too many, the one that would be cut off next is."""
    whole = limits.arrival + 2 * limits.answer + TAKING

    class Patient(H11Protocol):
        timer: TimerHandle

        def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self.timer = self.loop.call_later(HEAD, transport.abort)
            if len(self.connections) > CONNECTIONS:
                min(self.connections, key=_since).transport.abort()

        def handle_events(self) -> None:
            before = self.cycle
            super().handle_events()
            if self.cycle is not before:
                self._wait(whole)

        def on_response_complete(self) -> None:
            self._wait(HEAD)
            super().on_response_complete()

        def connection_lost(self, exc: Exception | None) -> None:
            self.timer.cancel()
            super().connection_lost(exc)

        def _wait(self, seconds: float) -> None:
            self.timer.cancel()
            self.timer = self.loop.call_later(seconds, self.transport.abort)

    def _since(connection: Any) -> float:
        """When the connection would be cut off; never where we owe it an answer."""
        return inf if connection.conn.their_state is DONE else connection.timer.when()

    return Patient
