"""Where each page lies: its file under docs/, and its address under the site's root.

Paths and addresses are relative, with forward slashes, and addresses end in one.
"""

from __future__ import annotations

import posixpath

from reportsite.model import Country, Report, Section, Theme

GENERATED = ("reports", "themes", "countries", "years")


def report_page(report: Report) -> str:
    """Return the path of a whole report's page."""
    return f"reports/{report.address}/index.md"


def section_page(report: Report, section: Section) -> str:
    """Return the path of one section's page."""
    return f"reports/{report.address}/{section.slug}.md"


def theme_page(theme: Theme) -> str:
    """Return the path of a theme's page."""
    return f"themes/{theme.id}/index.md"


def theme_in_country_page(theme: Theme, country: Country) -> str:
    """Return the path of the page that shows one theme in one country through the years."""
    return f"themes/{theme.id}/{country.slug}.md"


def country_page(country: Country) -> str:
    """Return the path of a country's page."""
    return f"countries/{country.slug}.md"


def year_page(year: int) -> str:
    """Return the path of a year's page."""
    return f"years/{year}.md"


def address(path: str) -> str:
    """Return the address of the page at a path: `years/2010.md` → `years/2010/`."""
    stem = path.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index") + "/"


def link(target: str, page: str) -> str:
    """Return the path of `target` as a link on `page` writes it."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")
