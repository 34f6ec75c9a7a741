"""The archive at a glance, as the templates of the theme show it."""

from __future__ import annotations

from typing import Any

from reportsite.model import Theme
from reportsite.writing.addresses import address, country_page, theme_page, year_page
from reportsite.writing.catalogue import Catalogue


def glance(catalogue: Catalogue) -> dict[str, Any]:
    """Return counts and lists: countries by name, themes as two levels, years from the latest."""
    reports = catalogue.reports
    return {
        "reports": len(reports),
        "sections": sum(len(report.sections) for report in reports),
        "paragraphs": sum(1 for report in reports for block in report.blocks if block.number),
        "countries": [
            {
                "name": country.name,
                "slug": country.slug,
                "address": address(country_page(country)),
                "reports": len(catalogue.by_country[country.slug]),
                "sections": sum(len(r.sections) for r in catalogue.by_country[country.slug]),
            }
            for country in catalogue.countries()
        ],
        "themes": _themes(catalogue),
        "kinds": [
            _theme(theme, catalogue, [])
            for theme in catalogue.themes_in_use()
            if not theme.is_theme
        ],
        "years": [
            {"year": year, "address": address(year_page(year)), "reports": len(of_year)}
            for year, of_year in catalogue.by_year.items()
        ],
    }


def _themes(catalogue: Catalogue) -> list[dict[str, Any]]:
    in_use = [theme for theme in catalogue.themes_in_use() if theme.is_theme]
    parents = {theme.parent for theme in in_use}
    top = [
        theme
        for theme in catalogue.all_themes()
        if theme.is_theme and not theme.parent and (theme in in_use or theme.id in parents)
    ]
    return [
        _theme(
            theme,
            catalogue,
            [_theme(child, catalogue, []) for child in in_use if child.parent == theme.id],
        )
        for theme in top
    ]


def _theme(theme: Theme, catalogue: Catalogue, children: list[dict[str, Any]]) -> dict[str, Any]:
    countries = catalogue.by_theme.get(theme.id, {})
    return {
        "id": theme.id,
        "label": theme.label,
        "definition": theme.definition,
        "address": address(theme_page(theme)),
        "parent": theme.parent,
        "sections": sum(len(entry.sections) for of in countries.values() for entry in of),
        "children": children,
    }
