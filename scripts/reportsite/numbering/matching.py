"""Which paragraph of a text is which published one: after corrections, moves, splits and merges.

Unchanged texts find each other first, in order. Of the rest, a published paragraph is known again
in the text that holds at least half of its own marks (SURE), wherever that stands; its own are
those that few texts hold. Between the same neighbours as before a third of all is enough
(IN_PLACE). The limits are measured: over paragraphs of 25 reports of the US Department of State,
with a third of the words replaced at random, 98.2 % keep half of their marks and 99.9 % a third;
of two paragraphs of one report that have nothing to do with each other, 0.4 % share half of the
marks and 3 % a third, and seldom stand in one place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from reportsite.numbering.context import Line, Neighbours, Positions, Told, by
from reportsite.numbering.fingerprint import Fingerprint, Words, contained, found_in
from reportsite.numbering.holders import Holders
from reportsite.numbering.lock import Lock, State

SURE = 0.5
IN_PLACE = 1 / 3
# what a neighbour adds to a likeness, so that of two alike the one in place is taken
NEIGHBOUR = 0.1
# a merged paragraph is in the other nearly whole, and the other has grown by it
MERGED = 0.6
GROWN = 0.75
# the parts of a paragraph that was split are together about as long as it was
UNEVEN = 0.2
# of very many texts between the same neighbours, so many are looked at
MOST_NEARBY = 100
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


def known_live(lock: Lock) -> list[Known]:
    """Return the paragraphs that were in a report until now, in order."""
    return _known(lock, State.LIVE)


def known_gone(lock: Lock) -> list[Known]:
    """Return the paragraphs that were in it once."""
    return _known(lock, State.WITHDRAWN, State.MERGED)


def _known(lock: Lock, *states: State) -> list[Known]:
    return [
        Known(one.number, one.fingerprint, section.title)
        for section in lock.sections
        for one in section.paragraphs
        if one.state in states and one.fingerprint
    ]


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
        self._pinned = pinned
        # how many words of others, merged into it, each paragraph's text holds
        self._taken_up: Counter[int] = Counter()
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
        old = Line([(one.section, one.fingerprint.text) for one in self._live])
        new = Line([(text.section, text.words.text) for text in self._texts])
        for kind in (Line.text, Line.in_section, Line.behind, Line.in_front):
            self._match_only_ones(partial(kind, old), partial(kind, new))
        self._match_in_order(partial(Line.text, old), partial(Line.text, new))

    def _match_only_ones(self, old: Told, new: Told) -> None:
        """Match what is told apart by one thing: one paragraph and one text are that."""
        published, texts = self._left_by(old, new)
        for key, positions in published.items():
            if len(positions) == len(found := texts.get(key, [])) == 1:
                self._take(positions[0], found[0])

    def _left_by(self, old: Told, new: Told) -> tuple[Positions, Positions]:
        published, texts = self._left()
        return by(old, published), by(new, texts)

    def _match_in_order(self, old: Told, new: Told) -> None:
        published, texts = self._left_by(old, new)
        for key, positions in published.items():
            for position, text in zip(positions, texts.get(key, []), strict=False):
                self._take(position, text)

    def match_similar(self) -> None:
        """Match texts that hold enough of a paragraph, the most alike first."""
        published, texts = self._left()
        if not published or not texts:
            return
        holders = Holders((self._live[one].fingerprint for one in published), self._words)
        neighbours = Neighbours(self._text_of, self.numbers, len(self._words))
        pairs = []
        for one in published:
            known = self._live[one].fingerprint
            nearby = self._nearby(one, texts, neighbours)
            for other in (holders.candidates(known) | nearby) - self.numbers.keys():
                if contained(known, self._words[other]) < IN_PLACE:
                    continue
                likeness = holders.likeness(known, other)
                beside = neighbours.shared(one, other)
                if likeness >= SURE or beside:
                    pairs.append((-likeness - NEIGHBOUR * beside, one, other))
        for _, one, other in sorted(pairs):
            if one not in self._text_of and other not in self.numbers:
                self._take(one, other)

    def _nearby(self, one: int, texts: Sequence[int], neighbours: Neighbours) -> set[int]:
        """Return texts between the same neighbours, of very many those in about the same place."""
        start, end = (bisect_left(texts, limit) for limit in neighbours.between(one))
        if end - start > MOST_NEARBY:
            about = bisect_left(texts, one * len(self._words) // len(self._live))
            start = max(start, min(about - MOST_NEARBY // 2, end - MOST_NEARBY))
            end = start + MOST_NEARBY
        return {*texts[start:end]}

    def find_first_parts(self) -> None:
        """Give the number of a paragraph that was split to its first part."""
        for position, text in list(self._text_of.items()):
            known = self._live[position].fingerprint
            if known.text == self._words[text].text or text in self._pinned:
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
        if abs(before.length + this.length - known.length) > known.length * UNEVEN:
            return False
        if known.beginning == before.beginning != this.beginning:
            return True
        here, there = found_in(known, this), found_in(known, before)
        missing = here.index(True) if True in here else len(here)
        return missing > 1 and sum(there[:missing]) > missing / 2 and not any(there[missing:])

    def find_merged(self) -> None:
        """Find paragraphs whose words stand in the text of another one now."""
        self._find_renumbered()
        matched = sorted(self._text_of)
        for position in self._left()[0]:
            if self._live[position].number in self.merged:
                continue
            for beside in _beside(matched, position):
                if self._is_merged(position, beside):
                    self._merge(position, beside)
                    matched = sorted(self._text_of)
                    break

    def _find_renumbered(self) -> None:
        """Find paragraphs whose words stand under another number, which an author pinned."""
        others = self._pinned.keys() - self._text_of.values()
        for position in self._left()[0] if others else ():
            one = self._live[position]
            found = (t for t in others if contained(one.fingerprint, self._words[t]) >= MERGED)
            if (text := next(found, None)) is not None:
                self.merged[one.number] = self.numbers[text]

    def _is_merged(self, position: int, other: int) -> bool:
        one, into = self._live[position].fingerprint, self._live[other].fingerprint
        text = self._words[self._text_of[other]]
        whole = one.length + into.length + self._taken_up[other]
        is_changed = into.text != text.text
        return is_changed and contained(one, text) >= MERGED and text.length >= GROWN * whole

    def _merge(self, position: int, other: int) -> None:
        """Merge one paragraph into another's text: the first keeps its number, or a pinned one."""
        text = self._text_of[other]
        first = other if text in self._pinned else min(position, other)
        second = position if first == other else other
        if first != other:
            del self._text_of[other]
            self._take(first, text)
        keeper, lost = self._live[first].number, self._live[second].number
        self.merged = {n: keeper if into == lost else into for n, into in self.merged.items()}
        self.merged[lost] = keeper
        length = self._live[second].fingerprint.length
        self._taken_up[first] = self._taken_up.pop(other, 0) + length

    def match_returned(self, gone: Sequence[Known]) -> None:
        """Give paragraphs that were withdrawn, and are back, their numbers again."""
        taken = {*self.numbers.values(), *self.merged}
        back = [one for one in gone if one.number not in taken]
        texts = self._left()[1]
        if not back or not texts:
            return
        same = by(lambda text: self._words[text].text, texts)
        holders = Holders((one.fingerprint for one in back), self._words)
        for one in back:
            likely = same.get(one.fingerprint.text, []) + sorted(
                holders.candidates(one.fingerprint)
            )
            found = (t for t in likely if t not in self.numbers and _is_back(one, self._words[t]))
            if (text := next(found, None)) is not None:
                self.numbers[text] = one.number


def _beside(matched: Sequence[int], position: int) -> list[int]:
    """Return the nearest published paragraphs before and behind that have a text."""
    at = bisect_left(matched, position)
    return [*matched[max(at - 1, 0) : at], *matched[at : at + 1]]


def _is_back(one: Known, words: Words) -> bool:
    """Whether a text is a paragraph that was withdrawn, or nearly so."""
    known = one.fingerprint
    if known.text == words.text:
        return True
    is_as_long = words.length * RETURNED <= known.length <= words.length / RETURNED
    has_enough = len(known.marks) >= FEWEST_TO_RETURN
    return is_as_long and has_enough and contained(known, words) >= RETURNED
