"""Which texts of a report hold the marks of fingerprints, and how much a mark tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from reportsite.numbering.fingerprint import Fingerprint, Words

# a mark that more texts hold leads nowhere: nearly every text of the report is such a one
MOST_HOLDERS = 100
# a mark that more texts hold is none's own
FEW = 3


class Holders:
    """The texts that hold the marks of some fingerprints. Texts are positions, from 0, in order."""

    def __init__(self, fingerprints: Iterable[Fingerprint], words: Sequence[Words]) -> None:
        self._words = words
        wanted: dict[bool, set[int]] = {True: set(), False: set()}
        for one in fingerprints:
            wanted[one.is_short].update(one.marks)
        self._holding: dict[tuple[bool, int], list[int]] = defaultdict(list)
        for is_short, marks in wanted.items():
            for position, text in enumerate(words) if marks else ():
                for mark in text.marks(of_short_texts=is_short) & marks:
                    self._holding[is_short, mark].append(position)

    def _of(self, one: Fingerprint, mark: int) -> Sequence[int]:
        return self._holding.get((one.is_short, mark), ())

    def candidates(self, one: Fingerprint) -> set[int]:
        """Return the texts that hold a mark of a fingerprint which not too many hold."""
        found = (self._of(one, mark) for mark in one.marks)
        return {text for holders in found if len(holders) <= MOST_HOLDERS for text in holders}

    def likeness(self, one: Fingerprint, text: int) -> float:
        """Return how much of what is a paragraph's own is in a text, from 0 to 1.

        A mark that several texts hold is left out, unless all are such: what a formula repeats in
        each of a report's items tells none from another.
        """
        if one.text == self._words[text].text:
            return 1.0
        own = [mark for mark in one.marks if len(self._of(one, mark)) <= FEW] or one.marks
        present = self._words[text].marks(of_short_texts=one.is_short)
        return sum(mark in present for mark in own) / len(own) if own else 0.0
