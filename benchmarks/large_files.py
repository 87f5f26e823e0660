"""What large files take: python benchmarks/large_files.py [MEGABYTES]  prints a row for XLIFF and one for TMX.

The files are made of the right pairs in `fixtures/pairs`, two to a segment. Seconds are those of the processor; memory
is the most that the process took, for reading alone and for reading and checking.
"""

import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from xml.sax.saxutils import escape

from mtqa import Checker, formats

PAIRS = Path(__file__).parents[1] / "fixtures" / "pairs" / "ru-en.tsv"
FILES = {
    "xlf": (
        '<xliff version="1.2"><file original="a" source-language="ru" target-language="en" datatype="html"><body>\n',
        '<trans-unit id="{}"><source>{}</source>\n<target>{}<g id="1"> </g>{}</target></trans-unit>\n',
        "</body></file></xliff>\n",
    ),
    "tmx": (
        '<tmx version="1.4"><header srclang="ru"/><body>\n',
        '<tu tuid="{}"><tuv lang="ru"><seg>{}</seg></tuv>\n<tuv lang="en"><seg>{}<ph> </ph> {}</seg></tuv></tu>\n',
        "</body></tmx>\n",
    ),
}


def units(kind: str, size: int) -> Iterator[str]:
    """The text of a file of this many bytes."""
    before, unit, after = FILES[kind]
    rows = [line.split("\t") for line in PAIRS.read_text("utf8").splitlines()[1:]]
    right = [(row[1], row[2]) for row in rows if row[3] == "-"]
    chosen, number = random.Random(1), 0
    yield before
    while size > 0:
        number += 1
        source, target = (escape(" ".join(texts)) for texts in zip(*chosen.sample(right, 2), strict=True))
        head, _, tail = target.partition(" ")
        text = unit.format(number, source, head, tail)
        size -= len(text.encode())
        yield text
    yield after


def measure(path: Path, *, checked: bool) -> str:
    """Segments, seconds and megabytes for one file, in a process that has done nothing else."""
    began = process_time()
    document = formats.read(path.read_bytes(), path.name)
    if checked:
        Checker().check(document)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{len(document.segments):,} segments, {process_time() - began:.0f} s, {memory:,} MB"


def main(megabytes: int) -> None:
    with TemporaryDirectory() as folder:
        for kind in FILES:
            path = Path(folder) / f"a.{kind}"
            with path.open("w", encoding="utf8") as file:
                file.writelines(units(kind, megabytes * 1_000_000))
            for what in ("read", "checked"):
                run = subprocess.run([sys.executable, __file__, what, path], capture_output=True, text=True, check=True)
                print(f"{megabytes} MB of {kind}, {what}: {run.stdout}", end="", flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(measure(Path(sys.argv[2]), checked=sys.argv[1] == "checked"))
    else:
        main(int(sys.argv[1]) if len(sys.argv) == 2 else 100)
