"""A text without its marks, and the first words of it, as lists and titles show them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from reportsite.model import Block, BlockKind
from reportsite.reading.inline import ESCAPE, replace_footnote_marks, without_link_marks
from reportsite.reading.patterns import TABLE_DELIMITER
from reportsite.reading.reference_marks import replace_reference_marks

EMPHASIS = re.compile(r"(?<!\\)(?:\*{1,3}|`+|(?<!\w)_{1,3}|_{1,3}(?!\w))")
CELL_END = re.compile(r"(?<!\\)\|")
# enough to tell one text from another
MOST_WORDS = 40


def plain(markdown: str) -> str:
    """Return the words of a heading without its marks: `*Refoulement*` → `Refoulement`."""
    without_marks = EMPHASIS.sub("", without_link_marks(markdown))
    return html.unescape(ESCAPE.sub(lambda sign: sign.group()[1:], without_marks))


def first_words(block: Block, label: Callable[[str], str]) -> str:
    """Return the first words of a block, without marks; " …" behind them where it goes on.

    `label` gives what stands for a cross-reference that has no words of its own, by its target as
    typed.
    """
    words = all_words(block, label)
    return " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")


def all_words(block: Block, label: Callable[[str], str]) -> list[str]:
    """Return what stands between blanks in a block's text, without marks and notes; see above."""
    text = _cells(block.text) if block.kind is BlockKind.TABLE else block.text
    without_notes = replace_footnote_marks(text, lambda label: "")
    without_references = replace_reference_marks(
        without_notes,
        lambda mark: label(mark.typed) if mark.words is None else mark.words,
    )
    return plain(without_references).split()


def _cells(table: str) -> str:
    rows = [row for row in table.split("\n") if not TABLE_DELIMITER.match(row)]
    return CELL_END.sub(" ", " ".join(rows))
