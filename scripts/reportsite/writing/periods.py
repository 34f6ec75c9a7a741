"""Years → the periods that a reader thinks in, as long ones as their texts allow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

T = TypeVar("T")

# years: decades, else their halves, else one by one
LENGTHS = (10, 5, 1)


@dataclass(frozen=True)
class Period(Generic[T]):
    """The years `first` to `last`, and what belongs to them. `name` is what its address ends in."""

    first: int
    last: int
    items: tuple[T, ...]

    @property
    def name(self) -> str:
        """Return "2010-2019", or "2010" for one year."""
        return "-".join(self._ends)

    @property
    def label(self) -> str:
        """Return the same as print has it: "2010–2019"."""
        return "–".join(self._ends)

    @property
    def _ends(self) -> list[str]:
        return list(dict.fromkeys([str(self.first), str(self.last)]))


def periods_of(
    items: Sequence[T],
    year_of: Callable[[T], int],
    fits: Callable[[Sequence[T]], bool],
    lengths: tuple[int, ...] = LENGTHS,
) -> Iterator[Period[T]]:
    """Divide `items`, which are in the order of their years, into periods that fit.

    A year that does not fit by itself is left out.
    """
    if not lengths:
        return
    length, *shorter = lengths
    for first, found in groupby(items, lambda item: year_of(item) // length * length):
        together = tuple(found)
        if fits(together):
            yield Period(first, first + length - 1, together)
        else:
            yield from periods_of(together, year_of, fits, tuple(shorter))
