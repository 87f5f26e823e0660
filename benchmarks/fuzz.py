"""Try to break mtqa for long: `pip install atheris`, then `python benchmarks/fuzz.py --minutes 60`.

Every trial of tests/trials.py has the same share of the time, in a process of its own: Atheris, which runs on Linux
alone, changes inputs so that they reach code that none has reached. Each kind of failure is told once, and its input is
kept in the folder, under a name that makes it a regression test once it is put into tests/regressions.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.trials import TRIALS

TARGET = Path(__file__).with_name("fuzz_target.py")


def fuzzed(name: str, seconds: float, found: Path) -> dict[str, Any]:
    """What came of a trial: its executions, how many of them had something to work on, and kinds of failures."""
    command = [sys.executable, str(TARGET), name, str(seconds), str(found)]
    with (found / f"{name}.log").open("w") as log:
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=log, check=False)
    try:
        told: dict[str, Any] = json.loads(run.stdout)
    except ValueError:
        return {"executions": 0, "fit": 0, "failures": {f"ended with {run.returncode}, see {name}.log": 1}}
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"))
    parser.add_argument("names", nargs="*", metavar="TRIAL", help=f"all, or some of {', '.join(TRIALS)}")
    given = parser.parse_args()
    given.found.mkdir(parents=True, exist_ok=True)
    names = given.names or list(TRIALS)
    total = {"executions": 0, "failures": 0}
    print("| trial | executions | fit to work on | findings |\n| --- | ---: | ---: | ---: |")
    for name in names:
        told = fuzzed(name, 60 * given.minutes / len(names), given.found)
        total["executions"] += told["executions"]
        total["failures"] += len(told["failures"])
        print(f"| {name} | {told['executions']:,} | {told['fit']:,} | {len(told['failures'])} |", flush=True)
        for kind, times in told["failures"].items():
            print(f"  {kind} ({times} times)", file=sys.stderr)
    print(f"| all | {total['executions']:,} | | {total['failures']} |")
    sys.exit(total["failures"] > 0)


if __name__ == "__main__":
    main()
