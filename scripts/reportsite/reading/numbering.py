"""Paragraph numbers: ¶1 to ¶n through a whole report, like a document of the United Nations.

An author can pin a number to a block, which then keeps it wherever it stands. In a report that has
any pinned, each other block takes the number of the block before it and the next letter: behind ¶12
follow ¶12a, ¶12b … ¶12z, ¶12aa; before the first pinned one ¶0a, ¶0b. Pinned numbers need not rise,
since a paragraph that moves keeps its own; what is pinned elsewhere is passed over. No number is
given twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count

from reportsite.diagnostics import Diagnostics
from reportsite.model import NUMBERED, Block, Report

BEFORE_THE_FIRST = "0"
_PARTS = re.compile(r"(?P<digits>[0-9]+)(?P<letters>[a-z]*)")
_ALPHABET = 26
_BEFORE_A = ord("a") - 1


def number(report: Report, diagnostics: Diagnostics) -> Report:
    """Return the report with a number on each block that has one.

    Blocks come with the numbers that are pinned to them; one that two have is a fault, and the
    second of them is numbered as if it had none. Pull quotes and rules have none: the words of a
    pull quote stand in the body too.
    """
    blocks = [block for block in report.blocks if block.kind in NUMBERED]
    owners = owners_of(blocks, diagnostics)
    return with_numbers(report, _lettered(blocks, owners) if owners else map(str, count(1)))


def with_numbers(report: Report, numbers: Iterator[str]) -> Report:
    """Return the report with the next of these numbers on each block that has one, in order."""
    return replace(
        report,
        summary=_numbered(report.summary, numbers),
        sections=tuple(
            replace(section, blocks=_numbered(section.blocks, numbers))
            for section in report.sections
        ),
    )


def counting_order(number: str) -> tuple[int, int, str]:
    """Return what sorts numbers as they are counted: 0a, 1, 2, 2a, 2z, 2aa, 10."""
    digits, letters = _parts(number)
    return int(digits), len(letters), letters


def _numbered(blocks: tuple[Block, ...], numbers: Iterator[str]) -> tuple[Block, ...]:
    return tuple(
        replace(block, number=next(numbers)) if block.kind in NUMBERED else block
        for block in blocks
    )


def owners_of(blocks: Iterable[Block], diagnostics: Diagnostics) -> dict[str, int]:
    """Return by pinned number the position (from 0) of the first block that it is pinned to."""
    owners: dict[str, int] = {}
    places = []
    for position, block in enumerate(blocks):
        places.append(block.place)
        if block.number is None:
            continue
        first = owners.setdefault(block.number, position)
        if first != position:
            diagnostics.fault(
                block.place,
                f"¶{block.number} is pinned twice: line {places[first].line} has it too",
                "expected each number once",
            )
    return owners


def _lettered(blocks: Iterable[Block], owners: Mapping[str, int]) -> Iterator[str]:
    letters = Letters(owners)
    before = BEFORE_THE_FIRST
    for position, block in enumerate(blocks):
        is_owner = block.number is not None and owners[block.number] == position
        before = block.number if is_owner and block.number else letters.after(before)
        yield before


class Letters:
    """Gives numbers with letters, none of them twice and none that is `taken`."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        # where to go on from a number that is taken, so that a long run is passed over once
        self._onward: dict[tuple[str, int], int] = {}

    def after(self, number: str) -> str:
        """Return the next free number behind `number`: 12a behind 12, 12b behind 12a."""
        digits, letters = _parts(number)
        position = _position(letters) + 1
        passed = []
        while (free := digits + _written(position)) in self._taken:
            passed.append(position)
            position = self._onward.get((digits, position), position + 1)
        self._onward.update(((digits, one), position) for one in passed)
        self._taken.add(free)
        return free


def _parts(number: str) -> tuple[str, str]:
    match = _PARTS.fullmatch(number)
    assert match
    return match["digits"], match["letters"]


def _position(letters: str) -> int:
    """Return the place of letters among a, b … z, aa, ab …, counted from 1; 0 for none."""
    position = 0
    for letter in letters:
        position = position * _ALPHABET + ord(letter) - _BEFORE_A
    return position


def _written(position: int) -> str:
    letters = ""
    while position:
        position, letter = divmod(position - 1, _ALPHABET)
        letters = chr(letter + _BEFORE_A + 1) + letters
    return letters
