"""What an archive has published, on disk: the lock file of each report, and the register of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    fault_of_vanishing,
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
    text = _text(root, REGISTER, diagnostics)
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
    found = {one: _load(root, one, diagnostics) for one in (report.address, *report.formerly)}
    locks = {address: lock for address, lock in found.items() if lock}
    if report.formerly and not locks:
        expected = " or ".join(lock_path(address) for address in report.formerly)
        diagnostics.fault(
            report.place,
            f"the report stood elsewhere, and there is no lock file of it, {expected}",
            f"expected it there, or as {lock_path(report.address)}",
        )
    for address, lock in [*locks.items()][:1]:
        _check_taken_over(root, report, address, lock, diagnostics)
        return lock
    return None


def _load(root: Path, address: str, diagnostics: Diagnostics) -> Lock | None:
    path = lock_path(address)
    text = _text(root, path, diagnostics)
    return read_lock(path, text, diagnostics) if text is not None else None


def _check_taken_over(
    root: Path, report: Report, address: str, lock: Lock, diagnostics: Diagnostics
) -> None:
    """Report former addresses that the lock does not hold: those of reports published beside this.

    `address` is that of the lock. A lock that was moved with its report does not tell from where:
    one address that is published may be that.
    """
    others = [one for one in report.formerly if one not in (address, *lock.formerly)]
    if not others:
        return
    published = load_register(root, diagnostics).lines
    beside = [one for one in others if one in published or (root / lock_path(one)).is_file()]
    was_moved = address == report.address and address not in published
    has_lock = any((root / lock_path(one)).is_file() for one in beside)
    for one in beside[1:] if was_moved and not has_lock else beside:
        diagnostics.fault(
            report.place,
            f"`formerly: {one}` is a report that was published beside this one",
            "expected an address of this report alone; two reports cannot become one",
        )


def lock_content(file: Path) -> bytes | None:
    """Return what is in a lock file, None where there is none; a checkout may have CRLF."""
    return file.read_bytes().replace(b"\r\n", b"\n") if file.is_file() else None


def _text(root: Path, path: str, diagnostics: Diagnostics) -> str | None:
    content = lock_content(root / path)
    try:
        return None if content is None else content.decode("utf-8")
    except UnicodeDecodeError:
        diagnostics.fault(Place(path, 1), "the file is not UTF-8", RESTORE)
        return None


def check_locks(root: Path, files: Sequence[Path], diagnostics: Diagnostics) -> None:
    """Report what can be told from the names of files: published reports and locks that are gone.

    `files` are those of all reports.
    """
    if not (root / REGISTER).is_file() and any(_locked(root)):
        wrong = "the register of published reports is missing, and there are lock files"
        diagnostics.fault(Place(REGISTER, 0), wrong, RESTORE)
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
    published = {address_of(file) for file in files}
    for address, line in register.lines.items():
        if address not in published and not any(may_be_former(address, file) for file in files):
            fault_of_vanishing(address, line, diagnostics)


def may_be_former(address: str, file: Path) -> bool:
    """Whether a report may name this as its former address, which shows when it is read."""
    text = file.read_bytes()
    return b"\nformerly:" in text and address.encode() in text


def check_addresses(root: Path, reports: Sequence[Report], diagnostics: Diagnostics) -> None:
    """Report addresses that were published and would vanish, and lock files without a report."""
    register = load_register(root, diagnostics)
    check_published(register, reports, _locked(root), diagnostics)


def _locked(root: Path) -> Iterator[str]:
    for file in sorted((root / REPORTS).glob(f"*/*{LOCK}")):
        if not any(part.startswith(".") for part in file.relative_to(root).parts):
            yield f"{file.parent.name}/{file.name.removesuffix(LOCK)}"
