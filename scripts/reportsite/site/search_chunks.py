"""Joining the words of many tables, and cutting them into the chunks that a browser fetches.

Postings are encoded already; what is left is to put bytes one behind the other, each table's behind
the distance of its first page from the last page before. Pure functions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import cbor2

from reportsite.site.search_words import POSTING, VARIANT, WordTable, array_start

# A chunk ends with the word that brings it to so many pages and places. Pagefind's own chunks are
# four times as large: most of what a browser would fetch of them is of other words.
CHUNK_SIZE = 5_000

# of a word: its last page so far, the number of its pages, its size, then its postings in pieces
_Row = list[Any]
_NO_POSTINGS: _Row = [0, 0, 0]


@dataclass(frozen=True)
class Chunk:
    """Words in order, the number of pages of each, and the chunk as Pagefind has it."""

    words: dict[str, int]
    content: bytes

    @property
    def bounds(self) -> tuple[str, str]:
        """Return the first and the last of the words."""
        return next(iter(self.words)), next(reversed(self.words))


def chunks_of(tables: Sequence[tuple[int, WordTable]], pages: int) -> Iterator[Chunk]:
    """Yield the chunks of all tables, each given with the number of the pages before it.

    `pages` is the number of all pages.
    """
    words: dict[str, int] = {}
    entries: list[bytes] = []
    filled = 0
    for name, number, size, entry in _entries(_joined(tables, pages)):
        words[name] = number
        entries.append(entry)
        filled += size
        if filled >= CHUNK_SIZE:
            yield _chunk(words, entries)
            words, entries, filled = {}, [], 0
    if words:
        yield _chunk(words, entries)


def _chunk(words: dict[str, int], entries: list[bytes]) -> Chunk:
    return Chunk(words, b"".join((array_start(1), array_start(len(entries)), *entries)))


def _joined(tables: Sequence[tuple[int, WordTable]], pages: int) -> dict[str, _Row]:
    distances = [POSTING + cbor2.dumps(distance) for distance in range(pages)]
    rows: dict[str, _Row] = {}
    for before, table in tables:
        columns = (table.keys, table.first, table.last, table.pages, table.size, table.rest)
        for key, first, last, number, size, rest in zip(*columns, strict=True):
            row = rows.get(key)
            if row is None:
                rows[key] = [before + last, number, size, distances[before + first], rest]
            else:
                row += (distances[before + first - row[0]], rest)
                row[0] = before + last
                row[1] += number
                row[2] += size
    return rows


def _entries(rows: dict[str, _Row]) -> Iterator[tuple[str, int, int, bytes]]:
    """Yield each word in order, its pages, its size and its entry, with its variants.

    The number of pages is that of the form that has the most.
    """
    variants: dict[str, list[str]] = {}
    for key in sorted(key for key in rows if VARIANT in key):
        variants.setdefault(key.partition(VARIANT)[0], []).append(key)
    for name in sorted({*variants, *(key for key in rows if VARIANT not in key)}):
        own, keys = rows.get(name, _NO_POSTINGS), variants.get(name, [])
        content = [array_start(3), cbor2.dumps(name), *_postings(own), array_start(len(keys))]
        for key in keys:
            form = cbor2.dumps(key.partition(VARIANT)[2])
            content += (array_start(2), form, *_postings(rows[key]))
        yield name, max(own[1], *(rows[key][1] for key in keys), 0), own[2], b"".join(content)


def _postings(row: _Row) -> list[bytes]:
    return [array_start(row[1]), *row[3:]]


def bounds_of(chunks: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Shorten the first and last words of chunks, in order, to what tells neighbours apart.

    As in Pagefind, an end that would come before its chunk's start stays whole.
    """
    starts, ends = [first for first, _ in chunks], [last for _, last in chunks]
    for at in range(len(chunks) - 1):
        length = _common(ends[at], starts[at + 1]) + 1
        if ends[at][:length] >= starts[at]:
            ends[at] = ends[at][:length]
        starts[at + 1] = starts[at + 1][:length]
    return list(zip(starts, ends, strict=True))


def _common(one: str, other: str) -> int:
    """Return how many characters two words begin with alike."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in same)
