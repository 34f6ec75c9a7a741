"""Which pages carry which value of each facet, in one file that a browser reads at once.

Pagefind can be asked that, but takes as long for one value as for a search: hundreds of values
would keep a reader waiting for seconds.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence

FACETS_FILE = "facets.bin"
# zlib's own scale: the best takes four times as long, for 3 % less
_LEVEL = 6
# pages, counted from 0, that carry each value of each facet
Facets = dict[str, dict[str, list[int]]]


def facets_of(pages: Iterable[dict[str, list[str]]]) -> Facets:
    """Return the facets of pages, each given as the values of its filters."""
    facets: Facets = {}
    for page, values_of in enumerate(pages):
        for facet, values in values_of.items():
            for value in values:
                facets.setdefault(facet, {}).setdefault(value, []).append(page)
    return facets


def joined_facets(parts: Iterable[tuple[int, Facets]]) -> Facets:
    """Return the facets of all parts, each given with the number of the pages before it."""
    joined: Facets = {}
    for before, facets in parts:
        for facet, values in facets.items():
            for value, pages in values.items():
                found = joined.setdefault(facet, {}).setdefault(value, [])
                found += (before + page for page in pages)
    return joined


def encoded_facets(parts: Sequence[tuple[str, int]], facets: Facets) -> bytes:
    """Return the file: {"parts": [[name, pages], …], "facets": {facet: {value: runs}}}, compressed.

    A page is named `<part>_<its place in the part>`. Runs are how many pages to pass over and how
    many then carry the value, in turn. Not every host compresses a file for its readers.
    """
    runs = {
        facet: {value: _runs(pages) for value, pages in sorted(values.items())}
        for facet, values in sorted(facets.items())
    }
    text = json.dumps({"parts": parts, "facets": runs}, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), _LEVEL, mtime=0)


def _runs(pages: Iterable[int]) -> list[int]:
    runs: list[int] = []
    end = 0
    for page in pages:
        if runs and page == end:
            runs[-1] += 1
        else:
            runs += (page - end, 1)
        end = page + 1
    return runs
