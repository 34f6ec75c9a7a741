"""What a browser reads of a bundle before it looks anything up, in one file, and its list of words.

Pagefind has files of its own for that, but they are larger, come one after the other, and cannot be
asked which of hundreds of values a page carries without a search for each.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportsite.files import gzipped
from reportsite.site.search_facets import Facets, runs_of

DIRECTORY_FILE = "directory.bin"
STEMS_FILE = "stems.bin"

# zlib's own scale: the best takes four times as long, for 3 % less
_LEVEL = 6

# of a length in words: the character for one, and how many there are from one to twice as many
_ONE, _STEPS = ord("0"), 4

# letters of the words that are offered where one is not there
_SHORTEST = 3

# Little words that take hundreds of kilobytes each in the index of a large archive, and by which
# nothing is found; a search for them and others is one for the others. Here is written how many
# pages have each; assets/search-index.js decides over all bundles. "is" is not among them, since IS
# and ISIS are looked for.
_LITTLE = "a an and as at by for from in of on or that the to was were with"


@dataclass(frozen=True)
class Directory:
    """What a bundle holds, and where.

    `parts` are names and numbers of pages, `lengths` the words of each page, `names` the fields of
    metadata, `chunks` the first word of each chunk of the index, or how it begins, and its name;
    `stems` are all words of the index with the numbers of their pages.
    """

    parts: Sequence[tuple[str, int]]
    facets: Facets
    lengths: Sequence[int]
    names: Sequence[str]
    chunks: Sequence[tuple[str, str]]
    stems: Mapping[str, int]


def encoded_directory(directory: Directory) -> bytes:
    """Return the file, compressed, since not every host compresses a file for its readers.

    A page is named `<part>_<its place in the part>`. For each value of each facet there are runs:
    how many pages to pass over and how many then carry the value, in turn. A length is a character,
    to a fourth of an octave: no order of results depends on more.
    """
    return _packed(
        {
            "parts": directory.parts,
            "facets": runs_of(directory.facets),
            "lengths": "".join(map(_length, directory.lengths)),
            "names": directory.names,
            "little": _little(directory.stems),
            "chunks": directory.chunks,
        }
    )


def encoded_stems(directory: Directory) -> bytes:
    """Return the words from which the nearest to one that is not there is chosen, compressed.

    Those of a single page are among them: names are what is misspelt, and many occur once.
    """
    return _packed(
        {
            stem: number
            for stem, number in directory.stems.items()
            if len(stem) >= _SHORTEST and stem.isalpha()
        }
    )


def chunk_starts(chunks: Iterable[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """Return how the words of each chunk begin and its name, of chunks as Pagefind lists them."""
    return [(first, name) for first, _, name in chunks]


def _little(stems: Mapping[str, int]) -> dict[str, int]:
    return {word: stems[word] for word in _LITTLE.split(" ") if word in stems}


def _length(words: int) -> str:
    return chr(_ONE + round(_STEPS * math.log2(max(1, words))))


def _packed(content: Any) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return gzipped(text.encode(), _LEVEL)
