"""The words that differ between two texts, as stretches that a person reads at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Indel

from reportsite.comparing.texts import alike
from reportsite.numbering.fingerprint import WITHOUT_SPACES

# what stands between blanks, with the blank behind it; one sign of a script that has no blanks
TOKEN = re.compile(rf"{WITHOUT_SPACES.pattern[:-1]} ?|(?:(?!{WITHOUT_SPACES.pattern})\S)+ ?")

# so many shared words in a row are shown as shared, however much differs beside them
FEWEST = 4


@dataclass(frozen=True)
class Stretch:
    """A stretch of two texts: words of the earlier, and those of the later in their place.

    Where it is `same`, they differ at most in kinds of quotation mark, apostrophe, dash and hyphen.
    """

    earlier: str
    later: str
    same: bool = False


def differences(earlier: str, later: str) -> list[Stretch]:
    """Return two texts as stretches in order, the same and other ones by turns.

    Put together, each side is its text. One to three shared words that are fewer than the others on
    both sides of them are part of what differs: a text is not cut up around an "of the".
    """
    one, other = _tokens(earlier), _tokens(later)
    codes = Indel.opcodes(one.keys, other.keys)
    runs = [
        _Run(c.src_end - c.src_start, c.dest_end - c.dest_start, c.tag == "equal") for c in codes
    ]
    return list(_stretches(_readable(runs), one.tokens, other.tokens))


class _Tokens(NamedTuple):
    """A text's tokens as they are, and as they are compared."""

    tokens: list[str]
    keys: list[str]


def _tokens(text: str) -> _Tokens:
    """Return what stands between blanks, with the blank; single signs of scripts without them."""
    same = alike(text)
    if not same.isascii() and WITHOUT_SPACES.search(same):
        return _Tokens(TOKEN.findall(text), [key.rstrip() for key in TOKEN.findall(same)])
    if not text:
        return _Tokens([], [])
    tokens = [f"{word} " for word in text.split(" ")]
    tokens[-1] = tokens[-1][:-1]
    return _Tokens(tokens, same.split(" "))


@dataclass(frozen=True)
class _Run:
    """So many tokens of each text, and whether they are the same."""

    earlier: int
    later: int
    same: bool

    def __add__(self, other: _Run) -> _Run:
        both = self.same and other.same
        return _Run(self.earlier + other.earlier, self.later + other.later, both)

    @property
    def most(self) -> int:
        return max(self.earlier, self.later)


def _readable(runs: Iterable[_Run]) -> list[_Run]:
    """Put runs of one kind together, and with what is the same in between if that is too short."""
    kept: list[_Run] = []
    for run in runs:
        kept.append(run)
        while len(kept) > 1 and kept[-2].same == kept[-1].same:
            kept[-2:] = [kept[-2] + kept[-1]]
        while len(kept) > 2 and _is_too_short(*kept[-3:]):
            kept[-3:] = [kept[-3] + kept[-2] + kept[-1]]
    return kept


def _is_too_short(before: _Run, same: _Run, behind: _Run) -> bool:
    return same.same and same.most < min(before.most, behind.most, FEWEST)


def _stretches(runs: Iterable[_Run], one: list[str], other: list[str]) -> Iterator[Stretch]:
    at, to = 0, 0
    for run in runs:
        earlier, later = one[at : at + run.earlier], other[to : to + run.later]
        yield Stretch("".join(earlier), "".join(later), run.same)
        at, to = at + run.earlier, to + run.later
