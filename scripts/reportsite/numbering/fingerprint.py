"""A paragraph's words in fifty characters, by which it is known again after a correction.

A fingerprint keeps a hash of the whole text, its length, a hash of how it begins, and up to twelve
of its words, hashed: the rarest of the report from each of twelve stretches of the text. How many
of them stand in another text tells how much of the paragraph is in it: all of them where sentences
were added, about two thirds where a third of the words was replaced, a half where it was split.
Chance finds few, since the words are rare ones. A sample of hashes to tell what one text holds of
another is Broder's ("On the resemblance and containment of documents", 1997); to choose rare words,
and by stretches, is ours.

Very short texts are known by runs of three signs instead of words, and what is written without
spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) by pairs of signs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b

from reportsite.reading.words import markdown_words

MOST_MARKS = 12
# below it, a typo in one word of a few would leave too little to know the text by
FEWEST_WORDS = 8
BEGINNING = 3
LONGEST = 4095

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUES = {digit: value for value, digit in enumerate(DIGITS)}
# digits of 6 bits each: for the text, its length, its beginning and each mark
TEXT, LENGTH, MARK = 7, 2, 3
WRITTEN = re.compile(rf"[\w-]{{{TEXT + LENGTH + MARK}}}(?:[\w-]{{{MARK}}}){{0,{MOST_MARKS}}}", re.A)

WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]+"
)


@dataclass(frozen=True)
class Fingerprint:
    """What is kept of a paragraph. `length` counts words, `marks` are in the order of the text."""

    text: int
    length: int
    beginning: int
    marks: tuple[int, ...]

    @property
    def is_short(self) -> bool:
        """Whether its marks are runs of three signs instead of words."""
        return self.length < FEWEST_WORDS

    def __str__(self) -> str:
        """Return it in the form in which a lock file holds it."""
        head = _digits(self.text, TEXT) + _digits(self.length, LENGTH)
        return head + "".join(_digits(mark, MARK) for mark in (self.beginning, *self.marks))


class Words:
    """A paragraph's text as fingerprints are compared with: whole, and each word hashed."""

    def __init__(self, markdown: str) -> None:
        self._markdown = " ".join(markdown.split())

    @cached_property
    def text(self) -> int:
        """The hash of the text as typed, but for where its lines break."""
        return _hashed(self._markdown, TEXT)

    @cached_property
    def sequence(self) -> tuple[str, ...]:
        """Its words in order, in lower case."""
        return tuple(_split(markdown_words(self._markdown)))

    @property
    def length(self) -> int:
        """The number of its words."""
        return min(len(self.sequence), LONGEST)

    @property
    def beginning(self) -> int:
        """The hash of its first words."""
        return _hashed(" ".join(self.sequence[:BEGINNING]), MARK)

    @cached_property
    def trigrams(self) -> tuple[str, ...]:
        """Its runs of three signs, in order, words parted by one space."""
        joined = f" {' '.join(self.sequence)} "
        return tuple(joined[start : start + 3] for start in range(len(joined) - 2))

    @cached_property
    def _marks(self) -> frozenset[int]:
        return frozenset(map(_mark, self.sequence))

    @cached_property
    def _runs(self) -> frozenset[int]:
        return frozenset(_mark(_as_run(one)) for one in self.trigrams)

    def marks(self, *, of_short_texts: bool) -> frozenset[int]:
        """Return the hashes of its words, or of its runs of three signs."""
        return self._runs if of_short_texts else self._marks


def fingerprint(words: Words, occurrences: Counter[str]) -> Fingerprint:
    """Return a text's fingerprint. `occurrences`: in how many texts of the report a word is."""
    if len(words.sequence) < FEWEST_WORDS:
        chosen = [_as_run(one) for one in _rarest(words.trigrams, Counter())]
    else:
        chosen = _rarest(words.sequence, occurrences)
    marks = tuple(_mark(one) for one in chosen)
    return Fingerprint(words.text, words.length, words.beginning, marks)


def occurrences_in(texts: Iterable[Words]) -> Counter[str]:
    """Return in how many of these texts each word stands."""
    return Counter(word for words in texts for word in set(words.sequence))


def read_fingerprint(written: str) -> Fingerprint | None:
    """Return the fingerprint that a lock file holds, None where this is none."""
    if not WRITTEN.fullmatch(written):
        return None
    numbers = [_number(written[i : i + MARK]) for i in range(TEXT + LENGTH, len(written), MARK)]
    text, length = _number(written[:TEXT]), _number(written[TEXT : TEXT + LENGTH])
    return Fingerprint(text, length, numbers[0], tuple(numbers[1:]))


def found_in(one: Fingerprint, words: Words) -> tuple[bool, ...]:
    """Return for each mark of a fingerprint whether it stands in a text."""
    marks = words.marks(of_short_texts=one.is_short)
    return tuple(mark in marks for mark in one.marks)


def contained(one: Fingerprint, words: Words) -> float:
    """Return how much of a paragraph is in a text, from 0 to 1, by the marks of its fingerprint."""
    if one.text == words.text:
        return 1.0
    return sum(found_in(one, words)) / len(one.marks) if one.marks else 0.0


def _rarest(sequence: Sequence[str], occurrences: Counter[str]) -> list[str]:
    """Choose from each of twelve stretches the word that the fewest texts hold, none twice."""
    stretches = min(MOST_MARKS, len(sequence))
    chosen: dict[str, None] = {}
    for number in range(stretches):
        start, end = (len(sequence) * n // stretches for n in (number, number + 1))
        left = [word for word in sequence[start:end] if word not in chosen]
        if left:
            chosen[min(left, key=lambda word: (occurrences[word], -len(word)))] = None
    return list(chosen)


def _split(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if word.isascii():
            yield word.lower()
            continue
        end = 0
        for run in WITHOUT_SPACES.finditer(word):
            yield from filter(None, [word[end : run.start()].casefold()])
            yield from _pairs(run.group())
            end = run.end()
        yield from filter(None, [word[end:].casefold()])


def _pairs(run: str) -> Iterator[str]:
    yield from (run[i : i + 2] for i in range(max(len(run) - 1, 1)))


def _as_run(trigram: str) -> str:
    """Keep a run of three signs apart from a word of three letters."""
    return f"\0{trigram}"


@lru_cache(maxsize=200_000)
def _mark(word: str) -> int:
    return _hashed(word, MARK)


def _hashed(text: str, digits: int) -> int:
    """Return so many digits' worth of a text's hash."""
    found = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
    return found >> (64 - 6 * digits)


def _digits(number: int, count: int) -> str:
    return "".join(DIGITS[number >> 6 * place & 63] for place in reversed(range(count)))


def _number(digits: str) -> int:
    number = 0
    for digit in digits:
        number = number << 6 | _VALUES[digit]
    return number
