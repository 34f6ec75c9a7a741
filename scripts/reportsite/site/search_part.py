"""A part of the search index: that of one country's pages, made by Pagefind and ready to be joined.

Pagefind reads a page as words between spaces. In print some words touch ("zero-tolerance",
"police—who", the cells of a table, Chinese), and their parts could not be found. So it is given a
copy of each section's article in which JOINER and a space part such words; assets/search-words.js
parts what is typed in the same way, and takes the space out again where a word ends in JOINER.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import cbor2

from reportsite.files import write_file
from reportsite.site import search_pagefind
from reportsite.site.search_article import article_of, has_words, prepared
from reportsite.site.search_facets import Facets, facets_of, report_of
from reportsite.site.search_pagefind import FRAGMENT_FILE, SearchIndexError
from reportsite.site.search_words import WordTable, decoded, table_of

_TABLE = "part.cbor"
# hexadecimal digits of the hash that names a part: enough that no two parts share them
_DIGITS = 12


@dataclass(frozen=True)
class Part:
    """What is kept of some pages, in the order of their addresses.

    `lengths` are the pages' numbers of words, and `fields` the names of their metadata. `name`
    follows from what stands on the pages.
    """

    folder: Path
    name: str
    engine: str
    lengths: list[int]
    fields: list[str]
    facets: Facets
    words: WordTable

    def page_names(self) -> list[str]:
        """Return the pages' names, which no other page of an archive has."""
        return [f"{self.name}_{page}" for page in range(len(self.lengths))]


def make_part(pages: Iterable[tuple[str, str]], folder: Path) -> None:
    """Write the part of some pages into `folder`, which must not be there.

    `pages` are the path of each page's file below the site's root, with slashes, and its whole
    HTML; those without `data-pagefind-body` are passed over. The same pages give the same bytes.
    Raises SearchIndexError where Pagefind fails or a page cannot be read.
    """
    (folder / FRAGMENT_FILE).parent.mkdir(parents=True)
    # beside the part, where what a killed build leaves is found and cleared away
    with tempfile.TemporaryDirectory(prefix="search-", dir=folder.parent) as temporary:
        copies, bundle = Path(temporary, "pages"), Path(temporary, "bundle")
        if paths := _write_copies(pages, copies):
            search_pagefind.run(copies, bundle)
            with search_pagefind.whole(bundle):
                _write_part(bundle, folder, paths)
        else:
            _write_table(Part(folder, "", "", [], [], {}, WordTable()))


def read_part(folder: Path) -> Part:
    """Read what make_part wrote."""
    table = cbor2.loads((folder / _TABLE).read_bytes())
    return Part(folder, **table | {"words": decoded(table["words"])})


def _write_copies(pages: Iterable[tuple[str, str]], folder: Path) -> list[str]:
    """Write what Pagefind is to read, and return the paths of the pages that have words."""
    paths = []
    for path, html in pages:
        try:
            article = article_of(html)
        except ValueError as error:
            raise SearchIndexError(f"{path}: {error}") from error
        if article is not None and has_words(article):
            copy = folder / path
            copy.parent.mkdir(parents=True, exist_ok=True)
            write_file(copy, prepared(article).encode())
            paths.append(path)
    return paths


def _write_part(bundle: Path, folder: Path, paths: Sequence[str]) -> None:
    engine, pages, chunks, _, _, fields = search_pagefind.read_meta(bundle)
    contents = [(bundle / FRAGMENT_FILE.format(name)).read_bytes() for name, _ in pages]
    texts = [json.loads(search_pagefind.unpacked(content)) for content in contents]
    _check_whole(paths, {text["url"] for text in texts})
    # Pagefind numbers pages as it happens to finish reading them
    order = sorted(range(len(pages)), key=lambda number: str(texts[number]["url"]))
    entries = (entry for _, _, name in chunks for entry in search_pagefind.read_chunk(bundle, name))
    part = Part(
        folder=folder,
        name=_name_of(contents[number] for number in order),
        engine=engine,
        lengths=[pages[number][1] for number in order],
        fields=fields,
        facets=facets_of(
            texts[number]["filters"] | {"report": report_of(texts[number]["url"])}
            for number in order
        ),
        words=table_of(entries, _inverse(order)),
    )
    for name, number in zip(part.page_names(), order, strict=True):
        write_file(folder / FRAGMENT_FILE.format(name), contents[number])
    _write_table(part)


def _check_whole(paths: Iterable[str], addresses: set[str]) -> None:
    """Raise SearchIndexError where Pagefind left out a page; it names them without index.html."""
    lost = [path for path in paths if "/" + path.replace("index.html", "") not in addresses]
    if lost:
        raise SearchIndexError(f"{lost[0]}: Pagefind left out {len(lost)} pages, of which this one")


def _write_table(part: Part) -> None:
    table = {name: value for name, value in vars(part).items() if name != "folder"}
    content = cbor2.dumps(table | {"words": part.words.encoded()})
    write_file(part.folder / _TABLE, content)


def _name_of(contents: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for content in contents:
        found.update(content)
    return found.hexdigest()[:_DIGITS]


def _inverse(order: Sequence[int]) -> list[int]:
    places = [0] * len(order)
    for place, number in enumerate(order):
        places[number] = place
    return places
