"""Cells of tables that grow: links to what each year has on something, or to what a report is from.

All rows of a table have the same years in the same order, so that they make columns where there
is room and wrap where there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from reportsite.model import Report, ReportKind, Theme
from reportsite.writing.addresses import link, section_page, theme_in_country_page
from reportsite.writing.catalogue import Catalogue, OnTheme
from reportsite.writing.markdown import escape

Cell = Callable[[Theme, Sequence[Report], str, Catalogue], str]

# the same years and countries stand in every row
_escaped = lru_cache(maxsize=4096)(escape)


def chip(label: str, target: str | None) -> str:
    """Return one link as Markdown; without a target, a label that says that there is nothing."""
    return f"[{_escaped(label)}]({target})" if target else f"*{_escaped(label)}*{{: .rs-none }}"


def year_cell(theme: Theme, reports: Sequence[Report], page: str, catalogue: Catalogue) -> str:
    """Return a chip for each report of one country, as links on `page` to what is on the theme."""
    found = {entry.report.name: entry for entry in _entries(theme, reports, catalogue)}
    return " ".join(
        chip(
            catalogue.label(report),
            link_to(found[report.name], theme, page) if report.name in found else None,
        )
        for report in reports
    )


def decade_cell(theme: Theme, reports: Sequence[Report], page: str, catalogue: Catalogue) -> str:
    """Return a chip for each decade, where one for each report would be too much.

    It leads to the first report of the decade that has something on the theme.
    """
    together = link(theme_in_country_page(theme, reports[0].country), page)
    targets: dict[int, str | None] = {decade_of(report.year): None for report in reports}
    for entry in reversed(_entries(theme, reports, catalogue)):
        targets[decade_of(entry.report.year)] = f"{together}#{entry.report.name}"
    return " ".join(chip(f"{decade}s", target) for decade, target in targets.items())


def decade_of(year: int) -> int:
    """Return the first year of a decade: 2013 → 2010."""
    return year // 10 * 10


def _entries(theme: Theme, reports: Sequence[Report], catalogue: Catalogue) -> tuple[OnTheme, ...]:
    return catalogue.by_theme.get(theme.id, {}).get(reports[0].country.slug, ())


def link_to(entry: OnTheme, theme: Theme, page: str) -> str:
    """Return the link on `page` to what one report says on a theme: its section, if it is one."""
    if len(entry.sections) == 1:
        return link(section_page(entry.report, entry.sections[0]), page)
    together = theme_in_country_page(theme, entry.report.country)
    return f"{link(together, page)}#{entry.report.name}"


def span(reports: Sequence[Report]) -> str:
    """Return what stands for many reports in a table that would hold too many links."""
    return f"{reports[0].year}–{reports[-1].year}, {len(reports)} reports"


def source_cell(report: Report) -> str:
    """Return what a report is from, as Markdown."""
    source = escape(report.source.work or report.source.organisation or "not recorded")
    return f"{source} (digest)" if report.kind is ReportKind.DIGEST else source
