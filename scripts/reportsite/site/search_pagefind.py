"""Pagefind: running it, and the form of the files that it writes.

Every file is compressed by gzip and begins with a mark. The index is CBOR (RFC 8949); its layout is
that of Pagefind 1.5 (github.com/CloudCannon/pagefind, pagefind/src/index and pagefind_web/src).
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cbor2

from reportsite import processes
from reportsite.files import gzipped
from reportsite.site.replacing import BuildFailedError

# Every language is indexed as one: a search goes through the whole archive.
LANGUAGE = "en"
VERSIONS = "1.5."
# seconds; a country takes 0.2, an archive of 68,000 pages 90, and what hangs must not hang a build
TIME_LIMIT = 300
# What stands in an article without being its text: paragraph links, theme labels, the pull quotes
# whose words stand in the body too, and the marks that lead to and from a note.
EXCLUDED = ".pn, .pt, .pull-quote, .footnote-ref, .footnote-backref"

ENTRY_FILE = "pagefind-entry.json"
META_FILE = "pagefind.{}.pf_meta"
CHUNK_FILE = "index/{}.pf_index"
FRAGMENT_FILE = "fragment/{}.pf_fragment"
_MARK = b"pagefind_dcd"
# zlib's own scale. From here to the best, files are 4 % smaller and take eight times as long.
_LEVEL = 5


CUT_SHORT = (
    *(EOFError, FileNotFoundError, LookupError, ValueError),
    *(cbor2.CBORDecodeError, gzip.BadGzipFile, zlib.error),
)


class SearchIndexError(BuildFailedError):
    """The search index could not be made; the message says why."""


def executable() -> Path:
    """Return Pagefind's program. Raises SearchIndexError where it is not installed."""
    try:
        import pagefind_bin

        return Path(pagefind_bin.get_executable())
    except (ImportError, FileNotFoundError) as error:
        raise SearchIndexError(
            f"Pagefind is not installed ({error}); expected the package pagefind[bin]"
        ) from None


def run(pages: Path, bundle: Path) -> None:
    """Index the HTML files of a folder into `bundle`.

    Raises SearchIndexError where Pagefind is missing, fails, takes longer than TIME_LIMIT, or is of
    a version whose files are not known here. However this ends, Pagefind has ended too.
    """
    command = [
        str(executable()),
        *("--site", str(pages)),
        *("--output-path", str(bundle)),
        *("--exclude-selectors", EXCLUDED),
        *("--force-language", LANGUAGE),
    ]
    try:
        done = processes.run(command, pages, TIME_LIMIT, os.environ | {"RUST_BACKTRACE": "0"})
    except subprocess.TimeoutExpired:
        raise SearchIndexError(f"Pagefind did not end within {TIME_LIMIT} seconds") from None
    except OSError as error:
        raise SearchIndexError(f"Pagefind could not be run: {error}") from error
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip()
        raise SearchIndexError(f"Pagefind ended with status {done.returncode}: {said}")
    with whole(bundle):
        _check_version(bundle)


@contextmanager
def whole(bundle: Path) -> Iterator[None]:
    """Raise SearchIndexError where what is read of a new bundle is not all there.

    On a full disk, Pagefind writes half of its files and ends as if all were well.
    """
    try:
        yield
    except CUT_SHORT as error:
        raise SearchIndexError(
            f"{bundle}: Pagefind has not written all of its index ({error}); "
            "expected room on the disk"
        ) from error


def _check_version(bundle: Path) -> None:
    version = read_entry(bundle)["version"]
    if not version.startswith(VERSIONS):
        raise SearchIndexError(f"Pagefind is of version {version}; expected {VERSIONS}x")


def read_entry(bundle: Path) -> dict[str, Any]:
    """Return what names the index of a bundle."""
    entry: dict[str, Any] = json.loads((bundle / ENTRY_FILE).read_bytes())
    return entry


def read_meta(bundle: Path) -> list[Any]:
    """Return version, pages, chunks of the index, filters, sort orders, and fields of metadata."""
    name = read_entry(bundle)["languages"][LANGUAGE]["hash"]
    found: list[Any] = _decoded(bundle / META_FILE.format(name))
    return found


def read_chunk(bundle: Path, name: str) -> list[Any]:
    """Return the words of a chunk of the index, each with its postings and its variants."""
    found: list[Any] = _decoded(bundle / CHUNK_FILE.format(name))[0]
    return found


def _decoded(file: Path) -> Any:
    return cbor2.loads(unpacked(file.read_bytes()))


def unpacked(content: bytes) -> bytes:
    """Return what a file of a bundle holds."""
    return gzip.decompress(content).removeprefix(_MARK)


def packed(content: bytes) -> bytes:
    """Return a file of a bundle that holds `content`."""
    return gzipped(_MARK + content, _LEVEL)
