"""The element that holds a report → the body of an annotated report, with its proof."""

from __future__ import annotations

from dataclasses import dataclass

from reportsite.diagnostics import Place
from reportsite.importing.proof import first_difference
from reportsite.importing.result import Dropped, ImportFault
from reportsite.importing.sources import Profile, Sources
from reportsite.importing.web import proof
from reportsite.importing.web.addresses import link_addresses
from reportsite.importing.web.arranging import arranged
from reportsite.importing.web.building import Plan, read_blocks
from reportsite.importing.web.dropping import left_out, titles_and_labels
from reportsite.importing.web.markdown import body
from reportsite.importing.web.markers import item_markers
from reportsite.importing.web.notes import name_notes
from reportsite.importing.web.outline import Outline, outline
from reportsite.importing.web.tree import Element


@dataclass(frozen=True)
class Converted:
    """The body of a report as Markdown, and what it was made from.

    `words_in` counts the words of the element that holds the report, `words_out` those of the body.
    """

    body: str
    outline: Outline
    dropped: tuple[Dropped, ...]
    words_in: int
    words_out: int


def convert(path: str, report: Element, profile: Profile, sources: Sources, base: str) -> Converted:
    """Convert the element that holds a report; `base` is the address of its page.

    The tree is changed: marks and notes get names of their own. Raises ImportFault where a word
    would be lost.
    """
    left = left_out(report, profile, sources, name_notes(report))
    without = left.elements
    titles, labels = titles_and_labels(report, profile.page)
    markers = item_markers(report)
    links = link_addresses(report, base)
    blocks = arranged(read_blocks(Plan(report, titles, labels, without, markers, links)))
    found = outline(blocks, profile.page.lettered, profile.page.reference_patterns)
    text = body(found.blocks, found.levels)
    words = _proven(path, proof.page_words(report, without, markers), proof.report_words(text))
    return Converted(text, found, left.dropped, words + left.words, words)


def _proven(path: str, page: list[str], report: list[str]) -> int:
    """Return how many words the report has; ImportFault where they are not those of the page."""
    difference = first_difference(page, report)
    if difference is None:
        return len(report)
    raise ImportFault(
        Place(path, 1),
        f'word {difference.position} of the page\'s report is "{difference.source}", and would be'
        f' "{difference.report}" in the report',
        "expected every word in its order: a fault of the importer, nothing was written",
    )
