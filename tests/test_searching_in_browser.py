"""What a person does to find a passage: by mouse, by keyboard, from a link."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from serving import served

SECTION_WITH_PARAGRAPH = re.compile(r"/reports/[a-z]+/\d{4}/[a-z-]+/#p\d+$")


def field(page: Page) -> Locator:
    return page.locator('input[name="q"]').first


def hits(page: Page) -> Locator:
    return page.locator("#search-page ol > li")


def test_results_open_as_one_types(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/themes/")
    field(page).press_sequentially("Gerasimov", delay=20)
    option = page.get_by_role("option").first
    expect(option).to_contain_text("Kazakhstan 2010")
    expect(option).to_contain_text("Impunity")
    expect(option).to_contain_text("¶10")
    expect(option.locator("mark").first).to_have_text("Gerasimov’s")


def test_a_hit_lands_on_its_paragraph_which_is_marked(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=Gerasimov")
    link = page.locator('#search-page a[href*="#p10"]').first
    link.click()
    expect(page).to_have_url(f"{site_url}/reports/kazakhstan/2010/impunity/#p10")
    expect(page.locator("#p10")).to_be_in_viewport()
    expect(page.locator("#p10:target")).to_have_count(1)


def test_the_whole_search_by_keyboard_alone(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/countries/")
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.type("submarino", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    active = field(page).get_attribute("aria-activedescendant")
    assert active
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url(SECTION_WITH_PARAGRAPH)
    expect(page.locator(":target")).to_contain_text("submarino")


def test_escape_closes_and_keeps_the_focus(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/countries/")
    field(page).press_sequentially("police", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(field(page)).to_be_focused()


def test_enter_leads_to_the_page_of_results(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/countries/")
    field(page).press_sequentially("police", delay=20)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=police$"))
    expect(hits(page).first).to_be_visible()


def test_a_phrase_is_found_where_its_words_stand_together(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=" + '"zero tolerance"')
    expect(hits(page).first).to_be_visible()
    marked = hits(page).locator("mark").all_inner_texts()
    assert marked
    for hit in hits(page).all():
        words = re.sub(r"\W+", " ", hit.inner_text()).lower()
        assert "zero tolerance" in words


def test_words_apart_are_no_phrase(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=tolerance zero")
    expect(hits(page).first).to_be_visible()
    page.goto(f"{site_url}/search/?q=" + '"tolerance zero"')
    expect(page.locator("#search-page").get_by_role("status")).to_contain_text(re.compile("No "))
    expect(hits(page)).to_have_count(0)


def test_a_year_narrows_the_results_and_the_address_says_so(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=torture")
    expect(hits(page).first).to_be_visible()
    page.get_by_role("checkbox", name=re.compile("^2010")).check()
    expect(page).to_have_url(re.compile(r"q=torture&year=2010$"))
    expect(hits(page).first).to_contain_text("Kazakhstan 2010")
    for hit in hits(page).all():
        expect(hit).to_contain_text("2010")
    page.go_back()
    expect(page).to_have_url(re.compile(r"q=torture$"))
    expect(page.get_by_role("checkbox", name=re.compile("^2010"))).not_to_be_checked()


def test_a_search_is_a_link_that_opens_cold(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=refugees&country=kazakhstan&year=2008&year=2010")
    expect(page.get_by_role("checkbox", name=re.compile("^2008"))).to_be_checked()
    expect(page.get_by_role("checkbox", name=re.compile("^2010"))).to_be_checked()
    expect(page.get_by_role("checkbox", name=re.compile("^Kazakhstan"))).to_be_checked()
    expect(hits(page).first).to_be_visible()
    years = {text.split("Kazakhstan ")[1][:4] for text in hits(page).all_inner_texts()}
    assert years == {"2008", "2010"}


def test_the_number_of_results_is_told_to_a_screen_reader(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=Gerasimov")
    status = page.locator("#search-page").get_by_role("status")
    expect(status).to_contain_text(re.compile(r"\b1\b"))


@pytest.mark.parametrize(
    "query", ["xylophone", '"unclosed', '""', "   ", "\u0000", "<b>", "%", "a" * 500]
)
def test_odd_queries_are_answered(page: Page, site_url: str, query: str) -> None:
    page.goto(f"{site_url}/search/")
    field(page).fill(query)
    field(page).press("Enter")
    status = page.locator("#search-page").get_by_role("status")
    expect(status).to_contain_text(re.compile("Type a word|found|No results"), timeout=15_000)


def test_nothing_is_found_and_the_page_says_so(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=xylophone")
    expect(page.locator("#search-page").get_by_role("status")).to_contain_text(re.compile("[Nn]o"))


def test_a_passage_shows_the_words_of_its_paragraph_and_no_label(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=psychiatric&year=2010")
    passage = hits(page).locator('a[href*="#p"]').first
    shown = passage.locator(".rs-hit__words").inner_text().strip("…\u00a0")
    passage.click()
    paragraph = page.locator(":target")
    expect(paragraph.locator(".pt")).to_have_count(1)
    paragraph.evaluate("e => e.querySelectorAll('.pn, .pt').forEach((label) => label.remove())")
    assert paragraph.inner_text().strip().endswith(shown)


def test_a_site_below_a_path_is_searched_too(page: Page, site: Path) -> None:
    with served(site.parent) as address:
        page.goto(f"{address}/{site.name}/themes/torture/")
        field(page).press_sequentially("Gerasimov", delay=20)
        page.get_by_role("option").first.click()
        expect(page).to_have_url(f"{address}/{site.name}/reports/kazakhstan/2010/impunity/#p10")
        page.goto(f"{address}/{site.name}/search/?q=Gerasimov")
        expect(hits(page).first).to_contain_text("Kazakhstan 2010")
