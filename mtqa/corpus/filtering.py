"""Shards go in, what is kept and rejected of them comes out, by several processes if so wished, and a summary."""

import json
import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from threading import Thread

from mtqa import depends
from mtqa.corpus.scoring import Scoring
from mtqa.corpus.shards import Done, Job, Shard, filtered
from mtqa.errors import CannotRun, Interrupted
from mtqa.progress import Tell


def job(out: Path, scoring: Scoring) -> Job:
    """The job of writing to this folder. Raises CannotRun where rules, options or files of settings are not known."""
    scoring.config.checker  # noqa: B018 - names of rules are checked when rules are chosen
    return Job(out, scoring, _made_by(scoring))


def run(shards: Sequence[Shard], job: Job, jobs: int, tell: Tell) -> Iterator[Done | CannotRun]:
    """What became of each shard, in their order. Interrupted, it leaves shards undone, and none half done."""
    tell(str(job.out), 0, len(shards))
    try:
        for done, outcome in enumerate(_outcomes(shards, job, min(jobs, len(shards))), 1):
            tell(str(job.out), done, len(shards))
            yield outcome
    except KeyboardInterrupt:
        yield Interrupted(f"{job.out}: stopped; run again to go on")


def _outcomes(shards: Sequence[Shard], job: Job, jobs: int) -> Iterator[Done | CannotRun]:
    if jobs <= 1:
        yield from map(partial(_outcome, job=job), shards)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _become_worker) as pool:
        try:
            futures = [pool.submit(_outcome, shard, job) for shard in shards]
            for shard, future in zip(shards, futures, strict=True):
                try:
                    yield future.result()
                except BrokenProcessPool:
                    yield CannotRun(f"{shard.path}: a process that worked was killed; run again to go on")
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                process.terminate()
            raise


def _outcome(shard: Shard, job: Job) -> Done | CannotRun:
    try:
        return filtered(shard, job)
    except CannotRun as error:
        return error


def _become_worker() -> None:
    """Leave it to the parent to be interrupted, and end when it has ended, however that came about."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent

    def watch() -> None:
        parent.join()
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _made_by(scoring: Scoring) -> str:
    """All that findings depend on beside the text, the column of the language, and the limit of time."""
    return json.dumps([depends.on_settings(scoring.config), depends.on_program(), scoring.seconds, scoring.language])
