"""Processes that requests are handed to: so many at a time, within a time, and one that dies is replaced."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic, TypeVar

from mtqa.workers import Lost, Worker

Item = TypeVar("Item")
Result = TypeVar("Result")


class Full(Exception):
    """As many wait as may, or this one has waited too long."""


class Overdue(Exception):
    """The work took longer than it may, and was stopped."""


class Died(Exception):
    """The process that did the work ended, or could not do it."""


class Pool(Generic[Item, Result]):
    """Hands items to `count` processes; `waiting` more may wait, and none waits or is worked on for longer than
    `seconds`.

    `work`, which raises nothing, items and results have to be fit for pickling.
    """

    def __init__(self, work: Callable[[Item], Result], count: int, waiting: int, seconds: float) -> None:
        self._work, self._count, self._most, self._seconds = work, count, count + waiting, seconds
        self._idle = asyncio.Queue[Worker[Item]]()
        self._workers = set[Worker[Item]]()
        self._inside = 0
        self._threads = ThreadPoolExecutor(count)

    @property
    def is_full(self) -> bool:
        """Whether the next one has to be turned away."""
        return self._inside >= self._most

    def start(self) -> None:
        """Start the processes."""
        for _ in range(self._count):
            self._idle.put_nowait(self._new())

    def stop(self) -> None:
        """End the processes, whatever they do."""
        for worker in self._workers:
            worker.process.kill()
            worker.process.join()
        self._threads.shutdown()

    async def ask(self, item: Item) -> Result:
        """The result of the item. Raises Full, Overdue or Died."""
        if self.is_full:
            raise Full
        self._inside += 1
        try:
            async with asyncio.timeout(self._seconds):
                worker = await self._idle.get()
        except TimeoutError as error:
            raise Full from error
        finally:
            self._inside -= 1
        return await asyncio.shield(self._by(worker, item))

    async def _by(self, worker: Worker[Item], item: Item) -> Result:
        """The result by this worker, which is idle again or replaced when this ends."""
        is_late = False
        try:
            if not worker.process.is_alive():
                worker = self._instead(worker)
            answer = asyncio.get_running_loop().run_in_executor(self._threads, _asked, worker, item)
            done, _ = await asyncio.wait([answer], timeout=self._seconds)
            if is_late := not done:
                worker.process.kill()
                worker.process.join()
            result: Result | Lost = await answer
        except (EOFError, OSError) as error:
            worker.process.join()
            code = worker.process.exitcode
            worker = self._instead(worker)
            raise Overdue if is_late else Died(f"the process that worked on it {Lost(code)}") from error
        else:
            if isinstance(result, Lost):
                raise Died(f"the process that worked on it {result}")
            return result
        finally:
            self._idle.put_nowait(worker)

    def _instead(self, worker: Worker[Item]) -> Worker[Item]:
        """A new process in place of one that is dead."""
        self._workers.discard(worker)
        worker.pipe.close()
        return self._new()

    def _new(self) -> Worker[Item]:
        worker = Worker[Item](self._work)
        self._workers.add(worker)
        return worker


def _asked(worker: Worker[Any], item: Any) -> Any:
    worker.pipe.send(item)
    return worker.pipe.recv()
