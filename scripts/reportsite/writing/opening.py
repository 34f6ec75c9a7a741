"""A text in few words: how it opens, and how much of it there is."""

from __future__ import annotations

from collections.abc import Sequence

from reportsite.model import Block, BlockKind
from reportsite.reading.inline import replace_footnote_marks
from reportsite.reading.words import block_words
from reportsite.writing.counts import number_of
from reportsite.writing.markdown import plain

# enough to tell one text from another
MOST_WORDS = 40
RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM})
# the words of a pull quote stand in the text too
NOT_COUNTED = frozenset({BlockKind.PULL_QUOTE, BlockKind.RULE})


def opening(blocks: Sequence[Block]) -> str:
    """Return the first words of a text, without marks; "…" where the passage goes on.

    Empty where it has nothing but tables and pull quotes.
    """
    first = next((block.text for block in blocks if block.kind in RUNNING), "")
    words = plain(replace_footnote_marks(first, lambda label: "")).split()
    return " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")


def extent(blocks: Sequence[Block]) -> str:
    """Return how much a text is: "41 paragraphs, 5,034 words", or "no text of its own"."""
    numbered = sum(1 for block in blocks if block.number)
    words = sum(len(block_words(b)) for b in blocks if b.kind not in NOT_COUNTED)
    if not numbered:
        return "no text of its own"
    return f"{number_of(numbered, 'paragraph', 'paragraphs')}, {number_of(words, 'word', 'words')}"
