"""Which of several readings of the same bytes a person would take for the right one.

A detector weighs letters; where a text has few beyond ASCII, several encodings weigh the same. Then
what stands around the doubtful signs tells more: a wrong encoding makes letters of quotation marks
(`Kazakhstan’s` becomes `KazakhstanÕs`) and signs of letters (`né` becomes `n€`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_PUNCTUATION = frozenset("’‘“”„–—…•·«»\u00a0\u00ad")
_NOT_WITHIN_WORDS = frozenset("“”„«»•")
# In Cyrillic or Arabic, where all letters are beyond ASCII, a wrong encoding may displace few.
_FEW = 1 / 100
# One dash may be a letter in another encoding; three signs that are all punctuation are no chance.
_LEAST_SIGNS = 3


@dataclass(frozen=True)
class Reading:
    """A sample as an encoding reads it."""

    encoding: str
    text: str

    @cached_property
    def signs(self) -> tuple[str, ...]:
        """The signs beyond ASCII."""
        return tuple(_BEYOND_ASCII.findall(self.text))

    @property
    def is_only_punctuation(self) -> bool:
        """Whether the signs beyond ASCII are those of an English text: quotes, dashes, bullets."""
        return set(self.signs) <= _PUNCTUATION

    @cached_property
    def misfits(self) -> int:
        """How many signs beyond ASCII stand where no writer puts them."""
        around = f" {self.text} "
        found = (match.start() for match in _BEYOND_ASCII.finditer(around))
        return sum(_is_misfit(*around[at - 1 : at + 2]) for at in found)


def _is_misfit(before: str, sign: str, after: str) -> bool:
    kind = unicodedata.category(sign)
    if kind in ("Cc", "Cn", "Co"):
        return True
    if kind == "Lu":
        return before.islower()
    if kind.startswith("S"):
        return before.isalpha() or after.isalpha()
    return sign in _NOT_WITHIN_WORDS and before.isalpha() and after.isalpha()


def plainest(readings: Sequence[Reading]) -> Reading:
    """Return the reading with the fewest signs out of place, the first of several."""
    return min(readings, key=lambda one: (one.misfits, not one.is_only_punctuation))


def is_put_aside(reading: Reading, best: Reading) -> bool:
    """Whether `reading` is plainly worse than `best`, which `plainest` chose."""
    tells = best.is_only_punctuation and len(best.signs) >= _LEAST_SIGNS
    if tells and not reading.is_only_punctuation:
        return True
    return reading.misfits - best.misfits > _FEW * len(best.signs)
