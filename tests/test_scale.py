"""An archive of 200 countries and 50 years: lists stay usable, and time grows as the archive."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import pytest

from reportsite.archive import Archive
from reportsite.model import Block, BlockKind, Country, Report, ReportKind, Section, Source
from reportsite.site.glance import glance
from reportsite.vocabulary.loading import Vocabulary
from reportsite.writing.build import catalogue_of, make_pages
from reportsite.writing.place_pages import place_pages
from reportsite.writing.theme_pages import theme_pages

COUNTRIES, YEARS = 200, 50
THEMES = ("torture", "impunity", "fair-trial")
# characters of Markdown
LARGEST = 100_000


def archive_of(countries: int, years: int, vocabulary: Vocabulary) -> Archive:
    return Archive(
        Path(),
        vocabulary,
        tuple(
            _report(country, year)
            for country in list(vocabulary.countries)[:countries]
            for year in range(2024 - years + 1, 2025)
        ),
    )


def _report(country: Country, year: int) -> Report:
    block = Block(BlockKind.PARAGRAPH, "Some words.")
    sections = tuple(
        Section(theme, theme, 2, theme, (replace(block, number=str(n)),))
        for n, theme in enumerate(THEMES, 1)
    )
    return Report(
        country,
        str(year),
        year,
        country.name,
        "en",
        ReportKind.REPORT,
        Source(organisation="Example Watch", work=f"Yearbook {year + 1}"),
        (),
        sections,
    )


@pytest.fixture(scope="module")
def listings(vocabulary: Vocabulary) -> dict[str, str]:
    """The pages that list what the archive holds, without those of reports and sections."""
    found = catalogue_of(archive_of(COUNTRIES, YEARS, vocabulary))
    of_themes = takewhile(lambda page: page.path.endswith("/index.md"), theme_pages(found))
    return {page.path: page.text for page in (*place_pages(found), *of_themes)}


def test_no_list_grows_beyond_use(listings: dict[str, str]) -> None:
    assert {path: len(text) for path, text in listings.items() if len(text) > LARGEST} == {}


@pytest.mark.parametrize(
    "path", ["countries/index.md", "reports/index.md", "themes/torture/index.md"]
)
def test_long_lists_are_split_by_letter(path: str, listings: dict[str, str]) -> None:
    assert "## K {: #letter-k }" in listings[path]
    assert "[K](#letter-k)" in listings[path]


def test_lists_name_every_country_and_year(listings: dict[str, str]) -> None:
    assert listings["years/index.md"].count("| [") == YEARS
    assert listings["countries/index.md"].count("\n| [") == COUNTRIES
    assert listings["years/2010.md"].count(".md)") >= COUNTRIES


def _seconds(archive: Archive) -> float:
    started = time.process_time()
    found = catalogue_of(archive)
    glance(found)
    for _ in make_pages(found):
        pass
    return time.process_time() - started


def test_time_grows_as_the_number_of_reports(vocabulary: Vocabulary) -> None:
    _seconds(archive_of(2, 5, vocabulary))
    small = _seconds(archive_of(20, 5, vocabulary))
    large = _seconds(archive_of(80, 5, vocabulary))
    # four times the reports; the lower bound shows that something was measured
    assert 2 * small < large < 8 * small
