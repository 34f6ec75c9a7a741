"""What tells texts from one another: their section, order and neighbours, and their rare words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportsite.numbering.fingerprint import Fingerprint, Words

# a word that more texts hold tells little: those in about the same place are looked at
MOST_HOLDERS = 100

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

    def __init__(self, text_of: Mapping[int, int], numbers: Mapping[int, str]) -> None:
        self._text_of = dict(text_of)
        self._published = sorted(text_of)
        self._texts = sorted(numbers)

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


def marks_found(
    fingerprints: Mapping[int, Fingerprint], words: Sequence[Words], texts: Sequence[int]
) -> Iterator[tuple[int, Counter[int]]]:
    """Yield for each fingerprint, by its key, how many of its marks each of these texts holds.

    `texts` are positions in `words`, in order. Texts without any are left out.
    """
    wanted = {mark for one in fingerprints.values() for mark in one.marks}
    holding = defaultdict(list)
    for text in texts:
        for mark in words[text].marks & wanted:
            holding[mark].append(text)
    for key, one in fingerprints.items():
        yield key, Counter(text for mark in one.marks for text in _near(holding[mark], key))


def _near(holders: list[int], position: int) -> list[int]:
    """Return the holders that stand nearest to a position, all where they are not too many."""
    if len(holders) <= MOST_HOLDERS:
        return holders
    start = bisect_left(holders, position) - MOST_HOLDERS // 2
    start = max(0, min(start, len(holders) - MOST_HOLDERS))
    return holders[start : start + MOST_HOLDERS]
