"""Asking a language model's server that speaks the chat interface of OpenAI, as llama.cpp, vLLM and Ollama do.

Nothing of it is trusted: an answer is bounded in size and time, no redirection is followed, and the key shows nowhere.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from time import time
from typing import Any, NoReturn
from urllib.parse import quote

import httpx2
import msgspec
from anyio import fail_after
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt

from mtqa.errors import CannotRun, shown

LONGEST = 1_000_000
PATIENCE = 60.0
ADDRESS, KEY, TIMEOUT = "MTQA_JUDGE_URL", "MTQA_JUDGE_KEY", "MTQA_JUDGE_TIMEOUT"
_BUSY = {408, 425, 429}


class NoAnswer(Exception):
    """Why a question has no answer; the next one may have."""


class _Again(NoAnswer):
    """The same, where the question can be put once more `after` so many seconds, or when one thinks fit."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class _Message(msgspec.Struct):
    content: str


class _Choice(msgspec.Struct):
    message: _Message


class _Completion(msgspec.Struct):
    choices: list[_Choice]


class _Named(msgspec.Struct):
    id: str


class _Models(msgspec.Struct):
    data: list[_Named]


@dataclass(frozen=True)
class Server:
    """A server at an address such as http://localhost:8080/v1, and the key that it wants.

    A request is given up after `timeout` seconds and made `attempts` times; between them are `pause` seconds, doubled
    each time, or as many as the server asks for. `unwanted` are settings of a request that the server turned out not to
    know: they are left out from then on.
    """

    url: str
    key: str = field(default="", repr=False)
    timeout: float = 120.0
    attempts: int = 4
    pause: float = 1.0
    unwanted: set[str] = field(default_factory=set)

    def client(self) -> httpx2.AsyncClient:
        """The connections to it. A proxy is used but for this computer's own addresses."""
        headers = {"accept-encoding": "identity", **({"authorization": f"Bearer {self.key}"} if self.key else {})}
        proxied = not _is_local(httpx2.URL(self.url))
        return httpx2.AsyncClient(headers=headers, timeout=self.timeout, trust_env=proxied)

    async def model(self, client: httpx2.AsyncClient) -> str:
        """The one model that it serves. Raises CannotRun where it serves several or does not tell."""
        try:
            data = await self._patiently(client, "GET", "models", {})
            names = [model.id for model in msgspec.json.decode(data, type=_Models).data]
        except (NoAnswer, msgspec.MsgspecError, RecursionError) as error:
            raise CannotRun(f"{self.url}: does not tell its model; name it in MTQA_JUDGE_MODEL") from error
        if len(names) != 1:
            known = shown([self.shown(name) for name in names])
            raise CannotRun(f"{self.url}: serves {known or 'no model'}; name one in MTQA_JUDGE_MODEL")
        return names[0]

    async def reply(self, client: httpx2.AsyncClient, question: Mapping[str, Any], settings: Mapping[str, Any]) -> str:
        """What the model says to a question: the request, and its settings that not every server knows.

        Raises NoAnswer, and CannotRun where no question will be answered.
        """
        data = await self._patiently(client, "POST", "chat/completions", question, settings)
        try:
            return msgspec.json.decode(data, type=_Completion).choices[0].message.content
        except (msgspec.MsgspecError, RecursionError, IndexError) as error:
            raise NoAnswer("the server's answer is not what a chat model gives") from error

    async def _patiently(self, *request: Any) -> bytes:
        retrying = AsyncRetrying(
            stop=stop_after_attempt(self.attempts),
            retry=retry_if_exception_type(_Again),
            wait=self._wait,
            reraise=True,
        )
        try:
            return await retrying(self._once, *request)
        except _Again as error:
            if isinstance(error.__cause__, httpx2.ConnectError):
                raise CannotRun(f"{self.url}: cannot be reached; start the server, or change {ADDRESS}") from error
            raise

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome and state.outcome.exception()
        if isinstance(error, _Again) and error.after is not None:
            return error.after
        return float(min(PATIENCE, self.pause * 2 ** (state.attempt_number - 1)))

    async def _once(
        self,
        client: httpx2.AsyncClient,
        method: str,
        path: str,
        question: Mapping[str, Any],
        settings: Mapping[str, Any] | None = None,
    ) -> bytes:
        known = {name: value for name, value in (settings or {}).items() if name not in self.unwanted}
        body = msgspec.json.encode({**question, **known}) if question else b""
        headers = {"content-type": "application/json"} if body else {}
        url = f"{self.url.rstrip('/')}/{path}"
        try:
            with fail_after(self.timeout):
                async with client.stream(method, url, content=body, headers=headers) as response:
                    data = await _bounded(response)
        except TimeoutError as error:
            raise _Again(f"no answer within {self.timeout:g} seconds") from error
        except httpx2.TransportError as error:
            raise _Again("the connection failed") from error
        if response.status_code != 200:
            self._refused(response, data, known)
        return data

    def _refused(self, response: httpx2.Response, data: bytes, settings: Mapping[str, Any]) -> NoReturn:
        """Raise what a status says that is no success."""
        status, said = response.status_code, self._told(data)
        if response.has_redirect_location:
            place = self.shown(response.headers["location"])
            raise CannotRun(f"{self.url}: sends on to {place}; if it is right, say so in {ADDRESS}")
        if status in (401, 403):
            raise CannotRun(f"{self.url}: does not let us in ({status}); put its key into {KEY}")
        if status in (404, 405):
            raise CannotRun(f"{self.url}: has no such model or page ({status}{said}); see to {ADDRESS} and the name")
        if status in _BUSY or status >= 500:
            after = seconds(response.headers.get("retry-after", ""), time())
            if after is not None and after > PATIENCE:
                raise NoAnswer(f"the server is busy ({status}) for {after:,.0f} seconds")
            raise _Again(f"the server is busy or broken ({status})", after)
        disliked = {name for name in settings if name in said}
        if status in (400, 422) and disliked:
            self.unwanted.update(disliked)
            raise _Again("the server does not know our settings", 0)
        raise NoAnswer(f"the server refuses the request ({status}{said})")

    def _told(self, data: bytes) -> str:
        """What the server says of an error, fit to be shown."""
        try:
            error = msgspec.json.decode(data)["error"]
            said = error["message"] if isinstance(error, dict) else error
        except (msgspec.MsgspecError, RecursionError, LookupError, TypeError):
            return ""
        return f": {self.shown(str(said))}"

    def shown(self, text: str) -> str:
        """The beginning of what the server says, on one line, without control characters or the key."""
        return "".join(char for char in " ".join(self.masked(text)[:400].split()) if char.isprintable())[:200]

    def masked(self, text: str) -> str:
        """What the server says without the key, also as an address spells it."""
        for spelling in {self.key, quote(self.key, safe="")} - {""}:
            text = text.replace(spelling, "…")
        return text


