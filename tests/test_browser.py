"""The HTML report in a real browser, from a file, with no network."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mtqa import reports
from mtqa.checker import Checker
from mtqa.gate import Gate
from mtqa.rule import Across, Hit, Rule, Spot
from mtqa.run import check
from mtqa.segment import Checked, Document, Segment
from tests.browser import CHROMIUM, browsing
from tests.test_machine_reports import HOSTILE
from tests.test_page import FAULT
from tests.test_page import checked as made

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[test]'")
if not CHROMIUM:
    pytest.skip("there is no Chromium: apt-get install chromium", allow_module_level=True)

FIXTURES = Path(__file__).parents[1] / "fixtures"
PAIRS = (
    "source\ttarget\n"
    "Паром сел на мель в 22 километрах от порта.\tThe ferry ran aground 32 kilometers from the port.\n"
    "Всё хорошо.\tAll is well.\n"
    "Это случилось в 2017 году.\tIt happened in 2017 of the year.\n"
)
SCORED = [0.9, 0.1, 0.5]


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


def written(path: Path, *results: Checked) -> Path:
    with path.open("w", encoding="utf8", newline="\n") as out:
        reports.report("html")(results, out, Gate())
    return path


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


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with browsing() as browser:
        yield browser


@pytest.fixture
def seen(browser: "Browser") -> Iterator[Seen]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    seen = Seen(context.new_page())
    yield seen
    assert seen.wrong == []
    context.close()


def fragment(page: "Page", part: str) -> None:
    page.wait_for_function("part => location.hash.includes(part)", arg=part)


def test_filters_are_kept_in_the_address(seen: Seen, report: Path) -> None:
    page = seen.open(report)
    total = seen.shown()
    page.select_option("#family", "dates")
    dates = seen.shown()
    assert 0 < dates < total
    page.check("input[value=error]")
    assert 0 < seen.shown() < dates
    assert page.locator(".f:visible:not(.e)").count() == 0
    assert page.inner_text("#count") == f"{seen.shown()} of {total} findings"
    fragment(page, "severity=error&family=dates")
    ids, address = seen.ids(), page.url
    seen.open(report, "#" + address.partition("#")[2])
    assert seen.ids() == ids
    page.click("button[type=reset]")
    assert seen.shown() == total
    page.wait_for_function("() => location.hash === ''")


@pytest.mark.parametrize(
    ("control", "value", "selector"),
    [
        ("#rule", "year-said-twice", '.f:has(.why[href="#r-year-said-twice"])'),
        ("#file", "pairs.tsv", '.doc[data-path="pairs.tsv"] .f'),
        ("#state", "known", ".f.known"),
        ("#state", "new", ".f:not(.known)"),
    ],
)
def test_filter(seen: Seen, report: Path, control: str, value: str, selector: str) -> None:
    page = seen.open(report)
    page.select_option(control, value)
    assert seen.shown() == page.locator(selector).count() > 0
    assert page.locator(f"{selector}:visible").count() == seen.shown()


def test_search(seen: Seen, report: Path) -> None:
    page = seen.open(report)
    page.keyboard.press("/")
    page.keyboard.type("kilometers from the port")
    fragment(page, "q=")
    assert page.locator(".doc:visible").count() == 1
    assert seen.shown() == page.locator('.doc[data-path="pairs.tsv"] .s:has-text("kilometers") .f').count()


def test_charts_filter(seen: Seen, report: Path) -> None:
    page = seen.open(report)
    page.click(".bars a[data-value=warning]")
    assert seen.shown() == page.locator(".f.w").count()
    assert page.is_checked("input[value=warning]")
    page.click(".bars a[data-value=dates]")
    page.focus(".bars a[data-value=warning]")
    page.keyboard.press("Enter")
    assert page.input_value("#family") == "dates"
    assert page.get_attribute(".bars a[data-value=dates]", "aria-current") == "true"
    assert page.locator(".f.e:visible").count() > 0
    page.click('tr a[data-value="pairs.tsv"]')
    assert page.locator(".doc:visible").count() == 1


def test_orders(seen: Seen, report: Path) -> None:
    page = seen.open(report)
    by_position = seen.ids()
    page.select_option("#sort", "severity")
    ranks = page.eval_on_selector_all(
        ".s:has(.f)",
        "all => all.filter(one => one.checkVisibility())"
        ".map(one => one.querySelector('.f.e') ? 2 : one.querySelector('.f.w') ? 1 : 0)",
    )
    assert ranks == sorted(ranks, reverse=True)
    assert sorted(seen.ids()) == sorted(by_position)
    assert page.evaluate(
        """[...document.querySelectorAll("#sorted .fs")].every(list => {
            const ranks = [...list.children].map(one => "nwe".indexOf(one.classList[1]));
            return ranks.every((rank, place) => place === 0 || rank <= ranks[place - 1]);
        })"""
    )
    page.keyboard.press("j")
    assert page.evaluate("document.querySelector('.f.here').id") == seen.ids()[0]
    page.select_option("#sort", "score")
    best = page.eval_on_selector_all(
        "#sorted .s", "all => all.map(one => Math.min(...[...one.querySelectorAll('data')].map(one => +one.value)))"
    )
    assert best[0] == min(SCORED)
    page.select_option("#sort", "")
    assert seen.ids() == by_position


def test_keys(seen: Seen, report: Path) -> None:
    page = seen.open(report)
    ids = seen.ids()
    here = "document.querySelector('.f.here')?.id"
    for key, place in [("j", 0), ("j", 1), ("ArrowDown", 2), ("k", 1), ("ArrowUp", 0), ("k", 0)]:
        page.keyboard.press(key)
        assert page.evaluate(here) == ids[place]
    assert page.evaluate("document.activeElement.closest('.f').id") == ids[0]
    fragment(page, ids[0])
    page.keyboard.press("Enter")
    assert page.locator(".f.here .d:visible button").count() >= 2
    page.keyboard.press("Enter")
    assert page.locator(".f.here .d:visible").count() == 0
    page.keyboard.press("e")
    rule = page.inner_text(".f.here .why")
    assert page.inner_text("dialog h2") == rule
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.inner_text("dialog h2") == "Keys"
    page.uncheck("#shortcuts")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.evaluate(here) == ids[0]
    page.keyboard.press("?")
    page.check("#shortcuts")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.evaluate(here) == ids[1]


def test_permalink(seen: Seen, report: Path) -> None:
    page = seen.open(report)
    last = page.locator(".f.e").last.get_attribute("id")
    assert last
    page = seen.open(report, f"#{last}&severity=error")
    page.wait_for_selector(f"[id='{last}'].here .d")
    assert page.locator(f"[id='{last}']").evaluate("one => one.getBoundingClientRect().top < innerHeight")
    assert page.locator(".f:visible:not(.e)").count() == 0


def test_every_finding_is_marked_where_it_stands(seen: Seen, tmp_path: Path) -> None:
    (result,) = (one for one in check([str(FIXTURES / "articles" / "ferry.txt")], {}) if isinstance(one, Checked))
    page = seen.open(written(tmp_path / "a.html", result))
    marked = page.eval_on_selector_all(
        ".f",
        """all => all.map(item => {
            const label = item.firstElementChild.textContent;
            const marks = [...item.closest(".s").querySelectorAll(`.t mark[data-n="${label}"]`)];
            return marks.map(mark => mark.textContent).join("");
        })""",
    )
    assert marked == [finding.place.text for finding in result.findings]


def test_marks_lead_to_findings_and_places_to_marks(seen: Seen, report: Path) -> None:
    page = seen.open(report)
    page.locator('mark[data-n="E3"]').first.click()
    assert page.inner_text(".f.here > button") == "E3"
    link = page.locator(".also a").first
    name = (link.get_attribute("href") or "").removeprefix("#")
    link.click()
    assert page.evaluate("document.activeElement.id") == name
    assert page.locator(f"[id='{name}']").is_visible()


def test_copies(seen: Seen, report: Path) -> None:
    page = seen.open(report)
    item = page.locator('.doc[data-path="ferry.txt"] .f:has(.why[href="#r-time-impossible"])')
    item.locator("button").first.click()
    clipboard = "navigator.clipboard.readText()"
    item.get_by_text("Copy suppression").click()
    page.wait_for_selector("#told:not(:empty)")
    assert page.evaluate(clipboard) == "<!-- mtqa-ignore time-impossible -- reason -->"
    item.get_by_text("Copy baseline line").click()
    page.wait_for_function("() => navigator.clipboard.readText().then(text => text.includes('\\t'))")
    mark = (item.get_attribute("id") or "").removeprefix("f-")
    assert page.evaluate(clipboard) == f"{mark}\tferry.txt\ttime-impossible\t23:74\n"
    item.get_by_text("Copy link").click()
    page.wait_for_function("() => navigator.clipboard.readText().then(text => text.startsWith('file'))")
    assert page.evaluate(clipboard) == f"{report.as_uri()}#f-{mark}"
    page.locator('.doc[data-path="pairs.tsv"] .f > button').first.click()
    assert page.locator('.doc[data-path="pairs.tsv"] .f').first.get_by_text("Copy suppression").count() == 0


def test_unflagged_segments_unfold(seen: Seen, report: Path) -> None:
    page = seen.open(report)
    hidden = page.locator('.run .s:has-text("All is well.")')
    assert not hidden.is_visible()
    page.locator(".run > summary").last.click()
    assert hidden.is_visible()
    page.keyboard.press("u")
    assert page.locator(".f > button[aria-expanded=false]").count() == 0


def test_quiet_sentences_unfold(seen: Seen, tmp_path: Path) -> None:
    quiet = "The harbour was quiet, and the boats lay at their moorings under a low sky all through that day. " * 3
    page = seen.open(written(tmp_path / "a.html", made(f"A fault here. {quiet}Another fault ends it.")))
    folded = page.locator(".q + span")
    assert not folded.is_visible()
    assert page.inner_text(".q") == "3 sentences"
    page.click(".q")
    assert folded.inner_text() == quiet


def test_theme(seen: Seen, report: Path) -> None:
    page = seen.open(report)
    background = "getComputedStyle(document.documentElement).backgroundColor"
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(background)
    page.emulate_media(color_scheme="light")
    light = page.evaluate(background)
    assert dark != light
    page.click("#theme")
    page.click("#theme")
    assert page.evaluate(background) == dark
    page.reload()
    assert page.evaluate(background) == dark
    page.keyboard.press("t")
    assert page.evaluate(background) == light


def test_a_narrow_page_does_not_scroll_sideways(seen: Seen, report: Path) -> None:
    page = seen.page
    page.set_viewport_size({"width": 400, "height": 800})
    seen.open(report)
    page.keyboard.press("u")
    assert page.evaluate("document.documentElement.scrollWidth") == 400
    assert page.evaluate("(box => box.scrollWidth <= box.clientWidth)(document.querySelector('.scroll'))")
    heights = page.eval_on_selector_all("thead th:not(.x)", "all => all.map(one => one.clientHeight)")
    assert max(heights) < 40


def test_text_from_right_to_left(seen: Seen, tmp_path: Path) -> None:
    page = seen.open(written(tmp_path / "a.html", made("هذا نص fault هنا.\n\nA fault.")))
    directions = page.eval_on_selector_all(".t", "all => all.map(one => getComputedStyle(one).direction)")
    assert directions == ["rtl", "ltr"]


def test_text_from_right_to_left_may_begin_otherwise(seen: Seen, tmp_path: Path) -> None:
    document = Document([Segment("Остаток هذا نص fault هنا.", target_lang="ar")], "a.txt")
    page = seen.open(written(tmp_path / "a.html", Checked(document, Checker([FAULT]).check(document))))
    assert page.eval_on_selector(".t", "one => getComputedStyle(one).direction") == "rtl"


def test_without_javascript(browser: "Browser", report: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(report.as_uri())
        assert page.locator(".f:visible").count() > 20
        assert page.locator(".bar:visible, .tools:visible, .q:visible").count() == 0
        page.locator(".f .why").first.click()
        assert page.url.partition("#")[2].startswith("r-")


def test_hostile_text_is_only_text(seen: Seen, tmp_path: Path) -> None:
    page = seen.open(written(tmp_path / "a.html", made(HOSTILE, path='"><script>alert(2)</script>&#1;\n::error::x')))
    page.keyboard.press("u")
    for key in "jjjjjjjt/":
        page.keyboard.press(key)
    page.keyboard.type("<script>")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash.includes('q=')")
    assert page.locator("script").count() == page.locator("style").count() == 1
    assert page.locator("img, iframe, object, embed, base, a[href^=javascript]").count() == 0
    names = "all => [...new Set(all.flatMap(one => one.getAttributeNames()))]"
    assert not [name for name in page.eval_on_selector_all("*", names) if name.startswith(("on", "style"))]
    page.keyboard.press("x")
    assert "<script>alert(1)</script>" in page.inner_text("main")


def test_nothing_found(seen: Seen, tmp_path: Path) -> None:
    document = made("Fine.")
    page = seen.open(written(tmp_path / "a.html", document._replace(passes=True)))
    assert page.inner_text("h1") == "Passes"
    page.keyboard.press("j")
    page.click("#theme")
    assert Checker([FAULT]).check(document.document) == []


def test_a_file_with_a_line_end_in_its_name_is_chosen(seen: Seen, tmp_path: Path) -> None:
    results = [made("A fault.", path=path) for path in ("a\n b.txt", "c.txt")]
    page = seen.open(written(tmp_path / "a.html", *results))
    page.select_option("#file", index=1)
    assert seen.shown() == 1
    fragment(page, "file=")
    seen.open(tmp_path / "a.html", "#" + page.url.partition("#")[2])
    assert seen.shown() == 1


def in_view(page: "Page", name: str) -> None:
    """The element is in the middle of the page, and stays there."""
    page.wait_for_timeout(500)
    box = page.locator(f"[id='{name}']").bounding_box()
    assert box is not None
    assert 300 < box["y"] + box["height"] / 2 < 600


def test_links_land_where_they_should_among_many_files(browser: "Browser", tmp_path: Path) -> None:
    long = "The harbour was quiet, and the boats lay at their moorings under a low sky. " * 30
    places = Across(lambda _: [Hit(2, 7, segment=0, related=(Spot(4, 2, 7),))])
    pair = Rule(places, "twice", (), id="name-variants", family="names")
    texts = ["A fault.", f"A fault. {long}", "\n\n".join(["A fault here."] * 5), "\n\n".join([f"A fault. {long}"] * 3)]
    results = [
        made(text, *[FAULT, pair][: 1 + (number == 2)], path=f"{number}.txt") for number, text in enumerate(texts * 4)
    ]
    path = written(tmp_path / "a.html", *results)
    names = [name for result in results for name in [f"f-{finding.fingerprint}" for finding in result.findings]]
    for name in (names[len(names) // 2], names[3]):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{path.as_uri()}#{name}")
        in_view(page, name)
        page.close()
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(path.as_uri())
    link = page.locator(".also a").first
    link.click()
    in_view(page, (link.get_attribute("href") or "").removeprefix("#"))
    page.close()
