"""A text → its lines, with signs that nobody sees put aside and named."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reportsite.importing.result import Dropped

TAB = 4

# Unicode's mandatory line breaks (UAX 14) but the form feed, which page-wise extraction puts before
# the first word of a page: as a line end it would shift every line number after it.
LINE_ENDS = "\n\r\x0b\x85\u2028\u2029"
LINE_END = re.compile(f"\r\n|[{LINE_ENDS}]")

# C0 and C1 controls; tab, form feed and the separators U+001C to U+001F count as spaces.
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
CONTROL_SPACE = re.compile("[\x0c\x1c-\x1f]")


@dataclass(frozen=True)
class Line:
    """A line of the source: its number (from 1), its words, and their indent in columns."""

    number: int
    text: str
    indent: int = 0


def count_lines(text: str) -> int:
    """Return how many lines a text has, as `split_lines` parts them; takes no memory."""
    return 1 + sum(map(text.count, LINE_ENDS)) - text.count("\r\n")


def split_lines(text: str) -> list[str]:
    """Return the lines of a text as they are, without their ends."""
    return LINE_END.split(text)


def read_lines(text: str) -> tuple[tuple[Line, ...], tuple[Dropped, ...]]:
    """Return the lines of a text, and the control characters that were taken out of them."""
    raw = split_lines(text)
    lines = tuple(_line(number, line) for number, line in enumerate(raw, 1))
    return lines, tuple(_controls(raw))


def _line(number: int, raw: str) -> Line:
    text = CONTROL.sub("", CONTROL_SPACE.sub(" ", raw))
    stripped = text.strip()
    if not any(map(is_visible, stripped)):
        return Line(number, "")
    return Line(number, stripped, _columns(text[: len(text) - len(text.lstrip())]))


def is_visible(character: str) -> bool:
    """Whether a character is more than space or formatting (Unicode's Cf)."""
    return not character.isspace() and unicodedata.category(character) not in ("Cf", "Cc")


def _columns(space: str) -> int:
    columns = 0
    for character in space:
        columns += TAB - columns % TAB if character == "\t" else 1
    return columns


def _controls(raw: list[str]) -> Iterator[Dropped]:
    for number, line in enumerate(raw, 1):
        counts = Counter(CONTROL.findall(line))
        if counts:
            names = ", ".join(f"U+{ord(sign):04X} × {n}" for sign, n in sorted(counts.items()))
            yield Dropped(number, names, "control characters, which no page can show")
