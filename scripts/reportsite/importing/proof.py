"""The proof that no word is lost.

The words of the source, less the dropped lines, are the words of the annotated report, in order. A
word is what stands between spaces, punctuation and all, so that no sign is lost either. What
nobody sees is no word: control characters, and format characters (Unicode's Cf) on their own.
This module knows the annotated format from outside and shares no code with what writes it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

# Line ends as importing/lines.py counts them, told here once more to keep the proof apart.
_SOURCE_LINE = re.compile("\r\n|[\n\x0b\r\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_HEADING = re.compile(r"#{2,6} (?P<words>.*?)(?: \{: #[^\s{}]+ \})?")
_PULL_QUOTE = "{: .pull-quote }"
# A paragraph's own number stands before it in the source, and behind it in the report.
_NUMBER = re.compile(r"\{: #p(?P<number>[1-9][0-9]*) \}")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])")


@dataclass(frozen=True)
class Difference:
    """The first place where source and report part: words from 1, "" where one has ended."""

    position: int
    source: str
    report: str


def source_words(text: str, without: Collection[int] = ()) -> list[str]:
    """Return the words of a source, less those of the lines numbered in `without` (from 1)."""
    lines = _SOURCE_LINE.split(text.removeprefix("\ufeff"))
    kept = (line for number, line in enumerate(lines, 1) if number not in without)
    return [word for line in kept for word in _words(line)]


def report_words(body: str) -> list[str]:
    """Return the words of an annotated report's body, as a page shows them.

    The number that a paragraph has of its own is its first word.
    """
    return [word for line in _with_numbers(body.split("\n")) for word in _words(_shown(line))]


def first_difference(source: Iterable[str], report: Iterable[str]) -> Difference | None:
    """Where two runs of words first differ, or None."""
    for position, (one, other) in enumerate(zip_longest(source, report, fillvalue=""), 1):
        if one != other:
            return Difference(position, one, other)
    return None


def _with_numbers(lines: list[str]) -> Iterator[str]:
    """Yield the lines, the number of a paragraph before the line above it, which holds it all."""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        number = _NUMBER.fullmatch(following)
        if number:
            yield f"{number['number']}."
        if not _NUMBER.fullmatch(line):
            yield line


def _shown(line: str) -> str:
    if line == _PULL_QUOTE:
        return ""
    heading = _HEADING.fullmatch(line)
    return _ESCAPE.sub(r"\1", heading["words"] if heading else line)


def _words(text: str) -> list[str]:
    seen = _CONTROL.sub("", text).split()
    return [word for word in seen if any(unicodedata.category(c) != "Cf" for c in word)]
