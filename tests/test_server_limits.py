"""What comes in is limited in size, time and number, and who may ask is too."""

import asyncio
import errno
import os
import signal
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from socket import create_server
from typing import Any

import pytest
import uvicorn

from mtqa.server import serving
from mtqa.server.application import Access, Limits, application
from mtqa.server.messages import Answer, Request
from mtqa.server.pool import Died, Full, Overdue, Pool
from tests.shell import Shell

FORM = {"content-type": "application/x-www-form-urlencoded"}
Headers = dict[str, str]


class Echo(Pool[Request, Answer]):
    """Answers with the body, or raises what it is told to."""

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__(echo, 1, 1, 1.0)
        self.error = error

    def start(self) -> None:
        pass

    async def ask(self, item: Request) -> Answer:
        if self.error:
            raise self.error
        return Answer(200, "text/plain", item.body)


def echo(request: Request) -> Answer:
    return Answer(200, "text/plain", request.body)


def call(
    app: Any, method: str, path: str, headers: Headers, *parts: bytes, hangs: bool = False
) -> tuple[int, str, Headers]:
    """The answer of an application to a request whose body comes in these parts, and does not end if it hangs."""
    sent = list[Any]()
    left = [*parts]

    async def receive() -> Any:
        if not left and hangs:
            await asyncio.Event().wait()
        part = left.pop(0) if left else b""
        return {"type": "http.request", "body": part, "more_body": bool(left) or hangs}

    async def send(message: Any) -> None:
        sent.append(message)

    named = {"host": "localhost", **headers}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
    }
    asyncio.run(app(scope, receive, send))
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], b"".join(part["body"] for part in sent[1:]).decode(), told


LIMITS = Limits(body=10, arrival=0.01)
APP = application(Echo(), LIMITS)


@pytest.mark.parametrize(
    ("request_", "status", "told"),
    [
        (("POST", "/v2/check", FORM, b"0123456789"), 200, "0123456789"),
        (("POST", "/v2/check", {"content-type": "Application/X-WWW-form-urlencoded; charset=utf-8"}, b"a"), 200, "a"),
        (("POST", "/v2/check", FORM, b"0123456789a"), 413, "Error: a request may have 10 bytes"),
        (("POST", "/v2/check", {**FORM, "content-length": "11"}, b""), 413, "Error: a request may have 10 bytes"),
        (
            ("POST", "/v2/check", {"content-type": "text/plain"}, b"a"),
            415,
            f"Error: the body has to be {FORM['content-type']}",
        ),
        (("POST", "/check", FORM, b"a"), 415, "Error: the body has to be application/json"),
        (("POST", "/report", {}, b"a"), 415, "Error: the body has to be application/json"),
        (("GET", "/check", {}, b""), 405, "Error: Method Not Allowed"),
        (("GET", "/nothing", {}, b""), 404, "Error: Not Found"),
        (("GET", "/v2/healthcheck", {}, b""), 200, "OK"),
    ],
)
def test_what_is_no_request_is_refused(request_: tuple[str, str, Headers, bytes], status: int, told: str) -> None:
    assert call(APP, *request_)[:2] == (status, told)


def test_a_body_in_parts_is_limited_too() -> None:
    assert call(APP, "POST", "/v2/check", FORM, b"01234", b"56789")[:2] == (200, "0123456789")
    status, told, headers = call(APP, "POST", "/v2/check", FORM, b"01234", b"567890", hangs=True)
    assert (status, told, headers["connection"]) == (413, "Error: a request may have 10 bytes", "close")


def test_a_body_that_does_not_end_is_given_up() -> None:
    status, told, headers = call(APP, "POST", "/v2/check", FORM, b"0", hangs=True)
    assert (status, told) == (408, "Error: the request was not there after 0.01 seconds")
    assert headers["connection"] == "close"


@pytest.mark.parametrize(
    ("error", "status", "told", "retry"),
    [
        (Full(), 503, "Error: too many requests at a time; try again later", "1"),
        (Overdue(), 503, "Error: the check took longer than 20 seconds; send a shorter text", None),
        (
            Died("the process that worked on it was ended by SIGKILL"),
            500,
            "Error: the process that worked on it was",
            None,
        ),
    ],
)
def test_what_becomes_of_the_work_is_told(error: Exception, status: int, told: str, retry: str | None) -> None:
    answer = call(application(Echo(error), LIMITS), "POST", "/v2/check", FORM, b"a")
    assert answer[0] == status
    assert answer[1].startswith(told)
    assert answer[2].get("retry-after") == retry


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [
        ("localhost", True),
        ("LocalHost:8081", True),
        ("127.0.0.1:8081", True),
        ("[::1]:8081", True),
        ("[::1]", True),
        ("lint.example.org", True),
        ("evil.example.com:8081", False),
        ("localhost.evil.example.com", False),
        ("127.0.0.1.evil.example.com", False),
        ("localhost:8081:80", False),
        ("", False),
    ],
)
def test_a_request_is_for_a_host_of_ours(host: str, is_ours: bool) -> None:
    app = application(Echo(), LIMITS, Access(("lint.example.org",)))
    status, told, _ = call(app, "POST", "/v2/check", {**FORM, "host": host}, b"a")
    assert status == (200 if is_ours else 400)
    assert told == "a" or told.startswith("Error: the request is for another host")


def test_pages_of_others_may_not_read_answers_unless_allowed() -> None:
    page = {**FORM, "origin": "https://example.org"}
    assert not {name for name in call(APP, "POST", "/v2/check", page, b"a")[2] if name.startswith("access-control")}
    app = application(Echo(), LIMITS, Access(origins=("https://example.org",)))
    assert call(app, "POST", "/v2/check", page, b"a")[2]["access-control-allow-origin"] == "https://example.org"
    other = {**page, "origin": "https://evil.example.com"}
    assert "access-control-allow-origin" not in call(app, "POST", "/v2/check", other, b"a")[2]


