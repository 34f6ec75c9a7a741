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
    """Return the text of a register: an address a line."""
    return json.dumps({"reports": sorted(addresses)}, indent=1) + "\n"


def read_register(text: str, diagnostics: Diagnostics) -> Register | None:
    """Read a register; None, where it cannot be used, comes with a fault."""
    if conflict := OF_A_CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        wrong = "the register holds the marks of a merge conflict"
        diagnostics.fault(
            Place(REGISTER, line), wrong, "expected the addresses of both sides, one a line"
        )
        return None
    try:
        found = json.loads(text)["reports"]
    except (ValueError, KeyError, TypeError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        diagnostics.fault(
            Place(REGISTER, 1), "the register of published reports is damaged", RESTORE
        )
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
    addresses = {report.address for report in reports}
    former = check_former(reports, diagnostics)
    for address, line in register.lines.items():
        if address not in addresses and address not in former:
            diagnostics.fault(
                Place(REGISTER, line),
                f"/{REPORTS}/{address}/ is published, and would vanish",
                f"expected `{REPORTS}/{address}.md`, or `formerly: {address}` in the report that "
                "took its place",
            )
    for address in locks:
        if address not in addresses and address not in former and address not in register.lines:
            diagnostics.fault(
                Place(lock_path(address), 1),
                "the lock file belongs to no report",
                f"expected `{REPORTS}/{address}.md` beside it, or `formerly: {address}` in the "
                "report that took its place",
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
