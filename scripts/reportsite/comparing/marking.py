"""Two editions → what became of each paragraph: one mark for each, section by section."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from reportsite.comparing.aligning import Alignment, align
from reportsite.comparing.order import longest_in_order
from reportsite.comparing.texts import Edition, Paragraph, Part, edition_of
from reportsite.model import Report


class Mark(StrEnum):
    """What became of a paragraph from one edition to the next."""

    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    MOVED = "moved"
    GONE = "no longer there"
    NEW = "new"


@dataclass(frozen=True)
class Change:
    """A mark and the paragraphs that have it: of the earlier edition, of the later, or of both.

    A moved one is `is_reworded` where its words are not the same either. `from_part` is the part
    of the earlier edition that it stood in, `to_part` that of the later; both are None where it
    has moved within its section.
    """

    mark: Mark
    earlier: Paragraph | None
    later: Paragraph | None
    is_reworded: bool = False
    from_part: Part | None = None
    to_part: Part | None = None


@dataclass(frozen=True)
class MovedAway:
    """Where a paragraph stood that has moved: its only mark is where it stands now."""

    change: Change


@dataclass(frozen=True)
class PartChanges:
    """One section: as the earlier edition has it, as the later has it, or both.

    `changes` are in the order of the later edition; what is no longer there, or has left, is where
    it stood among its neighbours.
    """

    earlier: Part | None
    later: Part | None
    changes: tuple[Change | MovedAway, ...]

    @property
    def theme(self) -> str:
        """Return its theme's id, as the later edition has it; "" for the summary."""
        part = self.later or self.earlier
        return part.theme if part else ""

    @cached_property
    def marks(self) -> Counter[Mark]:
        """How many paragraphs have each mark here."""
        return Counter(change.mark for change in self.changes if isinstance(change, Change))


@dataclass(frozen=True)
class Comparison:
    """What changed from one edition to another: sections in the later's order, then those gone."""

    earlier: Report
    later: Report
    parts: tuple[PartChanges, ...]
    gone: tuple[PartChanges, ...]

    @property
    def all_parts(self) -> tuple[PartChanges, ...]:
        """Return every section of both editions."""
        return self.parts + self.gone

    @cached_property
    def marks(self) -> Counter[Mark]:
        """How many paragraphs have each mark; a matched pair of them is one."""
        return sum((part.marks for part in self.all_parts), Counter())


def compare(earlier: Report, later: Report) -> Comparison:
    """Compare two numbered reports of one source.

    Of the marks, unchanged, reworded, moved and no longer there are together all paragraphs of the
    earlier report, unchanged, reworded, moved and new all of the later.
    """
    return compare_editions(edition_of(earlier), edition_of(later))


def compare_editions(earlier: Edition, later: Edition) -> Comparison:
    """Compare two reports that are taken apart already."""
    marking = _Marking(earlier, later, align(earlier, later))
    return Comparison(earlier.report, later.report, marking.parts(), marking.gone())


class _Marking:
    def __init__(self, earlier: Edition, later: Edition, alignment: Alignment) -> None:
        self._earlier, self._later = earlier, later
        self._later_part = alignment.parts
        self._later_of = alignment.paragraphs
        self._earlier_part = {other: one for one, other in alignment.parts.items()}
        self._earlier_of = {other: one for one, other in alignment.paragraphs.items()}
        self._of_earlier_part = _by_part(earlier.paragraphs)
        self._of_later_part = _by_part(later.paragraphs)
        self._in_place = self._find_in_place()

    def _find_in_place(self) -> set[int]:
        """Return the later paragraphs that stand in their section, in the order of the earlier."""
        found: set[int] = set()
        for part, places in self._of_later_part.items():
            matched = [self._earlier_of[at] for at in places if self._stood_in(part, at)]
            found |= {self._later_of[one] for one in longest_in_order(matched)}
        return found

    def _stood_in(self, part: int, at: int) -> bool:
        """Whether a later paragraph was in the section of the earlier edition that this one was."""
        if at not in self._earlier_of:
            return False
        return self._earlier.paragraphs[self._earlier_of[at]].part == self._earlier_part.get(part)

    def parts(self) -> tuple[PartChanges, ...]:
        """Return the sections of the later edition."""
        count = len(self._later.parts)
        return tuple(self._part(at, self._earlier_part.get(at)) for at in range(count))

    def gone(self) -> tuple[PartChanges, ...]:
        """Return the sections of the earlier edition that the later does not have."""
        return tuple(
            PartChanges(part, None, tuple(map(self._of_earlier, self._of_earlier_part[at])))
            for at, part in enumerate(self._earlier.parts)
            if at not in self._later_part
        )

    def _part(self, later: int, earlier: int | None) -> PartChanges:
        one = None if earlier is None else self._earlier.parts[earlier]
        before = () if earlier is None else self._of_earlier_part[earlier]
        changes = tuple(self._in_order(before, self._of_later_part[later]))
        return PartChanges(one, self._later.parts[later], changes)

    def _in_order(
        self, earlier: Sequence[int], later: Sequence[int]
    ) -> Iterator[Change | MovedAway]:
        """Yield what became of two sections' paragraphs: those not here now, behind what they were.

        So a paragraph that was put in another's place stands below that.
        """
        left = [one for one in earlier if not self._is_here(one)]
        anchors = [self._earlier_of[at] for at in later if at in self._in_place]
        ends = iter([bisect_left(left, anchor) for anchor in anchors] + [len(left)])
        start, end = 0, next(ends)
        yield from map(self._of_earlier, left[start:end])
        for at in later:
            yield self._of_later(at)
            if at in self._in_place:
                start, end = end, next(ends)
                yield from map(self._of_earlier, left[start:end])

    def _is_here(self, one: int) -> bool:
        """Whether an earlier paragraph is shown where it stands now, and nothing where it was."""
        other = self._later_of.get(one)
        return (
            other is not None
            and self._later_part.get(self._earlier.paragraphs[one].part)
            == self._later.paragraphs[other].part
        )

    def _of_earlier(self, one: int) -> Change | MovedAway:
        """Return what became of a paragraph that is not where it was."""
        if one in self._later_of:
            return MovedAway(self._of_later(self._later_of[one]))
        return Change(Mark.GONE, self._earlier.paragraphs[one], None)

    def _of_later(self, at: int) -> Change:
        later = self._later.paragraphs[at]
        if at not in self._earlier_of:
            return Change(Mark.NEW, None, later)
        earlier = self._earlier.paragraphs[self._earlier_of[at]]
        is_reworded = earlier.same != later.same
        if at not in self._in_place:
            return Change(Mark.MOVED, earlier, later, is_reworded, *self._way(earlier, later))
        return Change(Mark.REWORDED if is_reworded else Mark.UNCHANGED, earlier, later, is_reworded)

    def _way(self, earlier: Paragraph, later: Paragraph) -> tuple[Part, Part] | tuple[()]:
        """Return the sections between which a paragraph has moved, nothing where it is one."""
        if self._later_part.get(earlier.part) == later.part:
            return ()
        return self._earlier.parts[earlier.part], self._later.parts[later.part]


def _by_part(paragraphs: Iterable[Paragraph]) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for at, paragraph in enumerate(paragraphs):
        found[paragraph.part].append(at)
    return found
