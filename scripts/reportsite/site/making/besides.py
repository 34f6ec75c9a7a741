"""Reports of other countries that a country's pages name: read when asked for, and remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from reportsite.archive import read_report_file
from reportsite.diagnostics import Diagnostics
from reportsite.model import Report
from reportsite.numbering.register import REPORTS
from reportsite.published import lock_of
from reportsite.site.making.keys import key_of
from reportsite.vocabulary.loading import Vocabulary

# of a file that is not there
NONE = ""


@dataclass
class Besides:
    """Finds reports by address: those `at_hand`, and all others of the archive.

    `read` holds by path, below the archive's root, the key of each file that was asked for, so that
    a later build can tell whether one of them has changed.
    """

    root: Path
    vocabulary: Vocabulary
    at_hand: Mapping[str, Report]
    read: dict[str, str] = field(default_factory=dict)

    def find(self, address: str) -> Report | None:
        """Return the report at an address such as "kazakhstan/2010", None where there is none.

        Its faults are for its own country to tell.
        """
        if address in self.at_hand:
            return self.at_hand[address]
        file = self.root / REPORTS / f"{address}.md"
        paths = [one.relative_to(self.root).as_posix() for one in (file, lock_of(file))]
        self.read |= {path: key_of_file(self.root, path) for path in paths}
        found = None
        if self.read[paths[0]]:
            found = read_report_file(self.root, file, self.vocabulary, Diagnostics())
        return found.report if found else None

    @cached_property
    def addresses(self) -> list[str]:
        """The addresses of all reports, for one that was misspelt."""
        files = sorted((self.root / REPORTS).glob("*/*.md"))
        return [f"{file.parent.name}/{file.stem}" for file in files]


def key_of_file(root: Path, path: str) -> str:
    """Return the key of a file below `root`, "" where there is none."""
    try:
        return key_of([(root / path).read_bytes()])
    except OSError:
        return NONE


def is_as_read(root: Path, read: Mapping[str, str]) -> bool:
    """Whether all files that were read besides are as they were."""
    return all(key_of_file(root, path) == key for path, key in read.items())
