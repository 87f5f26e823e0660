"""A chat server on this computer that answers as it is told, for tests."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any

from mtqa.models.judge import Judge
from mtqa.models.server import Server
from mtqa.segment import Score, Segment

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Chat:
    """Gives `answers` one after the other, and the last of them ever after; keeps the requests.

    `over` is set when the test is.
    """

    answers: list[Answer]
    requests: list[Any] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    over: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)
    url: str = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("content-length", 0))
        body = handler.rfile.read(length)
        with self.lock:
            self.requests.append(json.loads(body) if body else None)
            self.headers.append({name.lower(): value for name, value in handler.headers.items()})
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        answer(handler)


@contextmanager
def serving(*answers: Answer) -> Iterator[Chat]:
    """A server with these answers, while the block runs."""
    chat = Chat(list(answers))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            chat.answer(self)

        do_GET = do_POST  # noqa: N815 – the name that http.server calls

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        http.block_on_close = False
        thread = Thread(target=http.serve_forever, args=(0.01,))
        thread.start()
        chat.url = f"http://127.0.0.1:{http.server_port}/v1"
        try:
            yield chat
        finally:
            chat.over.set()
            http.shutdown()
            thread.join()


def status(code: int, body: bytes = b"", **headers: str) -> Answer:
    """An answer of this status."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def says(content: object) -> Answer:
    """A model's message: a text, or something to be put as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    message = {"role": "assistant", "content": text}
    return status(200, json.dumps({"id": "1", "choices": [{"index": 0, "message": message}]}).encode())


def finds(*errors: dict[str, str]) -> Answer:
    """A judge's answer with these errors."""
    plain = {"severity": "major", "category": "mistranslation", "quote": "", "explanation": "It is wrong."}
    return says({"errors": [plain | error for error in errors]})


SECRET = "sk-quite-secret"
SEGMENT = Segment("The red cat saw the red dog.", "Рыжий кот не увидел рыжего пса.", "en", "ru")
GOOD = Score(0.0)


def asking(chat: Chat, **settings: Any) -> Judge:
    """A judge that asks this server and waits for nothing."""
    return Judge(replace(Server(chat.url, SECRET, timeout=10, pause=0), **settings), "tiny")


def judged(*answers: Answer, segment: Segment = SEGMENT, **settings: Any) -> tuple[Score | None, Judge, Chat]:
    """What a judge makes of these answers about a segment."""
    with serving(*answers) as chat:
        one = asking(chat, **settings)
        [score] = one.scores([segment])
    return score, one, chat
