"""The list of headings: complete, in order, and light however many there are."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from rendering import rendered, weights
from reportsite.model import Country, Report, ReportKind, Section, Source
from reportsite.vocabulary.loading import Vocabulary
from reportsite.writing.catalogue import catalogue
from reportsite.writing.heading_pages import heading_pages, headings_of
from reportsite.writing.letters import by_letter, letter_of
from reportsite.writing.weight import html_weight

# bytes of HTML
LARGEST = 200_000
# what the State Department printed: most headings stand in every report, some in one alone
COUNTRIES, YEARS, SECTIONS = 194, range(2021, 2025), 40


@given(st.lists(st.text(min_size=1, max_size=6), max_size=40))
@example(["Iraq", "ırmak", "Izmir", "jail"])
@example(["“Law”", "Mali", "Laos", "—", "…", "9", "Łódź", "Äther", "Ωmega", "ſo"])
def test_what_is_of_one_letter_stands_together(names: list[str]) -> None:
    letters = [letter for letter, _ in groupby(sorted(names, key=by_letter), letter_of)]
    assert len(letters) == len(set(letters))


def report(country: Country, year: int, titles: list[str]) -> Report:
    sections = tuple(
        Section(f"{title.lower().replace(' ', '-')}-{at}"[:80], title, 2, "torture", ())
        for at, title in enumerate(titles)
    )
    kind = ReportKind.REPORT
    return Report(country, str(year), year, country.name, "en", kind, Source(), (), sections)


def many(vocabulary: Vocabulary, own: int) -> list[Report]:
    """Return reports of 30,000 sections, of which so many in each have a heading of their own."""
    shared = [f"Heading {at} that stands in all of them" for at in range(SECTIONS - own)]
    return [
        report(country, year, [*shared, *(_own(country, year, at) for at in range(own))])
        for country in list(vocabulary.countries)[:COUNTRIES]
        for year in YEARS
    ]


def _own(country: Country, year: int, at: int) -> str:
    letter = chr(ord("A") + (year + 7 * at + len(country.slug)) % 26)
    return f"{letter}buses, attacks and discrimination in {country.name} number {at} of {year}"


def test_thirty_thousand_sections_make_light_pages(vocabulary: Vocabulary, tmp_path: Path) -> None:
    reports = many(vocabulary, own=10)
    found = catalogue(reports, vocabulary.themes)
    pages = list(heading_pages(found))
    assert max(html_weight(page.body) for page in pages) <= 0.9 * LARGEST
    heaviest = sorted(pages, key=lambda page: -len(page.body))[:2]
    site = rendered([pages[0], *heaviest], found, tmp_path / "archive")
    assert max(weights(site).values()) <= LARGEST
    rows = re.findall(r"^\| (?!Heading \||---)(.+?) \| ", "\n".join(p.body for p in pages), re.M)
    titles = {section.title for one in reports for section in one.sections}
    assert Counter(rows) == dict.fromkeys(titles, 1)
    assert "7,790 headings, 31,040 sections" in str(pages[0].meta["lead"])


def test_headings_are_told_apart_by_their_words(vocabulary: Vocabulary) -> None:
    country = next(iter(vocabulary.countries))
    typed = [
        "Law",
        "LAW",
        "a. Law",
        "(2) law",
        "Section 4. Law",
        "*Law*",
        "Law.",
        "Laws",
        "Section 1.",
    ]
    found = headings_of([report(country, 2010, typed)])
    assert {one.words: len(one.sections) for one in found} == {
        "Law": 6,
        "Law.": 1,
        "Laws": 1,
        "Section 1.": 1,
    }


def test_from_the_home_page_to_a_section_by_its_heading(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.get_by_role("main").get_by_role("link", name=re.compile(r"^\d+ sections$")).click()
    expect(page).to_have_url(f"{site_url}/headings/")
    row = page.get_by_role("row", name=re.compile("^Amnesty International visit"))
    row.get_by_role("link", name="Kazakhstan 2008").click()
    address = f"{site_url}/reports/kazakhstan/2008/amnesty-international-visit/"
    expect(page).to_have_url(address)
