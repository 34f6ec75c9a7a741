"""Blocks → the body of an annotated report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportsite.importing.annotating import Slugs
from reportsite.importing.escaping import escape_heading
from reportsite.importing.web.blocks import (
    Block,
    Item,
    Listing,
    Note,
    Paragraph,
    Quote,
    Rule,
    Table,
    Title,
    unfolded,
    with_marker,
)
from reportsite.importing.web.runs import inline, lines_of, paragraph

INDENT = " " * 4
_NUMBER = re.compile(r"[1-9]\d{0,8}\.")
# Deeper lists are set as one: a reader could not tell them apart, and a hostile page nests any.
_DEEPEST_LIST = 8
# Cells that go over many rows could make each row of a hostile page wider than the one above.
_WIDEST = 100


def body(blocks: Sequence[Block], levels: Mapping[int, int]) -> str:
    """Return the body; `levels` leads from a heading's position among `blocks` to its level."""
    slugs = Slugs()
    parts: list[str] = []
    numbers_above = False
    for i, block in enumerate(blocks):
        if isinstance(block, Title):
            title = _title(block.text)
            parts.append(f"{'#' * levels[i]} {title}{slugs.attribute(title)}")
        elif isinstance(block, Listing):
            parts.append(_listing(block, is_plain=numbers_above, depth=1))
        else:
            parts += _written(block)
        numbers_above = _ends_in_numbers(block, is_plain=numbers_above)
    return "\n\n".join(part for part in parts if part) + "\n"


def _title(text: str) -> str:
    """Return the words of a heading; number signs at its end would be taken for its closing."""
    escaped = escape_heading(text)
    return f"{escaped[:-1]}\\#" if escaped.endswith("#") else escaped


def _written(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield paragraph(block.runs)
    elif isinstance(block, Quote):
        yield "\n>\n".join(map(_quoted, _paragraphs(block.blocks)))
    elif isinstance(block, Table):
        yield _table(block)
    elif isinstance(block, Rule):
        yield "---"
    elif isinstance(block, Note):
        yield _indented(f"[^{block.label}]: ", _paragraphs(block.blocks))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def _paragraphs(blocks: Iterable[Block]) -> list[str]:
    """Return what blocks hold as plain paragraphs."""
    texts = []
    for block in blocks:
        if isinstance(block, Paragraph):
            texts.append(paragraph(block.runs))
        elif not isinstance(block, (Title, Rule)):
            texts += _paragraphs(unfolded(block))
    return texts


def _listing(listing: Listing, *, is_plain: bool, depth: int) -> str:
    """Return a list, numbered where Markdown can number it as the page does."""
    numbered = not is_plain and _is_numbered(listing.items)
    parts: list[str] = []
    for item in listing.items:
        marker = item.marker if numbered else "-"
        blocks = item.blocks if numbered else tuple(with_marker(item))
        parts += _item(marker, blocks, depth)
    is_loose = any("\n\n" in part for part in parts)
    return ("\n\n" if is_loose else "\n").join(parts)


def _ends_in_numbers(block: Block, *, is_plain: bool) -> bool:
    """Whether a list was numbered, so that Markdown would take another one for its end."""
    return isinstance(block, Listing) and not is_plain and _is_numbered(block.items)


def _is_numbered(items: Sequence[Item]) -> bool:
    if not all(_NUMBER.fullmatch(item.marker) for item in items):
        return False
    numbers = [int(item.marker[:-1]) for item in items]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _item(marker: str, blocks: Sequence[Block], depth: int) -> Iterator[str]:
    parts: list[str] = []
    numbers_above = False
    for block in blocks:
        if isinstance(block, Listing) and parts and depth < _DEEPEST_LIST:
            parts.append(_listing(block, is_plain=numbers_above, depth=depth + 1))
        else:
            parts += _paragraphs([block])
        numbers_above = _ends_in_numbers(block, is_plain=numbers_above)
    if any(parts):
        yield _indented(f"{marker} ", parts)


def _indented(lead: str, parts: Iterable[str]) -> str:
    first, *others = "\n\n".join(part for part in parts if part).split("\n")
    return "\n".join([lead + first, *(f"{INDENT}{line}" if line else "" for line in others)])


def _table(table: Table) -> str:
    rows = [[_cell(cell) for cell in row] for row in grid(table)]
    head = rows.pop(0) if all(cell.is_header for cell in table.rows[0].cells) else []
    width = max(map(len, [head, *rows]))
    lines = [_row(head, width), f"|{' --- |' * width}"]
    return "\n".join([*lines, *(_row(row, width) for row in rows)])


def _row(cells: Sequence[str], width: int) -> str:
    return f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |"


def _cell(blocks: Sequence[Block]) -> str:
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            texts += map(inline, lines_of(block.runs))
        elif not isinstance(block, (Title, Rule)):
            texts.append(_cell(tuple(unfolded(block))))
    return " ".join(texts)


def grid(table: Table) -> list[list[Sequence[Block]]]:
    """Return the rows with a cell a column: what a cell goes over besides its first is empty."""
    rows: list[list[Sequence[Block]]] = []
    open_rows: dict[int, int] = {}
    for row in table.rows:
        cells: list[Sequence[Block]] = []
        for cell in row.cells:
            _pad(cells, open_rows)
            for i in range(cell.columns):
                if cell.rows > 1 and len(cells) < _WIDEST:
                    open_rows[len(cells)] = cell.rows
                cells.append(() if i else cell.blocks)
        _pad(cells, open_rows)
        open_rows = {column: left - 1 for column, left in open_rows.items() if left > 1}
        rows.append(cells)
    return rows


def _pad(cells: list[Sequence[Block]], open_rows: Mapping[int, int]) -> None:
    while len(cells) in open_rows:
        cells.append(())
