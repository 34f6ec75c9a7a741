"""The pages of countries, years and reports, and the list of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reportsite.model import Country, Report, Theme
from reportsite.writing.addresses import (
    country_page,
    link,
    report_page,
    theme_in_country_page,
    theme_page,
    year_page,
)
from reportsite.writing.catalogue import Catalogue, OnTheme, themes_of
from reportsite.writing.chips import MOST_CHIPS, Chip, by_letter, link_to, span, year_chips
from reportsite.writing.page import Meta, Page, listing_meta, make_page

COUNTRIES = "countries/index.md"
YEARS = "years/index.md"
REPORTS = "reports/index.md"
ORIGIN = "reports/"
# a row of a year's table names as many countries and, above that, says how many there are
MOST_COUNTRIES = 40


def place_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Make the list of countries, years and reports, then a page for each country and year."""
    yield _countries(catalogue)
    yield _years(catalogue)
    yield _reports(catalogue)
    for country in catalogue.countries():
        yield _country(country, catalogue)
    for year in catalogue.by_year:
        yield _year(year, catalogue)


def _countries(catalogue: Catalogue) -> Page:
    chips = _one_chip if len(catalogue.reports) > MOST_CHIPS else _report_chips
    rows = [
        {
            "name": country.name,
            "link": link(country_page(country), COUNTRIES),
            "chips": chips(catalogue.by_country[country.slug], COUNTRIES, catalogue),
        }
        for country in catalogue.countries()
    ]
    lead = "Countries that have a report in this archive, and the years covered."
    meta = listing_meta("Countries", "countries", lead, [])
    return make_page(COUNTRIES, "countries", ORIGIN, meta, groups=by_letter(rows))


def _report_chips(reports: tuple[Report, ...], page: str, catalogue: Catalogue) -> list[Chip]:
    return [Chip(catalogue.label(report), link(report_page(report), page)) for report in reports]


def _one_chip(reports: tuple[Report, ...], page: str, catalogue: Catalogue) -> list[Chip]:
    return [Chip(span(reports), link(country_page(reports[0].country), page))]


def _country(country: Country, catalogue: Catalogue) -> Page:
    path = country_page(country)
    reports = catalogue.by_country[country.slug]
    themes = [t for t in catalogue.listed_themes() if country.slug in catalogue.by_theme[t.id]]
    rows = [
        {
            "name": theme.label,
            "is_theme": theme.is_theme,
            "link": link(theme_in_country_page(theme, country), path),
            "chips": year_chips(theme, reports, path, catalogue),
        }
        for theme in themes
    ]
    lead = f"What the reports on {country.name} say on each theme, by year."
    place = [{"title": "Countries", "address": "countries/"}]
    meta = listing_meta(country.name, "country", lead, place, country=country.code)
    return make_page(
        path,
        "country",
        f"reports/{country.slug}/",
        meta,
        aliases=country.aliases,
        reports=[_report_row(report, path, catalogue) for report in reports],
        themes=[row for row in rows if row["is_theme"]],
        others=[row for row in rows if not row["is_theme"]],
    )


def _report_row(report: Report, page: str, catalogue: Catalogue) -> Meta:
    return {
        "name": catalogue.name(report),
        "label": catalogue.label(report),
        "link": link(report_page(report), page),
        "source": report.source.work or report.source.organisation,
        "kind": report.kind.value,
    }


def _years(catalogue: Catalogue) -> Page:
    rows = [
        {
            "name": str(year),
            "link": link(year_page(year), YEARS),
            "reports": len(reports),
            "countries": len({report.country.code for report in reports}),
        }
        for year, reports in catalogue.by_year.items()
    ]
    lead = "The years that the reports cover, which are not the years in which they appeared."
    return make_page(YEARS, "years", ORIGIN, listing_meta("Years", "years", lead, []), rows=rows)


def _year(year: int, catalogue: Catalogue) -> Page:
    path = year_page(year)
    reports = catalogue.by_year[year]
    lead = f"Reports that cover {year}, and the themes they write about."
    place = [{"title": "Years", "address": "years/"}]
    meta = listing_meta(str(year), "year", lead, place, year=year)
    return make_page(
        path,
        "year",
        ORIGIN,
        meta,
        groups=by_letter([_report_row(report, path, catalogue) for report in reports]),
        themes=_themes_of_year(reports, path, catalogue),
    )


def _themes_of_year(reports: tuple[Report, ...], page: str, catalogue: Catalogue) -> list[Meta]:
    """Return a row for each theme: the countries whose reports of one year have a passage on it."""
    entries: dict[str, list[OnTheme]] = defaultdict(list)
    for report in reports:
        for id_, entry in themes_of(report).items():
            entries[id_].append(entry)
    return [
        {
            "name": theme.label,
            "link": link(theme_page(theme), page),
            "chips": _country_chips(theme, entries[theme.id], page, catalogue),
        }
        for theme in catalogue.listed_themes()
        if theme.is_theme and theme.id in entries
    ]


def _country_chips(
    theme: Theme, entries: list[OnTheme], page: str, catalogue: Catalogue
) -> list[Chip]:
    if len(entries) > MOST_COUNTRIES:
        return [Chip(f"{len(entries)} reports", link(theme_page(theme), page))]
    return [Chip(_of_its_year(e.report, catalogue), link_to(e, theme, page)) for e in entries]


def _of_its_year(report: Report, catalogue: Catalogue) -> str:
    """Return what a report is called among those of its year: "Kazakhstan", and its name if two."""
    return report.country.name + catalogue.label(report).removeprefix(str(report.year))


def _reports(catalogue: Catalogue) -> Page:
    if len(catalogue.reports) > MOST_CHIPS:
        rows = [_country_of_reports(reports) for reports in catalogue.by_country.values()]
    else:
        rows = [_report_row(report, REPORTS, catalogue) for report in catalogue.reports]
    meta = listing_meta(
        "Reports", "reports", "Every report in this archive, by country and year.", []
    )
    return make_page(REPORTS, "reports", ORIGIN, meta, groups=by_letter(rows))


def _country_of_reports(reports: tuple[Report, ...]) -> Meta:
    country = reports[0].country
    target = link(country_page(country), REPORTS)
    return {"name": country.name, "link": target, "source": span(reports), "kind": None}
