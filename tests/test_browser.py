"""The HTML report in a real browser, from a file, with no network: what is read, and what may not act."""

from pathlib import Path
from typing import TYPE_CHECKING

from mtqa.checker import Checker
from mtqa.rule import Across, Hit, Rule, Spot
from mtqa.run import check
from mtqa.segment import Checked, Document, Segment
from tests.browser import FIXTURES, Seen, fragment, written
from tests.test_machine_reports import HOSTILE
from tests.test_page import FAULT
from tests.test_page import checked as made

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


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
    fragment(page, "q=%3Cscript%3E")
    assert page.locator("script").count() == page.locator("style").count() == 1
    assert page.locator("img, iframe, object, embed, base, a[href^=javascript]").count() == 0
    names = "all => [...new Set(all.flatMap(one => one.getAttributeNames()))]"
    assert not [name for name in page.eval_on_selector_all("*", names) if name.startswith(("on", "style"))]
    page.keyboard.press("x")
    assert "<script>alert(1)</script>" in page.inner_text("main")


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
