"""A hub on this machine that speaks as much of huggingface.co's protocol as pulling a model needs."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


class Hub:
    """Repositories by name: each a commit, its files, and a licence. `refused` are the status and code by name.

    `asked` are the requests made; a file in `broken` is cut off after as many bytes, once.
    """

    def __init__(self) -> None:
        self.url = ""
        self.files = dict[str, dict[str, bytes]]()
        self.commits = dict[str, str]()
        self.licences = dict[str, str]()
        self.refused = dict[str, tuple[int, str]]()
        self.broken = dict[str, int]()
        self.asked = list[str]()

    def add(self, name: str, files: dict[str, bytes], licence: str = "mit") -> str:
        """Put a repository there, or a new commit of it; gives the commit."""
        self.files[name], self.licences[name] = files, licence
        self.commits[name] = hashlib.sha1(repr(sorted(files.items())).encode()).hexdigest()
        return self.commits[name]

    def info(self, name: str) -> dict[str, Any]:
        siblings = [{"rfilename": file, **_hashes(data)} for file, data in self.files[name].items()]
        card = {"license": self.licences[name]}
        return {"id": name, "sha": self.commits[name], "siblings": siblings, "cardData": card, "tags": []}


def _is_large(data: bytes) -> bool:
    return len(data) > 2_000


def _hashes(data: bytes) -> dict[str, Any]:
    sha1 = hashlib.sha1(b"blob %d\0%b" % (len(data), data)).hexdigest()
    large = {"lfs": {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 134}}
    return {"size": len(data), "blobId": sha1, **(large if _is_large(data) else {})}


@contextmanager
def serving() -> Iterator[Hub]:
    hub = Hub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_HEAD(self) -> None:
            self._answer()

        def do_GET(self) -> None:
            self._answer()

        def _answer(self) -> None:
            hub.asked.append(f"{self.command} {self.path} {self.headers.get('Range', '')}".strip())
            path = self.path.partition("?")[0].removeprefix("/").removeprefix("api/models/")
            if path.startswith("api/"):
                self._send(404, b"", {})
                return
            owner, name, kind, revision, *rest = path.split("/")
            repository, file = f"{owner}/{name}", "/".join(rest)
            if repository in hub.refused:
                self._send(hub.refused[repository][0], b"", {"X-Error-Code": hub.refused[repository][1]})
            elif repository not in hub.files:
                self._send(401, b"", {"X-Error-Code": "RepoNotFound"})
            elif revision not in ("main", hub.commits[repository]):
                self._send(404, b"", {"X-Error-Code": "RevisionNotFound"})
            elif kind == "revision":
                self._send(200, json.dumps(hub.info(repository)).encode(), {"Content-Type": "application/json"})
            else:
                self._file(repository, file)

        def _file(self, repository: str, file: str) -> None:
            data = hub.files[repository][file]
            told = _hashes(data)
            etag = told["lfs"]["sha256"] if _is_large(data) else told["blobId"]
            first = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").partition("-")[0])
            headers = {"ETag": f'"{etag}"', "X-Repo-Commit": hub.commits[repository], "Accept-Ranges": "bytes"}
            if first:
                headers["Content-Range"] = f"bytes {first}-{len(data) - 1}/{len(data)}"
            self._send(206 if first else 200, data[first:], headers, self.command == "GET" and hub.broken.pop(file, 0))

        def _send(self, status: int, data: bytes, headers: dict[str, str], most: int = 0) -> None:
            self.send_response(status)
            for key, value in {**headers, "Content-Length": str(len(data))}.items():
                self.send_header(key, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(data[: most or None])
            self.close_connection = bool(most)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hub.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
