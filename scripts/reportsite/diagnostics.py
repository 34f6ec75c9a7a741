"""Faults and warnings, collected in one place: readers report here and go on, nobody prints.

A diagnostic reads `path:line: what is wrong; what was expected`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a path relative to the archive, and a line counted from 1.

    Line 0 is the whole of what `path` names, which may be an option of the command line.
    """

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One thing that is wrong, and what was expected in its stead."""

    place: Place
    wrong: str
    expected: str

    def __str__(self) -> str:
        return f"{self.place}: {self.wrong}; {self.expected}"

    def labelled(self, label: str) -> str:
        """Return it with what it is ("gap"), behind the place, to which editors can jump."""
        return f"{self.place}: {label}: {self.wrong}; {self.expected}"


@dataclass
class Diagnostics:
    """Collects what the stages find.

    A fault stops the build, a warning only a strict one, and a gap (what is not recorded) neither.
    """

    faults: list[Diagnostic] = field(default_factory=list)
    warnings: list[Diagnostic] = field(default_factory=list)
    gaps: list[Diagnostic] = field(default_factory=list)

    def add(self, others: Diagnostics) -> None:
        """Take in what others have collected."""
        self.faults += others.faults
        self.warnings += others.warnings
        self.gaps += others.gaps

    def fault(self, place: Place, wrong: str, expected: str) -> None:
        """Record something that must be mended before anything is written."""
        self.faults.append(Diagnostic(place, wrong, expected))

    def warn(self, place: Place, wrong: str, expected: str) -> None:
        """Record something that a person should look at."""
        self.warnings.append(Diagnostic(place, wrong, expected))

    def gap(self, place: Place, wrong: str, expected: str) -> None:
        """Record something that nobody has recorded yet, and the site shows as such."""
        self.gaps.append(Diagnostic(place, wrong, expected))


def counted(number: int, noun: str) -> str:
    """Return a number and what it counts: "1 report", "2 reports"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class ArchiveFaults(Exception):  # noqa: N818 (they are many, and the archive's, not the program's)
    """The archive has faults; nothing was written. `faults` holds all of them, in order."""

    def __init__(self, faults: Iterable[Diagnostic]) -> None:
        self.faults = tuple(sorted(faults))
        end = f"{counted(len(self.faults), 'fault')}; nothing was written."
        super().__init__("\n".join([*map(str, self.faults), end]))

    def __reduce__(self) -> tuple[type[ArchiveFaults], tuple[tuple[Diagnostic, ...]]]:
        """Come whole from another process: the message is made of the faults anew."""
        return type(self), (self.faults,)
