"""The register: the addresses of all reports of an archive that were ever published.

A lock file tells what was published of one report, and nothing once it is gone itself. The register
tells that it was there, so that a lost one is missed, and a report that is removed.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from reportsite.diagnostics import Diagnostics, Place
from reportsite.model import Report
from reportsite.numbering.lock_file import OF_A_CONFLICT, RESTORE

REPORTS = "reports"
LOCK = ".lock.json"
REGISTER = f"{REPORTS}/published{LOCK}"


@dataclass(frozen=True)
class Register:
    """Addresses such as `kazakhstan/2010`, each with the line that it stands on, from 1."""

    lines: Mapping[str, int]


def lock_path(address: str) -> str:
    """Return the path of the lock file of the report at an address."""
    return f"{REPORTS}/{address}{LOCK}"


def write_register(addresses: Iterable[str]) -> str:
    """Return the text of a register: an address a line.

    Each line ends in a comma, so that lines of two sides of a merge can stand one below the other.
    """
    lines = "".join(f" {json.dumps(address)},\n" for address in sorted(addresses))
    return f'{{"reports": [\n{lines} null\n]}}\n'


def read_register(text: str, diagnostics: Diagnostics) -> Register | None:
    """Read a register; None, where it cannot be used, comes with a fault."""
    if conflict := OF_A_CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        wrong = "the register holds the marks of a merge conflict"
        diagnostics.fault(Place(REGISTER, line), wrong, "expected the lines of both sides")
        return None
    try:
        *found, end = json.loads(text)["reports"]
    except (ValueError, KeyError, TypeError, RecursionError):
        found, end = [], text
    if end is not None or not all(isinstance(one, str) for one in found):
        wrong = "the register of published reports is damaged"
        diagnostics.fault(Place(REGISTER, 1), wrong, RESTORE)
        return None
    return Register({one: _line_of(one, text) for one in found})


def _line_of(address: str, text: str) -> int:
    return text.count("\n", 0, max(text.find(json.dumps(address)), 0)) + 1


def check_published(
    register: Register,
    reports: Collection[Report],
    locks: Iterable[str],
    diagnostics: Diagnostics,
) -> None:
    """Report published addresses that would vanish, and lock files that belong to no report.

    `locks` are the addresses for which there is a lock file.
    """
    addresses = {report.address: report for report in reports}
    former = check_former(reports, diagnostics)
    for address in former.keys() & addresses.keys():
        owner = addresses[address].place.path
        fault_of_another(former[address], address, owner, diagnostics)
    for address, line in register.lines.items():
        if address not in addresses and address not in former:
            fault_of_vanishing(address, line, diagnostics)
    for address in locks:
        if address not in addresses and address not in former and address not in register.lines:
            diagnostics.fault(
                Place(lock_path(address), 1),
                "the lock file belongs to no report",
                f"expected `{REPORTS}/{address}.md` beside it, or `formerly: {address}` in the "
                "report that took its place",
            )


def fault_of_vanishing(address: str, line: int, diagnostics: Diagnostics) -> None:
    """Report a published address that no report has any more; `line` is that of the register."""
    diagnostics.fault(
        Place(REGISTER, line),
        f"/{REPORTS}/{address}/ is published, and would vanish",
        f"expected `{REPORTS}/{address}.md`, or `{address}` under `formerly:` in the report that "
        "took its place",
    )


def check_former(reports: Iterable[Report], diagnostics: Diagnostics) -> dict[str, Report]:
    """Return reports by the addresses that they had; one that two of them had is a fault."""
    former: dict[str, Report] = {}
    for report in reports:
        for address in report.formerly:
            other = former.setdefault(address, report)
            if other is not report:
                fault_of_another(report, address, other.place.path, diagnostics)
    return former


def fault_of_another(report: Report, address: str, owner: str, diagnostics: Diagnostics) -> None:
    """Report a former address that is that of another report, whose path is `owner`."""
    diagnostics.fault(
        report.place,
        f"`formerly: {address}` is the address of another report, {owner}",
        "expected an address that no other report has or had",
    )
