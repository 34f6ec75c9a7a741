"""What tells texts with the same words from one another: their section, order and neighbours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Told = Callable[[int], Hashable]
Positions = dict[Hashable, list[int]]


def by(told: Told, positions: Iterable[int]) -> Positions:
    """Return positions by what is told of each."""
    found = defaultdict(list)
    for position in positions:
        found[told(position)].append(position)
    return found


@dataclass(frozen=True)
class Line:
    """Texts in order, each as its section's title and a hash, and what tells one from others."""

    texts: Sequence[tuple[str, int]]

    def text(self, position: int) -> Hashable:
        """Return the text alone."""
        return self.texts[position][1]

    def in_section(self, position: int) -> Hashable:
        """Return the text with its section's title."""
        return self.texts[position]

    def behind(self, position: int) -> Hashable:
        """Return the text with the one before it."""
        return tuple(self.texts[max(position - 1, 0) : position + 1])

    def in_front(self, position: int) -> Hashable:
        """Return the text with the one after it."""
        return tuple(self.texts[position : position + 2])


class Neighbours:
    """Which matched paragraph stands before and behind, among those published and the texts."""

    def __init__(self, text_of: Mapping[int, int], numbers: Mapping[int, str], count: int) -> None:
        self._count = count
        self._text_of = dict(text_of)
        self._published = sorted(text_of)
        self._texts = sorted(numbers)

    def between(self, published: int) -> tuple[int, int]:
        """Return the texts behind the neighbour before and in front of the one behind: from, to."""
        before, behind = _around(self._published, published)
        start = 0 if before is None else self._text_of[before] + 1
        end = self._count if behind is None else self._text_of[behind]
        return start, max(start, end)

    def shared(self, published: int, text: int) -> int:
        """Return how many neighbours the two have in common, the ends of the report too: 0 to 2."""
        before, behind = _around(self._published, published)
        found_before, found_behind = _around(self._texts, text)
        place = self._text_of.get
        is_before = (place(before) if before is not None else None) == found_before
        is_behind = (place(behind) if behind is not None else None) == found_behind
        return is_before + is_behind


def _around(ordered: Sequence[int], position: int) -> tuple[int | None, int | None]:
    at = bisect_left(ordered, position)
    behind = bisect_right(ordered, position)
    return (
        ordered[at - 1] if at else None,
        ordered[behind] if behind < len(ordered) else None,
    )
