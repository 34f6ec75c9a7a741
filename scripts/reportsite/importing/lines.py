"""Bytes of a text file → lines, with signs that nobody sees put aside and named."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reportsite.diagnostics import Place
from reportsite.files import line_of
from reportsite.importing.result import Dropped, ImportFault

TAB = 4

# Unicode's mandatory line breaks (UAX 14) but the form feed, which page-wise extraction puts before
# the first word of a page: as a line end it would shift every line number after it.
LINE_END = re.compile("\r\n|[\n\r\x0b\x85\u2028\u2029]")

# C0 and C1 controls; tab, form feed and the separators U+001C to U+001F count as spaces.
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
CONTROL_SPACE = re.compile("[\x0c\x1c-\x1f]")

# Text has none of these; a file of which one sign in fifty is a control character is no text.
_MOST_CONTROLS = 1 / 50

_ENCODINGS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


@dataclass(frozen=True)
class Line:
    """A line of the source: its number (from 1), its words, and their indent in columns."""

    number: int
    text: str
    indent: int = 0


def decode(path: str, data: bytes) -> str:
    """Return the text of a file, without byte order mark; ImportFault where it is no UTF-8 text."""
    for mark, name in _ENCODINGS:
        if data.startswith(mark):
            raise ImportFault(Place(path, 1), f"the file is {name}", "expected UTF-8: save it so")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise ImportFault(
                Place(path, 1),
                "the file is not text (it holds NUL bytes)",
                "expected text in UTF-8",
            ) from None
        byte = f"byte 0x{data[error.start]:02X} at offset {error.start}"
        raise ImportFault(
            Place(path, line_of(error)),
            f"the file is not UTF-8 ({byte})",
            "expected UTF-8: save it so",
        ) from None
    _refuse_binary(path, text)
    return text.removeprefix("\ufeff")


def _refuse_binary(path: str, text: str) -> None:
    controls = len(CONTROL.findall(text))
    if controls > _MOST_CONTROLS * len(text):
        raise ImportFault(
            Place(path, 1),
            f"the file is not text: {controls} of its {len(text)} signs are control characters",
            "expected text in UTF-8",
        )


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
