"""Corrections of a report's text: in words, and as the pages of the report list them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from reportsite.model import Correction, Report
from reportsite.writing.dates import in_words
from reportsite.writing.isolating import isolated
from reportsite.writing.page import Meta
from reportsite.writing.traces import SUMMARY, numbers_by_page

ENDS_A_SENTENCE = (".", "!", "?", "…", "؟", "۔", "。")


def newest_first(corrections: Iterable[Correction]) -> list[Correction]:
    """Return corrections by date; those of one day stay in the order in which they were typed."""
    return sorted(corrections, key=lambda one: one.date, reverse=True)


def correction_words(correction: Correction) -> str:
    """Return a correction as plain text: when, what and why, whichever way those run."""
    what, why = (isolated(sentence(text)) for text in (correction.what, correction.why))
    return f"Corrected on {in_words(correction.date)}: {what} Reason: {why}"


def sentence(text: str) -> str:
    """Return a text on one line that ends like a sentence."""
    words = " ".join(text.split())
    return words if words.endswith(ENDS_A_SENTENCE) else f"{words}."


def all_corrections(report: Report) -> Meta:
    """Return what a whole report's page says of its corrections; nothing where there is none."""
    if not report.corrections:
        return {}
    numbers = numbers_by_page(report)[SUMMARY]
    listed = [
        {
            "date": in_words(one.date),
            "what": sentence(one.what),
            "why": sentence(one.why),
            "paragraph": one.paragraph,
            "anchor": f"p{one.paragraph}" if one.paragraph in numbers else None,
        }
        for one in newest_first(report.corrections)
    ]
    return {**_last(report.corrections), "corrections": listed}


def corrections_of(report: Report, numbers: Collection[str]) -> Meta:
    """Return what a section's page says of the corrections of its paragraphs, if there are any."""
    return _last([one for one in report.corrections if one.paragraph in numbers])


def _last(corrections: Iterable[Correction]) -> Meta:
    found = newest_first(corrections)
    return {"corrected": {"on": in_words(found[0].date), "times": len(found)}} if found else {}
