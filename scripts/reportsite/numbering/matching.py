"""Which paragraph of a text is which published one: after corrections, moves, splits and merges.

Unchanged texts find each other first, in order. Of the rest, a published paragraph is known again
in the text that holds at least half of its marks (SURE), wherever that stands. Between the same
neighbours as before a third is enough (IN_PLACE). The limits are measured: over paragraphs of 25
reports of the US Department of State, with a third of the words replaced at random, 98.2 % keep
half of their marks and 99.9 % a third; of two paragraphs of one report that have nothing to do with
each other, 0.4 % share half of the marks and 3 % a third, and seldom stand in one place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from reportsite.numbering.fingerprint import Fingerprint, Words, contained, found_in

SURE = 0.5
IN_PLACE = 1 / 3
# what a neighbour adds to a likeness, so that of two alike the one in place is taken
NEIGHBOUR = 0.1
# a merged paragraph is in the other nearly whole, and the other has grown by it
MERGED = 0.6
GROWN = 0.75
# what was withdrawn comes back only as it was, or nearly so
RETURNED = 0.9
FEWEST_TO_RETURN = 6


@dataclass(frozen=True)
class Known:
    """A published paragraph: its number, what is kept of its words, and its section's title."""

    number: str
    fingerprint: Fingerprint
    section: str = ""


@dataclass(frozen=True)
class Text:
    """A paragraph of the text, and its section's title."""

    words: Words
    section: str = ""


@dataclass
class Matches:
    """`numbers` by the position of a text; by number, `merged` tells what another went into."""

    numbers: dict[int, str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)


def match(
    live: Sequence[Known],
    gone: Sequence[Known],
    texts: Sequence[Text],
    pinned: Mapping[int, str],
) -> Matches:
    """Find published paragraphs in texts.

    `live` are those that were in the report until now, in order; `gone` those withdrawn from it.
    `pinned` are the numbers that an author gave, by the position of the text, and are kept.
    Positions count from 0.
    """
    matching = _Matching(live, texts, pinned)
    matching.match_same()
    matching.match_similar()
    matching.find_first_parts()
    matching.find_merged()
    matching.match_returned(gone)
    return Matches(matching.numbers, matching.merged)


