"""A judge's server that is busy, broken, slow, or somebody else's."""

import json
from dataclasses import replace
from http.server import BaseHTTPRequestHandler

import pytest

from mtqa.errors import CannotRun
from mtqa.models.server import LONGEST, Server, seconds, server
from tests.chat import GOOD, SECRET, SEGMENT, asking, finds, judged, serving, status


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe", b"[]", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}', b"[" * 100_000],
)
def test_what_no_chat_model_gives_is_no_answer(body: bytes) -> None:
    score, one, _ = judged(status(200, body))
    assert score is None
    assert one.notice == "not scored: 1 of 1, since the server's answer is not what a chat model gives"


def test_an_endless_answer_is_cut_off() -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b" " * 65_536)
        except OSError:
            handler.close_connection = True

    score, one, _ = judged(endless)
    assert score is None
    assert f"longer than {LONGEST:,} bytes" in one.notice


def test_a_silent_server_and_one_that_drips_are_given_up() -> None:
    def silent(handler: BaseHTTPRequestHandler) -> None:
        chat.over.wait()
        handler.close_connection = True

    def dripping(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        try:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not chat.over.wait(0.01):
                handler.wfile.write(b"X-Slow: yes\r\n")
        except OSError:
            return

    for answer in (silent, dripping):
        with serving(answer) as chat:
            one = asking(chat, timeout=0.1, attempts=2)
            assert list(one.scores([SEGMENT])) == [None]
        assert one.notice == "not scored: 1 of 1, since no answer within 0.1 seconds"
        assert len(chat.requests) == 2


@pytest.mark.parametrize("code", [408, 429, 500, 502, 503])
def test_a_busy_server_is_asked_again(code: int) -> None:
    score, _, chat = judged(status(code, retry_after="0"), status(code), finds())
    assert score == GOOD
    assert len(chat.requests) == 3


def test_a_server_that_stays_busy_is_asked_so_often() -> None:
    score, one, chat = judged(status(503), attempts=3)
    assert score is None
    assert len(chat.requests) == 3
    assert one.notice == "not scored: 1 of 1, since the server is busy or broken (503)"


def test_a_server_that_wants_an_hour_is_not_waited_for() -> None:
    score, one, chat = judged(status(429, retry_after="3600"))
    assert score is None
    assert len(chat.requests) == 1
    assert one.notice.endswith("the server is busy (429) for 3,600 seconds")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("0", 0.0),
        ("120", 120.0),
        ("Thu, 01 Jan 1970 00:01:30 GMT", 30.0),
        ("Thu, 01 Jan 1970 00:00:30 GMT", 0.0),
        ("Thu, 01 Jan 1970 00:01:30 -0000", 30.0),
        ("9" * 5000, 999_999_999.0),
        ("-5", None),
        ("soon", None),
        ("²", None),
        ("", None),
    ],
)
def test_how_long_to_wait_is_read_as_seconds_or_date(header: str, expected: float | None) -> None:
    assert seconds(header, now=60.0) == expected


def test_a_connection_that_is_closed_is_made_anew() -> None:
    def closing(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True

    score, _, chat = judged(closing, finds())
    assert score == GOOD
    assert len(chat.requests) == 2


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_no_redirection_is_followed(code: int) -> None:
    with serving(finds()) as other, pytest.raises(CannotRun, match="sends on to") as caught:
        judged(status(code, location=f"{other.url}?k=Bearer {SECRET}"))
    assert other.requests == []
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("code", "advice"), [(401, "MTQA_JUDGE_KEY"), (403, "MTQA_JUDGE_KEY"), (404, "MTQA_JUDGE_URL")]
)
def test_a_server_that_will_never_answer_ends_the_run(code: int, advice: str) -> None:
    body = json.dumps({"error": {"message": f"bad key {SECRET}\x1b[31m\nor model"}}).encode()
    with pytest.raises(CannotRun, match=advice) as caught:
        judged(status(code, body))
    assert SECRET not in str(caught.value)
    assert str(caught.value).isprintable()


def test_a_refused_request_leaves_the_segment_unscored() -> None:
    score, one, chat = judged(status(400, b'{"error": {"message": "the text is too long"}}'))
    assert score is None
    assert len(chat.requests) == 1
    assert one.notice.endswith("the server refuses the request (400: the text is too long)")


def test_settings_that_a_server_does_not_know_are_left_out() -> None:
    picky = status(400, b'{"error": {"message": "temperature and response_format are not supported"}}')
    with serving(picky, finds()) as chat:
        one = replace(asking(chat, attempts=2), parallel=1)
        assert list(one.scores([SEGMENT, SEGMENT])) == [GOOD, GOOD]
    assert [len(request) for request in chat.requests] == [4, 2, 2]


def test_a_server_that_is_not_there_ends_the_run() -> None:
    with serving(finds()) as chat:
        pass
    with pytest.raises(CannotRun, match="cannot be reached"):
        list(asking(chat).scores([SEGMENT]))


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:1/v1",
        "http://127.0.0.1:1/v1",
        "http://127.9.9.9/v1",
        "http://[::1]:1/v1",
        "https://a.example/v1",
    ],
)
def test_addresses_that_may_be_asked(address: str) -> None:
    assert server({"MTQA_JUDGE_URL": address, "MTQA_JUDGE_KEY": SECRET}) == Server(address, SECRET)


@pytest.mark.parametrize(
    ("address", "key", "reason"),
    [
        ("", "", "needs a server"),
        ("http://a.example/v1", "", "use https"),
        ("http://192.168.0.7/v1", "", "use https"),
        ("http://127.0.0.1.a.example/v1", "", "use https"),
        ("http://localhost.a.example/v1", "", "use https"),
        ("https://me:pass@a.example/v1", "", "a key goes into"),
        ("https://a.example/v1?key=1", "", "a key goes into"),
        ("ftp://a.example/v1", "", "no address"),
        ("file:///etc/passwd", "", "no address"),
        ("localhost:8080", "", "no address"),
        ("http://a:b/v1", "", "no address"),
        ("https://a.example/v1", f"{SECRET}\nx", "set it anew"),
        ("https://a.example/v1", f"{SECRET}é", "set it anew"),
    ],
)
def test_addresses_that_are_refused(address: str, key: str, reason: str) -> None:
    with pytest.raises(CannotRun, match=reason) as caught:
        server({"MTQA_JUDGE_URL": address, "MTQA_JUDGE_KEY": key})
    assert SECRET not in str(caught.value)
