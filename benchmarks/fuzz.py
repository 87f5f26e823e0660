"""Try to break mtqa for long: `python benchmarks/fuzz.py --minutes 60 [--seed N] [--found FOLDER]`.

Damaged fixtures of every format are read, checked, mended and written back, as in tests/test_fuzz.py; of those that can
be read, some go through all reports. Every kind of failure is told once, and its file is kept in the folder, so that it
can be put into tests/regressions when it is mended.
"""

import argparse
import random
import sys
import traceback
from collections import Counter
from pathlib import Path
from time import monotonic, process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from mtqa import formats
from mtqa.checker import Checker
from tests.hostile import endure, mutated, samples
from tests.trials import write_all

SLOW = 5.0
REPORTED = 0.02


def place(error: BaseException) -> str:
    """What kind of failure it is: the error, and the line of code in which it arose."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    told = f": {error}".splitlines()[0] if isinstance(error, AssertionError) else ""
    return f"{type(error).__name__} {Path(frame.filename).name}:{frame.lineno}{told[:120]}"


def tried(data: bytes, suffix: str, checker: Checker, *, reported: bool) -> str:
    """How the file broke something, empty if it did not."""
    start = process_time()
    try:
        if endure(data, suffix, checker) and reported:
            write_all(formats.read(data, f"text{suffix}"), checker)
    except Exception as error:
        return f"{suffix} {place(error)}"
    return f"{suffix} slow" if process_time() - start > SLOW else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"))
    given = parser.parse_args()
    chance, checker = random.Random(given.seed), Checker()
    failures, tries, end = Counter[str](), Counter[str](), monotonic() + 60 * given.minutes
    while monotonic() < end:
        suffix = chance.choice(list(samples()))
        data = mutated(chance.choice(samples()[suffix]), samples()[suffix], chance)
        tries[suffix] += 1
        if kind := tried(data, suffix, checker, reported=chance.random() < REPORTED):
            failures[kind] += 1
            if failures[kind] == 1:
                given.found.mkdir(parents=True, exist_ok=True)
                file = given.found / f"{given.seed}-{len(failures)}{suffix}"
                file.write_bytes(data)
                print(f"{file}: {kind}", flush=True)
    print(f"{tries.total():,} files: {dict(tries)}; {len(failures)} kinds of failures: {dict(failures)}")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
