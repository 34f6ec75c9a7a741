"""What is known about a report and its source, as the report's page lists it."""

from __future__ import annotations

from reportsite.model import Numbering, Report, Source
from reportsite.writing.dates import in_words
from reportsite.writing.languages import language_name
from reportsite.writing.page import Meta

# not every work has them, so that their absence says nothing
ONLY_WHERE_RECORDED = frozenset({"Edition", "ISBN", "Licence", "Paragraph numbers"})
OF_THE_SOURCE = "the source’s own; those with a letter are this site’s"


def facts_of(report: Report) -> list[Meta]:
    """Return labels with values, None where not recorded, and the address that a value links to."""
    source = report.source
    facts: list[tuple[str, object, str | None]] = [
        ("Issued by", source.organisation, None),
        ("Work", source.work, None),
        ("Edition", source.edition, None),
        ("Entry", entry_of(report), None),
        ("Period covered", source.covers or report.year, None),
        ("Document number", source.document, None),
        ("ISBN", source.isbn, None),
        ("Published", source.published, None),
        ("Original", _host(source), source.url),
        ("Retrieved", source.retrieved, None),
        ("Licence", source.licence, None),
        ("Language", language_name(report.language), None),
        ("Paragraph numbers", _numbering(report), None),
    ]
    return [
        {"label": label, "value": None if value is None else str(value), "address": link_to}
        for label, value, link_to in facts
        if value is not None or label not in ONLY_WHERE_RECORDED
    ]


def entry_of(report: Report) -> str:
    """Return the title of the entry in its work."""
    return report.source.entry or report.title


def text_state(report: Report) -> Meta:
    """Return the day since which a text is what it is and its hash; nothing where not known."""
    if not report.text_date or not report.text_hash:
        return {}
    return {"text": {"as_of": in_words(report.text_date), "hash": report.text_hash}}


def _numbering(report: Report) -> str | None:
    """Say whose the numbers are, None where they are this site's, as every page says."""
    return OF_THE_SOURCE if report.numbering is Numbering.SOURCE else None


def _host(source: Source) -> str | None:
    return source.url.split("/")[2] if source.url else None
