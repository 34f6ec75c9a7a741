"""Which paragraph of one edition is which of the other, one to one.

Paragraphs of the same words find each other first. Of the rest the most alike do, in sections that
are one sooner than elsewhere. How much must be left of a paragraph's words depends on where it
stands: within its section less will do, less still between the same neighbours, and elsewhere the
less the more rare words the two share, or where nothing else is nearly as alike, since formulas
("The law provides for …") are alike in sections that have nothing to do with each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from reportsite.comparing import limits
from reportsite.comparing.likeness import Alike, Likeness
from reportsite.comparing.parts import extent_of, pair_by_heading, pair_by_text, pair_by_theme
from reportsite.comparing.texts import Edition


@dataclass(frozen=True)
class Alignment:
    """The later paragraph of each earlier one, by their places from 0; and the same of parts."""

    paragraphs: Mapping[int, int]
    parts: Mapping[int, int]


def align(earlier: Edition, later: Edition) -> Alignment:
    """Find the paragraphs and the sections of an edition in a later one."""
    aligning = _Aligning(earlier, later)
    aligning.match_same()
    aligning.match_alike()
    aligning.pair_sections()
    aligning.match_in_place()
    aligning.match_distinct()
    return Alignment(aligning.later_of, aligning.parts)


class _Aligning:
    """The state of one alignment: each step takes what is left by those before it."""

    def __init__(self, earlier: Edition, later: Edition) -> None:
        self._earlier, self._later = earlier.paragraphs, later.paragraphs
        self._parts = earlier.parts, later.parts
        self.parts = pair_by_heading(*self._parts)
        self.later_of: dict[int, int] = {}
        self._taken: set[int] = set()
        self._likeness = Likeness(self._earlier, self._later)
        self._alike: dict[tuple[int, int], Alike] = {}

    def _take_best(self, pairs: Iterable[tuple[float, int, int]]) -> None:
        """Match pairs, those of the highest value first, and of the same value those in order."""
        for _, _, one, other in sorted((-v, abs(a - b), a, b) for v, a, b in pairs):
            if one not in self.later_of and other not in self._taken:
                self.later_of[one] = other
                self._taken.add(other)

    def _left(self) -> tuple[list[int], list[int]]:
        return (
            [one for one in range(len(self._earlier)) if one not in self.later_of],
            [one for one in range(len(self._later)) if one not in self._taken],
        )

    def _is_in_section(self, one: int, other: int) -> bool:
        return self.parts.get(self._earlier[one].part) == self._later[other].part

    def _beside(self, one: int, other: int) -> int:
        """Return how many neighbours of two paragraphs are matched with each other: 0 to 2."""
        sides = ((one - 1, other - 1), (one + 1, other + 1))
        return sum(self.later_of.get(before) == behind for before, behind in sides)

    def match_same(self) -> None:
        """Match paragraphs of the same words, but for short ones and repeated ones elsewhere."""
        earlier, later = defaultdict(list), defaultdict(list)
        for one, paragraph in enumerate(self._earlier):
            earlier[paragraph.same].append(one)
        for other, paragraph in enumerate(self._later):
            later[paragraph.same].append(other)
        shared = [(earlier[text], later[text]) for text in earlier.keys() & later.keys()]
        # two rounds: neighbours of repeated ones may be found by the first
        for is_wanted in (_are_single, _are_repeated):
            self._take_best(
                (
                    limits.SECTION * self._is_in_section(one, other) + self._beside(one, other),
                    one,
                    other,
                )
                for ones, others in shared
                if is_wanted(ones, others)
                for one, other in _couples(ones, others)
                if self._is_in_section(one, other)
                or (_are_single(ones, others) and self._is_long(one))
            )

    def _is_long(self, one: int) -> bool:
        return self._earlier[one].same.count(" ") >= limits.FEWEST_WORDS - 1

    def match_alike(self) -> None:
        """Match what is left by likeness."""
        self._alike = self._likeness.candidates(*self._left(), limits.LEAST)
        pairs = []
        for (one, other), alike in self._alike.items():
            is_in, value = self._is_in_section(one, other), self._value(one, other)
            if value >= (limits.IN_SECTION if is_in else _least_elsewhere(alike.shared)):
                pairs.append((value + limits.SECTION * is_in, one, other))
        self._take_best(pairs)

    def _value(self, one: int, other: int) -> float:
        """Return a likeness with what the labels say that two paragraphs may begin with."""
        value = self._alike[one, other].likeness
        label, other_label = self._earlier[one].label, self._later[other].label
        if label and other_label:
            common = len(label & other_label) / min(len(label), len(other_label))
            value += limits.LABEL if common > 1 / 2 else -limits.LABEL
        return value

    def pair_sections(self) -> None:
        """Pair sections of other headings: by much text in common, else by their theme."""
        shared: Counter[tuple[int, int]] = Counter()
        for one, other in self.later_of.items():
            parts = self._earlier[one].part, self._later[other].part
            shared[parts] += min(len(self._earlier[one].text), len(self._later[other].text))
        extents = extent_of(self._earlier), extent_of(self._later)
        self.parts |= pair_by_text(shared, *extents, self.parts)
        self.parts |= pair_by_theme(*self._parts, extents, self.parts)

    def match_in_place(self) -> None:
        """Match what is less alike, between neighbours or in sections that were paired last."""
        pairs = []
        for one, other in self._alike:
            if one in self.later_of or other in self._taken or not self._is_in_section(one, other):
                continue
            value, beside = self._value(one, other), self._beside(one, other)
            if value >= (limits.IN_PLACE if beside else limits.IN_SECTION):
                pairs.append((value + limits.NEIGHBOUR * beside, one, other))
        self._take_best(pairs)

    def match_distinct(self) -> None:
        """Match what is elsewhere and short, or much changed, where nothing else is as alike."""
        self._take_best(
            (alike.likeness, one, other)
            for (one, other), alike in self._alike.items()
            if one not in self.later_of
            and other not in self._taken
            and alike.shared >= limits.DISTINCT_WORDS
            and alike.likeness >= limits.DISTINCT
            and self._likeness.is_distinct(one, other, alike.likeness - limits.DISTINCT_BY)
        )


def _are_single(ones: Sequence[int], others: Sequence[int]) -> bool:
    return len(ones) == len(others) == 1


def _are_repeated(ones: Sequence[int], others: Sequence[int]) -> bool:
    return not _are_single(ones, others)


def _couples(ones: Sequence[int], others: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Return each with each; of very many, those in the same order."""
    few = len(ones) * len(others) <= limits.MOST_COUPLES
    return product(ones, others) if few else zip(ones, others, strict=False)


def _least_elsewhere(shared: float) -> float:
    return next(least for words, least in limits.ELSEWHERE if shared >= words)
