"""The addresses, and the limits on what comes in and who may ask; it reads no text and keeps none."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from ipaddress import ip_address
from typing import NamedTuple

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HTTPRequest
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from mtqa.server.answering import ADDRESSES, JSON
from mtqa.server.description import described
from mtqa.server.messages import Answer, Request, refusal
from mtqa.server.pool import Died, Full, Overdue, Pool

HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
CLOSE = {"Connection": "close"}


class Limits(NamedTuple):
    """Bytes of a body, seconds for it to come in, seconds for the answer, and how many requests may wait."""

    body: int = 1_000_000
    arrival: float = 10.0
    answer: float = 20.0
    waiting: int = 256


class Access(NamedTuple):
    """The host names that requests may be for, beside localhost and addresses, and the origins of pages that may read
    the answers."""

    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()


NOBODY = Access()


def application(pool: Pool[Request, Answer], limits: Limits, access: Access = NOBODY) -> Starlette:
    """The server, as an ASGI application."""

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        pool.start()
        yield
        pool.stop()

    routes = [
        Route(path, partial(_answer, pool, limits, address.body), methods=[*address.methods])
        for path, address in ADDRESSES.items()
    ]
    routes += [Route("/v2/healthcheck", partial(_health, pool)), Route("/openapi.json", _described)]
    pages = Middleware(CORSMiddleware, allow_origins=access.origins, allow_methods=["GET", "POST"])
    return Starlette(
        routes=routes,
        middleware=[Middleware(Hosts, names=access.hosts), *([pages] if access.origins else [])],
        exception_handlers={HTTPException: _told},
        lifespan=running,
    )


class Hosts:
    """Turns away requests for a host name that is not ours: a page that has its own name point here by DNS could read
    the answers."""

    def __init__(self, app: ASGIApp, names: tuple[str, ...]) -> None:
        self._app, self._names = app, {"localhost", *map(str.lower, names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._is_ours(HTTPRequest(scope).headers.get("host", "")):
            answer = refusal(400, "the request is for another host; the server is told its names by --allow-host")
            await _response(answer)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_ours(self, host: str) -> bool:
        name, _, port = host.lower().rpartition(":") if not host.endswith("]") else (host, "", "")
        name = name if name and port.isdecimal() else host.lower()
        try:
            return name in self._names or bool(ip_address(name.removeprefix("[").removesuffix("]")))
        except ValueError:
            return False


async def _answer(pool: Pool[Request, Answer], limits: Limits, media_type: str, request: HTTPRequest) -> Response:
    body = await _body(request, limits) if request.method == "POST" else b""
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and given != media_type:
        return _response(refusal(415, f"the body has to be {media_type}"))
    try:
        return _response(await pool.ask(Request(request.url.path, request.url.query, body)))
    except Full:
        return _response(refusal(503, "too many requests at a time; try again later"), {"Retry-After": "1"})
    except Overdue:
        return _response(refusal(503, f"the check took longer than {limits.answer:g} seconds; send a shorter text"))
    except Died as error:
        return _response(refusal(500, error))


async def _body(request: HTTPRequest, limits: Limits) -> bytes:
    """The body, whole. Raises HTTPException where it is too long or too slow."""
    body = bytearray()
    too_long = HTTPException(413, f"a request may have {limits.body:,} bytes", CLOSE)
    if int(request.headers.get("content-length", 0)) > limits.body:
        raise too_long
    try:
        async with asyncio.timeout(limits.arrival):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limits.body:
                    raise too_long
    except TimeoutError as error:
        raise HTTPException(408, f"the request was not there after {limits.arrival:g} seconds", CLOSE) from error
    except ClientDisconnect as error:
        raise HTTPException(400, "the request broke off", CLOSE) from error
    return bytes(body)


async def _health(pool: Pool[Request, Answer], _: HTTPRequest) -> Response:
    return _response(refusal(503, "too many requests at a time") if pool.is_full else Answer(200, "text/plain", b"OK"))


async def _described(_: HTTPRequest) -> Response:
    return _response(Answer(200, JSON, described()))


async def _told(_: HTTPRequest, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _response(refusal(error.status_code, error.detail), error.headers)


def _response(answer: Answer, headers: Mapping[str, str] | None = None) -> Response:
    return Response(answer.body, answer.status, {**HEADERS, **(headers or {})}, answer.media_type)
