"""Two editions on a theme side by side: chosen, linked to, gone back from, printed, and in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from builds import build
from reportsite.writing import weight
from serving import served
from small_archive import new_archive

TORTURE = "/themes/torture/kazakhstan/"
IDS = "[...document.querySelectorAll('[id]')].map((e) => e.id)"


def report(year: int, body: str, organisation: str = "Example Watch") -> str:
    return f"""\
---
country: KAZ
year: {year}
title: Kazakhstan
language: en
source:
  organisation: {organisation}
  work: "Yearbook: {year}"
  edition: {year}
  url: https://example.org/yearbook
---

{body}
"""


def long(year: int) -> str:
    """A text with a note, too long to stand with those of other years."""
    words = f"It was {year}. " + "Words go on. " * 60
    return (
        f"## a. Torture\n\n{words}[^n]\n\n{words}\n\n"
        f"## Torture in prisons of {year} {{: theme='torture' }}\n\n{words}\n\n"
        f"## Law\n\nSee it.[^o]\n\n[^n]: The note of {year}.\n[^o]: Another note."
    )


REPORTS = {
    "reports/kazakhstan/2008.md": report(2008, long(2008)),
    "reports/kazakhstan/2012.md": report(2012, long(2012).replace("a. Torture", "B. TORTURE")),
    "reports/kazakhstan/2021.md": report(2021, "## Torture\n\nBrief.", "Another Watch"),
}


@pytest.fixture(scope="module")
def overview_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site on which texts of several years are too heavy for one page."""
    root = new_archive(tmp_path_factory.mktemp("pair") / "archive", REPORTS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weight, "LARGEST", 6000)
        build(root)
    with served(root / "site") as address:
        yield address


def cells(page: Page) -> Locator:
    return page.locator(".rs-pair__cell")


def said(page: Page) -> Locator:
    return page.locator(".rs-compare").get_by_role("status")


def titles(page: Page) -> list[str]:
    return page.locator(".rs-prose h2").all_inner_texts()


def choose(page: Page, one: str, other: str) -> None:
    page.get_by_role("combobox", name="Compare", exact=True).select_option(one)
    page.get_by_role("combobox", name="with", exact=True).select_option(other)
    page.get_by_role("button", name="Side by side").click()


def test_two_years_are_chosen_by_keyboard(page: Page, site_url: str) -> None:
    page.goto(site_url + TORTURE)
    page.get_by_role("combobox", name="Compare", exact=True).focus()
    page.keyboard.type("2019")
    page.keyboard.press("Tab")
    page.keyboard.type("2024")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site_url}{TORTURE}?compare=2019,2024")
    assert titles(page) == ["Kazakhstan 2019", "Kazakhstan 2024"]
    expect(said(page)).to_have_text("2019 and 2024, side by side.")
    expect(page.get_by_role("button", name="Side by side")).to_be_focused()


def test_the_last_two_editions_of_one_source_are_proposed(page: Page, site_url: str) -> None:
    page.goto(site_url + TORTURE)
    expect(page.get_by_role("combobox", name="Compare", exact=True)).to_have_value("2019")
    expect(page.get_by_role("combobox", name="with", exact=True)).to_have_value("2024")


def test_back_and_forward(page: Page, site_url: str) -> None:
    page.goto(site_url + TORTURE)
    whole = page.locator(".rs-prose").inner_html()
    choose(page, "2008", "2010")
    choose(page, "2010", "2024")
    expect(said(page)).to_have_text("2010 and 2024, side by side.")
    page.go_back()
    expect(said(page)).to_have_text("2008 and 2010, side by side.")
    assert titles(page) == ["Kazakhstan 2008", "Kazakhstan 2010"]
    expect(page.get_by_role("combobox", name="with", exact=True)).to_have_value("2010")
    page.go_back()
    expect(said(page)).to_have_text("All years, one beneath the other.")
    assert page.locator(".rs-prose").inner_html() == whole
    page.go_forward()
    expect(said(page)).to_have_text("2008 and 2010, side by side.")


