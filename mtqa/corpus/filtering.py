"""Shards go in, what is kept and rejected of them comes out, by several processes if so wished, and a summary."""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from mtqa import depends, workers
from mtqa.corpus.scoring import Scoring
from mtqa.corpus.shards import Done, Job, Shard, filtered
from mtqa.errors import CannotRun, Interrupted, guarded
from mtqa.progress import Tell


def job(out: Path, scoring: Scoring) -> Job:
    """The job of writing to this folder. Raises CannotRun where rules, options or files of settings are not known."""
    scoring.config.checker  # noqa: B018 - names of rules are checked when rules are chosen
    try:
        return Job(out, scoring, _made_by(scoring))
    except OSError as error:
        raise CannotRun(f"{error.filename}: cannot be read: {error.strerror}; change the settings") from error


def run(shards: Sequence[Shard], job: Job, jobs: int, tell: Tell) -> Iterator[Done | CannotRun]:
    """What became of each shard, in their order. Interrupted, it leaves shards undone, and none half done.

    Raises CannotRun where the folder that is written to cannot be made.
    """
    try:
        job.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotRun(f"{job.out}: cannot be written: {error.strerror}; give --out another folder") from error
    tell(str(job.out), 0, len(shards))
    try:
        for done, outcome in enumerate(_outcomes(shards, job, min(jobs, len(shards))), 1):
            tell(str(job.out), done, len(shards))
            yield outcome
    except KeyboardInterrupt:
        yield Interrupted(f"{job.out}: stopped; run again to go on")


def _outcomes(shards: Sequence[Shard], job: Job, jobs: int) -> Iterator[Done | CannotRun]:
    work = partial(_outcome, job=job)
    if jobs <= 1:
        yield from map(work, shards)
        return
    outcomes = workers.ordered(work, shards, jobs)
    for shard in shards:
        outcome = next(outcomes, None)
        if outcome is None:
            yield CannotRun(f"{shard.path}: is not filtered, for no process is left; run again to go on")
        elif isinstance(outcome, workers.Lost):
            yield CannotRun(f"{shard.path}: the process that filtered it {outcome}; run again to go on")
        else:
            yield outcome


def _outcome(shard: Shard, job: Job) -> Done | CannotRun:
    try:
        with guarded(str(shard.path), "the filter"):
            return filtered(shard, job)
    except CannotRun as error:
        return error


def _made_by(scoring: Scoring) -> str:
    """All that findings depend on beside the text, the column of the language, and the limit of time."""
    return json.dumps([depends.on_settings(scoring.config), depends.on_program(), scoring.seconds, scoring.language])
