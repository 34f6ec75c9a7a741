"""What holds for every type of page: it asks nobody, shuts nobody out, and fits every screen."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request

from conftest import Once
from page_types import EVERY_NAME, PAGE_TYPES
from quiet import opened

pytestmark = pytest.mark.parametrize("name", EVERY_NAME)
# each of them once on a page
LANDMARKS = ("main", "banner", "contentinfo")


@dataclass(frozen=True)
class Visit:
    """What was seen of a page by whoever opened it, pressed Tab, and typed in its search field."""

    violations: str
    titles: int
    landmarks: tuple[int, ...]
    first_stop: str | None
    is_first_stop_visible: bool
    asked: tuple[str, ...]


# visits the page of a test in the colours of a scheme
Visiting = Callable[[str], Visit]


@pytest.fixture
def visit(once: Once, request: pytest.FixtureRequest, name: str) -> Visiting:
    """Visits are made once for all tests: to open a page takes longer than to look at it."""

    def make(scheme: str) -> Visit:
        def fill(folder: Path) -> None:
            page: Page = request.getfixturevalue("page")
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            seen = visited(page, request.getfixturevalue("site_url"), PAGE_TYPES[name])
            (folder / "visit").write_bytes(pickle.dumps(seen))

        folder = once(f"visit-{scheme}-{name}", fill)
        found: Visit = pickle.loads((folder / "visit").read_bytes())
        return found

    return make


def visited(page: Page, site_url: str, path: str) -> Visit:
    """Return what is seen; addresses of the site itself are given from its root."""
    asked: list[str] = []

    def note(sent: Request) -> None:
        asked.append(sent.url.removeprefix(site_url))

    page.context.on("request", note)
    wait = opened(page, site_url + path)
    results = Axe().run(page)
    violations = results.generate_report() if results.violations_count else ""
    titles = page.locator("h1").count()
    landmarks = tuple(page.get_by_role(role).count() for role in LANDMARKS)  # type: ignore[arg-type]
    page.keyboard.press("Tab")
    stop = page.locator(":focus")
    href, is_visible = stop.get_attribute("href"), stop.is_visible()
    page.get_by_role("searchbox").first.or_(page.get_by_role("combobox").first).first.fill("police")
    wait()
    return Visit(violations, titles, landmarks, href, is_visible, tuple(asked))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_violation(visit: Visiting, scheme: str) -> None:
    assert visit(scheme).violations == ""


def test_no_request_to_another_host(visit: Visiting) -> None:
    asked = visit("light").asked
    assert [url for url in asked if not url.startswith(("/", "data:", "blob:"))] == []
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


def test_one_title_of_the_first_level_and_landmarks(visit: Visiting) -> None:
    seen = visit("light")
    assert seen.titles == 1
    assert dict(zip(LANDMARKS, seen.landmarks, strict=True)) == dict.fromkeys(LANDMARKS, 1)


def test_the_first_tab_stop_leads_past_the_masthead(visit: Visiting) -> None:
    seen = visit("light")
    assert seen.first_stop == "#rs-content"
    assert seen.is_first_stop_visible


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
