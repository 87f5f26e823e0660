"""Chromium as the system has it, with a profile of its own and without a network, and the HTML report in it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mtqa import reports
from mtqa.gate import Gate
from mtqa.run import check
from mtqa.segment import Checked

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
FIXTURES = Path(__file__).parents[1] / "fixtures"
PAIRS = (
    "source\ttarget\n"
    "Паром сел на мель в 22 километрах от порта.\tThe ferry ran aground 32 kilometers from the port.\n"
    "Всё хорошо.\tAll is well.\n"
    "Это случилось в 2017 году.\tIt happened in 2017 of the year.\n"
)
SCORED = [0.9, 0.1, 0.5]


@contextmanager
def browsing() -> Iterator["Browser"]:
    """The browser, with a profile that is gone when it is closed."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[test]'")
    if not CHROMIUM:
        pytest.skip("there is no Chromium: apt-get install chromium")
    with browsing() as browser:
        yield browser


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two files, one with sources; one finding is known, three have scores."""
    folder = tmp_path_factory.mktemp("report")
    (folder / "ferry.txt").write_bytes((FIXTURES / "articles" / "ferry.txt").read_bytes())
    (folder / "pairs.tsv").write_text(PAIRS, "utf8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        ferry, pairs = (one for one in check(["ferry.txt", "pairs.tsv"], {}) if isinstance(one, Checked))
    findings = [
        one._replace(score=score) for one, score in zip(ferry.findings, [*SCORED, *[None] * 1000], strict=False)
    ]
    results = [ferry._replace(findings=findings[:-1], known=findings[-1:]), pairs]
    return written(folder / "report.html", *results)


class Seen:
    """A page, and all that went wrong on it."""

    def __init__(self, page: "Page") -> None:
        self.page, self.wrong = page, list[str]()
        page.on("console", lambda message: self.wrong.append(message.text))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("dialog", self._refuse)
        page.on("request", lambda request: self._judge(request.url))

    def _refuse(self, dialog: "Dialog") -> None:
        self.wrong.append(dialog.message)
        dialog.dismiss()

    def _judge(self, url: str) -> None:
        if not url.startswith(("file:", "data:")):
            self.wrong.append(url)

    def open(self, path: Path, fragment: str = "") -> "Page":
        self.page.goto("about:blank")
        self.page.goto(path.as_uri() + fragment)
        return self.page

    def shown(self) -> int:
        return len(self.ids())

    def ids(self) -> list[str]:
        found: list[str] = self.page.eval_on_selector_all(
            ".f", "all => all.filter(one => one.checkVisibility()).map(one => one.id)"
        )
        return found


@pytest.fixture
def seen(browser: "Browser") -> Iterator[Seen]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    seen = Seen(context.new_page())
    yield seen
    assert seen.wrong == []
    context.close()


def written(path: Path, *results: Checked) -> Path:
    with path.open("w", encoding="utf8", newline="\n") as out:
        reports.report("html")(results, out, Gate())
    return path


def fragment(page: "Page", part: str) -> None:
    page.wait_for_function("part => location.hash.includes(part)", arg=part)
