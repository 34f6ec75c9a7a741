"""An archive → its catalogue, its Markdown pages, and the files in docs/ that hold them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reportsite.archive import Archive, Progress, read_archive
from reportsite.diagnostics import ArchiveFaults, Diagnostics
from reportsite.writing.catalogue import Catalogue, catalogue
from reportsite.writing.files import write_pages
from reportsite.writing.page import Page
from reportsite.writing.place_pages import place_pages
from reportsite.writing.report_pages import report_pages
from reportsite.writing.theme_pages import theme_pages


def write_docs(
    root: Path, docs: Path, diagnostics: Diagnostics, progress: Progress = iter
) -> Catalogue:
    """Read the archive in `root`, write its pages below `docs`, and return what it holds.

    Raises ArchiveFaults, with nothing written; warnings and gaps are left in `diagnostics`.
    """
    archive = read_archive(root, diagnostics, progress)
    if diagnostics.faults:
        raise ArchiveFaults(diagnostics.faults)
    found = catalogue_of(archive)
    write_pages(docs, make_pages(found))
    return found


def catalogue_of(archive: Archive) -> Catalogue:
    """Arrange an archive by theme, country and year."""
    return catalogue(archive.reports, archive.vocabulary.themes)


def make_pages(found: Catalogue) -> Iterator[Page]:
    """Make every generated page of an archive, one after the other."""
    for report in found.reports:
        yield from report_pages(report, found)
    yield from theme_pages(found)
    yield from place_pages(found)
