"""What a person does to find a passage: by mouse, by keyboard, from a link."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from clocks import stop_time
from serving import served

SECTION_WITH_PARAGRAPH = re.compile(r"/reports/[a-z]+/\d{4}/[a-z-]+/#p\d+$")


def field(page: Page) -> Locator:
    return page.locator('input[name="q"]').first


def hits(page: Page) -> Locator:
    """Sections that were found, of all reports."""
    return page.locator("#search-page .rs-hit")


def reports(page: Page) -> Locator:
    return page.locator("#search-page .rs-report")


def status(page: Page) -> Locator:
    return page.locator("#search-page").get_by_role("status")


def expect_options(page: Page, word: str) -> None:
    """Wait for what is found of a word, and not of its beginning while it was being typed."""
    last = page.get_by_role("option").last
    expect(last).to_have_attribute("href", re.compile(f"q={word}$"))


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
    expect_options(page, "submarino")
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
    expect(status(page)).to_contain_text("Nothing found")
    expect(hits(page)).to_have_count(0)


def test_a_year_narrows_the_results_and_the_address_says_so(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=torture")
    expect(hits(page).first).to_be_visible()
    page.get_by_role("checkbox", name=re.compile("^2010")).check()
    expect(page).to_have_url(re.compile(r"q=torture&year=2010$"))
    expect(reports(page)).to_have_count(1)
    expect(reports(page)).to_contain_text("Kazakhstan 2010 · Amnesty International")
    page.go_back()
    expect(page).to_have_url(re.compile(r"q=torture$"))
    expect(page.get_by_role("checkbox", name=re.compile("^2010"))).not_to_be_checked()


def test_a_search_is_a_link_that_opens_cold(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=refugees&country=kazakhstan&year=2008&year=2010")
    expect(page.get_by_role("checkbox", name=re.compile("^2008"))).to_be_checked()
    expect(page.get_by_role("checkbox", name=re.compile("^2010"))).to_be_checked()
    expect(page.get_by_role("checkbox", name=re.compile("^Kazakhstan"))).to_be_checked()
    names = reports(page).locator("h2 a")
    expect(names).to_have_count(2)
    assert sorted(names.all_inner_texts()) == ["Kazakhstan 2008", "Kazakhstan 2010"]


def test_the_number_of_results_is_told_to_a_screen_reader(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=Gerasimov")
    expect(status(page)).to_have_text("1 section found in 1 report.")


@pytest.mark.parametrize(
    "query", ["xylophone", '"unclosed', '""', "   ", "\u0000", "<b>", "%", "a" * 500]
)
def test_odd_queries_are_answered(page: Page, site_url: str, query: str) -> None:
    page.goto(f"{site_url}/search/")
    field(page).fill(query)
    field(page).press("Enter")
    expect(status(page)).to_contain_text(re.compile("Type a word|found"))


def test_nothing_is_found_and_the_page_says_so(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=qqxxqq")
    expect(status(page)).to_have_text("Nothing found: no section has “qqxxqq”.")
    expect(page.locator(".rs-advice")).to_have_text(
        "Or go by: themes · countries · years · headings A–Z."
    )
    page.get_by_role("link", name="headings A–Z").click()
    expect(page).to_have_url(f"{site_url}/headings/")


def test_a_passage_shows_the_words_of_its_paragraph_and_no_label(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=psychiatric&year=2010")
    passage = hits(page).locator('.rs-hit__passages a[href*="#p"]').first
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
        expect_options(page, "Gerasimov")
        page.get_by_role("option").first.click()
        expect(page).to_have_url(f"{address}/{site.name}/reports/kazakhstan/2010/impunity/#p10")
        page.goto(f"{address}/{site.name}/search/?q=Gerasimov")
        expect(reports(page).first).to_contain_text("Kazakhstan 2010")


# what stands above the results, and how many there are, whenever either changes
RECORD = """() => {
  window.told = [];
  new MutationObserver(() => {
    const text = document.querySelector("#search-page .rs-status").textContent;
    const hits = document.querySelectorAll("#search-page .rs-hit").length;
    const [before, count] = window.told.at(-1) ?? [];
    if (text !== before || hits !== count) window.told.push([text, hits]);
  }).observe(document, { childList: true, subtree: true, characterData: true });
}"""
# far more than the time after which a search is said to go on, in milliseconds
LATER = 10_000


class Held:
    """Answers that are held back, as those of a slow network are, until they are let go."""

    def __init__(self, page: Page, pattern: str) -> None:
        self._page, self._pattern = page, pattern
        self._routes: list[Route] | None = []
        self.asked = 0
        page.route(pattern, self._hold)

    def _hold(self, route: Route) -> None:
        self.asked += 1
        if self._routes is None:
            route.continue_()
        else:
            self._routes.append(route)

    def ask(self, query: str) -> None:
        """Search, and wait until an answer is held back."""
        with self._page.expect_request(self._pattern):
            search(self._page, query)

    def let_go(self) -> None:
        held, self._routes = self._routes or [], None
        for route in held:
            route.continue_()


def search(page: Page, query: str) -> None:
    field(page).fill(query)
    field(page).press("Enter")


def assert_each_once(page: Page) -> None:
    shown = hits(page).locator("h3 a").evaluate_all("links => links.map((link) => link.pathname)")
    assert len(set(shown)) == len(shown)


@pytest.mark.parametrize("part", ["fragment", "index"])
def test_a_count_that_was_told_is_not_taken_back(page: Page, site_url: str, part: str) -> None:
    """The ten sections shown take longer than the time after which a search is said to go on."""
    page.clock.install()
    page.goto(f"{site_url}/search/")
    expect(status(page)).to_contain_text("Type a word")
    stop_time(page)
    held = Held(page, f"**/pagefind/{part}/*")
    page.evaluate(f"({RECORD})()")
    held.ask("torture")
    if part == "fragment":
        page.clock.run_for(LATER)
    held.let_go()
    expect(hits(page).nth(9)).to_be_visible()
    page.clock.run_for(LATER)
    told = [text for text, _ in page.evaluate("told") if text]
    assert set(told) == {told[-1]}
    assert re.fullmatch(r"\d+ sections found in \d reports\.", told[-1])


def test_the_answer_to_an_older_query_is_not_shown(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/")
    expect(status(page)).to_contain_text("Type a word")
    held = Held(page, "**/pagefind/fragment/*")
    held.ask("torture")
    found = "1 section found in 1 report."
    search(page, "Gerasimov")
    expect(status(page)).to_have_text(found)
    page.evaluate(f"({RECORD})()")
    held.let_go()
    expect(hits(page)).to_have_count(1)
    # what the older query waited for has come when it is asked for anew and answered
    search(page, "torture")
    expect(hits(page).nth(9)).to_be_visible()
    assert max(number for text, number in page.evaluate("told") if text == found) == 1
    assert_each_once(page)


def test_more_are_added_once_however_often_one_asks(page: Page, site_url: str) -> None:
    page.clock.install()
    page.goto(f"{site_url}/search/?country=kazakhstan&sort=newest")
    expect(reports(page)).to_have_count(4)
    before = hits(page).count()
    held = Held(page, "**/pagefind/fragment/*")
    button = reports(page).locator(":scope > button").first
    expect(button).to_have_text("13 more sections in this report")
    button.evaluate("(button) => { button.click(); button.click(); }")
    held.let_go()
    expect(hits(page)).to_have_count(before + 10)
    page.clock.run_for(LATER)
    # whatever the page has asked for is known once it has asked for something else
    page.evaluate("fetch('.')")
    assert held.asked == 10
    expect(button).to_have_text("3 more sections in this report")
    assert_each_once(page)


def test_a_theme_finds_the_sections_of_which_a_paragraph_is_on_it(
    page: Page, site_url: str
) -> None:
    paths = "links => links.map((a) => a.pathname)"
    listed: set[str] = set()
    for country in ("kazakhstan", "uzbekistan"):
        page.goto(f"{site_url}/themes/impunity/{country}/")
        listed |= set(page.locator("main h3 a[href*=reports]").evaluate_all(paths))
    assert len(listed) == 5
    page.goto(f"{site_url}/search/?theme=impunity")
    expect(status(page)).to_have_text("5 sections found in 5 reports.")
    titles = hits(page).locator("h3 a")
    expect(titles).to_have_count(len(listed))
    assert set(titles.evaluate_all(paths)) == listed
    box = page.get_by_role("checkbox", name=re.compile("^Impunity"))
    expect(box).to_be_checked()


def shown_all(page: Page) -> None:
    """Open whatever is still folded, until nothing is."""
    buttons = page.locator(".rs-report > button:visible, .rs-found > .rs-more:visible")
    while buttons.count() > 0:
        before = hits(page).count()
        buttons.first.click()
        expect(hits(page).nth(before)).to_be_visible()


@pytest.mark.parametrize("query", ["illtreatment", "ill-treatment", "Kazakhstan", '"ill treat'])
def test_as_many_sections_are_listed_as_are_counted(page: Page, site_url: str, query: str) -> None:
    page.goto(f"{site_url}/search/?q={query}")
    expect(status(page)).to_have_text(re.compile(r"found"))
    counted = re.match(r"(\d+) sections? found in (\d) reports?", status(page).inner_text())
    if not counted:
        expect(hits(page)).to_have_count(0)
        return
    expect(hits(page).first).to_be_visible()
    shown_all(page)
    expect(hits(page)).to_have_count(int(counted[1]))
    expect(reports(page)).to_have_count(int(counted[2]))


def test_the_reports_are_counted_before_anything_is_asked(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/")
    expect(status(page)).to_have_text("Type a word to search 6 reports.")


def test_a_value_that_the_archive_has_not_is_named_so_and_removed(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}/search/?q=Gerasimov&country=nowhere&year=1999")
    expect(status(page)).to_have_text("Nothing found with these filters.")
    boxes = page.get_by_role("checkbox", checked=True)
    labels = [box.locator("xpath=..").inner_text() for box in boxes.all()]
    assert [" ".join(label.split()) for label in labels] == [
        "nowhere (not in this archive) 0",
        "1999 (not in this archive) 0",
    ]
    page.get_by_role("link", name="without any filter").click()
    expect(page).to_have_url(f"{site_url}/search/?q=Gerasimov")
    expect(hits(page)).to_have_count(1)


def test_the_title_of_a_result_leads_to_its_best_passage(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=Gerasimov")
    hits(page).locator("h3 a").click()
    expect(page).to_have_url(f"{site_url}/reports/kazakhstan/2010/impunity/#p10")


def test_the_way_to_all_results_stays_in_sight(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/countries/")
    field(page).press_sequentially("torture", delay=20)
    expect_options(page, "torture")
    last = page.get_by_role("option", name=re.compile("^All "))
    expect(last).to_be_in_viewport(ratio=1)
    panel = page.locator(".rs-panel").bounding_box()
    box = last.bounding_box()
    assert panel
    assert box
    assert panel["y"] + panel["height"] - (box["y"] + box["height"]) <= 1
