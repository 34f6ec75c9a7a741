"""The page of each theme, and the list of themes."""

from __future__ import annotations

from collections.abc import Iterator

from reportsite.model import Theme
from reportsite.writing.addresses import link, theme_in_country_page, theme_page
from reportsite.writing.catalogue import Catalogue
from reportsite.writing.cells import decade_cell, year_cell
from reportsite.writing.page import Meta, Page, listing_meta, make_page
from reportsite.writing.paging import Row, list_pages_of, row
from reportsite.writing.places import place_of_theme
from reportsite.writing.treaties import by_treaty

LIST = "themes/index.md"
VOCABULARY = "reports/vocabulary/themes.yml"
# a theme with more reports than these would need five pages, on which nothing is found
MOST_CHIPS = 4000


def theme_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Make the list of themes, then for each the pages on which its sections are listed."""
    yield _list(catalogue)
    in_use = catalogue.themes_in_use()
    for theme in catalogue.themes_with_parents():
        yield from _theme(theme, in_use, catalogue)


def _list(catalogue: Catalogue) -> Page:
    lead = (
        "What the reports write about. A passage is a section on a theme, or a single paragraph "
        "on it in a section on another. Their number tells something about the reports, not the "
        "countries."
    )
    return make_page(
        LIST,
        "themes",
        VOCABULARY,
        listing_meta("Themes", "themes", lead, []),
        rows=[_row(theme, catalogue) for theme in _by_top_theme(catalogue)],
        others=[_row(t, catalogue) for t in catalogue.listed_themes() if not t.is_theme],
    )


def _by_top_theme(catalogue: Catalogue) -> list[Theme]:
    """Return each top theme with those beneath it behind it."""
    themes = [theme for theme in catalogue.themes_with_parents() if theme.is_theme]
    return [
        theme
        for top in themes
        if top.parent is None
        for theme in (top, *(child for child in themes if child.parent == top.id))
    ]


def _row(theme: Theme, catalogue: Catalogue) -> Meta:
    return {
        "label": theme.label,
        "is_top": theme.parent is None,
        "link": link(theme_page(theme), LIST),
        **_extent(theme, catalogue),
    }


def _extent(theme: Theme, catalogue: Catalogue) -> Meta:
    countries = catalogue.by_theme.get(theme.id, {})
    return {"passages": catalogue.passages(theme), "countries": len(countries)}


def _theme(theme: Theme, in_use: list[Theme], catalogue: Catalogue) -> Iterator[Page]:
    path = theme_page(theme)
    way = place_of_theme(theme, catalogue.themes)
    beneath = [
        {"label": child.label, "link": link(theme_page(child), path)}
        for child in in_use
        if child.parent == theme.id
    ]
    for part in list_pages_of(path, _country_rows(theme, path, catalogue)):
        lead = part.lead(theme.definition, "Countries")
        meta = part.meta(theme.label, "theme", lead, way, theme=theme.id)
        yield make_page(
            part.path,
            "theme",
            VOCABULARY,
            meta,
            articles=by_treaty(theme.articles),
            extent_of=_extent(theme, catalogue),
            beneath=beneath,
            part=part,
        )


def _country_rows(theme: Theme, path: str, catalogue: Catalogue) -> list[Row]:
    """Return a row for each country: a chip a report, or a decade where that is too much."""
    of_each = [catalogue.by_country[slug] for slug in catalogue.by_theme.get(theme.id, {})]
    cell = year_cell if sum(map(len, of_each)) <= MOST_CHIPS else decade_cell
    return [
        row(
            reports[0].country.name,
            link(theme_in_country_page(theme, reports[0].country), path),
            cell(theme, reports, path, catalogue),
        )
        for reports in of_each
    ]
