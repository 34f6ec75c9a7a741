"""The search index of a built site: Pagefind, run on a copy of what is to be found.

Pagefind reads a page as words between spaces. In print some words touch ("zero-tolerance",
"police—who", the cells of a table, Chinese), and their parts could not be found. So it is given a
copy of each section's article in which JOINER and a space part such words; assets/search-words.js
parts what is typed in the same way, and takes the space out again where a word ends in JOINER.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportsite.site.search_article import article_of, prepared

BUNDLE = "pagefind"
# seconds; 68,000 pages take a minute and a half, and a Pagefind that hangs must not hang the build
SEARCH_TIME_LIMIT = 3600

# What stands in an article without being its text: paragraph links, theme labels, the pull quotes
# whose words stand in the body too, and the marks that lead to and from a note.
EXCLUDED = ".pn, .pt, .pull-quote, .footnote-ref, .footnote-backref"

# Pagefind's own user interfaces, which it writes whether or not a site uses them.
_UNUSED = (
    "pagefind-ui.*",
    "pagefind-modular-ui.*",
    "pagefind-component-ui.*",
    "pagefind-highlight.js",
)

# Which sections carry which value of each facet. Pagefind can be asked that, but takes as long for
# one value as for a search: hundreds of values would keep a reader waiting for seconds.
FACETS = "facets.bin"
_MAGIC = b"pagefind_dcd"

# What pagefind.js offers, for an archive in which there is nothing to find.
_EMPTY_BUNDLE = """\
export const filters = async () => ({});
export const search = async () => ({ results: [], filters: {}, totalFilters: {} });
"""

_PAGES = re.compile(r"^\s*Indexed (\d+) pages?\s*$", re.MULTILINE)
_WORDS = re.compile(r"^\s*Indexed (\d+) words?\s*$", re.MULTILINE)


class SearchIndexError(Exception):
    """Pagefind did not build an index; the message holds what it said."""


@dataclass(frozen=True)
class IndexResult:
    """How many pages can be found, and by how many different words."""

    pages: int
    words: int


def index_site(site_dir: Path) -> IndexResult:
    """Write `site_dir`/pagefind, the index of every page with `data-pagefind-body`.

    An index that stands there already is replaced once the new one is complete.
    Raises SearchIndexError where Pagefind fails or a page cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="reportsite-search-") as folder:
        pages, bundle = Path(folder, "pages"), Path(folder, BUNDLE)
        count = _write_copies(site_dir, pages)
        result = _run(pages, bundle) if count else _write_empty(bundle)
        if result.pages != count:
            raise SearchIndexError(f"Pagefind indexed {result.pages} of {count} pages")
        _remove_unused(bundle)
        _write_facets(bundle)
        target = site_dir / BUNDLE
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(bundle, target)
    return result


def _write_copies(site_dir: Path, pages: Path) -> int:
    count = 0
    for path, article in _articles(site_dir):
        copy = pages / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(prepared(article), encoding="utf-8")
        count += 1
    return count


def _articles(site_dir: Path) -> Iterator[tuple[Path, str]]:
    for file in sorted(site_dir.rglob("*.html")):
        path = file.relative_to(site_dir)
        try:
            article = article_of(file.read_text(encoding="utf-8"))
        except ValueError as error:
            raise SearchIndexError(f"{path}: {error}") from error
        if article is not None:
            yield path, article


def _run(pages: Path, bundle: Path) -> IndexResult:
    command = [
        *(sys.executable, "-m", "pagefind"),
        *("--site", str(pages)),
        *("--output-path", str(bundle)),
        *("--exclude-selectors", EXCLUDED),
        *("--force-language", "en"),
    ]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=SEARCH_TIME_LIMIT,
            check=False,
            cwd=pages,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SearchIndexError(f"Pagefind could not be run: {error}") from error
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip()
        raise SearchIndexError(f"Pagefind ended with status {done.returncode}: {said}")
    return IndexResult(_count(_PAGES, done.stdout), _count(_WORDS, done.stdout))


def _count(pattern: re.Pattern[str], output: str) -> int:
    found = pattern.search(output)
    if found is None:
        raise SearchIndexError(f"Pagefind did not say what it indexed: {output.strip()}")
    return int(found[1])


def _write_empty(bundle: Path) -> IndexResult:
    bundle.mkdir(parents=True)
    (bundle / "pagefind.js").write_text(_EMPTY_BUNDLE, encoding="utf-8")
    (bundle / "pagefind-entry.json").write_text("{}\n", encoding="utf-8")
    return IndexResult(0, 0)


def _remove_unused(bundle: Path) -> None:
    for pattern in _UNUSED:
        for file in bundle.glob(pattern):
            file.unlink()


def _write_facets(bundle: Path) -> None:
    """Write {"ids": […], facet: {value: [places in ids]}}, compressed: not every host does that."""
    files = sorted((bundle / "fragment").glob("*.pf_fragment"))
    facets: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, file in enumerate(files):
        for facet, values in _fragment(file)["filters"].items():
            for value in values:
                facets[facet][value].append(place)
    text = json.dumps({"ids": [file.stem for file in files], **facets}, separators=(",", ":"))
    (bundle / FACETS).write_bytes(gzip.compress(text.encode(), mtime=0))


def _fragment(file: Path) -> dict[str, Any]:
    fragment: dict[str, Any] = json.loads(gzip.decompress(file.read_bytes()).removeprefix(_MAGIC))
    return fragment
