"""An archive → its catalogue and its Markdown pages."""

from __future__ import annotations

from collections.abc import Iterator

from reportsite.archive import Archive
from reportsite.writing.catalogue import Catalogue, catalogue
from reportsite.writing.change_pages import change_pages
from reportsite.writing.country_pages import country_pages
from reportsite.writing.list_pages import list_pages
from reportsite.writing.page import Page
from reportsite.writing.report_pages import report_pages


def catalogue_of(archive: Archive) -> Catalogue:
    """Arrange an archive by theme, country and year."""
    return catalogue(archive.reports, archive.vocabulary.themes)


def make_pages(found: Catalogue) -> Iterator[Page]:
    """Make every generated page of an archive, one after the other."""
    yield from pages_by_country(found)
    yield from list_pages(found)


def pages_by_country(found: Catalogue) -> Iterator[Page]:
    """Make the pages that depend on the reports of one country each."""
    for report in found.reports:
        yield from report_pages(report, found)
    for country in found.countries():
        yield from country_pages(country, found)
        yield from change_pages(country, found)
