"""What filtering a corpus costs: python benchmarks/corpora.py [MEGABYTES] [TEXT…]  prints a row for each kind of shard.

Documents are ten paragraphs drawn from the texts, a paragraph a line, or else from the right pairs in `fixtures/pairs`;
every tenth document has a fault. Seconds are those of all processors, without the start; memory is the most that a
process took. What one core does in an hour says what a terabyte takes.
"""

import json
import random
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import pyarrow as pa
import pyarrow.parquet as pq

PAIRS = Path(__file__).parents[1] / "fixtures" / "pairs" / "ru-en.tsv"
FAULT = "It was built in May 2019 of the year."
SHARDS = 4


def paragraphs(names: Sequence[str]) -> list[str]:
    if names:
        lines = (line.strip() for name in names for line in Path(name).read_text("utf8").splitlines())
        return [line for line in lines if line]
    rows = [line.split("\t") for line in PAIRS.read_text("utf8").splitlines()[1:]]
    return [row[2] for row in rows if row[3] == "-"]


def write(folder: Path, kind: str, size: int, pieces: Sequence[str]) -> int:
    """Write shards of about so many bytes of text together; the number of bytes that it came to."""
    chosen, written = random.Random(1), 0
    for shard in range(SHARDS):
        texts = list[str]()
        while written < size * (shard + 1) // SHARDS:
            text = "\n\n".join(chosen.sample(pieces, min(10, len(pieces))) + [FAULT] * (len(texts) % 10 == 0))
            written += len(text.encode())
            texts.append(text)
        table = pa.table({"id": [f"{shard}-{number}" for number in range(len(texts))], "text": texts})
        if kind == "parquet":
            pq.write_table(table, folder / f"{shard}.parquet", compression="zstd")
        else:
            lines = (f"{json.dumps(row, ensure_ascii=False)}\n" for row in table.to_pylist())
            (folder / f"{shard}.jsonl").write_text("".join(lines), "utf8")
    return written


def measure(folder: Path, jobs: int) -> tuple[float, float, int]:
    """Seconds of the clock, seconds of all processors, and megabytes."""
    with TemporaryDirectory() as out:
        command = [sys.executable, "-m", "mtqa", "filter", str(folder), "--out", f"{out}/out", "--jobs", str(jobs)]
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
        subprocess.run([*command, "--target-lang", "en", "--max-penalty", "50"], check=True, capture_output=True)
        took, after = perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took, seconds, after.ru_maxrss // 1024


def main(megabytes: int, names: Sequence[str]) -> None:
    pieces = paragraphs(names)
    for kind in ("parquet", "jsonl"):
        with TemporaryDirectory() as small, TemporaryDirectory() as large:
            few = write(Path(small), kind, 10_000, pieces)
            many = write(Path(large), kind, megabytes * 1_000_000, pieces)
            _, start, _ = measure(Path(small), 1)
            for jobs in (1, 2):
                took, seconds, memory = measure(Path(large), jobs)
                per_gigabyte = (seconds - jobs * start) / (many - few) * 1e9
                print(
                    f"{megabytes} MB of text as {kind}, {jobs} at a time: {took:.0f} s, {memory} MB; "
                    f"{per_gigabyte:,.0f} core seconds a GB, {per_gigabyte / 3.6:,.0f} core hours a TB",
                    flush=True,
                )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40, sys.argv[2:])
