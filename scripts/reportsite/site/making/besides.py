"""Reports of other countries that a country's pages name: read when asked for, and remembered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from reportsite.archive import read_report_file
from reportsite.diagnostics import Diagnostics
from reportsite.model import Report
from reportsite.numbering.lock import Settled
from reportsite.numbering.lock_file import write_lock
from reportsite.numbering.register import REPORTS, lock_path
from reportsite.published import address_of, may_be_former
from reportsite.site.making.keys import key_of
from reportsite.vocabulary.loading import Vocabulary

# of a file that is not there
NONE = ""

# by path, below the archive's root: the keys of a file with which what was made of it stays right
Read = dict[str, tuple[str, ...]]


@dataclass
class Besides:
    """Finds reports by address: those `at_hand`, and all others of the archive.

    `read` tells of each file that was asked for, so that a later build knows whether one of them
    has changed: it has the key that it had, or that with which a build leaves it.
    """

    root: Path
    vocabulary: Vocabulary
    at_hand: Mapping[str, Report]
    read: Read = field(default_factory=dict)
    _found: dict[str, Report | None] = field(default_factory=dict)

    def find(self, address: str) -> Report | None:
        """Return the report at an address such as "kazakhstan/2010", None where there is none.

        A former address leads to the report that has moved. Faults are for its own country to tell.
        """
        if address in self.at_hand:
            return self.at_hand[address]
        if address not in self._found:
            self._found[address] = self._read(address) or self._moved(address)
        return self._found[address]

    def _read(self, address: str) -> Report | None:
        path = f"{REPORTS}/{address}.md"
        lock = lock_path(address)
        keys = {one: key_of_file(self.root, one) for one in (path, lock)}
        self.read |= {one: (key,) for one, key in keys.items()}
        file = self.root / path
        settled = (
            read_report_file(self.root, file, self.vocabulary, Diagnostics())
            if keys[path]
            else None
        )
        if settled:
            self.read[lock] = (keys[lock], key_of([write_lock(settled.lock).encode()]))
            self.remember_former(settled)
        return settled.report if settled else None

    def remember_former(self, settled: Settled) -> None:
        """Remember the lock files of a report's former addresses, which a build takes away."""
        for address in settled.report.formerly:
            path = lock_path(address)
            self.read[path] = (key_of_file(self.root, path), NONE)

    def _moved(self, address: str) -> Report | None:
        found = (self._read(other) for other in self._that_name(address))
        return next((one for one in found if one and address in one.formerly), None)

    def _that_name(self, address: str) -> Iterator[str]:
        """Yield the reports that may have stood at an address before."""
        for other in self.addresses:
            if may_be_former(address, self.root / REPORTS / f"{other}.md"):
                yield other

    @cached_property
    def addresses(self) -> list[str]:
        """The addresses of all reports, for one that was misspelt."""
        return [address_of(file) for file in sorted((self.root / REPORTS).glob("*/*.md"))]


def key_of_file(root: Path, path: str) -> str:
    """Return the key of a file below `root`, "" where there is none."""
    try:
        return key_of([(root / path).read_bytes()])
    except OSError:
        return NONE


def is_as_read(root: Path, read: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether all files that were read besides are as they were, or as a build left them."""
    return all(key_of_file(root, path) in keys for path, keys in read.items())
