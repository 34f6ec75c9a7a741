"""What the front matter of every page of a report says of the report."""

from __future__ import annotations

from reportsite.model import Report
from reportsite.writing.addresses import address, country_page, report_page
from reportsite.writing.facts import entry_of
from reportsite.writing.languages import direction
from reportsite.writing.page import Meta


def about(report: Report) -> Meta:
    """Return the country, the year and the language of a report."""
    return {
        "country": report.country.code,
        "country_name": report.country.name,
        "country_slug": report.country.slug,
        "year": report.year,
        "language": report.language,
        "direction": direction(report.language),
    }


def report_in_short(report: Report, name: str) -> Meta:
    """Return what a report is and where it stands. `name` is what it is called in lists."""
    return {
        "name": name,
        "address": address(report_page(report)),
        "kind": report.kind.value,
        "organisation": report.source.organisation,
        "work": report.source.work,
        "entry": entry_of(report),
    }


def titles(report: Report) -> dict[str, str]:
    """Return the titles of a report's sections by slug, those of former ones too."""
    gone = {section.slug: section.title for section in report.former_sections}
    return gone | {section.slug: section.title for section in report.sections}


def step_of_country(report: Report) -> Meta:
    """Return a report's country as the first step of the way to its pages."""
    return {"title": report.country.name, "address": address(country_page(report.country))}
