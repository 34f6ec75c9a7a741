"""The pages on what changed from one edition of a source to the next.

One that would be heavy goes on at `page-2` and so on: split between sections, and within one that
would be heavy by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportsite.comparing.editions import series_of
from reportsite.comparing.marking import compare_editions
from reportsite.comparing.texts import edition_of
from reportsite.model import Country, Report, ReportKind
from reportsite.writing.addresses import (
    address,
    changes_page,
    country_page,
    link,
    list_page,
    report_page,
)
from reportsite.writing.catalogue import Catalogue
from reportsite.writing.cells import chip, source_cell
from reportsite.writing.change_counts import (
    COLUMNS,
    IN_EARLIER,
    IN_LATER,
    bars,
    rows_by_theme,
    total,
)
from reportsite.writing.change_pieces import Piece, Subject, divided, pieces_of
from reportsite.writing.markdown import escape
from reportsite.writing.page import Meta, Page, make_page
from reportsite.writing.paging import steps
from reportsite.writing.weight import html_weight


def change_pages(country: Country, catalogue: Catalogue) -> Iterator[Page]:
    """Make the pages of each two consecutive editions of one source on a country."""
    for series in series_of(catalogue.by_country[country.slug]):
        editions = [edition_of(report) for report in series.compared if series.pairs]
        for earlier, later in pairwise(editions):
            yield from _pages(Subject(compare_editions(earlier, later), series, catalogue))


def changes_of(report: Report, catalogue: Catalogue) -> Meta:
    """Return links to what changed since the edition before a report, and in the one behind it.

    Nothing where it is alone.
    """
    pairs = [
        pair
        for series in series_of(catalogue.by_country[report.country.slug])
        for pair in series.pairs
    ]
    since = [(one, "since", pair) for pair in pairs if pair[1] is report for one in pair[:1]]
    then = [(other, "in", pair) for pair in pairs if pair[0] is report for other in pair[1:]]
    links = [
        {
            "title": f"What changed {word} the edition of {catalogue.label(other)}",
            "address": address(changes_page(*pair)),
        }
        for other, word, pair in since + then
    ]
    return {"changes": links} if links else {}


def _pages(subject: Subject) -> Iterator[Page]:
    first = _first(subject)
    parts = divided(list(pieces_of(subject)), html_weight("\n".join(first["rows"])))
    paths = [list_page(subject.path, number) for number in range(1, len(parts) + 1)]
    for at, pieces in enumerate(parts):
        yield _page(subject, paths, at, None if at else first, pieces)


def _page(
    subject: Subject, paths: Sequence[str], at: int, first: Meta | None, pieces: Sequence[Piece]
) -> Page:
    labels = [f"Page {number} of {len(paths)}" for number in range(1, len(paths) + 1)]
    which = f" {labels[at]}." if len(paths) > 1 else ""
    return make_page(
        paths[at],
        "changes",
        f"reports/{subject.reports[0].country.slug}/",
        _meta(subject, at) | {"lead": _lead(subject) + which} | steps(paths, labels, at),
        first=first,
        pieces=pieces,
    )


def _meta(subject: Subject, at: int) -> Meta:
    country, years = subject.reports[0].country, " to ".join(subject.labels)
    title = f"{country.name}: what changed from {years}"
    place = [
        {"title": "Countries", "address": "countries/"},
        {"title": country.name, "address": address(country_page(country))},
    ]
    this = {"title": years, "address": address(subject.path)}
    return {
        "template": "changes.html",
        "title": f"{title}, page {at + 1}" if at else title,
        "kind": "changes",
        "country": country.code,
        "country_name": country.name,
        "place": [*place, this] if at else place,
        "here": f"Page {at + 1}" if at else years,
        "bars": [] if at else bars(subject.comparison, subject.labels),
    }


def _lead(subject: Subject) -> str:
    one, other = subject.reports
    gap = "; this archive has no edition between" if other.year - one.year > 1 else ""
    source = f"{subject.series.organisation}, {subject.series.label}"
    return f"{source}: {' to '.join(subject.labels)}{gap}."


def _first(subject: Subject) -> Meta:
    """Return what stands on the first page alone."""
    sides = zip(subject.reports, ("Earlier", "Later"), (IN_EARLIER, IN_LATER), strict=True)
    marks = subject.comparison.marks
    others = [pair for pair in subject.series.pairs if pair != subject.reports]
    return {
        "reports": [
            f"| {side} | {_to_report(subject, report)} | {source_cell(report)}"
            f" | {total(marks, of):,} |"
            for report, side, of in sides
        ],
        "are_digests": subject.reports[1].kind is ReportKind.DIGEST,
        "columns": [mark.value.capitalize() for mark in COLUMNS],
        "rows": rows_by_theme(subject.comparison, subject.catalogue),
        "others": " ".join(_to_pair(subject, pair) for pair in others),
    }


def _to_report(subject: Subject, report: Report) -> str:
    return f"[{escape(subject.catalogue.name(report))}]({link(report_page(report), subject.path)})"


def _to_pair(subject: Subject, pair: tuple[Report, Report]) -> str:
    words = " to ".join(map(subject.catalogue.label, pair))
    return chip(words, link(changes_page(*pair), subject.path))
