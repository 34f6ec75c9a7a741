"""What the rules for headings look at: a short passage, its neighbours, and the text as a whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from reportsite.importing.contents import Contents
from reportsite.importing.labels import Label, read_labels
from reportsite.importing.passages import Passage, usual_indent
from reportsite.importing.typography import (
    BULLET,
    is_capitals,
    is_closed,
    is_quoted,
)
from reportsite.vocabulary.matching import WORD
from reportsite.vocabulary.themes import Match, Themes

# Of 751 different headings of Amnesty International and the US State Department the longest has 18
# words and 134 signs (counted for this project).
LONGEST_WORDS = 20
LONGEST = 160
# Title case leaves "and", "of" and "the" small.
_LEAST_LETTERS = 4

_WITHIN_SENTENCE = re.compile(r"(?<=[^\W_] )[^\W_]+")


class Beneath(StrEnum):
    """What stands beneath a passage that may be a heading."""

    NOTHING = "nothing"
    TEXT = "text"
    SHORT_LINE = "a short line"
    HEADING = "a heading"


@dataclass(frozen=True)
class Habits:
    """What holds for the text as a whole.

    `small` are words that it writes with a small letter, `names` those that it writes with a
    capital within a sentence; `counts` how often a short passage occurs; `margin` the usual indent;
    `title_case` whether its certain headings write every long word with a capital (None: unknown);
    `country_names` the names of the country it is about, case folded.
    """

    small: frozenset[str]
    names: frozenset[str]
    counts: Counter[str]
    margin: int
    title_case: bool | None
    country_names: frozenset[str]


@dataclass(frozen=True)
class Candidate:
    """A short passage: what stands around it, its label, its theme. `run` counts like neighbours.

    `position` counts the passages of the text from 0. `is_listed` tells that the text's own list of
    contents names it.
    """

    passage: Passage
    before: Passage | None
    after: Passage | None
    label: Label | None
    match: Match | None
    run: int
    position: int
    is_listed: bool = False

    @cached_property
    def text(self) -> str:
        """The words without the section letter."""
        return self.label.rest if self.label else self.passage.text

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words without the section letter, punctuation put aside."""
        return tuple(WORD.findall(self.text))

    @property
    def is_known(self) -> bool:
        """Whether the whole of it, and not its letter alone, is a heading of the vocabulary."""
        return self.match is not None and self.match.is_whole and self.text != ""

    @property
    def style(self) -> str:
        """Headings of one style stand on one level."""
        if self.label:
            return self.label.kind
        return "capitals" if is_capitals(self.text) else "plain"


def is_short(passage: Passage) -> bool:
    """Whether the passage is short enough for a heading."""
    if passage.is_numbered or passage.is_text:
        return False
    return len(passage.text) <= LONGEST and len(passage.text.split()) <= LONGEST_WORDS


def is_body(passage: Passage) -> bool:
    """Whether the passage is plainly text: long, or closed as a sentence is, or an item."""
    closed = is_closed(passage.text) or is_quoted(passage.text)
    return not is_short(passage) or closed or BULLET.match(passage.text) is not None


def read_candidates(
    passages: Sequence[Passage], themes: Themes, contents: Contents
) -> tuple[Candidate | None, ...]:
    """Return a candidate for each short passage, None for each long one."""
    short = [passage.text if is_short(passage) else None for passage in passages]
    labels = read_labels(short)
    matches = [themes.match(text) if text else None for text in short]
    runs = _runs(passages, labels)
    around = [None, *passages, None]
    return tuple(
        Candidate(
            passage,
            around[i],
            around[i + 2],
            labels[i],
            matches[i],
            runs[i],
            i,
            contents.names(passage.text),
        )
        if short[i] is not None
        else None
        for i, passage in enumerate(passages)
    )


def _runs(passages: Sequence[Passage], labels: Sequence[Label | None]) -> list[int]:
    """For each passage, how many short unclosed ones of its kind follow one another there."""
    kinds = [_kind(passage, label) for passage, label in zip(passages, labels, strict=True)]
    runs = [0] * len(kinds)
    start = 0
    for i in range(1, len(kinds) + 1):
        if i == len(kinds) or kinds[i] != kinds[start]:
            if kinds[start]:
                runs[start:i] = [i - start] * (i - start)
            start = i
    return runs


def _kind(passage: Passage, label: Label | None) -> str:
    if label is None and is_body(passage):
        return ""
    if label:
        return "" if len(passage.text.split()) > LONGEST_WORDS else label.kind
    return "capitals" if is_capitals(passage.text) else "plain"


def read_habits(
    passages: Sequence[Passage],
    candidates: Sequence[Candidate | None],
    country_names: frozenset[str],
) -> Habits:
    """Look at the whole text once."""
    small: set[str] = set()
    names: set[str] = set()
    for passage in passages:
        if is_body(passage):
            small.update(w[0] for w in WORD.finditer(passage.text) if w[0][0].islower())
            within = _WITHIN_SENTENCE.finditer(passage.text)
            names.update(w[0] for w in within if w[0][0].isupper())
    return Habits(
        small=frozenset(small),
        names=frozenset(names),
        counts=Counter(one.passage.text for one in candidates if one),
        margin=usual_indent(passages),
        title_case=_title_case(candidates),
        country_names=country_names,
    )


def _title_case(candidates: Sequence[Candidate | None]) -> bool | None:
    certain = [c for c in candidates if c and c.is_known and not is_capitals(c.text)]
    told = [has_title_case(c.words) for c in certain if _tells_case(c.words)]
    return any(told) if told else None


def _tells_case(words: Sequence[str]) -> bool:
    return any(word[0] != word[0].swapcase() for word in _long_words(words))


def has_title_case(words: Sequence[str]) -> bool:
    """Whether there are long words behind the first, and each begins with a capital."""
    long = _long_words(words)
    return bool(long) and all(word[0].isupper() for word in long)


def _long_words(words: Sequence[str]) -> list[str]:
    """Return those that title case writes with a capital, and sentence case with a small letter."""
    return [word for word in words[1:] if len(word) >= _LEAST_LETTERS]