def server(environment: Mapping[str, str]) -> Server:
    """The server that the environment names. Raises CannotRun where it names none, or one not to be asked.

    Only the environment does: settings that come with a text must not choose who gets the text and the key.
    """
    address, key = environment.get(ADDRESS, "").strip(), environment.get(KEY, "").strip()
    if not address:
        raise CannotRun(f"a judge needs a server; put its address into {ADDRESS}, such as http://localhost:8080/v1")
    try:
        url = httpx2.URL(address)
    except httpx2.InvalidURL as error:
        raise CannotRun(f"{ADDRESS} is no address; it looks like http://localhost:8080/v1") from error
    if url.userinfo or url.query or url.fragment:
        raise CannotRun(f"{ADDRESS} holds more than an address; a key goes into {KEY}")
    if url.scheme not in ("http", "https") or not url.host:
        raise CannotRun(f"{ADDRESS} is no address of a server; it looks like http://localhost:8080/v1")
    if url.scheme == "http" and not _is_local(url):
        raise CannotRun(f"{ADDRESS}: http would send the text to {url.host} for all to read; use https or a tunnel")
    if not (key.isascii() and key.isprintable()):
        raise CannotRun(f"{KEY} holds characters that no key has; set it anew")
    return Server(address, key, number(environment, TIMEOUT, 120, 3600))


def number(environment: Mapping[str, str], name: str, usual: int, most: int) -> int:
    """The number that the environment gives for a setting, or the usual one. Raises CannotRun for anything else."""
    given = environment.get(name, "").strip() or str(usual)
    if not re.fullmatch("[0-9]{1,9}", given) or not 1 <= int(given) <= most:
        raise CannotRun(f"{name} has to be a whole number from 1 to {most:,}")
    return int(given)


def seconds(retry_after: str, now: float) -> float | None:
    """How long a Retry-After header says to wait, as seconds or as a date; `now` in seconds since 1970."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.fromtimestamp(now, UTC)).total_seconds())


async def _bounded(response: httpx2.Response) -> bytes:
    data = bytearray()
    async for chunk in response.aiter_raw():
        data += chunk
        if len(data) > LONGEST:
            raise NoAnswer(f"the server's answer is longer than {LONGEST:,} bytes")
    return bytes(data)


def _is_local(url: httpx2.URL) -> bool:
    try:
        return ip_address(url.host).is_loopback
    except ValueError:
        return url.host == "localhost"
