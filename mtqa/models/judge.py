"""A language model on a server as a judge: it lists the errors of a translation, and these are weighed.

Every text judged goes to the server that the environment names, and nowhere else; without one nothing is sent.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx2
import msgspec
from anyio.from_thread import start_blocking_portal

from mtqa.blake2 import blake2b
from mtqa.errors import CannotRun
from mtqa.models import verdict
from mtqa.models.batches import WINDOW
from mtqa.models.catalogue import Model
from mtqa.models.server import NoAnswer, Server, number, server
from mtqa.segment import Score, Segment

NAME, PARALLEL = "MTQA_JUDGE_MODEL", "MTQA_JUDGE_PARALLEL"
FAILURES = 5
TRIES = 2


@dataclass
class Tally:
    """How many segments a judge was asked about, how many have no score, why the last has none, and how many errors it
    reported that do not count."""

    asked: int = 0
    unscored: int = 0
    reason: str = ""
    dropped: int = 0


@dataclass(frozen=True)
class Judge:
    """A scorer that asks a `model` of a `server` about `parallel` segments at a time.

    The value is minus the weights of the errors it finds, from 0 to -25; it reads segments without a source too.
    """

    server: Server
    model: str
    parallel: int = 4
    tally: Tally = field(default_factory=Tally)
    threshold: float | None = -5.0
    needs_source: bool = False

    @cached_property
    def signature(self) -> str:
        """The model, the server, and a hash of what it is asked and how."""
        asked = msgspec.json.encode([self._question(""), self._settings])
        return (
            f"judge|{self.server.shown(self.model)}|{self.server.url}|asked:{blake2b(asked, digest_size=4).hexdigest()}"
        )

    @property
    def notice(self) -> str:
        """How many segments have no score, and how many errors were not believed."""
        tally, parts = self.tally, list[str]()
        if tally.unscored:
            parts.append(f"not scored: {tally.unscored:,} of {tally.asked:,}, since {tally.reason}")
        if tally.dropped:
            parts.append(f"errors that quote what the text does not say, and do not count: {tally.dropped:,}")
        return "; ".join(parts)

    def scores(self, segments: Iterable[Segment]) -> Iterator[Score | None]:
        """One score for each segment in order; None for an empty one, and where the server has no usable answer.

        Raises CannotRun where it will have none, which it is taken for after FAILURES segments in a row.
        """
        failures = 0
        with start_blocking_portal() as portal, portal.wrap_async_context_manager(self.server.client()) as client:
            asked = (portal.start_task_soon(self._score, client, segment) for segment in segments)
            for found in _in_order(asked, self.parallel):
                if isinstance(found, Score):
                    failures = 0
                elif found:
                    failures += 1
                    self.tally.unscored += 1
                    self.tally.reason = found
                    if failures == FAILURES:
                        raise CannotRun(f"{self.server.url}: no score for {FAILURES} segments in a row: {found}")
                yield found if isinstance(found, Score) else None

    async def _score(self, client: httpx2.AsyncClient, segment: Segment) -> Score | str:
        """The score, or why there is none; no reason is needed where there is no text."""
        if not segment.target.strip():
            return ""
        self.tally.asked += 1
        reason = ""
        for _ in range(TRIES):
            try:
                reply = await self.server.reply(client, self._question(verdict.question(segment)), self._settings)
                found, dropped = verdict.score(verdict.read(reply, self.server.masked), segment)
            except NoAnswer as error:
                return str(error)
            except ValueError as error:
                reason = f"the model's answer {error}"
            else:
                self.tally.dropped += dropped
                return found
        return reason

    def _question(self, data: str) -> dict[str, Any]:
        messages = [{"role": "system", "content": verdict.PROMPT}, {"role": "user", "content": data}]
        return {"model": self.model, "messages": messages}

    @cached_property
    def _settings(self) -> dict[str, Any]:
        form = {"type": "json_schema", "json_schema": {"name": "errors", "strict": True, "schema": verdict.schema()}}
        return {"temperature": 0, "response_format": form}


def _in_order(futures: Iterable[Future[Score | str]], parallel: int) -> Iterator[Score | str]:
    """The results in order, while no more than so many are worked on."""
    waiting = deque[Future[Score | str]]()
    for future in futures:
        waiting.append(future)
        if len(waiting) >= parallel:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def version() -> str:
    """None: the server tells what it serves."""
    return ""


def open_scorer(_folder: Path, _model: Model) -> Judge:
    """The judge that the environment names: MTQA_JUDGE_URL, MTQA_JUDGE_KEY where it wants a key, and MTQA_JUDGE_MODEL;
    how long an answer may take and how many are waited for, where MTQA_JUDGE_TIMEOUT and MTQA_JUDGE_PARALLEL say it.

    Where no model is named there the server must serve just one. Raises CannotRun.
    """
    # More are not known at a time.
    place, parallel = server(os.environ), number(os.environ, PARALLEL, 4, WINDOW)
    if name := os.environ.get(NAME):
        return Judge(place, name, parallel)
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(place.client()) as client:
        return Judge(place, portal.call(place.model, client), parallel)
