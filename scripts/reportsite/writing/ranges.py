"""Which paragraphs a section has, as few runs of numbers: ¶12a, ¶7, ¶13–¶14a."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from reportsite.model import Block, Report
from reportsite.reading.numbering import counting_order
from reportsite.writing.page import Meta


def ranges_of(report: Report) -> dict[str, Meta | None]:
    """Return the first and last number of each section by its slug, None for one that has none.

    Where its numbers are parted, since paragraphs were moved, `runs` and the `count` of all too: a
    run holds every number that the report has between its ends.
    """
    following = dict(pairwise(sorted(_numbers(report.blocks), key=counting_order)))
    return {
        section.slug: _range(_numbers(section.blocks), following) for section in report.sections
    }


def _numbers(blocks: Iterable[Block]) -> list[str]:
    return [block.number for block in blocks if block.number]


def _range(numbers: list[str], following: Mapping[str, str]) -> Meta | None:
    if not numbers:
        return None
    found: Meta = {"first": numbers[0], "last": numbers[-1]}
    runs = _runs(numbers, following)
    return found | ({"runs": runs, "count": len(numbers)} if len(runs) > 1 else {})


def _runs(numbers: list[str], following: Mapping[str, str]) -> list[Meta]:
    runs: list[Meta] = []
    for number in numbers:
        if runs and following.get(runs[-1]["last"]) == number:
            runs[-1]["last"] = number
        else:
            runs.append({"first": number, "last": number})
    return runs
