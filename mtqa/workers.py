"""Processes that work side by side: items go out, and what becomes of each comes back in the order of the items."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from mtqa.errors import CannotRun, one_line

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Item = TypeVar("Item")
Result = TypeVar("Result")

# Items that a process has in hand, so that it need not wait for the next one; results that wait for an earlier one, and
# bytes of them, from which on no more items go out.
_IN_HAND, AHEAD, HELD = 2, 64, 32 << 20


def cores() -> int:
    """How many processes can run at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Lost(NamedTuple):
    """What became of an item that is not done: how its process ended, as `multiprocessing.Process.exitcode` says it, or
    what the system refused to it."""

    code: int | None
    refusal: str = ""

    def __str__(self) -> str:
        if self.refusal:
            return f"failed: {self.refusal}"
        if self.code is not None and self.code < 0:
            number = -self.code  # of those for real time only the first and the last have a name
            named = number in [*signal.Signals]
            return f"was ended by {signal.Signals(number).name if named else f'signal {number}'}"
        return f"ended with code {self.code}"


def tried(work: Callable[[Item], Result], item: Item) -> Result | Lost:
    """What becomes of an item in this process."""
    try:
        return work(item)
    except OSError as error:
        return Lost(None, one_line(error))


class Raised(NamedTuple):
    error: CannotRun


def ordered(work: Callable[[Item], Result], items: Iterable[Item], count: int) -> Iterator[Result | Lost]:
    """The result of each item in order, by so many processes; `work`, items and results have to be fit for pickling.

    A CannotRun that `work` raises is raised here. The results end when no process is left; when the user interrupts,
    those that are there are still given. The processes end with them.
    """
    crew = _Crew(work, items, count)
    try:
        crew.start()
        yield from crew.results()
    except KeyboardInterrupt:
        yield from crew.left()
        raise
    finally:
        crew.stop()


class Worker(Generic[Item]):
    """A process, the pipe to it, and the items that it has in hand, by their numbers, the one it works on first."""

    def __init__(self, work: Callable[[Item], object]) -> None:
        import multiprocessing  # noqa: PLC0415 – most runs need no other process

        context = multiprocessing.get_context("spawn")
        self.pipe, other = context.Pipe()
        self.items = deque[tuple[int, Item]]()
        self.process = context.Process(target=_serve, args=(other, work), daemon=True)
        with _uninterrupted():
            self.process.start()
        other.close()


class _Crew(Generic[Item, Result]):
    def __init__(self, work: Callable[[Item], Result], items: Iterable[Item], count: int) -> None:
        self._work, self._items, self._count = work, enumerate(items), count
        self._workers = list[Worker[Item]]()
        self._again = deque[tuple[int, Item]]()
        self._results = dict[int, bytes | Lost]()
        self._next = self._held = 0

    def start(self) -> None:
        while len(self._workers) < self._count:
            self._workers.append(Worker(self._work))

    def results(self) -> Iterator[Result | Lost]:
        from multiprocessing.connection import wait  # noqa: PLC0415 – as above

        while True:
            for count in range(1, _IN_HAND + 1):
                for worker in [*self._workers]:
                    self._give(worker, count)
            if self._next in self._results:
                yield self._taken(self._next)
                self._next += 1
                continue
            busy = [worker for worker in self._workers if worker.items]
            if not busy:
                return
            ready = wait([worker.pipe for worker in busy])
            for worker in busy:
                if worker.pipe in ready:
                    self._receive(worker)

    def left(self) -> Iterator[Result]:
        """The results that wait for an earlier one."""
        for number in sorted(self._results):
            with suppress(CannotRun):
                if not isinstance(result := self._taken(number), Lost):
                    yield result

    def stop(self) -> None:
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()

    def _taken(self, number: int) -> Result | Lost:
        import pickle  # noqa: PLC0415 – one process needs none

        data = self._results.pop(number)
        if isinstance(data, Lost):
            return data
        self._held -= len(data)
        result: Result | Raised | Lost = pickle.loads(data)
        if isinstance(result, Raised):
            raise result.error
        return result

    def _give(self, worker: Worker[Item], count: int) -> None:
        """Give the next item to a worker that has fewer than so many in hand."""
        is_ahead = len(self._results) >= AHEAD or self._held >= HELD
        if len(worker.items) >= count or (is_ahead and not self._again):
            return
        numbered = self._again.popleft() if self._again else next(self._items, None)
        if numbered is None:
            return
        worker.items.append(numbered)
        try:
            worker.pipe.send(numbered[1])
        except OSError:
            self._bury(worker)

    def _receive(self, worker: Worker[Item]) -> None:
        try:
            data = worker.pipe.recv_bytes()
        except (EOFError, OSError):
            self._bury(worker)
        else:
            self._results[worker.items.popleft()[0]] = data
            self._held += len(data)

    def _bury(self, worker: Worker[Item]) -> None:
        """The item that it worked on is lost, and the next one goes to another."""
        self._workers.remove(worker)
        worker.process.join()
        number, _ = worker.items.popleft()
        self._results[number] = Lost(worker.process.exitcode)
        self._again.extend(worker.items)


def _serve(pipe: "Connection", work: Callable[[Item], object]) -> None:
    """Work until the other end of the pipe is closed; leave it to the parent to be interrupted."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        while True:
            pipe.send(_made(work, pipe.recv()))
    except (EOFError, OSError):  # the other end is closed
        return


def _made(work: Callable[[Item], Result], item: Item) -> Result | Raised | Lost:
    try:
        return tried(work, item)
    except CannotRun as error:
        return Raised(error)


def _end_with_parent() -> None:
    """End this process when its parent has ended, however that came about."""
    from multiprocessing import parent_process  # noqa: PLC0415 – as above

    if parent := parent_process():
        parent.join()
        os._exit(1)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """What starts meanwhile leaves it to its parent to be interrupted."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
