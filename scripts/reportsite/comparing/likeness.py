"""How alike two paragraphs are: how much of their words they share, rare words counting more.

Two paragraphs on one topic share "the", "police" and "reports" whatever they say; a paragraph that
was rewritten still shares its names, places and numbers. So each word weighs as much as it is rare
in the two reports (the inverse document frequency of Spärck Jones, 1972), and likeness is the
weight of what both have over the mean of what each has (Dice, 1945): 1 for the same words in any
order, 0 for none in common.

Weights are whole numbers: sums of them are exact, and so the same in whatever order words are
added. A set of words has another order in each process, which the last digit of a sum of fractions
would show, and with it which of two paragraphs is the more alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log

from reportsite.comparing.texts import Paragraph

# the weight of the rarest words, those that two paragraphs have
RAREST = 2**20
# a word that more paragraphs of both reports have finds too many to be of use as an index
MOST_HOLDERS = 16
# of what two alike paragraphs share, at least this part is in such rarer words
RARE_PART = 0.3


@dataclass(frozen=True)
class Alike:
    """How alike two paragraphs are: from 0 to 1, and as how many of the rarest words they share."""

    likeness: float
    shared: float


class Likeness:
    """Compares the paragraphs of two editions, each by its place from 0."""

    def __init__(self, earlier: Sequence[Paragraph], later: Sequence[Paragraph]) -> None:
        self._earlier = [paragraph.words for paragraph in earlier]
        self._later = [paragraph.words for paragraph in later]
        occurrences = Counter(chain.from_iterable([*self._earlier, *self._later]))
        self._weights = _weights(occurrences, len(earlier) + len(later))
        in_both = set().union(*self._earlier) & set().union(*self._later)
        self._index = frozenset(word for word in in_both if occurrences[word] <= MOST_HOLDERS)
        self._of_earlier = [self._weight(words) for words in self._earlier]
        self._of_later = [self._weight(words) for words in self._later]

    def _weight(self, words: frozenset[str]) -> int:
        return sum(map(self._weights.__getitem__, words))

    def of(self, one: int, other: int) -> Alike:
        """Return how alike an earlier and a later paragraph are."""
        shared = self._weight(self._earlier[one] & self._later[other])
        whole = self._of_earlier[one] + self._of_later[other]
        return Alike(2 * shared / whole if whole else 0.0, shared / RAREST)

    def is_distinct(self, one: int, other: int, least: float) -> bool:
        """Whether no other two paragraphs, of which one is either of these, are so much alike."""
        others = ((one, at) for at in range(len(self._later)) if at != other)
        ones = ((at, other) for at in range(len(self._earlier)) if at != one)
        return all(self.of(*pair).likeness < least for pair in (*others, *ones))

    def candidates(
        self, earlier: Sequence[int], later: Sequence[int], least: float
    ) -> dict[tuple[int, int], Alike]:
        """Return the pairs among these paragraphs whose likeness is `least` or more.

        They are looked for by words that few paragraphs have: a pair that shares hardly any is
        not found.
        """
        holders = self._holders(earlier)
        found = {}
        for other in later:
            for one in self._likely(other, holders, least * RARE_PART):
                alike = self.of(one, other)
                if alike.likeness >= least:
                    found[one, other] = alike
        return found

    def _likely(self, other: int, holders: Mapping[str, list[int]], least: float) -> list[int]:
        """Return the earlier paragraphs that share enough rare words with a later one, in order."""
        shared: dict[int, int] = defaultdict(int)
        weights = self._weights
        for word in self._later[other] & holders.keys():
            weight = weights[word]
            for one in holders[word]:
                shared[one] += weight
        whole = self._of_later[other]
        return sorted(
            one for one, by in shared.items() if 2 * by >= least * (whole + self._of_earlier[one])
        )

    def _holders(self, earlier: Sequence[int]) -> Mapping[str, list[int]]:
        holders: dict[str, list[int]] = defaultdict(list)
        for one in earlier:
            for word in self._earlier[one] & self._index:
                holders[word].append(one)
        return holders


def _weights(occurrences: Mapping[str, int], texts: int) -> dict[str, int]:
    """Return the weight of each word: RAREST for one that two texts have, as a match needs."""
    rarest = log(1 + texts / 2)
    by_number = {
        n: round(RAREST * log(1 + texts / max(n, 2)) / rarest) for n in {*occurrences.values()}
    }
    return {word: by_number[number] for word, number in occurrences.items()}
