"""Pages → files: only what changed is written, only what a build made is removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reportsite.diagnostics import ArchiveFaults, Diagnostic, Place
from reportsite.files import replace_file
from reportsite.writing.addresses import GENERATED
from reportsite.writing.page import MADE_BY, Page

# what may stand where a build writes
NOT_MADE = "a page that the build makes would replace this file, which it did not make"
NO_FOLDER = "a file stands where the build makes a folder"
NO_FILE = "a folder stands where the build makes a page"


@dataclass(frozen=True)
class Written:
    """How many files were written anew, left as they were, and removed."""

    written: int
    unchanged: int
    removed: int


def write_pages(docs: Path, pages: Iterable[Page]) -> Written:
    """Write pages below `docs`, and remove those of an earlier build that are no longer made.

    A file is replaced as a whole, never opened half written. A file in the way that no build made
    raises ArchiveFaults before anything is written.
    """
    wanted = {page.path: page.text for page in pages}
    present = {path: _read(docs / path) for path in _generated(docs)}
    _check_not_in_the_way(docs, wanted, present)
    changed = [path for path, text in wanted.items() if present.get(path) != text]
    for path in changed:
        replace_file(docs / path, wanted[path])
    obsolete = [p for p, text in present.items() if p not in wanted and is_made(text)]
    for path in obsolete:
        _remove(docs, path)
    return Written(len(changed), len(wanted) - len(changed), len(obsolete))


def is_made(text: str) -> bool:
    """Whether a page was made by a build, rather than written by a person."""
    return text.startswith(f"---\n{MADE_BY}")


def _generated(docs: Path) -> Iterator[str]:
    for folder in GENERATED:
        for file in (docs / folder).rglob("*.md"):
            if file.is_file():
                yield file.relative_to(docs).as_posix()


def _read(file: Path) -> str:
    return file.read_bytes().decode("utf-8", errors="replace")


def _check_not_in_the_way(docs: Path, wanted: dict[str, str], present: dict[str, str]) -> None:
    folders = {str(folder) for path in wanted for folder in PurePosixPath(path).parents}
    found = [
        *(
            (path, NOT_MADE)
            for path, text in present.items()
            if path in wanted and not is_made(text)
        ),
        *((path, NO_FOLDER) for path in sorted(folders) if (docs / path).is_file()),
        *((path, NO_FILE) for path in wanted if path not in present and (docs / path).is_dir()),
    ]
    if found:
        raise ArchiveFaults(_in_the_way(docs, path, wrong) for path, wrong in found)


def _in_the_way(docs: Path, path: str, wrong: str) -> Diagnostic:
    return Diagnostic(
        Place(f"{docs.name}/{path}", 1),
        wrong,
        "expected it elsewhere: this folder belongs to the build",
    )


def _remove(docs: Path, path: str) -> None:
    file = docs / path
    file.unlink()
    for folder in file.parents:
        if folder == docs or any(folder.iterdir()):
            return
        folder.rmdir()
