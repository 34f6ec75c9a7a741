"""What is cited → CSL-JSON (citeproc's CSL 1.0.2 data schema): for export, and for the styles."""

from __future__ import annotations

from typing import Any

from reportsite.citing.record import Cited

Item = dict[str, Any]

# the variables that are texts or names, here and of a citation; dates are none
TEXTS = (
    "author",
    "original-publisher",
    "title",
    "title-short",
    "container-title",
    "edition",
    "event-date",
    "number",
    "ISBN",
    "source",
    "URL",
    "locator",
)

ENTRY, REPORT, PAGE = "chapter", "report", "webpage"


def csl_record(cited: Cited) -> Item:
    """Return one CSL-JSON record.

    A section is named in its title: a reference manager has no place for it before one cites. What
    CSL has no variable for stands in `custom`, and in words in `note`.
    """
    item = {"id": cited.key, **common(cited), "title": cited.section_title}
    if cited.section:
        item["section"] = cited.section
    custom = {
        "period-covered": cited.period,
        "original-url": cited.original,
        "original-retrieved": cited.retrieved,
    }
    recorded = {name: value for name, value in custom.items() if value is not None}
    return item | {"custom": recorded, "note": note(cited)}


def common(cited: Cited) -> Item:
    """Return the variables of a text that all styles know, titles as printed.

    The document number, date and ISBN of what is digested are not those of the digest. The
    original's address stands for the text only where the text has none here.
    """
    own = {
        "container-title": cited.work,
        "edition": f"{cited.named_edition} edition" if cited.named_edition else None,
        "issued": csl_date(cited.published),
        "number": cited.document,
        "ISBN": cited.isbn,
    }
    original = {"URL": cited.original, "accessed": csl_date(cited.retrieved)}
    fields = {
        "type": kind_of(cited),
        "author": names(cited.author),
        "title": cited.title,
        "title-short": f"Digest of “{cited.entry}”" if cited.is_digest else cited.entry,
        **({} if cited.is_digest else own),
        **({"URL": cited.address} if cited.address or cited.is_digest else original),
        "language": cited.language,
    }
    return {name: value for name, value in fields.items() if value is not None}


def complete(cited: Cited) -> Item:
    """Return every part of a citation as variables, for the style that prints them all."""
    fields = {
        "type": kind_of(cited),
        "author": names(cited.author),
        "original-publisher": cited.organisation if cited.is_digest else None,
        "title": cited.entry,
        "container-title": cited.work,
        "edition": f"{cited.named_edition} edition" if cited.named_edition else None,
        "event-date": {"literal": cited.period},
        "issued": csl_date(cited.published),
        "number": cited.document,
        "ISBN": cited.isbn,
        "source": cited.original,
        "accessed": csl_date(cited.retrieved),
        "URL": cited.address,
        "language": cited.language,
    }
    return {name: value for name, value in fields.items() if value is not None}


def kind_of(cited: Cited) -> str:
    """Return the CSL type: an entry of a work, a report of its own, or a page of this site."""
    if cited.is_digest:
        return PAGE
    return ENTRY if cited.work else REPORT


def names(name: str | None) -> list[dict[str, str]] | None:
    """Return a body as a CSL name, which no style takes apart."""
    return [{"literal": name}] if name else None


def csl_date(date: str | None) -> Item | None:
    """Return an ISO 8601 date, also in part ("2011-05"), as a CSL date."""
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else None


def note(cited: Cited) -> str:
    """Return in words what reference managers have no field for."""
    parts = [
        f"Period covered: {cited.period}",
        cited.is_digest and cited.document and f"document {cited.document}",
        cited.original and f"original: {cited.original}",
        cited.retrieved and f"original retrieved: {cited.retrieved}",
        f"paragraphs: {numbering(cited)}",
    ]
    return "; ".join(part for part in parts if part)


def numbering(cited: Cited) -> str:
    """Say whose the paragraph numbers are."""
    return (
        "numbering of the source" if cited.has_own_numbers else f"numbering of {cited.archive.name}"
    )
