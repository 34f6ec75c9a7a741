"""Rows of links in tables that grow: each year a link, or without one where there is nothing.

All rows of a table have the same years in the same order, so that they make columns where there
is room and wrap where there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from reportsite.model import Report, Theme
from reportsite.writing.addresses import link, section_page, theme_in_country_page
from reportsite.writing.catalogue import Catalogue, OnTheme

# a list that fits on one or two screens needs no letters
LETTERS_FROM = 30
# more links than this in one table make a page of several hundred kilobytes
MOST_CHIPS = 2000


@dataclass(frozen=True)
class Chip:
    """One year of a row. No link: nothing on this in that edition."""

    label: str
    link: str | None


def year_chips(
    theme: Theme, reports: Sequence[Report], page: str, catalogue: Catalogue
) -> list[Chip]:
    """Return a chip for each report of one country, as links on `page` to what is on the theme."""
    country = reports[0].country.slug
    entries = catalogue.by_theme.get(theme.id, {}).get(country, ())
    found = {entry.report.address: entry for entry in entries}
    return [
        Chip(
            catalogue.label(report),
            link_to(found[report.address], theme, page) if report.address in found else None,
        )
        for report in reports
    ]


def span(reports: Sequence[Report]) -> str:
    """Return what stands for many reports in a table that would hold too many links."""
    return f"{reports[0].year}–{reports[-1].year}, {len(reports)} reports"


def link_to(entry: OnTheme, theme: Theme, page: str) -> str:
    """Return the link on `page` to what one report says on a theme: its section, if it is one."""
    if len(entry.sections) == 1:
        return link(section_page(entry.report, entry.sections[0]), page)
    together = theme_in_country_page(theme, entry.report.country)
    return f"{link(together, page)}#{entry.report.name}"


def by_letter(rows: Sequence[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Split rows by the first letter of their "name"; a short list is one group without letter."""
    if len(rows) < LETTERS_FROM:
        return [("", list(rows))] if rows else []
    ordered = sorted(rows, key=lambda row: str(row["name"]))
    return [(k, list(group)) for k, group in groupby(ordered, lambda row: str(row["name"])[0])]
