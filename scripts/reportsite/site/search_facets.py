"""Which pages carry which value of each facet. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable

# what a search is narrowed by, or grouped by; other filters are only told with a section
FACETS = ("country", "year", "theme", "report")
# pages, counted from 0, that carry each value of each facet
Facets = dict[str, dict[str, list[int]]]


def facets_of(pages: Iterable[dict[str, list[str]]]) -> Facets:
    """Return the facets of pages, each given as the values of its filters."""
    facets: Facets = {}
    for page, values_of in enumerate(pages):
        for facet in FACETS:
            for value in values_of.get(facet, ()):
                facets.setdefault(facet, {}).setdefault(value, []).append(page)
    return facets


def report_of(address: str) -> list[str]:
    """Return the report of a page, `kazakhstan/2010` of `/reports/kazakhstan/2010/police/`.

    Empty where the address is not that of a section.
    """
    first, *rest = address.strip("/").split("/")
    return ["/".join(rest[:2])] if first == "reports" and len(rest) > 1 else []


def joined_facets(parts: Iterable[tuple[int, Facets]]) -> Facets:
    """Return the facets of all parts, each given with the number of the pages before it."""
    joined: Facets = {}
    for before, facets in parts:
        for facet, values in facets.items():
            for value, pages in values.items():
                found = joined.setdefault(facet, {}).setdefault(value, [])
                found += (before + page for page in pages)
    return joined


def runs_of(facets: Facets) -> dict[str, dict[str, list[int]]]:
    """Return, for each value, how many pages to pass over and how many then carry it, in turn."""
    return {
        facet: {value: _runs(pages) for value, pages in sorted(values.items())}
        for facet, values in sorted(facets.items())
    }


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
