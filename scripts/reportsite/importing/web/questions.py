"""What the words of a page leave to a person, as questions with their lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportsite.importing.questions import about_words
from reportsite.importing.result import FoundHeading, Question
from reportsite.importing.rules import NOTHING_BENEATH
from reportsite.importing.typography import closes_like_text
from reportsite.importing.web.blocks import Block, Paragraph
from reportsite.importing.web.outline import Outline
from reportsite.importing.web.runs import lines_of, plain
from reportsite.model import UNCLASSIFIED

_LONGEST_HEADING = 160
_EMPTY = f"is a heading, but {NOTHING_BENEATH}; it was left as a paragraph: is text missing?"
_NO_THEME = "is a heading without a theme: add an alias, or a theme"
_BOLD = "stands alone in bold and was left as a paragraph: is it a heading?"


def about_text(outline: Outline, headings: Sequence[FoundHeading]) -> list[Question]:
    """Return the questions, in the order of the page."""
    return sorted(
        [
            *(about_words(title.line, title.text, _EMPTY) for title in outline.empty),
            *(
                about_words(one.line, one.title, _NO_THEME)
                for one in headings
                if one.theme == UNCLASSIFIED
            ),
            *_about_bold(outline),
        ]
    )


def _about_bold(outline: Outline) -> Iterator[Question]:
    """Ask of lines in bold: some pages print headings so, others only what they stress."""
    made = {title.line for title in outline.empty}
    for block in outline.blocks:
        text = _bold_line(block)
        if text and isinstance(block, Paragraph) and block.line not in made:
            yield about_words(block.line, text, _BOLD)


def _bold_line(block: Block) -> str:
    """Return the first line of a paragraph where it is in bold and could be a heading."""
    if not isinstance(block, Paragraph) or not any(run.bold for run in block.runs):
        return ""
    first = lines_of(block.runs)[0]
    text = plain(first)
    is_bold = all(run.bold or run.text == " " for run in first)
    return text if is_bold and len(text) <= _LONGEST_HEADING and not closes_like_text(text) else ""
