"""The most that is in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def longest_in_order(numbers: Sequence[int]) -> list[int]:
    """Return as many of different numbers as rise from one to the next, in their order.

    The longest increasing subsequence, by patience sorting (Fredman, 1975).
    """
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        before[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    found: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        found.append(last)
        last = before[last]
    return found[::-1]