def work(item: str) -> str:
    """What a process of a pool does in these tests."""
    if item == "hang":
        threading.Event().wait()
    if item == "die":
        os._exit(3)
    if item == "refused":
        raise OSError(errno.EIO, "Input/output error")
    return item.upper()


def test_a_process_that_dies_or_hangs_is_replaced() -> None:
    async def run() -> None:
        pool = Pool[str, str](work, 1, 4, 20.0)
        pool.start()
        assert await pool.ask("a") == "A"
        with pytest.raises(Died, match="the process that worked on it ended with code 3"):
            await pool.ask("die")
        with pytest.raises(Died, match=r"the process that worked on it failed: \[Errno 5\] Input/output error"):
            await pool.ask("refused")
        assert await pool.ask("b") == "B"
        pool._seconds = 0.2
        with pytest.raises(Overdue):
            await pool.ask("hang")
        pool._seconds = 20.0
        assert await pool.ask("c") == "C"
        [worker] = pool._workers
        worker.process.kill()
        worker.process.join()
        assert await pool.ask("d") == "D"
        pool.stop()

    asyncio.run(run())


def test_a_process_that_hangs_does_not_stop_the_others_and_more_than_may_wait_are_turned_away() -> None:
    async def run() -> None:
        pool = Pool[str, str](work, 2, 1, 60.0)
        pool.start()
        assert await pool.ask("a") == "A"
        pool._seconds = 0.5
        stuck, also = (asyncio.ensure_future(pool.ask("hang")) for _ in range(2))
        for _ in range(10):  # until both are at work
            await asyncio.sleep(0)
        pool._seconds = 60.0
        waiting = [asyncio.ensure_future(pool.ask(item)) for item in "bcd"]
        await asyncio.sleep(0)
        assert pool.is_full
        with pytest.raises(Full):
            await pool.ask("e")
        answers = await asyncio.gather(stuck, also, *waiting, return_exceptions=True)
        assert [type(answer) for answer in answers[:2]] == [Overdue, Overdue]
        assert answers[2:] == ["B", "C", "D"]
        pool.stop()

    asyncio.run(run())


@asynccontextmanager
async def listening(limits: Limits) -> AsyncIterator[Callable[[], Any]]:
    """A server that echoes; what is given opens a connection to it."""
    config = uvicorn.Config(application(Echo(), limits), http=serving.patient(limits), log_level="error")
    server = uvicorn.Server(config)
    with create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        running = asyncio.ensure_future(server.serve([listener]))
        try:
            yield lambda: asyncio.open_connection("127.0.0.1", port)
        finally:
            server.should_exit = True
            await running


BROKEN = [
    b"",
    b"POST /v2/check HT",
    b"POST /v2/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf",
    b"\0" * 99,
]
WHOLE = b"GET /v2/healthcheck HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.mark.parametrize("sent", [*BROKEN, WHOLE, WHOLE + b"GET /v2/heal"])
def test_a_connection_without_a_request_is_cut_off(monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
    monkeypatch.setattr(serving, "HEAD", 0.5)

    async def run() -> bytes:
        async with listening(Limits(arrival=0.5)) as connect, asyncio.timeout(20):
            reader, writer = await connect()
            writer.write(sent)
            told: bytes = b""
            try:
                while part := await reader.read(1_000):
                    told += part
            except ConnectionError:
                pass
            writer.close()
            return told

    told = asyncio.run(run())
    assert told.endswith(b"OK") == sent.startswith(WHOLE)


def test_the_connection_that_has_waited_longest_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "CONNECTIONS", 2)

    async def run() -> None:
        async with listening(Limits()) as connect, asyncio.timeout(20):
            (first, one), (second, two) = await connect(), await connect()
            two.write(WHOLE)
            assert await second.readuntil(b"OK")
            third, three = await connect()
            with pytest.raises((ConnectionError, EOFError)):
                await first.readexactly(1)
            for reader, writer in ((second, two), (third, three)):
                writer.write(WHOLE)
                assert await reader.readuntil(b"OK")
            for writer in (one, two, three):
                writer.close()

    asyncio.run(run())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_server_cleanly(mtqa: Shell, number: signal.Signals) -> None:
    with mtqa.started("serve", "--host", "0.0.0.0", "--port", "0", "--jobs", "2") as process:
        assert process.stderr
        assert process.stderr.readline().startswith(b"mtqa: listening at http://0.0.0.0:")
        told = b"mtqa: other machines can reach this address; nobody is asked who they are\n"
        assert process.stderr.readline() == told
        process.send_signal(number)
        assert process.wait(60) == 0
        assert process.stderr.read() == b""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--port", "{taken}"], "mtqa: 127.0.0.1:{taken}: cannot be listened at: Address already in use"),
        (["--host", "192.0.2.1"], "mtqa: 192.0.2.1:8081: cannot be listened at: Cannot assign requested address"),
        (["--select", "datse"], "mtqa: unknown rule 'datse'; did you mean 'dates'?"),
    ],
)
def test_what_keeps_it_from_starting_is_told_in_a_line(mtqa: Shell, arguments: list[str], told: str) -> None:
    with create_server(("127.0.0.1", 0)) as listener:
        taken = str(listener.getsockname()[1])
        run = mtqa("serve", *(argument.replace("{taken}", taken) for argument in arguments))
    assert run.returncode == 2
    assert run.stderr.decode().startswith(told.replace("{taken}", taken))
    assert run.stderr.count(b"\n") == 1
