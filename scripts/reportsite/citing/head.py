"""What is cited → what a page's head says of it: Highwire and Dublin Core tags, and schema.org.

Only what is recorded is said. Zotero takes a page for a report where `citation_technical_report_…`
stands, and for an entry in a work where `citation_book_title` does.
"""

from __future__ import annotations

import json
from typing import Any

from reportsite.citing.record import Cited

Tags = list[tuple[str, str]]
Linked = dict[str, Any]

# "<" would end a script element, and U+2028 and U+2029 a line of JavaScript
IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def meta_tags(cited: Cited) -> Tags:
    """Return Highwire Press and Dublin Core tags, as names and values."""
    return [(name, value) for name, value in (*_highwire(cited), *_dublin_core(cited)) if value]


def _highwire(cited: Cited) -> list[tuple[str, str | None]]:
    is_entry = bool(cited.work) and not cited.is_digest
    published = None if cited.is_digest else cited.published
    document = None if cited.is_digest else cited.document
    return [
        ("citation_title", cited.section_title),
        ("citation_author", cited.author),
        ("citation_technical_report_institution", None if is_entry else cited.author),
        ("citation_technical_report_number", None if is_entry else document),
        ("citation_book_title", cited.work if is_entry else None),
        ("citation_isbn", cited.isbn if is_entry else None),
        ("citation_publication_date", published and published.replace("-", "/")),
        ("citation_language", cited.language),
        ("citation_public_url", cited.address),
    ]


def _dublin_core(cited: Cited) -> list[tuple[str, str | None]]:
    is_own = not cited.is_digest
    return [
        ("DC.title", cited.section_title),
        ("DC.creator", cited.author),
        ("DC.date", cited.published if is_own else None),
        ("DC.type", "Text"),
        ("DC.language", cited.language),
        ("DC.identifier", cited.address),
        ("DC.identifier", cited.document if is_own else None),
        ("DC.source", cited.original),
        ("DCTERMS.spatial", cited.country),
        ("DCTERMS.temporal", cited.period),
        ("DCTERMS.isPartOf", cited.work if is_own else None),
    ]


def linked_data(cited: Cited, parts: list[Cited]) -> str:
    """Return JSON-LD in the words of schema.org: a report with its parts, or one of its sections.

    It can stand in a script element.
    """
    found = _section(cited) if cited.section else _report(cited, parts)
    shown = {"@context": "https://schema.org", **found}
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).translate(IN_SCRIPT)


def _section(cited: Cited) -> Linked:
    whole = _recorded({"@type": "Report", "name": cited.entry, "url": cited.home})
    return {
        "@type": "CreativeWork",
        **_part(cited),
        "inLanguage": cited.language,
        "isPartOf": whole,
    }


def _part(cited: Cited) -> Linked:
    return _recorded({"name": cited.section, "url": cited.address})


def _report(cited: Cited, parts: list[Cited]) -> Linked:
    original = _original(cited)
    shown = (
        _digest(cited, original) if cited.is_digest else {**original, "isBasedOn": cited.original}
    )
    return _recorded(
        {
            **shown,
            "url": cited.address,
            "inLanguage": cited.language,
            "temporalCoverage": str(cited.year),
            "spatialCoverage": {"@type": "Country", "name": cited.country},
            "hasPart": [{"@type": "CreativeWork", **_part(part)} for part in parts],
        }
    )


def _original(cited: Cited) -> Linked:
    return _recorded(
        {
            "@type": "Report",
            "name": cited.entry,
            "author": _body(cited.organisation),
            "datePublished": cited.published,
            "reportNumber": cited.document,
            "isPartOf": _work(cited),
            "url": cited.original,
        }
    )


def _digest(cited: Cited, original: Linked) -> Linked:
    return {
        "@type": "Report",
        "name": cited.title,
        "author": _body(cited.author),
        "isBasedOn": original,
    }


def _work(cited: Cited) -> Linked | None:
    if not cited.work:
        return None
    return _recorded({"@type": "Book", "name": cited.work, "isbn": cited.isbn})


def _body(name: str | None) -> Linked | None:
    return {"@type": "Organization", "name": name} if name else None


def _recorded(fields: Linked) -> Linked:
    return {name: value for name, value in fields.items() if value}
