"""Readers of blocks that hold lines of their own: lists, quotations and footnotes."""

from __future__ import annotations

import re

from reportsite.diagnostics import Diagnostics
from reportsite.model import Block, BlockKind, Footnote
from reportsite.reading.attaching import attach, inner_of, with_attributes
from reportsite.reading.attributes import ATTRIBUTE_LINE
from reportsite.reading.lines import Lines
from reportsite.reading.nodes import Node, Read
from reportsite.reading.patterns import (
    FOOTNOTE,
    INDENTED,
    ITEM,
    QUOTE,
    RULE,
    dedent,
    ends_paragraph,
    skip_blank,
    take_paragraph,
)


def read_list(lines: Lines, offset: int, diagnostics: Diagnostics) -> Read:
    """Read the items of one list, each a block with all that is indented under it.

    Where numbers follow signs, or the other way round, another list begins.
    """
    items: list[Node] = []
    is_numbered = _is_numbered(ITEM.match(lines[offset]))
    while offset < len(lines) and (match := ITEM.match(lines[offset])):
        if _is_numbered(match) is not is_numbered or RULE.match(lines[offset]):
            break
        end = _end_of_item(lines, offset + 1)
        items.append(_item(lines, offset, end, match, diagnostics, is_first=not items))
        offset = skip_blank(lines, end)
    return items, offset


def _is_numbered(match: re.Match[str] | None) -> bool:
    return match is not None and match["marker"].endswith(".")


def _end_of_item(lines: Lines, offset: int) -> int:
    while offset < len(lines):
        if lines.is_blank(offset):
            after = skip_blank(lines, offset)
            if after >= len(lines) or not INDENTED.match(lines[after]):
                return offset
            offset = after
        elif _ends_item(lines, offset):
            return offset
        offset += 1
    return offset


def _ends_item(lines: Lines, offset: int) -> bool:
    indented = INDENTED.match(lines[offset])
    return not indented and bool(ITEM.match(lines[offset]) or ends_paragraph(lines[offset]))


def _item(
    lines: Lines,
    start: int,
    end: int,
    match: re.Match[str],
    diagnostics: Diagnostics,
    *,
    is_first: bool,
) -> Block:
    kept = [match["text"]]
    attribute_lines = []
    for offset in range(start + 1, end):
        if ATTRIBUTE_LINE.fullmatch(lines[offset]):
            attribute_lines.append(offset)
        else:
            kept.append(dedent(lines[offset]))
    text = "\n".join(kept).strip()
    if not text:
        diagnostics.fault(lines.place(start), "the item has no words", "expected `- Words`")
    block = Block(
        BlockKind.ITEM, text, match["marker"], group=int(is_first), place=lines.place(start)
    )
    for offset in attribute_lines:
        block = with_attributes(block, inner_of(lines[offset]), lines.place(offset), diagnostics)
    return block


def read_quote(lines: Lines, offset: int, diagnostics: Diagnostics) -> Read:
    """Read a quotation; what stands in it without `>` on its line belongs to it too."""
    end = offset
    while not lines.is_blank(end) and (QUOTE.match(lines[end]) or not _ends_quote(lines, end)):
        end += 1
    texts = tuple(QUOTE.sub("", lines[i], count=1) for i in range(offset, end))
    inner = Lines(lines.path, texts, lines.first + offset)
    if all(map(inner.is_blank, range(len(inner)))):
        diagnostics.fault(lines.place(offset), "the quotation has no words", "expected `> Words`")
    return _quoted(inner, diagnostics), end


def _quoted(inner: Lines, diagnostics: Diagnostics) -> list[Node]:
    blocks: list[Node] = []
    offset = 0
    while offset < len(inner):
        if inner.is_blank(offset):
            offset += 1
        elif ATTRIBUTE_LINE.fullmatch(inner[offset]):
            attach(blocks, inner, offset, diagnostics)
            offset += 1
        else:
            text, after = take_paragraph(inner, offset)
            first = int(not blocks)
            blocks.append(Block(BlockKind.QUOTE, text, group=first, place=inner.place(offset)))
            offset = after
    return blocks


def _ends_quote(lines: Lines, offset: int) -> bool:
    return ends_paragraph(lines[offset]) and not QUOTE.match(lines[offset])


def read_footnote(lines: Lines, offset: int, diagnostics: Diagnostics) -> Read:
    """Read an editorial note and the indented lines that go on with it."""
    match = FOOTNOTE.match(lines[offset])
    assert match
    end = _end_of_footnote(lines, offset + 1)
    texts = [match["text"], *(dedent(lines[i]) for i in range(offset + 1, end))]
    text = "\n".join(texts).strip()
    place = lines.place(offset)
    if not text:
        diagnostics.fault(place, "the footnote has no words", "expected `[^1]: The note.`")
    return [Footnote(match["label"], text, place)], end


def _end_of_footnote(lines: Lines, offset: int) -> int:
    while offset < len(lines):
        after = skip_blank(lines, offset)
        if after > offset and (after >= len(lines) or not INDENTED.match(lines[after])):
            return offset
        if after == offset and (FOOTNOTE.match(lines[offset]) or ends_paragraph(lines[offset])):
            return offset
        offset = after + 1
    return offset
