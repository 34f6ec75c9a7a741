"""What the site itself says amid a report's text, as paragraphs of Markdown.

They are marked as what they are: in English, no words of the report, and not to be searched.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportsite.model import Block, Report
from reportsite.writing.corrections import correction_words, newest_first
from reportsite.writing.markdown import escape

OF_THE_SITE = 'lang="en" dir="ltr" data-pagefind-ignore="all"'
CHANGED = "The text of this paragraph has changed since it was numbered."


def site_paragraph(text: str, *attributes: str) -> str:
    """Return a paragraph of the site's words. `text` is Markdown, attributes are as typed."""
    return f"{text}\n{{: {' '.join([*attributes, OF_THE_SITE])} }}"


def block_notes(report: Report) -> Callable[[Block], Sequence[str]]:
    """Return what gives the notes below a paragraph: that its text changed, its corrections."""
    corrected = corrections_at(report)

    def notes(block: Block) -> Sequence[str]:
        number = block.number
        if number is None or not (block.is_changed or number in corrected):
            return ()
        changed = [_note(CHANGED, number, ".rs-state")] if block.is_changed else []
        return (*changed, *corrected.get(number, ()))

    return notes


def corrections_at(report: Report) -> dict[str, list[str]]:
    """Return what stands at each paragraph, by its number: its corrections, the newest first."""
    found: dict[str, list[str]] = {}
    for one in newest_first(report.corrections):
        if number := one.paragraph:
            note = _note(escape(correction_words(one)), number, ".rs-state", ".rs-correction")
            found.setdefault(number, []).append(note)
    return found


def _note(words: str, number: str, *classes: str) -> str:
    return site_paragraph(words, *classes, f'data-of="p{number}"')
