"""What a citation holds: a report, or a section of one, and where it stands.

What is not recorded is None here, is left out of every citation, and is named by `missing`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reportsite.model import Numbering, Report, ReportKind, Section
from reportsite.writing.addresses import address, report_page, section_page
from reportsite.writing.markdown import plain

# in the title of a work, it tells which edition is meant
YEAR = re.compile(r"\b[12]\d{3}\b")


@dataclass(frozen=True)
class Archive:
    """The site in which a text stands: its name, and its root's address, "" where it has none.

    The root's address ends in a slash.
    """

    name: str
    root: str = ""


@dataclass(frozen=True)
class Cited:
    """A report, or one of its sections, as a citation names it.

    `entry` is the title as printed, `period` what it covers, in words or as a year. Dates are ISO
    8601, also in part. `address` is the permanent one, `home` that of the whole report, to which
    #p12 leads to a paragraph. `key` names it among the records of its archive.
    """

    key: str
    archive: Archive
    is_digest: bool
    has_own_numbers: bool
    language: str
    country: str
    year: int
    entry: str
    period: str
    organisation: str | None
    work: str | None
    edition: int | None
    published: str | None
    document: str | None
    isbn: str | None
    original: str | None
    retrieved: str | None
    licence: str | None
    address: str | None
    home: str | None
    section: str | None = None

    @property
    def author(self) -> str | None:
        """Who wrote the words that are cited: of a digest this archive, else the issuing body."""
        return self.archive.name if self.is_digest else self.organisation

    @property
    def named_edition(self) -> int | None:
        """The edition, where the title of the work does not tell it."""
        is_told = self.work is not None and str(self.edition) in self.work
        return None if is_told else self.edition

    @property
    def title(self) -> str:
        """The title as citations write it, with the period covered in square brackets.

        Brackets are how citations mark what is not printed there. Every style prints a title, and
        none has a place for the period.
        """
        return f"{self._named(self.entry)} {self._covering}"

    @property
    def section_title(self) -> str:
        """The title with the section in it, for programs that keep no place within a text."""
        whole = f"{self.entry}: {self.section}" if self.section else self.entry
        return f"{self._named(whole)} {self._covering}"

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts of a citation that are not recorded."""
        parts = {
            "issuing body": self.organisation,
            "work": self.work,
            "edition": self.edition or YEAR.search(self.work or ""),
            "date of publication": self.published,
            "document number": self.document,
            "address of the original": self.original,
            "day on which it was retrieved": self.retrieved,
            "permanent address here": self.address,
        }
        return tuple(part for part, value in parts.items() if value is None)

    def _named(self, entry: str) -> str:
        if not self.is_digest:
            return entry
        return "Digest of " + ", ".join(filter(None, (self.organisation, f"“{entry}”", self.work)))

    @property
    def _covering(self) -> str:
        return f"[covering {self.period}]"


def cite_report(report: Report, archive: Archive) -> Cited:
    """Return what a citation of a whole report holds."""
    source = report.source
    home = f"{archive.root}{address(report_page(report))}" if archive.root else None
    return Cited(
        key=report.address.replace("/", "-"),
        archive=Archive(_clean(archive.name), archive.root),
        is_digest=report.kind is ReportKind.DIGEST,
        has_own_numbers=report.numbering is Numbering.SOURCE,
        language=report.language,
        country=report.country.name,
        year=report.year,
        entry=_clean(source.entry or report.title),
        period=_clean(source.covers or str(report.year)),
        organisation=_cleaned(source.organisation),
        work=_cleaned(source.work),
        edition=source.edition,
        published=source.published,
        document=_cleaned(source.document),
        isbn=_cleaned(source.isbn),
        original=source.url,
        retrieved=source.retrieved,
        licence=source.licence,
        address=home,
        home=home,
    )


def cite_section(whole: Cited, report: Report, section: Section) -> Cited:
    """Return what a citation of a section holds; `whole` is that of its report."""
    root = whole.archive.root
    return replace(
        whole,
        key=f"{whole.key}-{section.slug}",
        section=_clean(plain(section.title)),
        address=f"{root}{address(section_page(report, section))}" if root else None,
    )


def _clean(text: str) -> str:
    return " ".join(text.split())


def _cleaned(text: str | None) -> str | None:
    return _clean(text or "") or None
