"""Body lines → headings, blocks and footnotes: one reader a kind, chosen from a table.

A reader takes the lines and the offset (0-based) at which its block begins, and returns what it
read and the offset behind it. Block marks are those of Python-Markdown, which renders the pages,
as far as a report uses them; what it would show as something else is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from reportsite.diagnostics import Diagnostics
from reportsite.model import Block, BlockKind
from reportsite.reading.attaching import attach
from reportsite.reading.attributes import (
    ATTRIBUTE_LINE,
    NONE,
    check_colon,
    read_attributes,
    split_heading,
)
from reportsite.reading.containers import read_footnote, read_list, read_quote
from reportsite.reading.inline import masked
from reportsite.reading.lines import Lines
from reportsite.reading.nodes import Heading, Node, Read
from reportsite.reading.patterns import (
    CODE_FENCE,
    FOOTNOTE,
    HEADING,
    INDENTED,
    ITEM,
    LIKE_A_HEADING,
    QUOTE,
    RULE,
    RULE_BELOW,
    TABLE_DELIMITER,
    take_paragraph,
)


def read_blocks(lines: Lines, offset: int, diagnostics: Diagnostics) -> list[Node]:
    """Read all that stands from `offset` (0-based) to the end of the file."""
    nodes: list[Node] = []
    while offset < len(lines):
        if lines.is_blank(offset):
            offset += 1
        elif ATTRIBUTE_LINE.fullmatch(lines[offset]):
            attach(nodes, lines, offset, diagnostics)
            offset += 1
        else:
            read = next(reader for begins, reader in READERS if begins(lines, offset))
            found, offset = read(lines, offset, diagnostics)
            nodes += found
    return _numbered_groups(nodes)


def _numbered_groups(nodes: list[Node]) -> list[Node]:
    """Give the items of one list, or the paragraphs of one quotation, a group of their own.

    Readers mark the first of each with group 1 and the others with 0.
    """
    group = 0
    grouped: list[Node] = []
    for node in nodes:
        if isinstance(node, Block) and node.kind in (BlockKind.ITEM, BlockKind.QUOTE):
            group += node.group
            grouped.append(replace(node, group=group))
        else:
            grouped.append(node)
    return grouped


def _read_heading(lines: Lines, offset: int, diagnostics: Diagnostics) -> Read:
    place = lines.place(offset)
    rest, inner = split_heading(lines[offset])
    match = HEADING.match(rest)
    assert match
    attributes = (
        NONE if inner is None else read_attributes(inner, ("#", "theme"), place, diagnostics)
    )
    title = _without_closing_marks((match["title"] or "").strip())
    words, brace, inside = masked(title).rpartition("{")
    if words:
        check_colon(brace + inside, place, diagnostics)
    if not title:
        diagnostics.fault(place, "the heading has no words", "expected `## Title`")
    return [Heading(len(match["marks"]), title, attributes, place)], offset + 1


def _without_closing_marks(title: str) -> str:
    """`Title ##` is Markdown's other way to write a heading; the sign of `C#` is part of it."""
    bare = title.rstrip("#")
    return bare.rstrip() if not bare or bare[-1].isspace() else title


def _read_table(lines: Lines, offset: int, diagnostics: Diagnostics) -> Read:
    end = offset
    while not lines.is_blank(end) and not ATTRIBUTE_LINE.fullmatch(lines[end]):
        end += 1
    rows = [lines[i].strip() for i in range(offset, end)]
    has_border = rows[0].startswith("|") or rows[0].endswith("|")
    columns = _cells(rows[0], has_border=has_border)
    for i, row in enumerate(rows):
        if (cells := _cells(row, has_border=has_border)) > columns or (i == 1 and cells < columns):
            diagnostics.fault(
                lines.place(offset + i),
                f"the row has {cells} cells, the table {columns} columns",
                f"expected {columns}, or `\\|` for the sign",
            )
    return [Block(BlockKind.TABLE, "\n".join(rows), place=lines.place(offset))], end


def _cells(row: str, *, has_border: bool) -> int:
    bare = masked(row)
    inside = bare.removeprefix("|").removesuffix("|") if has_border else bare
    return inside.count("|") + 1


def _read_rule(lines: Lines, offset: int, diagnostics: Diagnostics) -> Read:
    return [Block(BlockKind.RULE, "", place=lines.place(offset))], offset + 1


def _read_paragraph(lines: Lines, offset: int, diagnostics: Diagnostics) -> Read:
    text, end = take_paragraph(lines, offset)
    return [Block(BlockKind.PARAGRAPH, text, place=lines.place(offset))], end


def _begins(pattern: re.Pattern[str]) -> Callable[[Lines, int], bool]:
    return lambda lines, offset: bool(pattern.match(lines[offset]))


def _begins_table(lines: Lines, offset: int) -> bool:
    if "|" not in lines[offset] or lines.is_blank(offset + 1):
        return False
    return "|" in lines[offset + 1] and bool(TABLE_DELIMITER.match(lines[offset + 1]))


def _begins_underlined(lines: Lines, offset: int) -> bool:
    return not lines.is_blank(offset + 1) and bool(RULE_BELOW.match(lines[offset + 1]))


def _refuse(wrong: str, expected: str) -> Callable[[Lines, int, Diagnostics], Read]:
    def read(lines: Lines, offset: int, diagnostics: Diagnostics) -> Read:
        diagnostics.fault(lines.place(offset), wrong, expected)
        return _read_paragraph(lines, offset, diagnostics)

    return read


READERS: tuple[
    tuple[Callable[[Lines, int], bool], Callable[[Lines, int, Diagnostics], Read]], ...
] = (
    (
        _begins(INDENTED),
        _refuse(
            "the line is indented by four spaces or a tab, which Markdown shows as code",
            "expected no indent, or `> ` for a quotation",
        ),
    ),
    (
        _begins(CODE_FENCE),
        _refuse("a report holds no code", "expected text, or `> ` for a quotation"),
    ),
    (_begins(HEADING), _read_heading),
    (
        _begins(LIKE_A_HEADING),
        _refuse(
            "the line begins like a heading and is none",
            "expected `## Title`, with no space before it and one behind two to six `#`, "
            "or `\\#` for the sign",
        ),
    ),
    (_begins(RULE), _read_rule),
    (_begins(ITEM), read_list),
    (_begins(QUOTE), read_quote),
    (_begins(FOOTNOTE), read_footnote),
    (_begins_table, _read_table),
    (
        _begins_underlined,
        _refuse("an underline makes a heading of the line above it", "expected `## Title`"),
    ),
    (lambda lines, offset: True, _read_paragraph),
)
