"""Paragraph numbers: ¶1 to ¶n through a whole report, like a document of the United Nations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from reportsite.model import NUMBERED, Block, Report


def number(report: Report) -> Report:
    """Return the report with a number on each block that has one, counted from 1 in order.

    Pull quotes and rules have none: the words of a pull quote stand in the body too.
    """
    numbers = count(1)
    return replace(
        report,
        summary=_numbered(report.summary, numbers),
        sections=tuple(
            replace(section, blocks=_numbered(section.blocks, numbers))
            for section in report.sections
        ),
    )


def _numbered(blocks: tuple[Block, ...], numbers: Iterator[int]) -> tuple[Block, ...]:
    return tuple(
        replace(block, number=str(next(numbers))) if block.kind in NUMBERED else block
        for block in blocks
    )
