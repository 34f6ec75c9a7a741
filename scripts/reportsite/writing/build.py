"""Reports → every Markdown page, and the files in docs/ that hold them."""

from __future__ import annotations

from collections.abc import Iterator

from reportsite.archive import Archive
from reportsite.writing.catalogue import Catalogue, catalogue
from reportsite.writing.page import Page
from reportsite.writing.place_pages import place_pages
from reportsite.writing.report_pages import report_pages
from reportsite.writing.theme_pages import theme_pages


def catalogue_of(archive: Archive) -> Catalogue:
    """Arrange an archive by theme, country and year."""
    return catalogue(archive.reports, archive.vocabulary.themes)


def make_pages(found: Catalogue) -> Iterator[Page]:
    """Make every generated page of an archive, one after the other."""
    for report in found.reports:
        yield from report_pages(report, found)
    yield from theme_pages(found)
    yield from place_pages(found)
