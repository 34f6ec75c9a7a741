"""A text in few words: how it opens, and how much of it there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reportsite.model import Block, BlockKind, Reference
from reportsite.reading.plain import first_words
from reportsite.reading.words import block_words
from reportsite.writing.counts import number_of

NO_REFERENCES: Mapping[str, Reference] = {}
RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM})
# the words of a pull quote stand in the text too
NOT_COUNTED = frozenset({BlockKind.PULL_QUOTE, BlockKind.RULE})


def opening(blocks: Sequence[Block], references: Mapping[str, Reference] = NO_REFERENCES) -> str:
    """Return the first words of a text, without marks; "…" where the passage goes on.

    Empty where it has nothing but tables and pull quotes. `references` are those of its report,
    which are called by their labels.
    """
    labels = {typed: reference.label for typed, reference in references.items()}
    first = next((block for block in blocks if block.kind in RUNNING), None)
    return first_words(first, lambda typed: labels.get(typed, "")) if first else ""


def extent(blocks: Sequence[Block]) -> str:
    """Return how much a text is: "41 paragraphs, 5,034 words", or "no text of its own"."""
    numbered = sum(1 for block in blocks if block.number)
    if not numbered:
        return "no text of its own"
    words = number_of(words_in(blocks), "word", "words")
    return f"{number_of(numbered, 'paragraph', 'paragraphs')}, {words}"


def words_in(blocks: Iterable[Block]) -> int:
    """Return how many words a text has; those of pull quotes stand in it anyway."""
    return sum(len(block_words(block)) for block in blocks if block.kind not in NOT_COUNTED)
