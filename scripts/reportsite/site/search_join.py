"""Joining the parts of a search index: the bundle that Pagefind would make of all their pages."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2

from reportsite.files import place_file, write_file
from reportsite.processes import cores
from reportsite.site import search_pagefind
from reportsite.site.search_chunks import Chunk, bounds_of, chunks_of
from reportsite.site.search_directory import (
    DIRECTORY_FILE,
    STEMS_FILE,
    Directory,
    chunk_starts,
    encoded_directory,
    encoded_stems,
)
from reportsite.site.search_facets import joined_facets
from reportsite.site.search_pagefind import (
    CHUNK_FILE,
    ENTRY_FILE,
    FRAGMENT_FILE,
    LANGUAGE,
    META_FILE,
    SearchIndexError,
    packed,
)
from reportsite.site.search_part import Part, read_part
from reportsite.site.search_words import WordTable, renamed

# What Pagefind writes for every site, whatever its pages: the program that reads a bundle in a
# browser. This site reads it by assets/search-index.js, which the tests hold against that program.
PROGRAM = ("pagefind.js", "pagefind-worker.js", f"wasm.{LANGUAGE}.pagefind")
_ANY_PAGE = "<!doctype html><html><body data-pagefind-body>page</body></html>"
# hexadecimal digits of the hash that names a file
_DIGITS = 12


@dataclass(frozen=True)
class IndexResult:
    """How many pages can be found, and by how many different words."""

    pages: int
    words: int


@dataclass(frozen=True)
class _Bundle:
    """The folder to write, and that of a bundle made before."""

    folder: Path
    earlier: Path | None

    def write(self, name: str, content: bytes) -> None:
        """Write a file, or link to the earlier one where that holds the same."""
        before = self._before(name)
        if before and before.read_bytes() == content:
            place_file(before, self.folder / name)
        else:
            write_file(self.folder / name, content)

    def write_hashed(self, form: str, content: bytes) -> str:
        """Write a file whose name holds the hash of its content, and return that hash.

        An earlier file of that name need not be read, nor this content be compressed.
        """
        found = f"{LANGUAGE}_{hashlib.sha256(content).hexdigest()[:_DIGITS]}"
        name = form.format(found)
        if before := self._before(name):
            place_file(before, self.folder / name)
        else:
            write_file(self.folder / name, packed(content))
        return found

    def _before(self, name: str) -> Path | None:
        file = self.earlier / name if self.earlier else None
        return file if file and file.is_file() else None


def join_parts(parts: Sequence[Path], bundle: Path, earlier: Path | None = None) -> IndexResult:
    """Write the bundle of all parts, in their order, into `bundle`, which must not be there.

    Files of `earlier`, a bundle made before, are linked to where they are the same. The same parts
    give the same bytes. Raises SearchIndexError where Pagefind fails, or is of another version than
    the one that made the parts.
    """
    result = join_index(parts, bundle, earlier)
    _place_fragments(parts, bundle)
    return result


def join_index(parts: Sequence[Path], bundle: Path, earlier: Path | None = None) -> IndexResult:
    """Write a bundle as join_parts does, but for the fragments, which stay in their parts."""
    read = [part for part in map(read_part, parts) if part.lengths]
    pages = sum(len(part.lengths) for part in read)
    (bundle / CHUNK_FILE).parent.mkdir(parents=True)
    written = _Bundle(bundle, earlier)
    entry = _write_program(written)
    _check_versions(read, entry["version"])
    fields = sorted({field for part in read for field in part.fields})
    chunks = _write_chunks(written, chunks_of(list(_tables(read, fields)), pages))
    named = _named(chunks)
    meta = [entry["version"], _pages(read), named, [], [], fields]
    found = written.write_hashed(META_FILE, cbor2.dumps(meta))
    entry["languages"][LANGUAGE] |= {"hash": found, "page_count": pages}
    written.write(ENTRY_FILE, json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode())
    stems = {stem: number for chunk, _ in chunks for stem, number in chunk.words.items()}
    directory = _directory(read, fields, chunk_starts(named), stems)
    written.write(DIRECTORY_FILE, encoded_directory(directory))
    written.write(STEMS_FILE, encoded_stems(directory))
    return IndexResult(pages, len(stems))


def _write_program(bundle: _Bundle) -> dict[str, Any]:
    """Write what is in every bundle, and return Pagefind's entry for a site of one page."""
    with tempfile.TemporaryDirectory(prefix="search-", dir=bundle.folder.parent) as temporary:
        pages, made = Path(temporary, "pages"), Path(temporary, "bundle")
        pages.mkdir()
        write_file(pages / "index.html", _ANY_PAGE.encode())
        search_pagefind.run(pages, made)
        with search_pagefind.whole(made):
            for name in PROGRAM:
                bundle.write(name, _not_empty(made / name))
        return search_pagefind.read_entry(made)


def _not_empty(file: Path) -> bytes:
    if content := file.read_bytes():
        return content
    raise EOFError(file.name)


def _check_versions(parts: Sequence[Part], engine: str) -> None:
    for part in parts:
        if part.engine != engine:
            raise SearchIndexError(
                f"{part.folder}: made by Pagefind {part.engine}; expected {engine}, as installed"
            )


def _with_pages_before(parts: Sequence[Part]) -> Iterator[tuple[int, Part]]:
    before = accumulate((len(part.lengths) for part in parts), initial=0)
    return zip(before, parts, strict=False)


def _tables(parts: Sequence[Part], fields: Sequence[str]) -> Iterator[tuple[int, WordTable]]:
    for before, part in _with_pages_before(parts):
        numbers = [fields.index(field) for field in part.fields]
        same = numbers == list(range(len(numbers)))
        yield before, part.words if same else renamed(part.words, numbers)


def _write_chunks(bundle: _Bundle, chunks: Iterator[Chunk]) -> list[tuple[Chunk, str]]:
    """Write chunks while the next are made, and return them without content but with names."""

    def write(chunk: Chunk) -> tuple[Chunk, str]:
        return replace(chunk, content=b""), bundle.write_hashed(CHUNK_FILE, chunk.content)

    with ThreadPoolExecutor(cores()) as writers:
        return list(writers.map(write, chunks))


def _pages(parts: Sequence[Part]) -> list[tuple[str, int]]:
    return [page for part in parts for page in zip(part.page_names(), part.lengths, strict=True)]


def _named(chunks: Sequence[tuple[Chunk, str]]) -> list[tuple[str, str, str]]:
    bounds = bounds_of([chunk.bounds for chunk, _ in chunks])
    return [(*bound, name) for bound, (_, name) in zip(bounds, chunks, strict=True)]


def _directory(
    parts: Sequence[Part],
    fields: Sequence[str],
    chunks: Sequence[tuple[str, str]],
    stems: Mapping[str, int],
) -> Directory:
    return Directory(
        parts=[(part.name, len(part.lengths)) for part in parts],
        facets=joined_facets((before, part.facets) for before, part in _with_pages_before(parts)),
        lengths=[length for part in parts for length in part.lengths],
        names=fields,
        chunks=chunks,
        stems=stems,
    )


def _place_fragments(parts: Sequence[Path], bundle: Path) -> None:
    target = (bundle / FRAGMENT_FILE).parent
    target.mkdir(parents=True)
    for part in parts:
        for file in (part / target.name).iterdir():
            place_file(file, target / file.name)
