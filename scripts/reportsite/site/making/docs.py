"""The generated pages in docs/: only what changed is written, only what a build made is removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from reportsite.diagnostics import ArchiveFaults, Diagnostic, Place
from reportsite.site.making.trees import Changes, Stamp, Wanted, stamps, update
from reportsite.writing.addresses import GENERATED
from reportsite.writing.page import MADE_BY

# what may stand where a build writes
NOT_MADE = "a page that the build makes would replace this file, which it did not make"
NO_FOLDER = "a file stands where the build makes a folder"
NO_FILE = "a folder stands where the build makes a page"


def update_docs(docs: Path, wanted: Mapping[str, Wanted]) -> Changes:
    """Make the generated folders of `docs` hold the wanted pages, and what a person put there.

    A file in the way that no build made raises ArchiveFaults before anything is written.
    """
    have = stamps(docs, GENERATED)
    _check_not_in_the_way(docs, wanted, have)
    others = {path for path in have.keys() - wanted.keys() if not _is_made(docs / path)}
    return update(docs, wanted, {path: have[path] for path in have if path not in others})


def _is_made(file: Path) -> bool:
    """Whether a page was made by a build, rather than written by a person."""
    start = f"---\n{MADE_BY}".encode()
    with file.open("rb") as opened:
        return opened.read(len(start)) == start


def _check_not_in_the_way(
    docs: Path, wanted: Mapping[str, Wanted], have: Mapping[str, Stamp]
) -> None:
    changed = [path for path, file in wanted.items() if have.get(path) != file.stamp]
    found = [*_foreign(docs, changed, have), *_not_folders(docs, changed), *_folders(docs, changed)]
    if found:
        raise ArchiveFaults(_in_the_way(docs, path, wrong) for path, wrong in found)


def _foreign(
    docs: Path, changed: Iterable[str], have: Mapping[str, Stamp]
) -> Iterator[tuple[str, str]]:
    return ((p, NOT_MADE) for p in changed if p in have and not _is_made(docs / p))


def _not_folders(docs: Path, changed: Iterable[str]) -> Iterator[tuple[str, str]]:
    folders = {str(folder) for path in changed for folder in PurePosixPath(path).parents}
    return ((path, NO_FOLDER) for path in sorted(folders) if (docs / path).is_file())


def _folders(docs: Path, changed: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((path, NO_FILE) for path in changed if (docs / path).is_dir())


def _in_the_way(docs: Path, path: str, wrong: str) -> Diagnostic:
    return Diagnostic(
        Place(f"{docs.name}/{path}", 1),
        wrong,
        "expected it elsewhere: this folder belongs to the build",
    )
