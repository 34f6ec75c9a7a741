"""The pages that follow from the reports of one country: its own, and each theme in it."""

from __future__ import annotations

from collections.abc import Iterator

from reportsite.comparing.editions import series_of
from reportsite.model import Country
from reportsite.writing.addresses import country_page, link, report_page
from reportsite.writing.catalogue import Catalogue
from reportsite.writing.cells import source_cell
from reportsite.writing.editions import changes_chips, source_names
from reportsite.writing.markdown import escape
from reportsite.writing.matrix import Matrix, by_decade, by_edition, matrix_of
from reportsite.writing.page import Page, listing_meta, make_page
from reportsite.writing.paging import Row, row, weight_of
from reportsite.writing.theme_in_country import theme_in_country_pages
from reportsite.writing.weight import room
from reportsite.writing.word_counts import word_counts


def country_pages(country: Country, catalogue: Catalogue) -> Iterator[Page]:
    """Make the page of a country and of each theme in it.

    They depend on nothing but the country's reports and the vocabulary: `catalogue` may hold
    those alone.
    """
    yield from theme_in_country_pages(country, catalogue)
    yield _country(country, catalogue)


def _country(country: Country, catalogue: Catalogue) -> Page:
    path = country_page(country)
    of_reports = [
        row(catalogue.label(report), link(report_page(report), path), source_cell(report))
        for report in catalogue.by_country[country.slug]
    ]
    changes = _changes_rows(country, catalogue)
    matrix = _matrix(country, weight_of([*of_reports, *changes]), catalogue)
    lead = f"What the reports on {country.name} say on each theme, by year."
    place = [{"title": "Countries", "address": "countries/"}]
    about = {"country": country.code, "sources": matrix.sources}
    return make_page(
        path,
        "country",
        f"reports/{country.slug}/",
        listing_meta(country.name, "country", lead, place, **about),
        aliases=country.aliases,
        reports=of_reports,
        matrix=matrix,
        changes=changes,
    )


def _matrix(country: Country, beside: int, catalogue: Catalogue) -> Matrix:
    """Return the table of themes: a column a report, or a decade where the page would be heavy."""
    path = country_page(country)
    counts = word_counts(catalogue.by_country[country.slug])
    matrix = matrix_of(country, path, catalogue, counts, by_edition)
    if weight_of(matrix.rows) <= room(beside):
        return matrix
    return matrix_of(country, path, catalogue, counts, by_decade)


def _changes_rows(country: Country, catalogue: Catalogue) -> list[Row]:
    """Return a row for each source with the links to what changed between its editions."""
    series = series_of(catalogue.by_country[country.slug])
    path = country_page(country)
    return [
        Row(name, f"| {escape(name)} | {changes_chips(one, path, catalogue)} |")
        for name, one in zip(source_names(series), series, strict=True)
        if one.pairs
    ]
