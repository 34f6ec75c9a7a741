"""How the blocks of a report begin, as Python-Markdown sees it."""

from __future__ import annotations

import re

from reportsite.reading.attributes import ATTRIBUTE_LINE
from reportsite.reading.lines import Lines

HEADING = re.compile(r"(?P<marks>#{1,6})(?:[ \t]+(?P<title>.*))?$")
LIKE_A_HEADING = re.compile(r" {0,3}#")
ITEM = re.compile(r" {0,3}(?P<marker>[-*+]|[0-9]{1,9}\.)[ \t]+(?P<text>.*)$")
QUOTE = re.compile(r" {0,3}> ?")
FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\]:[ \t]*(?P<text>.*)$")
LINK_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]++\]:", re.MULTILINE)
TABLE_DELIMITER = re.compile(
    r" {0,3}\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*$"
)
RULE = re.compile(r" {0,3}(?:(?:-[ \t]{0,2}){3,}|(?:\*[ \t]{0,2}){3,}|(?:_[ \t]{0,2}){3,})$")
RULE_BELOW = re.compile(r"[ \t]*-{3,}[ \t]*$")
UNDERLINE = re.compile(r"(?:\A|^[ \t]*\n)[^\n]+\n(?P<line>[ \t]*[=-]+[ \t]*)$", re.MULTILINE)
INDENTED = re.compile(r"(?: {4}| {0,3}\t)")
CODE_FENCE = re.compile(r" {0,3}(?:```|~~~)")


def take_paragraph(lines: Lines, offset: int) -> tuple[str, int]:
    """Return the paragraph that begins at `offset` (0-based), and the offset behind it."""
    start = offset
    offset += 1
    while not lines.is_blank(offset) and not ends_paragraph(lines[offset].lstrip()):
        offset += 1
    # two spaces at a line's end are a line break in Markdown, so line ends stay as typed
    text = "\n".join(lines[i].lstrip() for i in range(start, offset))
    return text.strip(), offset


def ends_paragraph(line: str) -> bool:
    """Whether this line cannot go on with a paragraph, though no blank line stands before it."""
    patterns = (HEADING, QUOTE, FOOTNOTE, RULE)
    return bool(ATTRIBUTE_LINE.fullmatch(line)) or any(p.match(line) for p in patterns)


def skip_blank(lines: Lines, offset: int) -> int:
    """Return the offset of the first line from `offset` on that is not blank, or the end."""
    while offset < len(lines) and lines.is_blank(offset):
        offset += 1
    return offset


def dedent(line: str) -> str:
    """Take away the indent that makes a line part of a list item or a footnote."""
    return INDENTED.sub("", line, count=1) if INDENTED.match(line) else line.lstrip()
