"""One trial for benchmarks/fuzz.py: `benchmarks/fuzz_target.py NAME SECONDS FOLDER` prints what came of it as JSON."""

import json
import os
import re
import sys
import traceback
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic, process_time

import atheris

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["mtqa"]):
    from mtqa.rules import load

    load()
    from tests.hostile import LARGEST
    from tests.seeds import changed, seeds
    from tests.trials import FOUND, TRIALS

SLOW = 5.0
OURS = 0.7  # of the inputs are made by us, the others by libFuzzer


def kind_of(error: BaseException) -> str:
    """What kind of failure it is: the error, and the line of our code in which it arose."""
    frame = [one for one in traceback.extract_tb(error.__traceback__) if one.filename.startswith(str(ROOT))][-1]
    told = re.sub(r"\d+", "0", f": {error}".splitlines()[0]) if isinstance(error, AssertionError) else ""
    return f"{type(error).__name__} {Path(frame.filename).name}:{frame.lineno}{told[:120]}"


class Target:
    """A trial, and what has come of it until its time is over."""

    def __init__(self, name: str, seconds: float, found: Path) -> None:
        self.name, self.found, self.end = name, found, monotonic() + seconds
        self.executions = self.fit = 0
        self.failures = Counter[str]()

    def __call__(self, data: bytes) -> None:
        start, kind = process_time(), ""
        try:
            self.fit += TRIALS[self.name](data)
        except Exception as error:
            kind = kind_of(error)
        self.executions += 1
        if process_time() - start > SLOW:
            kind = "slow"
        if kind:
            self._failed(kind, data)
        if monotonic() > self.end:
            self._over()

    def _failed(self, kind: str, data: bytes) -> None:
        self.failures[kind] += 1
        if self.failures[kind] == 1:
            file = self.found / f"{len(self.failures)}.{self.name}"
            file.write_bytes(data)
            print(f"{file}: {kind}", file=sys.stderr, flush=True)

    def _over(self) -> None:
        """Tell, and end the process: libFuzzer gives nothing back."""
        told = {"executions": self.executions, "fit": self.fit, "failures": self.failures, "rules": len(FOUND)}
        print(json.dumps(told), flush=True)
        os._exit(0)


def mutator(name: str, data: bytes, size: int, seed: int) -> bytes:
    chance = Random(seed)
    return changed(name, data, chance)[:size] if chance.random() < OURS else atheris.Mutate(data, size)


def main() -> None:
    name, seconds, found = sys.argv[1], float(sys.argv[2]), Path(sys.argv[3])
    with TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds(name)):
            Path(corpus, str(number)).write_bytes(seed)
        limits = [f"-max_len={LARGEST}", "-timeout=60", "-rss_limit_mb=3000", f"-artifact_prefix={found}/{name}-"]
        atheris.Setup(
            [sys.argv[0], corpus, *limits, "-verbosity=0"],
            Target(name, seconds, found),
            custom_mutator=lambda data, size, seed: mutator(name, data, size, seed),
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
