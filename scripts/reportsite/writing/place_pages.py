"""The lists of countries, years and reports, and the pages of each year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reportsite.model import Report, Theme
from reportsite.writing.addresses import country_page, link, report_page, theme_page, year_page
from reportsite.writing.catalogue import Catalogue, OnTheme
from reportsite.writing.cells import chip, link_to, source_cell, span
from reportsite.writing.counts import number_of
from reportsite.writing.page import Page, listing_meta, make_page
from reportsite.writing.paging import ListPage, Row, list_pages_of, row, weight_of
from reportsite.writing.weight import room

COUNTRIES = "countries/index.md"
YEARS = "years/index.md"
REPORTS = "reports/index.md"
ORIGIN = "reports/"
# a row of a year's table names as many countries, or fewer, and above that says how many there are
MOST_COUNTRIES = (40, 20, 10, 5, 1)


def place_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Make the lists of countries, years and reports, then the pages of each year."""
    yield from _countries(catalogue)
    yield _years(catalogue)
    yield from _reports(catalogue)
    on_themes = _by_year(catalogue)
    for year in catalogue.by_year:
        yield from _year(year, on_themes[year], catalogue)


def _countries(catalogue: Catalogue) -> Iterator[Page]:
    by_year = [_country_row(reports, catalogue) for reports in catalogue.by_country.values()]
    light = weight_of(by_year) <= room()
    rows = by_year if light else [_spanned_row(r) for r in catalogue.by_country.values()]
    lead = (
        "Countries that have a report in this archive, and the years covered: "
        f"{number_of(len(rows), 'country', 'countries')}, "
        f"{number_of(len(catalogue.reports), 'report', 'reports')}."
    )
    for part in list_pages_of(COUNTRIES, rows):
        yield _list("Countries", "countries", lead, part)


def _list(title: str, kind: str, lead: str, part: ListPage) -> Page:
    """Return one page of a list that stands at the top of the site."""
    meta = part.meta(title, kind, part.lead(lead, title), [])
    return make_page(part.path, kind, ORIGIN, meta, part=part)


def _country_row(reports: tuple[Report, ...], catalogue: Catalogue) -> Row:
    country = reports[0].country
    chips = (chip(catalogue.label(r), link(report_page(r), COUNTRIES)) for r in reports)
    return row(country.name, link(country_page(country), COUNTRIES), " ".join(chips))


def _spanned_row(reports: tuple[Report, ...]) -> Row:
    country = reports[0].country
    target = link(country_page(country), COUNTRIES)
    return row(country.name, target, chip(span(reports), target))


def _reports(catalogue: Catalogue) -> Iterator[Page]:
    rows = [
        row(
            report.country.name,
            link(report_page(report), REPORTS),
            source_cell(report),
            shown=catalogue.name(report),
        )
        for report in catalogue.reports
    ]
    lead = "Every report in this archive, by country and year."
    for part in list_pages_of(REPORTS, rows):
        yield _list("Reports", "reports", lead, part)


def _years(catalogue: Catalogue) -> Page:
    rows = [
        row(
            str(year),
            link(year_page(year), YEARS),
            str(len(reports)),
            str(len({report.country.code for report in reports})),
        )
        for year, reports in catalogue.by_year.items()
    ]
    lead = "The years that the reports cover, which are not the years in which they appeared."
    return make_page(YEARS, "years", ORIGIN, listing_meta("Years", "years", lead, []), rows=rows)


OnThemes = dict[str, list[OnTheme]]


def _by_year(catalogue: Catalogue) -> dict[int, OnThemes]:
    """Return what the reports of each year have on each theme, in the order of countries."""
    found: dict[int, OnThemes] = defaultdict(lambda: defaultdict(list))
    for theme in catalogue.listed_themes():
        for entries in catalogue.by_theme[theme.id].values():
            for entry in entries:
                found[entry.report.year][theme.id].append(entry)
    return found


def _year(year: int, on_themes: OnThemes, catalogue: Catalogue) -> Iterator[Page]:
    path = year_page(year)
    themes = _themes_of_year(on_themes, path, catalogue)
    rows = [
        row(
            report.country.name,
            link(report_page(report), path),
            source_cell(report),
            shown=catalogue.name(report),
        )
        for report in catalogue.by_year[year]
    ]
    lead = f"Reports that cover {year}, and the themes they write about."
    years = [{"title": "Years", "address": "years/"}]
    for part in list_pages_of(path, rows, weight_of(themes)):
        meta = part.meta(str(year), "year", part.lead(lead, "Reports"), years, year=year)
        beside = themes if part.number == 1 else []
        yield make_page(part.path, "year", ORIGIN, meta, part=part, themes=beside)


def _themes_of_year(on_themes: OnThemes, page: str, catalogue: Catalogue) -> list[Row]:
    """Return a row for each theme: the countries whose reports of one year have a passage on it."""
    themes = [t for t in catalogue.listed_themes() if t.is_theme and t.id in on_themes]
    for most in MOST_COUNTRIES:
        rows = [_theme_row(theme, on_themes[theme.id], most, page, catalogue) for theme in themes]
        if weight_of(rows) <= room() // 2:
            break
    return rows


def _theme_row(
    theme: Theme, entries: list[OnTheme], most: int, page: str, catalogue: Catalogue
) -> Row:
    """Return a theme's row, with the names of countries only where they are few."""
    target = link(theme_page(theme), page)
    if len(entries) > most:
        return row(theme.label, target, chip(f"{len(entries):,} reports", target))
    named = (
        chip(_of_its_year(entry.report, catalogue), link_to(entry, theme, page))
        for entry in entries
    )
    return row(theme.label, target, " ".join(named))


def _of_its_year(report: Report, catalogue: Catalogue) -> str:
    """Return what a report is called among those of its year: "Kazakhstan", and its name if two."""
    return report.country.name + catalogue.label(report).removeprefix(str(report.year))
