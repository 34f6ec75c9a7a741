"""Pull quotes: passages in quotation marks that say again what the body says.

They may leave words out, and end in dots where the sentence goes on; a passage that holds other
words is a quotation in its own right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reportsite.importing.passages import Passage, usual_indent
from reportsite.importing.typography import is_quoted

LEAST_WORDS = 4
MOST_WORDS = 120
_ANCHOR = 3
# How many words the quotation may leave out at a time, and how many of it the body may lack.
_LEFT_OUT = 12
_FOUND = 0.9
# A phrase that occurs more often is looked up at its first places only: time stays linear.
_MOST_PLACES = 8
# Stands between the words of two paragraphs.
_END = ""

# Not ‘, whose closing mark is an apostrophe too.
_CLOSING = {"“": "”", "„": "“", "«": "»", '"': '"'}

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Quotation(StrEnum):
    """What a quoted passage is."""

    PULL_QUOTE = "pull quote"
    INDENTED = "indented, and not in the body"
    REPEATED = "in the body too, but not indented"


@dataclass(frozen=True)
class _Index:
    """The words of the body, and where the quotations' runs of three words stand."""

    words: Sequence[str]
    places: dict[tuple[str, ...], list[int]]


def find_quotations(passages: Sequence[Passage], is_text: Sequence[bool]) -> dict[int, Quotation]:
    """By position among `passages` (from 0), the quoted ones about which something can be said.

    `is_text` tells which are no headings.
    """
    margin = usual_indent(passages)
    quoted = [i for i, one in enumerate(passages) if is_text[i] and _is_quotation(one.text)]
    if not quoted:
        return {}
    apart = frozenset(quoted)
    body = [one.text for i, one in enumerate(passages) if is_text[i] and i not in apart]
    index = _index(body, _anchors(passages[i].text for i in quoted))
    found = ((i, _kind(passages[i], index, margin)) for i in quoted)
    return {i: kind for i, kind in found if kind}


def _is_quotation(text: str) -> bool:
    # an ellipsis or a full stop may follow the closing mark
    bare = text[:-4] + text[-4:].rstrip(".… ")
    return is_quoted(bare) and not _holds_closed_quote(bare)


def _holds_closed_quote(text: str) -> bool:
    """Whether the first quotation mark is closed within, so that two quotations are meant."""
    closing = _CLOSING.get(text[0])
    return closing is not None and text[1:-1].count(closing) % 2 == 1


def _kind(passage: Passage, index: _Index, margin: int) -> Quotation | None:
    is_indented = passage.indent > margin + 1
    words = _words(passage.text)
    repeats = LEAST_WORDS <= len(words) <= MOST_WORDS and _repeats(words, index)
    if repeats:
        return Quotation.PULL_QUOTE if is_indented else Quotation.REPEATED
    return Quotation.INDENTED if is_indented else None


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _anchors(texts: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(run for text in texts for _, run in _runs(_words(text)))


def _runs(words: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for i in range(len(words) - _ANCHOR + 1):
        yield i, tuple(words[i : i + _ANCHOR])


def _index(texts: Sequence[str], anchors: frozenset[tuple[str, ...]]) -> _Index:
    words = [word for text in texts for word in (*_words(text), _END)]
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, run in _runs(words):
        if run in anchors and len(places[run]) < _MOST_PLACES:
            places[run].append(i)
    return _Index(words, places)


def _repeats(words: Sequence[str], index: _Index) -> bool:
    return any(
        _found_from(words, index.words, start) >= _FOUND * len(words)
        for start in _starts(words, index)
    )


def _starts(words: Sequence[str], index: _Index) -> Iterator[int]:
    """Where in the body the quotation may begin, told by the first run of three that is there."""
    for i, run in _runs(words):
        places = index.places.get(run)
        if places:
            yield from (_start(place, i, index.words) for place in places)
            return


def _start(place: int, words_before: int, body: Sequence[str]) -> int:
    """Return where to begin: before the run, within its paragraph, with room for words left out."""
    start = place
    while start > 0 and body[start - 1] != _END and place - start < words_before + _LEFT_OUT:
        start -= 1
    return start if words_before else place


def _found_from(words: Sequence[str], body: Sequence[str], start: int) -> int:
    """How many of the words stand in the body in order, from `start` on, within one paragraph."""
    found = 0
    at = start
    for word in words:
        ahead = body[at : at + _LEFT_OUT]
        if _END in ahead:
            ahead = ahead[: ahead.index(_END)]
        if word in ahead:
            found += 1
            at += ahead.index(word) + 1
    return found
