"""Blocks as a page has them → blocks that a report can hold.

A heading opens a section, so that none stands within a list, a quotation or a table; a table is
one of figures and words, not of layout; a quotation holds paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reportsite.importing.web.blocks import (
    Block,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Table,
    Title,
    unfolded,
)

_LEAST_COLUMNS = 2


def arranged(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks, in order, those unfolded that cannot stay what they are."""
    return _without_idle_rules([one for block in blocks for one in _arranged(block)])


def _arranged(block: Block) -> Iterator[Block]:
    if isinstance(block, Quote):
        yield from _split(block)
    elif (isinstance(block, Listing) and _holds(block, Title)) or (
        isinstance(block, Table) and not _is_of_data(block)
    ):
        for inner in unfolded(block):
            yield from _arranged(inner)
    elif not isinstance(block, Table) or _holds(block, Paragraph):
        yield block


def _split(quote: Quote) -> Iterator[Block]:
    for is_words, group in groupby(quote.blocks, key=lambda one: isinstance(one, Paragraph)):
        if is_words:
            yield Quote(tuple(group), quote.line)
        else:
            for inner in group:
                yield from _arranged(inner)


def _is_of_data(table: Table) -> bool:
    columns = max(sum(cell.columns for cell in row.cells) for row in table.rows)
    return columns >= _LEAST_COLUMNS and not _holds(table, Title, Table)


def _holds(block: Block, *kinds: type) -> bool:
    return any(
        isinstance(inner, kinds) or _holds(inner, *kinds)
        for inner in unfolded(block)
        if inner is not block
    )


def _without_idle_rules(blocks: Sequence[Block]) -> list[Block]:
    """Leave out rules at the ends of the text and beside headings, which part it by themselves."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Title) and kept and isinstance(kept[-1], Rule):
            kept.pop()
        if not isinstance(block, Rule) or (kept and not isinstance(kept[-1], (Rule, Title))):
            kept.append(block)
    if kept and isinstance(kept[-1], Rule):
        kept.pop()
    return kept
