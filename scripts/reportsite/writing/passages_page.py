"""The page of a reader's own list of passages, which a script fills in the reader's browser."""

from __future__ import annotations

from collections.abc import Iterable

from reportsite.writing.page import Meta, Page

PASSAGES = "passages/index.md"
ORIGIN = "nothing: it is the same in every archive"
LEAD = (
    "Passages that you take along from the reports: put in order under headings of your own, "
    "printed, downloaded, or carried in a link."
)


def passages_page(styles: Iterable[tuple[str, str]]) -> Page:
    """Make the page. `styles` are those of citations: the name and the label of each."""
    offered: list[Meta] = [{"name": name, "label": label} for name, label in styles]
    meta = {
        "template": "passages.html",
        "title": "Passages",
        "description": LEAD,
        "styles": offered,
    }
    return Page(PASSAGES, meta, LEAD, ORIGIN)
