"""Section letters and numbers in front of a heading: "Section 1.", "IV.", "a.", "(2)", "1.2".

What is put aside is what the vocabulary puts aside (vocabulary/matching.py); here it is told what
kind of numbering it belongs to, and the how-manieth it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportsite.vocabulary.matching import split_letter

# These need no number: "Annex".
ANNEXES = frozenset({"annex", "annexe", "appendix"})

_LONGEST_ANNEX = max(map(len, ANNEXES))

_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})")
_ONES = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_SHAPE = re.compile(r"(?:(?P<word>[^\W\d_]{4,})\s+)?[(§\s]*(?P<mark>[\d.]*\d|[^\W\d_]+)[.:)\s]*")


@dataclass(frozen=True)
class Label:
    """A section letter or number. `kind` is its numbering, `value` counts from 1.

    `rest` is the heading without it, "" where it stands alone ("Section 1.").
    """

    kind: str
    value: int
    rest: str


def read_labels(texts: Sequence[str | None]) -> tuple[Label | None, ...]:
    """Return the label of each text, None where it has none or the text itself is None.

    One letter may be a Roman number: "i." is the letter after "h.", else it is one.
    """
    labels: list[Label | None] = []
    letters = {"letter": 0, "capital": 0}
    for text in texts:
        label = None if text is None else _read(text, letters)
        if label and label.kind in letters:
            letters[label.kind] = label.value
        labels.append(label)
    return tuple(labels)


def _read(text: str, letters: dict[str, int]) -> Label | None:
    if len(text) <= _LONGEST_ANNEX and text.casefold() in ANNEXES:
        return Label(text.casefold(), 1, "")
    typed, rest = split_letter(text)
    shape = _SHAPE.fullmatch(typed) if typed else None
    if shape is None:
        return None
    if shape["word"]:
        return Label(shape["word"].casefold(), _value(shape["mark"]), rest)
    return _without_word(shape["mark"], rest, letters)


def _without_word(mark: str, rest: str, letters: dict[str, int]) -> Label | None:
    if not rest:
        return None
    if mark[0].isdecimal():
        numbers = mark.split(".")
        return Label(f"number {len(numbers)}", int(numbers[-1]), rest)
    kind, roman = ("capital", "roman") if mark.isupper() else ("letter", "small roman")
    position = ord(mark[0].casefold()) - ord("a") + 1
    is_letter = len(mark) == 1 and (position == letters[kind] + 1 or mark.casefold() not in "ivx")
    if is_letter:
        return Label(kind, position, rest)
    value = _roman(mark)
    return Label(roman, value, rest) if value else None


def _value(mark: str) -> int:
    if mark[-1].isdecimal():
        return int(mark.split(".")[-1])
    return _roman(mark) or ord(mark[0].casefold()) - ord("a") + 1


def _roman(mark: str) -> int:
    """Return the value of a Roman number up to 39, 0 if it is none."""
    match = _ROMAN.fullmatch(mark.casefold())
    return 10 * len(match[1]) + _ONES[match[2]] if match else 0
