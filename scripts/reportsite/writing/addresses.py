"""Where each page lies: its file under docs/, and its address under the site's root.

Paths and addresses are relative, with forward slashes, and addresses end in one.
"""

from __future__ import annotations

from reportsite.model import Country, Report, Section, Theme

GENERATED = ("reports", "themes", "countries", "years", "headings", "passages")


def report_page(report: Report) -> str:
    """Return the path of a whole report's page."""
    return page_below(report.address)


def section_page(report: Report, section: Section) -> str:
    """Return the path of one section's page."""
    return page_below(report.address, section.slug)


def page_below(home: str, slug: str = "") -> str:
    """Return the path of a page at a report's address: a section's, or that of the whole."""
    return f"reports/{home}/{slug or 'index'}.md"


def theme_page(theme: Theme) -> str:
    """Return the path of a theme's page."""
    return f"themes/{theme.id}/index.md"


def theme_in_country_page(theme: Theme, country: Country) -> str:
    """Return the path of the page that shows one theme in one country through the years."""
    return f"themes/{theme.id}/{country.slug}.md"


def period_page(theme: Theme, country: Country, period: str) -> str:
    """Return the path of the page that shows some of these years, such as `2010-2019`."""
    return f"themes/{theme.id}/{country.slug}/{period}.md"


def country_page(country: Country) -> str:
    """Return the path of a country's page."""
    return f"countries/{country.slug}.md"


def year_page(year: int) -> str:
    """Return the path of a year's page."""
    return f"years/{year}.md"


def changes_page(earlier: Report, later: Report) -> str:
    """Return the path of the page that shows what changed between two reports of one country.

    Names with hyphens are joined by two: `2010-long--2011`.
    """
    joint = "--" if "-" in earlier.name + later.name else "-"
    return f"countries/{earlier.country.slug}/changes/{earlier.name}{joint}{later.name}/index.md"


def list_page(path: str, number: int) -> str:
    """Return the path of one page of a list whose first is at `path`. `number` counts from 1."""
    if number == 1:
        return path
    return f"{path.removesuffix('.md').removesuffix('/index')}/page-{number}.md"


def address(path: str) -> str:
    """Return the address of the page at a path: `years/2010.md` → `years/2010/`."""
    stem = path.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index") + "/"


def link(target: str, page: str) -> str:
    """Return the path of `target` as a link on `page` writes it."""
    if target.partition("/")[0] != page.partition("/")[0]:
        return "../" * page.count("/") + target
    folders, parts = page.split("/")[:-1], target.split("/")
    shared = 0
    for one, other in zip(folders, parts[:-1], strict=False):
        if one != other:
            break
        shared += 1
    return "../" * (len(folders) - shared) + "/".join(parts[shared:])
