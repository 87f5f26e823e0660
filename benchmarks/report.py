"""How large the HTML report is, and how soon it can be written and used: `python benchmarks/report.py`.

Each text is made of sentences, one in three with a fault. “Usable” is the
time from the address to a page that answers a key and is painted; the filter is one family of all.
"""

import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from mtqa import reports  # noqa: E402
from mtqa.checker import Checker  # noqa: E402
from mtqa.gate import Gate  # noqa: E402
from mtqa.segment import Checked, Document, Segment  # noqa: E402
from tests.browser import browsing  # noqa: E402

SIZES = (10_000, 50_000)
SUBJECTS = [
    "The ferry",
    "A pilot",
    "The crew",
    "The harbour master",
    "One engineer",
    "The cook",
    "The owner",
    "A passenger",
]
DEEDS = [
    "waited at",
    "came back from",
    "wrote about",
    "asked for",
    "left early for",
    "paid for",
    "read about",
    "went by",
]
ENDS = [
    "the old pier",
    "a new lamp",
    "the winter berth",
    "the morning train",
    "a second boat",
    "the long road",
    "the customs hall",
]
PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
FILTERED = """() => new Promise(done => {
    const began = performance.now(), control = document.getElementById("family");
    control.value = "dates";
    control.dispatchEvent(new Event("input", { bubbles: true }));
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
})"""


def made(size: int) -> Checked:
    document = Document([_segment(number) for number in range(size)], "texts.tsv")
    return Checked(document, Checker().check(document), passes=False)


def _segment(number: int) -> Segment:
    choice = Random(number).choice
    words = " ".join([choice(SUBJECTS), choice(DEEDS), choice(ENDS)])
    fault = ", which was built in 2009 of the year" if number % 3 == 0 else ", as it had been agreed long ago"
    return Segment(f"{words}, and {choice(DEEDS)} {choice(ENDS)}{fault}.", "", "en", "", str(number))


def main() -> None:
    print(f"script: {len((ROOT / 'mtqa/reports/html/script.js').read_bytes()):,} bytes")
    with TemporaryDirectory() as folder, browsing() as browser:
        for size in SIZES:
            checked, path = made(size), Path(folder) / f"{size}.html"
            began = time.perf_counter()
            with path.open("w", encoding="utf8") as out:
                reports.report("html")([checked], out, Gate())
            wrote = time.perf_counter() - began
            page = browser.new_page()
            began = time.perf_counter()
            page.goto(path.as_uri(), wait_until="domcontentloaded")
            page.evaluate(PAINTED)
            opened = time.perf_counter() - began
            began = time.perf_counter()
            page.keyboard.press("j")
            page.evaluate(PAINTED)
            stepped = time.perf_counter() - began
            filtered = page.evaluate(FILTERED)
            print(
                f"{size:,} segments, {len(checked.findings):,} findings: {path.stat().st_size / 1e6:.1f} MB, "
                f"written in {wrote:.1f} s, usable in {opened:.2f} s, first key {stepped:.2f} s, "
                f"filter {filtered / 1000:.2f} s"
            )
            page.close()


if __name__ == "__main__":
    main()
