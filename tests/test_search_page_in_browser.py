"""The search page beyond its list: how a query was read, filters, order, figure, the way back."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

import quiet
from reportsite.site.settings import THEME


def field(page: Page) -> Locator:
    return page.locator('#search-page input[name="q"]')


def status(page: Page) -> Locator:
    return page.locator("#search-page .rs-status")


def reading(page: Page) -> Locator:
    return page.locator(".rs-reading")


def chips(page: Page) -> Locator:
    return page.locator(".rs-chip bdi")


def names(page: Page) -> Locator:
    return page.locator(".rs-report__name a")


def opened(page: Page, url: str, query: str) -> None:
    """Open the search page and wait for its results."""
    page.goto(f"{url}/search/{query}")
    expect_results(page)


def expect_results(page: Page) -> None:
    """Wait until all results that a new search is to show stand there, and nothing moves any more.

    The page keeps the reader's place then, and not before.
    """
    page.wait_for_function("history.state?.shown > 0")


# How the query was read ----------------------------------------------------------------------


def test_another_spelling_is_looked_for_and_named(page: Page, site_url: str) -> None:
    opened(page, site_url, "?q=Kazakhstan torture&year=2008")
    expect(reading(page)).to_contain_text("Also searched for “Kazakstan”")
    expect(names(page)).to_have_text(["Kazakhstan 2008"])
    reading(page).get_by_role("link", name="Search only as typed").click()
    expect(page).to_have_url(f"{site_url}/search/?q=Kazakhstan+torture&year=2008&variants=off")
    expect(reading(page)).to_contain_text("Searched only for “Kazakhstan” as typed.")
    page.go_back()
    expect(reading(page)).to_contain_text("Also searched for “Kazakstan”")


def test_plain_words_need_no_explanation(page: Page, site_url: str) -> None:
    opened(page, site_url, "?q=police torture")
    expect(reading(page)).to_have_text("")


def test_a_query_of_more_than_words_is_read_back(page: Page, site_url: str) -> None:
    opened(page, site_url, '?q=torture OR beatings police -"zero tolerance"')
    expect(reading(page)).to_contain_text(
        "Understood as: (torture or beatings) and police, without “zero tolerance”"
    )


def test_what_cannot_be_read_is_marked_and_the_rest_is_looked_for(
    page: Page, site_url: str
) -> None:
    opened(page, site_url, "?q=torture OR")
    fault = page.locator(".rs-faults li")
    expect(fault).to_have_text(re.compile("^Not understood in torture OR: .*passed over\\.$"))
    expect(fault.locator("mark")).to_have_text("OR")
    expect(fault.locator("mark")).to_have_css("text-decoration-line", "underline")
    expect(reading(page)).to_contain_text("Understood as: torture")


def test_a_phrase_that_is_being_typed_is_no_fault_until_enter(page: Page, site_url: str) -> None:
    opened(page, site_url, "?q=torture")
    field(page).fill('"zero tol')
    expect(page.locator(".rs-hit mark").first).to_have_text("zero tolerance")
    expect(page.locator(".rs-faults")).to_have_count(0)
    field(page).press("Enter")
    expect(page.locator(".rs-faults")).to_contain_text("A quotation mark is not closed")


def test_the_panel_tells_other_spellings_and_faults(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/themes/")
    page.locator("#rs-q").press_sequentially("Kazakhstan country:nowhere", delay=5)
    note = page.locator(".rs-panel__note")
    expect(note).to_contain_text("This archive has no country “nowhere”")
    expect(note).to_contain_text("Also searched for “Kazakstan”")


# Filters -------------------------------------------------------------------------------------


def test_typed_filters_tick_boxes_at_once_and_leave_the_text_on_enter(
    page: Page, site_url: str
) -> None:
    opened(page, site_url, "?q=torture")
    field(page).fill("torture country:Uzbekistan year:2019..2024")
    expect(page.get_by_role("checkbox", name=re.compile("^Uzbekistan"))).to_be_checked()
    expect(page.get_by_role("checkbox", name=re.compile("^2024"))).to_be_checked()
    expect(field(page)).to_have_value("torture country:Uzbekistan year:2019..2024")
    field(page).press("Enter")
    expect(field(page)).to_have_value("torture")
    expect(page).to_have_url(
        re.compile(r"/search/\?q=torture&country=uzbekistan&year=20(19|24)&year=20(19|24)$")
    )
    expect(names(page)).to_have_text(["Uzbekistan 2024", "Uzbekistan 2019"], use_inner_text=True)


def test_a_typed_filter_is_unticked(page: Page, site_url: str) -> None:
    opened(page, site_url, "?q=torture")
    field(page).fill("torture country:Uzbekistan")
    box = page.get_by_role("checkbox", name=re.compile("^Uzbekistan"))
    expect(box).to_be_checked()
    box.uncheck()
    expect(field(page)).to_have_value("torture")
    expect(page).to_have_url(f"{site_url}/search/?q=torture")


TYPED = """([text, choose]) => {
  const input = document.querySelector('#search-page input[name="q"]');
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector(choose).dispatchEvent(new Event("change", { bubbles: true }));
}"""


def test_letters_just_typed_are_not_lost_in_a_choice(page: Page, site_url: str) -> None:
    opened(page, site_url, "?q=torture&country=kazakhstan")
    page.locator(".rs-sort select").evaluate("(select) => { select.value = 'newest'; }")
    page.evaluate(TYPED, ["torture police", ".rs-sort select"])
    expect(page).to_have_url(f"{site_url}/search/?q=torture+police&country=kazakhstan&sort=newest")
    expect(field(page)).to_have_value("torture police")
    expect(page.locator(".rs-hit").first).to_be_visible()
    page.evaluate(TYPED, ["torture police beat", ".rs-facet input[value=kazakhstan]"])
    expect(page).to_have_url(f"{site_url}/search/?q=torture+police+beat&sort=newest")
    expect(field(page)).to_have_value("torture police beat")


def test_a_typed_filter_is_no_letter_that_is_lost(page: Page, site_url: str) -> None:
    opened(page, site_url, "?q=torture")
    field(page).fill("torture country:Uzbekistan")
    page.get_by_role("button", name="Remove country Uzbekistan").click()
    expect(page).to_have_url(f"{site_url}/search/?q=torture")
    expect(field(page)).to_have_value("torture")


FIND = """async () => {
  const { FacetPanel } = await import(new URL("../assets/search-facet-list.js", document.baseURI));
  const values = Array.from({ length: 13 }, (_, at) => (
    { value: `c${at}`, label: `Country ${"abcdefghijklm"[at]}`, count: 1990 + at, chosen: at === 0 }
  ));
  values.push({ value: "n", label: "Country n 1991", count: 3, chosen: false, parent: "c2" });
  const panel = new FacetPanel(["country"], () => {});
  panel.show(new Map([["country", values]]));
  document.querySelector("main").replaceChildren(panel.node);
}"""


def test_names_alone_are_searched_in_a_facet(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/")
    page.evaluate(FIND)
    find = page.get_by_role("searchbox", name="Find a country")
    names = page.locator(".rs-facet li:visible > label bdi")
    find.fill("1991")
    expect(names).to_have_text(["Country c", "Country n 1991"])
    find.fill("country c")
    expect(names).to_have_text(["Country c", "Country n 1991"])
    find.fill("1,99")
    expect(names).to_have_count(0)


def test_years_of_an_address_may_be_a_run(page: Page, site_url: str) -> None:
    opened(page, site_url, "?q=torture&year=2008..2019")
    expect(chips(page)).to_have_text(["2008–2019"])
    expect(page).to_have_url(re.compile(r"q=torture&year=20\d\d&year=20\d\d&year=20\d\d$"))


def test_chips_remove_what_was_chosen_and_keep_the_focus_in_the_results(
    page: Page, site_url: str
) -> None:
    opened(page, site_url, "?q=torture&country=kazakhstan&theme=detention")
    expect(chips(page)).to_have_text(["Kazakhstan", "Detention and imprisonment"])
    page.get_by_role("button", name="Remove country Kazakhstan").press("Enter")
    expect(page).to_have_url(f"{site_url}/search/?q=torture&theme=detention")
    expect(page.get_by_role("region", name="Results")).to_be_focused()


def test_themes_stand_beneath_their_parents_which_include_them(page: Page, site_url: str) -> None:
    opened(page, site_url, "?q=torture&country=kazakhstan")
    page.locator(".rs-facet summary", has_text="Theme").click()
    parent = page.locator(".rs-facet__values > li", has_text="Life and bodily integrity")
    child = parent.locator("ul label", has_text="Torture and other ill-treatment")
    counts = [int(one.locator(".rs-facet__count").first.inner_text()) for one in (parent, child)]
    assert counts[0] >= counts[1] > 0
    parent.locator("input").first.check()
    expect(status(page)).to_have_text(re.compile(f"^{counts[0]} sections? found"))


# Order, reports, and the figure --------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "sign"), [("Newest first", "newest"), ("Oldest first", "oldest")]
)
def test_reports_stand_by_year_where_one_asks_for_it(
    page: Page, site_url: str, order: str, sign: str
) -> None:
    opened(page, site_url, "?q=refugees&country=kazakhstan")
    page.get_by_label("Sort by").select_option(order)
    expect(page).to_have_url(re.compile(f"&sort={sign}$"))
    expect_results(page)
    expect(names(page)).to_have_count(4)
    years = [int(name[-4:]) for name in names(page).all_inner_texts()]
    assert years == sorted(years, reverse=sign == "newest")


def test_a_report_says_what_it_is_and_a_summary_is_no_section(page: Page, site_url: str) -> None:
    opened(page, site_url, "?q=torture&country=kazakhstan&year=2008")
    report = page.locator(".rs-report")
    expect(report.locator(".rs-report__facts")).to_have_text(
        "Digest, not the report’s own words · 3 sections"
    )
    summary = report.locator(".rs-hit", has_text="Summary")
    expect(summary.locator(".rs-hit__theme")).to_have_text("What stands before the first heading")
    section = report.locator(".rs-hit", has_text="Police and security forces").first
    expect(section.locator(".rs-hit__theme")).to_have_text("Theme: Police and security forces")


def test_the_figure_shows_numbers_and_narrows(page: Page, site_url: str) -> None:
    opened(page, site_url, "?q=torture")
    rows = page.get_by_role("table", name="Sections found by year").get_by_role("row")
    expect(rows).to_have_count(5)
    counts = [int(row.locator("td").first.inner_text()) for row in rows.all()[1:]]
    total = int(status(page).inner_text().split()[0])
    assert sum(counts) == total
    rows.nth(1).get_by_role("link", name="2024").press("Enter")
    expect(page).to_have_url(f"{site_url}/search/?q=torture&year=2024")
    expect(status(page)).to_have_text(re.compile(f"^{counts[0]} sections"))
    expect(rows.nth(1).get_by_role("link")).to_be_focused()
    expect(rows).to_have_count(5)


def test_a_section_found_by_its_names_says_so(page: Page, site_url: str) -> None:
    opened(page, site_url, "?q=Kazakhstan")
    labels = page.locator(".rs-hit__where")
    expect(labels.first).to_be_visible()
    hits = page.locator(".rs-hit__passages li")
    assert hits.filter(has_not=labels).filter(has_not=page.locator("mark")).count() == 0
    field(page).fill("torture")
    expect(labels).to_have_count(0)


def test_typed_values_take_the_place_of_ticked_ones(page: Page, site_url: str) -> None:
    opened(page, site_url, "?q=torture&country=kazakhstan")
    field(page).fill("torture country:Uzbekistan")
    expect(page.get_by_role("checkbox", name=re.compile("^Uzbekistan"))).to_be_checked()
    expect(page.get_by_role("checkbox", name=re.compile("^Kazakhstan"))).not_to_be_checked()
    field(page).press("Enter")
    expect(page).to_have_url(f"{site_url}/search/?q=torture&country=uzbekistan")


# Nothing found -------------------------------------------------------------------------------


def test_nearest_words_are_offered(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=tortur3 policee")
    advice = page.locator(".rs-advice")
    advice.get_by_role("link", name="Police", exact=True).click()
    expect(field(page)).to_have_value("tortur3 Police")


def test_wider_searches_say_what_they_would_give(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/?q=Gerasimov&year=2019")
    expect(page.locator(".rs-advice li")).to_have_text(["without year 2019: 1 section"])
    page.get_by_role("link", name="without year 2019").click()
    expect(status(page)).to_have_text("1 section found in 1 report.")
    expect(page.get_by_role("region", name="Results")).to_be_focused()
    page.goto(f'{site_url}/search/?q="tolerance zero"')
    expect(page.locator(".rs-advice li").first).to_have_text(
        re.compile(r"^without quotation marks: \d+ sections$")
    )


# The way back --------------------------------------------------------------------------------


def test_one_comes_back_to_the_same_place(page: Page, site_url: str) -> None:
    opened(page, site_url, "?q=the police&sort=oldest")
    first = page.locator(".rs-hit").count()
    page.locator(".rs-found > .rs-more").click()
    page.wait_for_function("first => history.state.shown > first", arg=first)
    shown = page.locator(".rs-hit").count()
    page.evaluate("window.scrollTo(0, 2000)")
    page.locator(".rs-report a").last.click()
    expect(page).to_have_url(re.compile("/reports/"))
    page.go_back()
    expect(page.locator(".rs-hit")).to_have_count(shown)
    page.wait_for_function("window.scrollY > 1500")


def test_back_and_forward_lead_to_the_places_that_were_left(page: Page, site_url: str) -> None:
    opened(page, site_url, "?q=the police&sort=oldest")
    kept = "({ scroll }) => history.state?.scroll === scroll && window.scrollY === scroll"
    page.evaluate("window.scrollTo(0, 900)")
    page.wait_for_function(kept, arg={"scroll": 900})
    page.get_by_label("Sort by").select_option("newest")
    expect(page).to_have_url(re.compile("sort=newest"))
    expect_results(page)
    expect(names(page).first).to_contain_text("2024")
    page.evaluate("window.scrollTo(0, 700)")
    page.wait_for_function(kept, arg={"scroll": 700})
    page.go_back()
    page.wait_for_function(kept, arg={"scroll": 900})
    expect(page).to_have_url(re.compile("sort=oldest"))
    page.go_forward()
    page.wait_for_function(kept, arg={"scroll": 700})
    expect(page).to_have_url(re.compile("sort=newest"))


# scroll, and return long after a page has done whatever it does once its reader rests
RESTED = """(top) => new Promise((done) => {
    document.body.style.minHeight = "300vh";
    addEventListener("scroll", () => setTimeout(done, 500), { once: true });
    scrollTo(0, top);
})"""


def test_whoever_scrolls_before_all_is_shown_comes_back_there(page: Page, site_url: str) -> None:
    held: list[Route] = []
    page.route("**/pagefind/fragment/*", lambda route: held.append(route))
    page.goto(f"{site_url}/search/?q=the police&sort=oldest")
    expect(status(page)).to_contain_text("found in")
    page.evaluate(RESTED, 50)
    page.route("**/pagefind/fragment/*", lambda route: route.continue_())
    for route in held:
        route.continue_()
    page.wait_for_function("history.state?.scroll === 50 && history.state.shown > 0")
    page.get_by_label("Sort by").select_option("newest")
    expect(page).to_have_url(re.compile("sort=newest"))
    page.evaluate("scrollTo(0, 0)")
    page.go_back()
    page.wait_for_function("scrollY === 50")


# by when whatever a page had to do without asking the network is done
ASKED = "async () => { for (let times = 0; times < 3; times += 1) await fetch('.'); }"


# What cannot be loaded -----------------------------------------------------------------------


def test_what_is_shown_stays_where_more_cannot_be_loaded(page: Page, site_url: str) -> None:
    asked: list[str] = []

    def few(route: Route) -> None:
        asked.append(route.request.url)
        route.continue_() if len(asked) <= 6 else route.abort()

    page.route("**/pagefind/fragment/*", few)
    opened(page, site_url, "?country=kazakhstan&sort=newest")
    more = page.locator(".rs-found > .rs-more")
    expect(more).to_have_text("These could not be loaded. Try again")
    expect(names(page)).to_have_count(2)
    expect(status(page)).to_contain_text("found in 4 reports.")
    page.unroute("**/pagefind/fragment/*")
    more.click()
    expect(names(page)).to_have_count(4)
    expect(page.locator(".rs-hit")).to_have_count(12)
    expect(more).to_be_hidden()


def test_where_nothing_can_be_loaded_one_may_try_again(page: Page, site_url: str) -> None:
    page.route("**/pagefind/fragment/*", lambda route: route.abort())
    page.goto(f"{site_url}/search/?q=torture")
    expect(status(page)).to_contain_text("The search could not be loaded.")
    page.unroute("**/pagefind/fragment/*")
    page.get_by_role("button", name="Try again").click()
    expect(status(page)).to_contain_text("sections found")


def test_without_advice_nothing_is_found_all_the_same(page: Page, site_url: str) -> None:
    page.route("**/search-nothing.js", lambda route: route.abort())
    with page.expect_console_message(lambda message: "search-nothing.js" in message.text):
        page.goto(f"{site_url}/search/?q=tortur3")
    page.evaluate(ASKED)
    expect(status(page)).to_contain_text("Nothing found")


def test_the_skip_link_is_no_new_search(page: Page, site_url: str) -> None:
    opened(page, site_url, "?q=torture")
    first = page.locator(".rs-hit").first.element_handle()
    page.keyboard.press("Tab")
    page.evaluate("addEventListener('hashchange', () => { window.isStepped = true; })")
    page.locator(".rs-skip").press("Enter")
    expect(page.locator("#rs-content")).to_be_focused()
    page.wait_for_function("window.isStepped")
    # what was found once is found without the network
    page.evaluate(ASKED)
    assert first.evaluate("(hit) => hit.isConnected")


# Passages ------------------------------------------------------------------------------------


def test_hits_are_put_on_the_list_of_passages(page: Page, site_url: str) -> None:
    opened(page, site_url, "?q=Gerasimov")
    box = page.get_by_role("checkbox", name="Add to passages (¶10, Impunity, Kazakhstan 2010)")
    box.check()
    link = page.get_by_role("link", name="Your list: 1 passage")
    expect(link).to_have_attribute("href", f"{site_url}/passages/")
    page.reload()
    expect(box).to_be_checked()
    box.uncheck()
    expect(page.get_by_role("link", name="Your list: 0 passages")).to_be_visible()


def test_all_hits_shown_are_put_on_the_list(page: Page, site_url: str) -> None:
    opened(page, site_url, "?q=torture&country=kazakhstan&year=2008")
    page.get_by_role("button", name="Add all hits shown (5)").click()
    expect(page.locator(".rs-keeping [aria-live]")).to_have_text("5 passages added to your list.")
    expect(page.get_by_role("link", name="Your list: 5 passages")).to_be_visible()
    assert page.locator(".rs-keep__box:checked").count() == 5


FULL = """async () => {
  const { add } = await import(new URL("../assets/passages-store.js", document.baseURI));
  const page = "reports/kazakhstan/1999/";
  add(Array.from({ length: 1000 }, (_, at) => ({ page, number: String(at + 1) })));
}"""


def test_a_full_list_says_that_there_is_no_room(page: Page, site_url: str) -> None:
    opened(page, site_url, "?q=Gerasimov")
    page.evaluate(FULL)
    box = page.locator(".rs-keep__box").first
    box.click()
    told = page.locator(".rs-keeping [aria-live]")
    expect(told).to_have_text("Not added: your list is full with 1,000 passages.")
    expect(told).to_be_in_viewport()
    expect(box).not_to_be_checked()
    page.get_by_role("button", name=re.compile("^Add all hits shown")).click()
    expect(told).to_have_text(re.compile(r"^0 passages added to your list, \d+ had no room\.$"))


def test_a_list_that_cannot_be_loaded_is_told_of(page: Page, site_url: str) -> None:
    page.route("**/passages-store.js", lambda route: route.abort())
    opened(page, site_url, "?q=Gerasimov")
    told = page.locator(".rs-keeping [aria-live]")
    expect(told).to_have_text("Your list could not be loaded, so nothing can be put on it.")
    expect(page.get_by_role("button", name=re.compile("^Add all hits shown"))).to_have_count(0)
    box = page.locator(".rs-keep__box").first
    box.click()
    expect(box).not_to_be_checked()
    expect(told).to_be_visible()


# On paper, small, and without scripts --------------------------------------------------------


def test_what_was_asked_stands_on_paper(page: Page, site_url: str) -> None:
    opened(page, site_url, "?q=Gerasimov&year=2010&sort=newest")
    asked = page.locator(".rs-asked")
    expect(asked).to_be_hidden()
    page.emulate_media(media="print")
    expect(asked).to_be_visible()
    expect(asked).to_have_text("Search: Gerasimov · 2010 · newest first")
    for hidden in (".rs-help", ".rs-chosen", ".rs-sort", ".rs-facets", ".rs-keep"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_help_stands_beneath_the_field(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/")
    page.get_by_text("How to search").click()
    typed = page.locator(".rs-help td:first-child").all_inner_texts()
    assert typed[:2] == ["police torture", '"zero tolerance"']


def test_without_scripts_the_page_leads_to_the_headings(
    without_scripts: Page, site_url: str
) -> None:
    without_scripts.goto(f"{site_url}/search/")
    link = without_scripts.get_by_role("main").get_by_role("link", name="heading, A–Z")
    assert link.evaluate("link => link.href") == f"{site_url}/headings/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "query",
    [
        "?q=torture OR&country=kazakhstan&theme=detention&variants=off",
        "?q=Kazakhstan&country=nowhere&year=1999",
    ],
)
def test_everything_open_is_accessible_and_fits_a_phone(
    phone: Page, site_url: str, query: str, scheme: str
) -> None:
    phone.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    wait = quiet.opened(phone, f"{site_url}/search/{query}")
    expect(status(phone)).to_contain_text("found")
    phone.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    wait()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    results = Axe().run(phone)
    assert results.violations_count == 0, results.generate_report()


def imported(module: str) -> set[str]:
    """Return the module, and every module that it brings with it."""
    text = (THEME / "assets" / module).read_text("utf-8")
    found = re.findall(r'^import [^;]*?"\./([\w-]+\.js)"', text, re.MULTILINE)
    return {module}.union(*(imported(one) for one in found))


def test_every_module_of_the_page_is_asked_for_at_once(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/")
    links = page.locator("link[rel=modulepreload]").evaluate_all(
        "all => all.map((one) => one.href)"
    )
    start = "search-page-start.js"
    assert sorted(link.rpartition("/")[2] for link in links) == sorted(imported(start) - {start})
