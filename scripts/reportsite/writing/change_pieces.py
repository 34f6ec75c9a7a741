"""What changed between two reports, section by section, in pieces that a page is filled with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reportsite.comparing.editions import Series
from reportsite.comparing.marking import Comparison, PartChanges
from reportsite.comparing.texts import Part
from reportsite.model import Report
from reportsite.writing.addresses import changes_page, link, report_page, section_page
from reportsite.writing.catalogue import Catalogue
from reportsite.writing.change_counts import COLUMNS
from reportsite.writing.change_entries import Writer, title_of, writer_of
from reportsite.writing.markdown import escape
from reportsite.writing.weight import html_weight, room

GONE = "## Sections that are no longer there {: #no-longer-there }\n\n"


@dataclass(frozen=True)
class Subject:
    """Two reports compared, and the series that they belong to."""

    comparison: Comparison
    series: Series
    catalogue: Catalogue

    @property
    def path(self) -> str:
        """Return the path of its first page; others are in the same folder."""
        return changes_page(*self.reports)

    @property
    def reports(self) -> tuple[Report, Report]:
        """Return the earlier and the later report."""
        return self.comparison.earlier, self.comparison.later

    @property
    def labels(self) -> tuple[str, str]:
        """Return what the two are called: "2023", "2024"."""
        one, other = map(self.catalogue.label, self.reports)
        return one, other


@dataclass(frozen=True)
class Piece:
    """What stays together on a page: an entry, and its section's heading before the first one.

    Where a page begins with it, `on_top` stands there instead of the heading.
    """

    heading: str
    text: str
    on_top: str

    @cached_property
    def weight(self) -> int:
        """Return the bytes of HTML that it makes."""
        return html_weight(self.heading) + html_weight(self.text)


def divided(pieces: Sequence[Piece], beside: int) -> list[list[Piece]]:
    """Return as many pages as are needed for none to be heavy.

    `beside` is the weight of what else stands on the first.
    """
    pages: list[list[Piece]] = [[]]
    load = beside
    for piece in pieces:
        if pages[-1] and load + piece.weight > room():
            pages.append([replace(piece, heading=piece.on_top)])
            load = 0
        else:
            pages[-1].append(piece)
        load += piece.weight
    return pages


def pieces_of(subject: Subject) -> Iterator[Piece]:
    """Yield what becomes of each paragraph: sections of the later report, then those gone."""
    writer = writer_of(*subject.reports, subject.labels, subject.path)
    for part in subject.comparison.parts:
        if part.changes:
            yield from _of_part("", _heading(subject, part, writer), part, writer)
    above = GONE + _note_on_gone(subject)
    for part in subject.comparison.gone:
        heading = _heading_of_gone(subject, part, writer)
        first, *others = _of_part(GONE, heading, part, writer)
        yield replace(first, heading=above + heading)
        yield from others
        above = ""


def _of_part(above: str, heading: str, part: PartChanges, writer: Writer) -> Iterator[Piece]:
    """Yield the entries of a section. `above` is what stands over its heading on each page."""
    first, *others = list(writer.entries(part.changes)) or [""]
    yield Piece(heading, first, above + heading)
    title, _, _ = heading.partition("\n\n")
    again = above + title.replace(" {: #", " (continued) {: #")
    yield from (Piece("", entry, again) for entry in others)


def _note_on_gone(subject: Subject) -> str:
    one, other = map(escape, subject.labels)
    return (
        f"Sections of {one} with which no section of {other} was matched. "
        "That a section is no longer there says nothing about the country.\n{: .rs-note }\n\n"
    )


def _heading(subject: Subject, part: PartChanges, writer: Writer) -> str:
    assert part.later
    title = _linked(subject.reports[1], part.later, subject.path)
    state = f"{_state(part)}{_other_heading(subject, part)}"
    return f"## {title} {{: #{_id(part.later)}{writer.attributes} }}\n\n{state}\n{{: .rs-source }}"


def _heading_of_gone(subject: Subject, part: PartChanges, writer: Writer) -> str:
    assert part.earlier
    title = _linked(subject.reports[0], part.earlier, subject.path)
    attributes = f"#was-{_id(part.earlier)}{writer.attributes}"
    return f"### {title} {{: {attributes} }}\n\n{_state(part)}\n{{: .rs-source }}"


def _id(part: Part) -> str:
    return f"s-{part.section.slug}" if part.section else "summary"


def _linked(report: Report, part: Part, page: str) -> str:
    target = section_page(report, part.section) if part.section else report_page(report)
    return f"[{title_of(part)}]({link(target, page)})"


def _state(part: PartChanges) -> str:
    """Return how many marks a section has; what has left it has its mark elsewhere."""
    counts = [f"{part.marks[mark]:,} {mark.value}" for mark in COLUMNS if part.marks[mark]]
    if counts:
        return ", ".join(counts)
    return "All of its text has moved" if part.changes else "No text of its own"


def _other_heading(subject: Subject, part: PartChanges) -> str:
    """Return what the section is called in the earlier report, if that is something else."""
    label = escape(subject.labels[0])
    if part.earlier is None:
        return f". No section of {label} was matched with this one"
    if part.later is None or title_of(part.earlier) == title_of(part.later):
        return ""
    return f". In {label}: {_linked(subject.reports[0], part.earlier, subject.path)}"
