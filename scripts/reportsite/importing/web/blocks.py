"""What a page's report is made of, between the tree of elements and Markdown.

`line` is the line of the source that a block begins on, from 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportsite.importing.web.runs import Run


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    runs: Sequence[Run]
    line: int


@dataclass(frozen=True)
class Title:
    """A heading. `rank` is 2 for an h2: the smaller, the higher. `tag` is the element's name."""

    text: str
    rank: float
    tag: str
    line: int


@dataclass(frozen=True)
class Item:
    """An item of a list. `marker` is what a browser shows: "-", "3." or, in letters, "c."."""

    marker: str
    blocks: Sequence[Block]
    line: int


@dataclass(frozen=True)
class Listing:
    """A list."""

    items: Sequence[Item]
    line: int


@dataclass(frozen=True)
class Quote:
    """A quotation that stands apart."""

    blocks: Sequence[Block]
    line: int


@dataclass(frozen=True)
class Cell:
    """A cell of a table: what it holds, and over how many columns and rows it goes."""

    blocks: Sequence[Block]
    is_header: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Row:
    """A row of a table."""

    cells: Sequence[Cell]


@dataclass(frozen=True)
class Table:
    """A table, its rows in order."""

    rows: Sequence[Row]
    line: int


@dataclass(frozen=True)
class Rule:
    """A line across the page."""

    line: int


@dataclass(frozen=True)
class Note:
    """A footnote, and the label by which marks refer to it."""

    label: str
    blocks: Sequence[Block]
    line: int


Block = Paragraph | Title | Listing | Quote | Table | Rule | Note


def unfolded(block: Block) -> Iterator[Block]:
    """Yield what a block holds, in order, where it is to be no list, quotation or table.

    The marker of a numbered item then stands in front of its words, as a browser shows it.
    """
    if isinstance(block, Listing):
        for item in block.items:
            yield from with_marker(item)
    elif isinstance(block, (Quote, Note)):
        yield from block.blocks
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                yield from cell.blocks
    else:
        yield block


def with_marker(item: Item) -> Iterator[Block]:
    """Yield the blocks of an item, the first of which begins with its number or letter."""
    lead = "" if item.marker == "-" else f"{item.marker} "
    for block in item.blocks:
        if lead and isinstance(block, Paragraph):
            yield Paragraph((Run(lead), *block.runs), block.line)
            lead = ""
        elif lead and isinstance(block, Title):
            yield Title(lead + block.text, block.rank, block.tag, block.line)
            lead = ""
        elif lead:
            yield Paragraph((Run(lead),), item.line)
            yield block
            lead = ""
        else:
            yield block
