"""What an archive has published, on disk: the lock file of each report, and the register of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reportsite.diagnostics import Diagnostics, Place
from reportsite.model import Report
from reportsite.numbering.lock import Lock
from reportsite.numbering.lock_file import RESTORE, read_lock
from reportsite.numbering.register import (
    LOCK,
    REGISTER,
    REPORTS,
    Register,
    check_published,
    fault_of_another,
    lock_path,
    read_register,
)


def lock_of(file: Path) -> Path:
    """Return the lock file of a report's file: `2010.md` → `2010.lock.json`."""
    return file.with_name(f"{file.stem}{LOCK}")


def address_of(file: Path) -> str:
    """Return the address of a report's file: `kazakhstan/2010`."""
    return f"{file.parent.name}/{file.stem}"


def load_register(root: Path, diagnostics: Diagnostics) -> Register:
    """Return the register of an archive, an empty one where there is none."""
    text = _read(root / REGISTER, root, diagnostics)
    found = read_register(text, diagnostics) if text is not None else None
    return found or Register({})


def load_lock(root: Path, report: Report, diagnostics: Diagnostics) -> Lock | None:
    """Return what is published of a report, None where nothing is, or the lock cannot be read.

    A report that was moved has the lock of its former address, until a build has moved that too.
    """
    for address in report.formerly:
        path = f"{REPORTS}/{address}.md"
        if (root / path).is_file():
            fault_of_another(report, address, path, diagnostics)
    for address in (report.address, *report.formerly):
        path = lock_path(address)
        text = _read(root / path, root, diagnostics)
        if text is not None:
            return read_lock(path, text, diagnostics)
    if report.formerly:
        former = " or ".join(lock_path(address) for address in report.formerly)
        diagnostics.fault(
            report.place,
            f"the report stood elsewhere, and there is no lock file of it, {former}",
            f"expected it there, or as {lock_path(report.address)}",
        )
    return None


def _read(file: Path, root: Path, diagnostics: Diagnostics) -> str | None:
    try:
        return file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        place = Place(file.relative_to(root).as_posix(), 1)
        diagnostics.fault(place, "the file is not UTF-8", RESTORE)
        return None


def check_locks(root: Path, files: Iterable[Path], diagnostics: Diagnostics) -> None:
    """Report each report that is published and whose lock file is missing."""
    register = load_register(root, diagnostics)
    for file in files:
        lock = lock_of(file)
        if address_of(file) in register.lines and not lock.is_file():
            diagnostics.fault(
                Place(lock.relative_to(root).as_posix(), 0),
                "the lock file is missing, and the report is published",
                f"{RESTORE}; if nobody was ever given an address of it, take its line out of "
                f"{REGISTER}",
            )


def check_addresses(root: Path, reports: Sequence[Report], diagnostics: Diagnostics) -> None:
    """Report addresses that were published and would vanish, and lock files without a report."""
    register = load_register(root, diagnostics)
    check_published(register, reports, _locked(root), diagnostics)


def _locked(root: Path) -> Iterator[str]:
    for file in sorted((root / REPORTS).glob(f"*/*{LOCK}")):
        if not any(part.startswith(".") for part in file.relative_to(root).parts):
            yield f"{file.parent.name}/{file.name.removesuffix(LOCK)}"
