"""What a lock file holds: every number and slug that a report was ever published with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from reportsite.model import Report
from reportsite.numbering.fingerprint import Fingerprint

SUMMARY = ""


class State(StrEnum):
    """How a paragraph stands in a section that it was published in."""

    LIVE = "live"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    MOVED = "moved"


@dataclass(frozen=True)
class LockedParagraph:
    """A number, where it was published.

    `fingerprint` is of the words that the paragraph has, or had last; `first` of those that were
    first published, None where they are the same. `into` is the number of the paragraph that it
    was merged into. One that has moved to another section has none of these, and stands there.
    """

    number: str
    state: State = State.LIVE
    fingerprint: Fingerprint | None = None
    first: Fingerprint | None = None
    into: str | None = None


@dataclass(frozen=True)
class LockedSection:
    """A slug, the heading as it is or was last, and all paragraphs ever published in it, in order.

    The summary has the slug "". `is_gone` where the report no longer has such a section.
    """

    slug: str
    title: str
    paragraphs: tuple[LockedParagraph, ...] = ()
    is_gone: bool = False


@dataclass(frozen=True)
class Lock:
    """The published state of a report.

    `text_hash` is that of its text, which is as it is since `text_date` (ISO 8601). `corrections`
    counts those recorded for a paragraph, by number; "" is the report as a whole. `unrecorded` are
    the numbers whose text changed without one. `formerly` are the addresses at which the report
    was published before, and of which this lock holds all.
    """

    text_hash: str
    text_date: str
    sections: tuple[LockedSection, ...]
    corrections: Mapping[str, int] = field(default_factory=dict)
    unrecorded: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> Iterator[LockedParagraph]:
        """Every paragraph once, where it stands or stood last, in order."""
        return (
            one
            for section in self.sections
            for one in section.paragraphs
            if one.state is not State.MOVED
        )

    def homes(self) -> dict[str, str]:
        """Return by number the slug of the section in which each paragraph stands or stood last."""
        return {
            one.number: section.slug
            for section in self.sections
            for one in section.paragraphs
            if one.state is not State.MOVED
        }


@dataclass(frozen=True)
class Settled:
    """A report with its published numbers and slugs, and the lock that holds them."""

    report: Report
    lock: Lock
