"""The HTML report in a real browser: filters, charts, orders and keys."""

from pathlib import Path

import pytest

from mtqa.checker import Checker
from tests.browser import SCORED, Seen, fragment, written
from tests.test_page import FAULT
from tests.test_page import checked as made


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
    fragment(page, "q=kilometers%20from%20the%20port")
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
