"""The lock files of an archive as a build would leave them: written, or held against what is there.

They are written when all pages are made, before a site takes the place of the old one: numbers that
were never shown do no harm, numbers that were shown and not kept would.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from reportsite.diagnostics import ArchiveFaults, Diagnostic, Diagnostics, Place
from reportsite.files import replace_file
from reportsite.numbering.differences import differences
from reportsite.numbering.lock_file import read_lock
from reportsite.numbering.register import LOCK, REGISTER, lock_path, write_register
from reportsite.published import load_register, lock_content
from reportsite.site.making.country import CountryFacts

OUT_OF_DATE = "expected the lock files as `build` without --locked leaves them, committed"

ELSEWHERE = "the report of this lock file stands elsewhere"


@dataclass(frozen=True)
class Locks:
    """Lock files by path, and `moved`: those of reports that stand elsewhere now.

    Paths are below the archive's root.
    """

    root: Path
    files: dict[str, str]
    moved: tuple[str, ...] = ()

    @property
    def changed(self) -> dict[str, str]:
        """The lock files that are not as they are to be."""
        return {path: text for path, text in self.files.items() if _read(self.root, path) != text}


def locks_of(root: Path, facts: Iterable[CountryFacts]) -> Locks:
    """Return the lock files of all reports, and the register of them. Raises ArchiveFaults."""
    diagnostics = Diagnostics()
    addresses = {*load_register(root, diagnostics).lines}
    if diagnostics.faults:
        raise ArchiveFaults(diagnostics.faults)
    files: dict[str, str] = {}
    former: set[str] = set()
    for one in facts:
        files |= one.locks
        addresses |= {report.address for report in one.outlines}
        former |= {address for report in one.outlines for address in report.formerly}
    files[REGISTER] = write_register({*addresses, *former})
    moved = (path for path in sorted(map(lock_path, former)) if (root / path).is_file())
    return Locks(root, files, tuple(moved))


def _read(root: Path, path: str) -> str | None:
    content = lock_content(root / path)
    return None if content is None else content.decode("utf-8", "replace")


def write_locks(locks: Locks) -> list[str]:
    """Write the lock files that changed, and remove those that moved; return the paths written.

    The register is there before the first lock file, and names all reports behind the last: at no
    moment does a lock file seem to be lost.
    """
    changed = locks.changed
    if changed and not (locks.root / REGISTER).is_file():
        replace_file(locks.root / REGISTER, write_register(()))
    for path, text in changed.items():
        replace_file(locks.root / path, text)
    for path in locks.moved:
        (locks.root / path).unlink()
    return [*changed]


def check_locked(locks: Locks) -> None:
    """Raise ArchiveFaults that name each address that would answer otherwise than published."""
    found = [*_outdated(locks)]
    found += [_fault(path, 1, ELSEWHERE) for path in locks.moved]
    if found:
        raise ArchiveFaults(found)


def _outdated(locks: Locks) -> Iterator[Diagnostic]:
    for path, text in locks.changed.items():
        earlier = _read(locks.root, path)
        if earlier is None:
            what = f"{_address(path)} is new" if path != REGISTER else "there is no register"
            yield _fault(path, 1, f"{what}, and the lock file not yet written")
        elif path == REGISTER:
            yield _fault(path, 1, "the register does not name every report")
        else:
            yield from _differences(path, earlier, text)


def _differences(path: str, earlier: str, text: str) -> Iterator[Diagnostic]:
    nothing = Diagnostics()
    before, after = read_lock(path, earlier, nothing), read_lock(path, text, nothing)
    found = differences(before, after, _address(path)) if before and after else []
    for said, about in found or [(f"{_address(path)} has a lock file in another form", "version")]:
        yield _fault(path, _line_of(about, earlier), said)


def _address(path: str) -> str:
    return f"/{path.removesuffix(LOCK)}/"


def _line_of(about: str, text: str) -> int:
    """Return the line, from 1, that holds a number or a slug; the first where none does."""
    found = re.search(rf'"{re.escape(about)}"', text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _fault(path: str, line: int, wrong: str) -> Diagnostic:
    return Diagnostic(Place(path, line), wrong, OUT_OF_DATE)


class LockPolicy(NamedTuple):
    """What a build does about lock files: before anything is written, and once all is made.

    `write` returns the paths of the files written.
    """

    check: Callable[[Locks], None]
    write: Callable[[Locks], list[str]]


WRITE = LockPolicy(check=lambda _: None, write=write_locks)
LOCKED = LockPolicy(check=check_locked, write=lambda _: [])
