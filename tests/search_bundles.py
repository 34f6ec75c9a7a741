"""Pages to be indexed, and a search index read back: what several tests of the search use."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from reportsite.site import search_pagefind
from reportsite.site.search_article import article_of, prepared
from reportsite.site.search_part import make_part

PAGE = """<!doctype html>
<html lang="en"><body><header>masthead</header>
<article data-pagefind-body lang="{language}" data-country="{country}" data-year="{year}"
  data-theme="{theme}" data-report="{country} {year}" data-organisation="Some Office"
  data-pagefind-filter="country[data-country], year[data-year], theme[data-theme]"
  data-pagefind-meta="report[data-report]{meta}">
<h1>{title}</h1>
{text}
</article><footer>colophon</footer></body></html>
"""

# path below the site's root, and HTML
Pages = list[tuple[str, str]]
# of a word: for each page that holds it, places in the text and places in the names
Postings = dict[str, tuple[list[int], list[int]]]


def page(address: str, text: str = "<p id='p1'>Words.</p>", **values: Any) -> tuple[str, str]:
    """Return the page at `reports/<country>/<year>/<section>`."""
    _, country, year, section = address.split("/")
    fields = {"language": "en", "title": "Police", "theme": section, "meta": ""} | values
    html = PAGE.format(country=country, year=year, text=text, **fields)
    return f"{address}/index.html", html


def parts_of(pages: Pages, folder: Path) -> list[Path]:
    """Make a part of each country's pages, in the order of the countries."""
    countries = sorted({path.split("/")[1] for path, _ in pages})
    for country in countries:
        own = [found for found in pages if found[0].split("/")[1] == country]
        make_part(own, folder / country)
    return [folder / country for country in countries]


def pagefinds_own(pages: Pages, folder: Path) -> Path:
    """Return the bundle that Pagefind makes of all pages in one run."""
    for path, html in pages:
        copy = folder / "pages" / path
        copy.parent.mkdir(parents=True)
        copy.write_text(prepared(article_of(html) or ""), encoding="utf-8")
    search_pagefind.run(folder / "pages", folder / "bundle")
    return folder / "bundle"


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path in it."""
    found = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


def fragments(bundle: Path) -> dict[str, dict[str, Any]]:
    """Return what is kept of each page, by its address."""
    found = sorted((bundle / "fragment").glob("*.pf_fragment"))
    read = [json.loads(_content(file)) for file in found]
    return {page["url"]: page for page in read}


def facets(bundle: Path) -> dict[str, dict[str, list[str]]]:
    """Return the addresses of the pages with each value of each facet, of directory.bin."""
    table = json.loads(gzip.decompress((bundle / "directory.bin").read_bytes()))
    names = [f"{name}_{at}" for name, count in table["parts"] for at in range(count)]
    addresses = [_address(bundle, name) for name in names]
    return {
        facet: {value: _picked(runs, addresses) for value, runs in values.items()}
        for facet, values in table["facets"].items()
    }


def _picked(runs: list[int], addresses: list[str]) -> list[str]:
    ends = list(accumulate(runs))
    spans = zip(ends[::2], ends[1::2], strict=True)
    return [address for start, end in spans for address in addresses[start:end]]


@dataclass(frozen=True)
class Index:
    """An index with addresses in place of numbers, so that the order of pages does not count.

    `bounds` are from and to of each chunk, `words` the postings of each word and of its variants.
    """

    lengths: dict[str, int]
    fields: list[str]
    bounds: list[tuple[str, str]]
    words: dict[str, tuple[Postings, dict[str, Postings]]]


def read_index(bundle: Path) -> Index:
    """Return the index of a bundle, decoded."""
    _, pages, chunks, _, _, fields = search_pagefind.read_meta(bundle)
    addresses = [_address(bundle, name) for name, _ in pages]
    entries = [entry for *_, name in chunks for entry in search_pagefind.read_chunk(bundle, name)]
    return Index(
        lengths={address: length for address, (_, length) in zip(addresses, pages, strict=True)},
        fields=fields,
        bounds=[(start, end) for start, end, _ in chunks],
        words={
            word: (
                _postings(postings, addresses),
                {form: _postings(others, addresses) for form, others in variants},
            )
            for word, postings, variants in entries
        },
    )


def _postings(postings: Iterable[Any], addresses: list[str]) -> Postings:
    found = list(postings)
    numbers = accumulate(distance for distance, _, _ in found)
    return {
        addresses[number]: (places, names)
        for number, (_, places, names) in zip(numbers, found, strict=True)
    }


def _address(bundle: Path, name: str) -> str:
    return str(json.loads(_content(bundle / "fragment" / f"{name}.pf_fragment"))["url"])


def _content(file: Path) -> bytes:
    return search_pagefind.unpacked(file.read_bytes())
