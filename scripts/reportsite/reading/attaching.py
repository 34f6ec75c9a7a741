"""Attribute lists on lines of their own, and the blocks that they stand below."""

from __future__ import annotations

from dataclasses import replace

from reportsite.diagnostics import Diagnostics, Place
from reportsite.model import Block, BlockKind
from reportsite.reading.attributes import (
    ATTRIBUTE_LINE,
    PULL_QUOTE,
    Attributes,
    read_attributes,
)
from reportsite.reading.lines import Lines
from reportsite.reading.nodes import Node


def attach(nodes: list[Node], lines: Lines, offset: int, diagnostics: Diagnostics) -> None:
    """Give an attribute list on a line of its own to the block that it stands directly below."""
    place = lines.place(offset)
    block = nodes[-1] if nodes and not lines.is_blank(offset - 1) else None
    if not isinstance(block, Block) or block.kind is BlockKind.RULE:
        diagnostics.fault(
            place,
            "the attribute list attaches to nothing",
            "expected it directly below a paragraph, or at the end of a heading's line",
        )
        return
    nodes[-1] = with_attributes(block, inner_of(lines[offset]), place, diagnostics)


def inner_of(line: str) -> str:
    """Return what stands between `{:` and `}` on a line that holds nothing else."""
    match = ATTRIBUTE_LINE.fullmatch(line)
    return match["inner"] if match else ""


def with_attributes(block: Block, inner: str, place: Place, diagnostics: Diagnostics) -> Block:
    """Return the block with what an attribute list adds to it."""
    is_paragraph = block.kind is BlockKind.PARAGRAPH
    may_be_quote = is_paragraph or block.kind is BlockKind.PULL_QUOTE
    allowed = ("#p", "theme", f".{PULL_QUOTE}") if may_be_quote else ("#p", "theme")
    attributes = read_attributes(inner, allowed, place, diagnostics)
    kind = BlockKind.PULL_QUOTE if attributes.pull_quote else block.kind
    number = _number(block, attributes, place, diagnostics)
    if kind is BlockKind.PULL_QUOTE and number:
        diagnostics.fault(
            place,
            f"a pull quote has no number, and this one is given {number}",
            "expected the number on a paragraph of the body",
        )
        number = None
    return replace(block, kind=kind, number=number, themes=block.themes + attributes.themes)


def _number(
    block: Block, attributes: Attributes, place: Place, diagnostics: Diagnostics
) -> str | None:
    if block.number and attributes.number:
        diagnostics.fault(
            place,
            f"the paragraph is given the number {attributes.number}, and {block.number} before",
            "expected one",
        )
    return block.number or attributes.number
