"""The archive at a glance, as the templates of the theme show it."""

from __future__ import annotations

from typing import Any

from reportsite.model import Theme
from reportsite.writing.addresses import address, country_page, theme_page, year_page
from reportsite.writing.catalogue import Catalogue


def glance(catalogue: Catalogue, paragraphs: int) -> dict[str, Any]:
    """Return counts and lists: countries by name, themes as two levels, years from the latest.

    `paragraphs` are those of all reports, whose texts a catalogue need not hold.
    """
    reports = catalogue.reports
    return {
        "reports": len(reports),
        "sections": sum(len(report.sections) for report in reports),
        "paragraphs": paragraphs,
        "countries": [
            {
                "name": country.name,
                "slug": country.slug,
                "address": address(country_page(country)),
                "reports": len(catalogue.by_country[country.slug]),
            }
            for country in catalogue.countries()
        ],
        "themes": _themes(catalogue),
        "themes_in_use": sum(theme.is_theme for theme in catalogue.listed_themes()),
        "kinds": [
            _theme(theme, catalogue, [])
            for theme in catalogue.themes_in_use()
            if not theme.is_theme
        ],
        "years": [
            {"year": year, "address": address(year_page(year))} for year in catalogue.by_year
        ],
    }


def _themes(catalogue: Catalogue) -> list[dict[str, Any]]:
    themes = [theme for theme in catalogue.themes_with_parents() if theme.is_theme]
    return [
        _theme(top, catalogue, [theme for theme in themes if theme.parent == top.id])
        for top in themes
        if not top.parent
    ]


def _theme(theme: Theme, catalogue: Catalogue, beneath: list[Theme]) -> dict[str, Any]:
    return {
        "id": theme.id,
        "label": theme.label,
        "address": address(theme_page(theme)),
        "passages": catalogue.passages(theme),
        "children": [_theme(child, catalogue, []) for child in beneath],
    }
