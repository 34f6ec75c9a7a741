"""The pages that follow from the reports of one country: its own, and each theme in it."""

from __future__ import annotations

from collections.abc import Iterator

from reportsite.model import Country, Theme
from reportsite.writing.addresses import country_page, link, report_page, theme_in_country_page
from reportsite.writing.catalogue import Catalogue
from reportsite.writing.cells import Cell, decade_cell, source_cell, year_cell
from reportsite.writing.page import Page, listing_meta, make_page
from reportsite.writing.paging import Row, row, weight_of
from reportsite.writing.theme_in_country import theme_in_country_pages
from reportsite.writing.weight import room


def country_pages(country: Country, catalogue: Catalogue) -> Iterator[Page]:
    """Make the page of a country and of each theme in it.

    They depend on nothing but the country's reports and the vocabulary: `catalogue` may hold
    those alone.
    """
    yield from theme_in_country_pages(country, catalogue)
    yield _country(country, catalogue)


def _country(country: Country, catalogue: Catalogue) -> Page:
    path = country_page(country)
    reports = catalogue.by_country[country.slug]
    of_reports = [
        row(catalogue.label(report), link(report_page(report), path), source_cell(report))
        for report in reports
    ]
    rows = _theme_rows(country, weight_of(of_reports), catalogue)
    lead = f"What the reports on {country.name} say on each theme, by year."
    place = [{"title": "Countries", "address": "countries/"}]
    meta = listing_meta(country.name, "country", lead, place, country=country.code)
    return make_page(
        path,
        "country",
        f"reports/{country.slug}/",
        meta,
        aliases=country.aliases,
        reports=of_reports,
        themes=[found for theme, found in rows if theme.is_theme],
        others=[found for theme, found in rows if not theme.is_theme],
    )


def _theme_rows(country: Country, beside: int, catalogue: Catalogue) -> list[tuple[Theme, Row]]:
    """Return a row for each theme: a chip a report, or a decade where the page would be heavy."""
    path = country_page(country)
    reports = catalogue.by_country[country.slug]
    themes = [t for t in catalogue.listed_themes() if country.slug in catalogue.by_theme[t.id]]

    def rows(cell: Cell) -> list[Row]:
        return [
            row(
                theme.label,
                link(theme_in_country_page(theme, country), path),
                cell(theme, reports, path, catalogue),
            )
            for theme in themes
        ]

    by_year = rows(year_cell)
    light = weight_of(by_year) <= room(beside)
    return list(zip(themes, by_year if light else rows(decade_cell), strict=True))