def test_the_button_that_leads_back(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{TORTURE}?compare=2008,2010")
    page.get_by_role("button", name="All years").click()
    expect(page).to_have_url(site_url + TORTURE)
    assert len(titles(page)) == 4
    expect(page.get_by_role("button", name="All years")).to_be_hidden()
    expect(page.get_by_role("button", name="Side by side")).to_be_focused()


def test_opened_cold_at_a_paragraph(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{TORTURE}?compare=2019,2024")
    last = page.locator(".rs-pair p[id]").last.get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{site_url}{TORTURE}?compare=2019,2024#{last}")
    expect(page.locator(f"[id={last!r}]")).to_be_in_viewport()
    assert len(page.evaluate(IDS)) == len(set(page.evaluate(IDS)))


def test_a_year_that_is_not_there(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{TORTURE}?compare=1999,2024")
    expect(said(page)).to_have_text("Nothing of “1999” is on this page: all years are shown.")
    assert len(titles(page)) == 4


def test_an_address_that_names_no_pair(page: Page, site_url: str) -> None:
    for pair in ("", "2019", "2019,", "2019,2024,2008"):
        page.goto(f"{site_url}{TORTURE}?compare={pair}")
        assert len(titles(page)) == 4
        expect(page.locator(".rs-pair")).to_have_count(0)


def test_one_edition_is_no_pair(page: Page, site_url: str) -> None:
    page.goto(site_url + TORTURE)
    choose(page, "2019", "2019")
    expect(said(page)).to_have_text("Please choose two different editions.")
    expect(page).to_have_url(site_url + TORTURE)


def test_one_edition_in_an_address_is_no_pair(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{TORTURE}?compare=2010,2010")
    expect(said(page)).to_have_text("Please choose two different editions.")
    expect(page.locator(".rs-pair")).to_have_count(0)
    assert len(titles(page)) == 4


def test_sources_are_named_and_told_apart(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{TORTURE}?compare=2010,2024")
    pair = page.locator(".rs-pair")
    expect(pair).to_contain_text("These are texts of two different organisations;")
    assert pair.locator(".rs-source").count() == 2
    page.goto(f"{site_url}{TORTURE}?compare=2024,2019")
    expect(pair).not_to_contain_text("different organisations")
    link = pair.get_by_role("link", name="What changed from 2019 to 2024, on all themes")
    assert link.evaluate("e => e.href") == f"{site_url}/countries/kazakhstan/changes/2019-2024/"


def test_paragraphs_lead_to_their_permanent_addresses(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{TORTURE}?compare=2008,2010")
    page.get_by_role("link", name="¶4", exact=True).first.click()
    expect(page).to_have_url(f"{site_url}/reports/kazakhstan/2008/#p4")


def test_texts_that_stand_on_other_pages_are_fetched(page: Page, overview_url: str) -> None:
    page.goto(f"{overview_url}{TORTURE}?compare=2008,2012")
    rows = page.locator(".rs-pair__row")
    expect(rows).to_have_count(4)
    expect(rows.nth(1)).to_contain_text("It was 2008. Words go on.")
    expect(rows.nth(1)).to_contain_text("It was 2012. Words go on.")
    headings = [rows.nth(at).locator("h3").all_inner_texts() for at in range(4)]
    assert headings == [
        [],
        ["a. Torture", "B. TORTURE"],
        ["Torture in prisons of 2008", "Torture in prisons of 2012"],
        [],
    ]
    expect(rows.nth(3)).to_contain_text("The note of 2008.")
    expect(rows.nth(3)).not_to_contain_text("Another note.")
    ids = page.evaluate(IDS)
    assert len(ids) == len(set(ids))
    number = page.locator("#\\32 012-p1 > .pn")
    assert number.evaluate("e => e.href") == f"{overview_url}/reports/kazakhstan/2012/#p1"
    broken = """() => [...document.querySelectorAll(".rs-pair a[href^='#']")]
        .filter((a) => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).length"""
    assert page.evaluate(broken) == 0
    expect(page.locator(".rs-further:not(.rs-end)")).to_have_count(0)


def test_what_cannot_be_fetched_is_said(page: Page, overview_url: str) -> None:
    def fail(route: Route) -> Any:
        return route.abort()

    page.route("**/kazakhstan/2010-2019/", fail)
    page.goto(f"{overview_url}{TORTURE}?compare=2012,2021")
    expect(said(page)).to_have_text("2012 and 2021, side by side. All of 2012 could not be loaded.")
    expect(page.get_by_role("link", name="2012 in full")).to_be_visible()
    expect(page.locator(".rs-pair")).to_contain_text("Brief.")


def test_a_heading_without_partner(page: Page, overview_url: str) -> None:
    page.goto(f"{overview_url}{TORTURE}?compare=2012,2021")
    row = page.locator(".rs-pair__row").nth(2)
    expect(row.locator(".rs-pair__cell").last).to_contain_text(
        "No section of this heading on this theme in this edition."
    )


def test_on_a_phone_each_text_says_its_year(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{site_url}{TORTURE}?compare=2019,2024")
    first, second = (cells(page).nth(at) for at in (2, 3))
    expect(first.locator(".rs-pair__of")).to_have_text("2019")
    expect(second.locator(".rs-pair__of")).to_be_visible()
    tops = [cell.evaluate("e => e.getBoundingClientRect().top") for cell in (first, second)]
    assert tops[0] < tops[1]
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert Axe().run(page).violations_count == 0
    context.close()


def test_paper_has_the_pair_in_two_columns(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{TORTURE}?compare=2019,2024")
    expect(cells(page).first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".rs-compare")).to_be_hidden()
    left, right = (cells(page).nth(at).bounding_box() for at in (0, 1))
    assert left
    assert right
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]


def test_without_scripts_there_is_nothing_to_choose(without_scripts: Page, site_url: str) -> None:
    without_scripts.goto(f"{site_url}{TORTURE}?compare=2019,2024")
    expect(without_scripts.get_by_label("Compare")).to_be_hidden()
    assert len(titles(without_scripts)) == 4


def test_a_theme_in_one_edition_offers_no_choice(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/themes/land-rights/kazakhstan/")
    expect(page.locator(".rs-compare")).to_have_count(0)


ROWS = [
    ([], [], []),
    (["A"], ["B"], [["A|B", False]]),
    (["A", "B"], ["a ", "b"], [["A|a ", True], ["B|b", True]]),
    (["c. A", "X", "B"], ["d. A", "B"], [["c. A|d. A", True], ["X|", False], ["B|B", True]]),
    (["A", "B"], ["B", "A"], [["A|", False], ["B|B", True], ["|A", False]]),
    (["X", "Y", "A"], ["Z", "A", "W"], [["X,Y|Z", False], ["A|A", True], ["|W", False]]),
    (["A", "A"], ["A"], [["A|A", True], ["A|", False]]),
    (["Section 2. Law"], ["Law"], [["Section 2. Law|Law", True]]),
]
ALIGN = """async ([address, left, right]) => {
  const { rowsOf } = await import(address);
  const rows = rowsOf(left, right, (heading) => heading);
  return rows.map(({ left, right, isSame }) => [`${left}|${right}`, isSame]);
}"""


def test_sections_of_one_heading_share_a_row(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/404.html")
    module = f"{site_url}/assets/side-by-side-align.js"
    found = [page.evaluate(ALIGN, [module, left, right]) for left, right, _ in ROWS]
    assert found == [rows for *_, rows in ROWS]
