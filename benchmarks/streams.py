"""What a large file of JSON Lines takes: python benchmarks/streams.py DATA [MEGABYTES] [NAME,…]

prints a row for one process and for two: seconds by the clock, those of the processor in all and of the process that
took most, and the most memory of any. NAME are rules or families to apply, all unless given: for the memory of a
gigabyte one family will do. The texts are those of `texts.py`, three paragraphs to a line. Linux only.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from texts import prose, sentences

ROOT = Path(__file__).parents[1]
TICKS = os.sysconf("SC_CLK_TCK")


def write(path: Path, data: Path, size: int) -> None:
    """A file of so many bytes; its lines come again after 100 MB."""
    found = sentences(data)
    with path.open("w", encoding="utf8") as file:
        while (left := size - path.stat().st_size) > 0:
            file.writelines(records(prose(found, min(left, 100_000_000))))
            file.flush()


def records(paragraphs: Iterator[str]) -> Iterator[str]:
    """Lines with three paragraphs each."""
    while some := "".join(islice(paragraphs, 3)).split("\n\n"):
        if some == [""]:
            return
        yield json.dumps({"target": " ".join(some).strip()}, ensure_ascii=False) + "\n"


def processes(parent: int) -> Iterator[tuple[int, float, int]]:
    """A process and those that it started: their ids, seconds of the processor, and most megabytes so far."""
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        for process in (parent, *map(int, children)):
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            memory = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
            if memory:
                yield process, (int(fields[11]) + int(fields[12])) / TICKS, int(memory[1]) // 1024
    except OSError:  # one of them has ended
        return


def measure(path: Path, jobs: int, names: str) -> str:
    command = [sys.executable, "-m", "mtqa", "check", str(path), "--no-cache", "--jobs", str(jobs), "-o", "jsonl"]
    began, seen = perf_counter(), dict[int, tuple[float, int]]()
    with subprocess.Popen(
        [*command, *(("--select", names) if names else ())],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as run:
        while run.poll() is None:
            seen.update({process: (seconds, memory) for process, seconds, memory in processes(run.pid)})
            sleep(0.2)
    seconds, memory = zip(*seen.values(), strict=True)
    took = perf_counter() - began
    return f"| {jobs} | {took:.1f} | {sum(seconds):.1f} | {max(seconds):.1f} | {max(memory)} |"


def main(data: Path, megabytes: int, names: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        write(path, data, megabytes * 1_000_000)
        print(f"{megabytes} MB of JSON Lines, {names or 'all rules'}:\n")
        print("| `--jobs` | seconds by the clock | of the processor | of the busiest process | most MB of any |")
        print("| --- | ---: | ---: | ---: | ---: |")
        for jobs in (1, 2):
            print(measure(path, jobs, names), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100, "".join(sys.argv[3:]))
