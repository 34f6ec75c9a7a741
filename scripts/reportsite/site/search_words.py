"""The words of an index, each with the pages that hold it and where. Pure functions.

Pagefind writes a word's pages as an array of postings [distance, places, names]: how many pages
this one comes after the last, where on the page the word stands, and where in its metadata. Here
they are kept encoded, but for the first distance: that depends on what is joined in front.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import cbor2

# Between a word and a form of it with accents, which stands within the word's entry.
VARIANT = "\0"
# before the first distance of a word's postings: an array of three
POSTING = b"\x83"
_END = "\n"


class Word(NamedTuple):
    """A word, or a form of one, of some pages.

    `first` and `last` are pages, counted from 0, and `pages` is their number; `size` is what
    Pagefind counts of the word for a chunk. `rest` is encoded: the first page's places and names,
    and all further postings.
    """

    key: str
    first: int
    last: int
    pages: int
    size: int
    rest: bytes


@dataclass(frozen=True)
class WordTable:
    """Words in order, as columns: a million rows take too long to be read one by one."""

    keys: Sequence[str] = ()
    first: Sequence[int] = ()
    last: Sequence[int] = ()
    pages: Sequence[int] = ()
    size: Sequence[int] = ()
    rest: Sequence[bytes] = ()

    def encoded(self) -> dict[str, bytes]:
        """Return the columns as bytes, from which `decoded` makes them again."""
        return {
            "keys": _END.join(self.keys).encode(),
            **{name: _numbers(getattr(self, name)) for name in ("first", "last", "pages", "size")},
            "ends": _numbers(accumulate(map(len, self.rest))),
            "rest": b"".join(self.rest),
        }


def decoded(columns: dict[str, bytes]) -> WordTable:
    """Return the words of the columns that WordTable.encoded made."""
    numbers = {name: _read_numbers(columns[name]) for name in ("first", "last", "pages", "size")}
    ends, rest = _read_numbers(columns["ends"]), columns["rest"]
    return WordTable(
        keys=columns["keys"].decode().split(_END) if ends else [],
        rest=[rest[start:end] for start, end in pairwise((0, *ends))],
        **numbers,
    )


def _numbers(values: Iterable[int]) -> bytes:
    numbers = list(values)
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _read_numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content)


def table_of(entries: Iterable[Any], places: Sequence[int]) -> WordTable:
    """Return the words of Pagefind's entries; `places` holds each page's new number."""
    words = sorted(_words(entries, places))
    return WordTable(*zip(*words, strict=True)) if words else WordTable()


def _words(entries: Iterable[Any], places: Sequence[int]) -> Iterator[Word]:
    for key, postings, variants in entries:
        if postings:
            size = sum(1 + len(where) + len(names) for _, where, names in postings)
            yield _word(key, size, postings, places)
        for variant, others in variants:
            yield _word(f"{key}{VARIANT}{variant}", 0, others, places)


def _word(key: str, size: int, postings: list[Any], places: Sequence[int]) -> Word:
    numbers = accumulate(distance for distance, _, _ in postings)
    pages = sorted(
        (places[number], where, names)
        for number, (_, where, names) in zip(numbers, postings, strict=True)
    )
    first, last = pages[0][0], pages[-1][0]
    distances = (after[0] - before[0] for before, after in pairwise([pages[0], *pages]))
    content = [[gap, where, names] for gap, (_, where, names) in zip(distances, pages, strict=True)]
    return Word(key, first, last, len(pages), size, _rest(content))


def _rest(postings: Sequence[Any]) -> bytes:
    """Encode postings of which the first has the distance 0, and leave out what ends with it."""
    start = len(array_start(len(postings))) + len(POSTING) + 1
    return cbor2.dumps(postings)[start:]


@cache
def array_start(length: int) -> bytes:
    """Return how an array of so many items begins: as the number, but of major type 4."""
    first, *others = cbor2.dumps(length)
    return bytes([first | 0x80, *others])


def renamed(table: WordTable, names: Sequence[int]) -> WordTable:
    """Return the words with the names of metadata numbered anew; `names` holds the new numbers."""
    rows = zip(table.rest, table.pages, strict=True)
    return replace(table, rest=[_renamed(rest, pages, names) for rest, pages in rows])


def _renamed(rest: bytes, pages: int, names: Sequence[int]) -> bytes:
    postings = cbor2.loads(array_start(pages) + POSTING + b"\0" + rest)
    return _rest([[gap, where, _names(found, names)] for gap, where, found in postings])


def _names(found: list[int], names: Sequence[int]) -> list[int]:
    """Negative numbers name the metadata of which places follow: -1 the first, -2 the second."""
    return [-1 - names[-1 - number] if number < 0 else number for number in found]