class _Matching:
    """The state of one search: each step takes what is left by those before it."""

    def __init__(
        self, live: Sequence[Known], texts: Sequence[Text], pinned: Mapping[int, str]
    ) -> None:
        self._live, self._texts = live, texts
        self._words = [text.words for text in texts]
        self.numbers = dict(pinned)
        self.merged: dict[str, str] = {}
        by_number = {one.number: position for position, one in enumerate(live)}
        self._text_of = {by_number[n]: at for at, n in pinned.items() if n in by_number}

    def _take(self, position: int, text: int) -> None:
        self.numbers[text] = self._live[position].number
        self._text_of[position] = text

    def _left(self) -> tuple[list[int], list[int]]:
        """Return the positions of published paragraphs and of texts without a match."""
        return (
            [i for i in range(len(self._live)) if i not in self._text_of],
            [i for i in range(len(self._texts)) if i not in self.numbers],
        )

    def match_same(self) -> None:
        """Match texts that are as they were; of several with the same words, those in one place."""
        old = _Line([(one.section, one.fingerprint.text) for one in self._live])
        new = _Line([(text.section, text.words.text) for text in self._texts])
        for kind in (_Line.text, _Line.in_section, _Line.behind, _Line.in_front):
            self._match_only_ones(partial(kind, old), partial(kind, new))
        self._match_in_order(partial(_Line.text, old), partial(_Line.text, new))

    def _match_only_ones(self, old: Told, new: Told) -> None:
        """Match what is told apart by one thing: one paragraph and one text are that."""
        published, texts = (
            _by(told, left) for told, left in zip((old, new), self._left(), strict=True)
        )
        for key, positions in published.items():
            if len(positions) == len(found := texts.get(key, [])) == 1:
                self._take(positions[0], found[0])

    def _left_by(self, old: Told, new: Told) -> tuple[Positions, Positions]:
        published, texts = self._left()
        return _by(old, published), _by(new, texts)

    def _match_in_order(self, old: Told, new: Told) -> None:
        published, texts = (
            _by(told, left) for told, left in zip((old, new), self._left(), strict=True)
        )
        for key, positions in published.items():
            for position, text in zip(positions, texts.get(key, []), strict=False):
                self._take(position, text)

    def match_similar(self) -> None:
        """Match texts that hold enough of a paragraph, the most alike first."""
        neighbours = _Neighbours(self._text_of, self.numbers)
        likeness = []
        for one, found in self._marks_found().items():
            for other, count in found.items():
                share = count / len(self._live[one].fingerprint.marks)
                if share < IN_PLACE:
                    continue
                beside = neighbours.shared(one, other)
                if share >= SURE or beside:
                    likeness.append((-share - NEIGHBOUR * beside, one, other))
        for _, one, other in sorted(likeness):
            if one not in self._text_of and other not in self.numbers:
                self._take(one, other)

    def _marks_found(self) -> dict[int, Counter[int]]:
        """Return for published paragraphs how many of their marks each text holds."""
        published, texts = self._left()
        holding = defaultdict(list)
        wanted = {mark for one in published for mark in self._live[one].fingerprint.marks}
        for text in texts:
            for mark in self._words[text].marks & wanted:
                holding[mark].append(text)
        return {
            one: Counter(
                text for mark in self._live[one].fingerprint.marks for text in holding[mark]
            )
            for one in published
        }

    def find_first_parts(self) -> None:
        """Give the number of a paragraph that was split to its first part."""
        for position, text in list(self._text_of.items()):
            known = self._live[position].fingerprint
            if known.text == self._words[text].text:
                continue
            first = text
            while self._is_part_before(known, first):
                first -= 1
            if first != text:
                del self.numbers[text]
                self._take(position, first)

    def _is_part_before(self, known: Fingerprint, text: int) -> bool:
        """Whether the text in front of this one is an earlier part of a paragraph."""
        if text == 0 or text - 1 in self.numbers:
            return False
        before, this = self._words[text - 1], self._words[text]
        if known.beginning == before.beginning != this.beginning:
            return True
        here, there = found_in(known, this), found_in(known, before)
        missing = here.index(True) if True in here else len(here)
        return missing > 1 and sum(there[:missing]) > missing / 2 and not any(there[missing:])

    def find_merged(self) -> None:
        """Find paragraphs whose words stand in the text of another one now."""
        self._find_renumbered()
        for position in self._left()[0]:
            if self._live[position].number in self.merged:
                continue
            for beside in self._matched_beside(position):
                if self._is_merged(position, beside):
                    self._merge(position, beside)
                    break

    def _find_renumbered(self) -> None:
        """Find paragraphs whose words stand under another number, which an author pinned."""
        others = self.numbers.keys() - self._text_of.values()
        for position in self._left()[0]:
            one = self._live[position]
            found = (t for t in others if contained(one.fingerprint, self._words[t]) >= MERGED)
            if (text := next(found, None)) is not None:
                self.merged[one.number] = self.numbers[text]

    def _matched_beside(self, position: int) -> Iterator[int]:
        """Yield the nearest published paragraphs before and behind that have a text."""
        ordered = sorted(self._text_of)
        at = bisect_left(ordered, position)
        yield from reversed(ordered[max(at - 1, 0) : at])
        yield from ordered[at : at + 1]

    def _is_merged(self, position: int, other: int) -> bool:
        one, into = self._live[position].fingerprint, self._live[other].fingerprint
        text = self._words[self._text_of[other]]
        parts = [n for n, whole in self.merged.items() if whole == self._live[other].number]
        lengths = sum(k.fingerprint.length for k in self._live if k.number in parts)
        whole = one.length + into.length + lengths
        is_changed = into.text != text.text
        return is_changed and contained(one, text) >= MERGED and text.length >= GROWN * whole

    def _merge(self, position: int, other: int) -> None:
        """Merge one paragraph into another's text: the first of the two keeps its number."""
        first, second = sorted((position, other))
        if first == position:
            text = self._text_of.pop(other)
            self._take(first, text)
        keeper, lost = self._live[first].number, self._live[second].number
        self.merged = {n: keeper if into == lost else into for n, into in self.merged.items()}
        self.merged[lost] = keeper

    def match_returned(self, gone: Sequence[Known]) -> None:
        """Give paragraphs that were withdrawn, and are back, their numbers again."""
        texts = self._left()[1]
        taken = {*self.numbers.values(), *self.merged}
        for one in gone:
            alike = (t for t in texts if t not in self.numbers and _is_back(one, self._words[t]))
            found = next(alike, None)
            if found is not None and one.number not in taken:
                self.numbers[found] = one.number


def _is_back(one: Known, words: Words) -> bool:
    if one.fingerprint.text == words.text:
        return True
    marks = one.fingerprint.marks
    is_as_long = words.length * RETURNED <= one.fingerprint.length <= words.length / RETURNED
    is_alike = contained(one.fingerprint, words) >= RETURNED
    return len(marks) >= FEWEST_TO_RETURN and is_as_long and is_alike


Told = Callable[[int], Hashable]
Positions = dict[Hashable, list[int]]


def _by(told: Told, positions: Iterable[int]) -> Positions:
    found = defaultdict(list)
    for position in positions:
        found[told(position)].append(position)
    return found


@dataclass(frozen=True)
class _Line:
    """Texts in order, each as its section's title and a hash, and what tells one from others."""

    texts: Sequence[tuple[str, int]]

    def text(self, position: int) -> Hashable:
        return self.texts[position][1]

    def in_section(self, position: int) -> Hashable:
        return self.texts[position]

    def behind(self, position: int) -> Hashable:
        return tuple(self.texts[max(position - 1, 0) : position + 1])

    def in_front(self, position: int) -> Hashable:
        return tuple(self.texts[position : position + 2])


class _Neighbours:
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
