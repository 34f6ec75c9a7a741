"""What a reader does: opens a link, reads a section, follows a theme through the years, prints."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from reportsite.site.building import build_site
from serving import served
from small_archive import new_archive


def test_from_the_home_page_to_a_section(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.get_by_role("main").get_by_role("link", name="Kazakhstan", exact=True).click()
    page.get_by_role("link", name="2010", exact=True).first.click()
    expect(page).to_have_url(f"{site_url}/reports/kazakhstan/2010/")
    page.get_by_role("article").get_by_role("link", name="Impunity", exact=True).first.click()
    expect(page).to_have_url(f"{site_url}/reports/kazakhstan/2010/impunity/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Impunity")


def test_a_theme_is_followed_to_another_year(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/reports/kazakhstan/2010/torture-and-other-ill-treatment/")
    years = page.get_by_role("navigation", name="Torture and other ill-treatment in Kazakhstan")
    expect(years.get_by_role("link", name="2010")).to_have_attribute("aria-current", "page")
    years.get_by_role("link", name="2008").click()
    expect(page).to_have_url(f"{site_url}/reports/kazakhstan/2008/torture-and-other-ill-treatment/")


def test_a_theme_in_one_country_shows_all_years_together(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/themes/torture/kazakhstan/")
    headings = page.get_by_role("heading", level=2).all_inner_texts()
    assert headings == ["Kazakhstan 2008", "Kazakhstan 2010", "Kazakhstan 2019", "Kazakhstan 2024"]


def test_a_paragraph_there_leads_to_its_permanent_address(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/themes/torture/kazakhstan/")
    page.get_by_role("link", name="¶4", exact=True).first.click()
    expect(page).to_have_url(f"{site_url}/reports/kazakhstan/2008/#p4")


@pytest.mark.parametrize(
    "path", ["/reports/kazakhstan/2010/", "/reports/kazakhstan/2010/impunity/"]
)
def test_a_deep_link_opened_cold_shows_its_paragraph_marked(
    page: Page, site_url: str, path: str
) -> None:
    page.goto(f"{site_url}{path}#p10")
    paragraph = page.locator("#p10")
    expect(paragraph).to_be_in_viewport()
    other = page.locator("#p11")
    background = "e => getComputedStyle(e).backgroundColor"
    assert paragraph.evaluate(background) != other.evaluate(background)
    top = paragraph.evaluate("e => e.getBoundingClientRect().top")
    assert top >= 0


def test_a_deep_link_works_without_javascript(without_scripts: Page, site_url: str) -> None:
    without_scripts.goto(f"{site_url}/reports/kazakhstan/2010/#p12")
    expect(without_scripts.locator("#p12")).to_be_in_viewport()


def test_the_search_page_without_javascript_leads_elsewhere(
    without_scripts: Page, site_url: str
) -> None:
    without_scripts.goto(f"{site_url}/search/?q=torture")
    main = without_scripts.get_by_role("main")
    expect(main).to_contain_text("JavaScript")
    for name, path in {"country": "countries", "theme": "themes", "year": "years"}.items():
        link = main.get_by_role("link", name=name, exact=True)
        assert link.evaluate("e => e.href") == f"{site_url}/{path}/"


def test_paragraphs_are_numbered_through_the_report(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/reports/kazakhstan/2010/")
    numbers = page.locator("article .pn").all_inner_texts()
    assert numbers == [f"¶{n}" for n in range(1, len(numbers) + 1)]
    assert len(numbers) >= 15


def test_a_digest_says_that_it_is_one(page: Page, site_url: str) -> None:
    for path in ("", "impunity/"):
        page.goto(f"{site_url}/reports/kazakhstan/2010/{path}")
        expect(page.locator(".rs-digest")).to_have_text(
            "This is a digest of Amnesty International Report 2011: The State of the World’s "
            "Human Rights (Amnesty International) in this archive’s own words, not those of the "
            "source."
        )


@pytest.mark.parametrize(
    ("path", "description"),
    [
        (
            "/reports/kazakhstan/2010/impunity/",
            "Impunity: paragraphs 8 to 11 of Kazakhstan 2010, a digest of Amnesty International "
            "Report 2011: The State of the World’s Human Rights, Amnesty International.",
        ),
        (
            "/reports/kazakhstan/2010/",
            "Kazakhstan 2010: the whole text, a digest of Amnesty International "
            "Report 2011: The State of the World’s Human Rights, Amnesty International.",
        ),
        ("/years/2010/", "Reports that cover 2010, and the themes they write about."),
    ],
)
def test_a_page_describes_itself(page: Page, site_url: str, path: str, description: str) -> None:
    page.goto(site_url + path)
    meta = page.locator('meta[name="description"]')
    expect(meta).to_have_attribute("content", description)


def test_a_theme_has_one_extent(page: Page, site_url: str) -> None:
    page.goto(site_url)
    item = page.get_by_role("listitem").filter(has_text="Torture and other ill-treatment").last
    expect(item).to_contain_text("9 passages")
    page.goto(f"{site_url}/themes/")
    row = page.get_by_role("row").filter(has_text="Torture and other ill-treatment")
    expect(row).to_contain_text("9 passages, 2 countries")
    page.goto(f"{site_url}/themes/torture/")
    expect(page.locator(".rs-extent")).to_have_text("9 passages, 2 countries")


def test_a_single_paragraph_counts_on_the_pages_of_country_and_year(
    page: Page, site_url: str
) -> None:
    leads_to = f"{site_url}/themes/detention/kazakhstan/#2010"
    for path in ("countries/kazakhstan", "years/2010"):
        page.goto(f"{site_url}/{path}/")
        row = page.get_by_role("row").filter(has_text="Detention and imprisonment")
        link = row.locator("a[href$='#2010']")
        assert link.evaluate("e => e.href") == leads_to


def test_counts_lead_to_the_lists(page: Page, site_url: str) -> None:
    page.goto(site_url)
    lists = {"6 reports": "reports", "2 countries": "countries", "4 years": "years"}
    for name, path in lists.items():
        link = page.get_by_role("link", name=name, exact=True)
        assert link.evaluate("e => e.href") == f"{site_url}/{path}/"


def test_groups_of_sections_are_on_no_list(page: Page, site_url: str) -> None:
    for path in ("/", "/themes/", "/countries/uzbekistan/"):
        page.goto(site_url + path)
        expect(page.get_by_text("Group of sections")).to_have_count(0)
    assert page.goto(f"{site_url}/themes/section-group/").status == 200  # type: ignore[union-attr]


def test_the_way_to_a_theme_in_one_country(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/themes/torture/kazakhstan/")
    steps = page.get_by_role("navigation", name="Place").get_by_role("listitem")
    expect(steps).to_have_text(
        ["Themes", "Life and bodily integrity", "Torture and other ill-treatment", "Kazakhstan"]
    )


def test_an_empty_archive_says_so(page: Page, tmp_path: Path) -> None:
    root = new_archive(tmp_path / "archive", {})
    build_site(root, tmp_path / "site", strict=True)
    with served(tmp_path / "site") as address:
        page.goto(address)
        expect(page.get_by_role("heading", level=2)).to_have_text(
            ["There is no report in this archive yet"]
        )
        expect(page.get_by_role("main")).to_contain_text("reportsite import")
        expect(page.locator(".rs-counts")).to_have_count(0)


def test_what_is_not_recorded_is_said(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/reports/kazakhstan/2010/")
    facts = page.locator("dl.rs-facts")
    expect(facts).to_contain_text("Document number")
    expect(facts).to_contain_text("POL 10/001/2011")
    assert "not recorded" in facts.inner_text()


def test_print_drops_the_navigation_and_keeps_the_numbers(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/reports/kazakhstan/2010/impunity/")
    page.emulate_media(media="print")
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.locator("#p9 .pn")).to_be_visible()
    assert page.pdf().startswith(b"%PDF-")


def test_the_colour_scheme_is_chosen_and_kept(page: Page, site_url: str) -> None:
    page.goto(site_url)
    before = page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    button = page.get_by_role("button", name="Colours")
    for _ in range(3):
        button.click()
        after = page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
        if after != before:
            break
    assert after != before
    page.goto(f"{site_url}/themes/")
    assert page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == after
