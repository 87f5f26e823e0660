"""How large the HTML report is, and how soon it can be written and used: `python benchmarks/report.py`.

Each text is made of sentences with and without a fault, one in three with one, beside their sources. “Usable” is the
time from the address to a page that answers a key and is painted; the filter is one family of all.
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from mtqa import reports  # noqa: E402
from mtqa.checker import Checker  # noqa: E402
from mtqa.gate import Gate  # noqa: E402
from mtqa.segment import Checked, Document, Segment  # noqa: E402
from tests.browser import browsing  # noqa: E402

SIZES = (10_000, 50_000)
TEXTS = [
    ("Паром вышел из порта {} утром.", "The ferry left port {} in the morning, and the pilot stayed on board."),
    ("Его построили в 2009 году на верфи {}.", "It was built in 2009 of the year at shipyard {}."),
    ("Погода на участке {} была ясной.", "The weather on leg {} was clear, with a light wind from the north-west."),
    ("Экипаж {} вернулся домой.", "Crew {} came home."),
    ("Отчёт {} выйдет в марте.", "Report {} will come out in in march."),
    ("Касса {} открыта каждый день.", "Ticket office {} is open every day but on Sundays and feasts."),
]  # fmt: skip
PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
FILTERED = """() => new Promise(done => {
    const began = performance.now(), control = document.getElementById("family");
    control.value = "dates";
    control.dispatchEvent(new Event("input", { bubbles: true }));
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
})"""


def made(size: int) -> Checked:
    pairs = ((number, *TEXTS[number % len(TEXTS)]) for number in range(size))
    segments = [
        Segment(target.format(number), source.format(number), "en", "ru", str(number))
        for number, source, target in pairs
    ]
    document = Document(segments, "texts.tsv")
    return Checked(document, Checker().check(document), passes=False)


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
