"""What holds for every type of page: it asks nobody, shuts nobody out, and fits every screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request

from page_types import EVERY_NAME, PAGE_TYPES
from quiet import opened

pytestmark = pytest.mark.parametrize("name", EVERY_NAME)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_violation(page: Page, site_url: str, name: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    opened(page, site_url + PAGE_TYPES[name])
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_no_request_to_another_host(page: Page, site_url: str, name: str) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.context.on("request", note)
    wait = opened(page, site_url + PAGE_TYPES[name])
    page.get_by_role("searchbox").first.or_(page.get_by_role("combobox").first).first.fill("police")
    wait()
    local = (site_url + "/", "data:", "blob:")
    assert [url for url in asked if not url.startswith(local)] == []
    assert len(asked) > 1


def test_no_address_of_another_host_is_fetched_by_the_html(
    page: Page, site_url: str, name: str
) -> None:
    answer = page.request.get(site_url + PAGE_TYPES[name].split("?")[0])
    fetched = re.findall(
        r'<(?!a\b)[^>]*?\b(?:src|href|action|srcset)="(//[^"]*|https?:[^"]*)"', answer.text()
    )
    assert [url for url in fetched if not url.startswith(site_url)] == []


def test_no_sideways_scrolling_on_a_phone(phone: Page, site_url: str, name: str) -> None:
    opened(phone, site_url + PAGE_TYPES[name])
    width = "[document.documentElement.scrollWidth, document.body.scrollWidth]"
    assert max(phone.evaluate(width)) <= 320


def test_one_title_of_the_first_level_and_landmarks(page: Page, site_url: str, name: str) -> None:
    opened(page, site_url + PAGE_TYPES[name])
    assert page.locator("h1").count() == 1
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("banner").count() == 1
    assert page.get_by_role("contentinfo").count() == 1


def test_the_first_tab_stop_leads_past_the_masthead(page: Page, site_url: str, name: str) -> None:
    opened(page, site_url + PAGE_TYPES[name])
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#rs-content"
    assert skip.is_visible()


def test_it_can_be_read_without_javascript(without_scripts: Page, site_url: str, name: str) -> None:
    without_scripts.goto(site_url + PAGE_TYPES[name])
    assert without_scripts.locator("h1").is_visible()
    assert without_scripts.get_by_role("main").inner_text().strip()
    links = without_scripts.get_by_role("navigation").get_by_role("link")
    assert {"Countries", "Themes", "Years", "About"} <= set(links.all_inner_texts())


def test_dark_without_javascript(browser: Browser, site_url: str, name: str) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(site_url + PAGE_TYPES[name])
    assert brightness(page, "body") < 0.2
    context.close()


def brightness(page: Page, selector: str) -> float:
    """Return the mean of red, green and blue of the background, from 0 to 1."""
    colour = page.locator(selector).first.evaluate("e => getComputedStyle(e).backgroundColor")
    red, green, blue = (float(part) for part in re.findall(r"[\d.]+", colour)[:3])
    return (red + green + blue) / 3 / 255
