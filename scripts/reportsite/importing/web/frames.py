"""Elements that hold blocks while they are open: lists, items, quotations, notes, tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from reportsite.importing.web.blocks import (
    Block,
    Cell,
    Item,
    Listing,
    Note,
    Quote,
    Row,
    Rule,
    Table,
)
from reportsite.importing.web.notes import LABEL, NOTE
from reportsite.importing.web.tree import Element, line_of

LISTS = frozenset({"ul", "ol", "menu", "dir"})
# A hostile page could ask for a table of any width.
_WIDEST_SPAN = 50


@dataclass
class Frame:
    """A list, item, quotation, table, row or cell that is open, and what it holds so far.

    `marker` is the number of a numbered item, "" for another.
    """

    element: Element
    marker: str = ""
    blocks: list[Block] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)

    @property
    def line(self) -> int:
        """The line of the source on which the element begins."""
        return line_of(self.element)

    def put(self, block: Block) -> None:
        """Take a block in. What stands between items, rows or cells belongs to the one before."""
        if self.items:
            last = self.items[-1]
            self.items[-1] = replace(last, blocks=(*last.blocks, block))
        elif self.rows:
            self.rows.append(Row((Cell((block,)),)))
        elif self.element.tag == "tr":
            self.cells.append(Cell((block,)))
        else:
            self.blocks.append(block)


def _end_item(parent: Frame, frame: Frame) -> None:
    blocks = tuple(block for block in frame.blocks if not isinstance(block, Rule))
    if not blocks:
        return
    item = Item(frame.marker or "-", blocks, frame.line)
    if parent.element.tag in LISTS:
        parent.items.append(item)
    else:
        parent.put(Listing((item,), frame.line))


def _end_list(parent: Frame, frame: Frame) -> None:
    _pass_on(parent, frame)
    if frame.items:
        parent.put(Listing(tuple(frame.items), frame.line))


def _end_quote(parent: Frame, frame: Frame) -> None:
    if frame.blocks:
        parent.put(Quote(tuple(frame.blocks), frame.line))


def _end_note(parent: Frame, frame: Frame) -> None:
    parent.put(Note(str(frame.element.get(LABEL)), tuple(frame.blocks), frame.line))


def _end_cell(parent: Frame, frame: Frame) -> None:
    if parent.element.tag == "tr":
        element = frame.element
        span = (_span(element, "colspan"), _span(element, "rowspan"))
        parent.cells.append(Cell(tuple(frame.blocks), element.tag == "th", *span))
    else:
        _pass_on(parent, frame)


def _pass_on(parent: Frame, frame: Frame) -> None:
    for block in frame.blocks:
        parent.put(block)


def _end_row(parent: Frame, frame: Frame) -> None:
    if parent.element.tag == "table":
        parent.rows.append(Row(tuple(frame.cells)))
    else:
        for cell in frame.cells:
            for block in cell.blocks:
                parent.put(block)


def _end_table(parent: Frame, frame: Frame) -> None:
    _pass_on(parent, frame)
    if frame.rows:
        parent.put(Table(tuple(frame.rows), frame.line))


def _span(element: Element, name: str) -> int:
    typed = element.get(name) or ""
    return min(max(int(typed), 1), _WIDEST_SPAN) if typed.isdecimal() and len(typed) < 6 else 1


# By element, what becomes of it in the frame around it when it ends.
ENDS: Mapping[str, Callable[[Frame, Frame], None]] = {
    **dict.fromkeys(LISTS, _end_list),
    "li": _end_item,
    "blockquote": _end_quote,
    NOTE: _end_note,
    "td": _end_cell,
    "th": _end_cell,
    "tr": _end_row,
    "table": _end_table,
}
