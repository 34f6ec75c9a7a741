"""The pages that list what the whole archive holds."""

from __future__ import annotations

from collections.abc import Iterator

from reportsite.writing.catalogue import Catalogue
from reportsite.writing.heading_pages import heading_pages
from reportsite.writing.page import Page
from reportsite.writing.place_pages import place_pages
from reportsite.writing.theme_pages import theme_pages


def list_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Make the lists of countries, years, reports, themes and headings.

    And the page of each year and theme.

    They need no text: of a report's blocks only those that carry themes, and only their themes.
    """
    yield from theme_pages(catalogue)
    yield from place_pages(catalogue)
    yield from heading_pages(catalogue)
