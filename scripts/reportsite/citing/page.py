"""Reports → what each of their pages says of how to cite it, and the files beside them."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportsite.citing.exports import FORMATS, Format
from reportsite.citing.head import Tags, linked_data, meta_tags
from reportsite.citing.record import Archive, Cited, cite_report, cite_section
from reportsite.citing.styles import citation, citations
from reportsite.model import Report
from reportsite.writing.addresses import address, report_page, section_page


@dataclass(frozen=True)
class Shown:
    """One citation as a page shows it: `text` is HTML."""

    style: str
    label: str
    text: str


@dataclass(frozen=True)
class Download:
    """A file for reference managers: its format, the link to it, and the name to save it under."""

    label: str
    link: str
    name: str


@dataclass(frozen=True)
class Citing:
    """What a page says of how to cite it. `full` is HTML; `missing` is what is not recorded.

    `tags` and `linked_data` stand in its head.
    """

    full: str
    styles: tuple[Shown, ...]
    missing: tuple[str, ...]
    downloads: tuple[Download, ...]
    tags: Tags
    linked_data: str


def citing_by_page(reports: Iterable[Report], archive: Archive) -> dict[str, Citing]:
    """Return what each page of reports says of how to cite it, by the page's path below docs/."""
    found: dict[str, Citing] = {}
    for report in reports:
        whole, parts = _cited(report, archive)
        found[report_page(report)] = _citing(whole, parts, _files_beside(whole))
        for section, part in zip(report.sections, parts, strict=True):
            found[section_page(report, section)] = _citing(part, [], _files_within(part))
    return found


def citation_files(reports: Iterable[Report], archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield a file in each format for every report: its path below the site's root, and its text.

    It holds the records of the report and of its sections.
    """
    for report in reports:
        whole, parts = _cited(report, archive)
        for one in FORMATS:
            yield f"{address(report_page(report))}{_file(one)}", one.write([whole, *parts])


def _cited(report: Report, archive: Archive) -> tuple[Cited, list[Cited]]:
    whole = cite_report(report, archive)
    return whole, [cite_section(whole, report, section) for section in report.sections]


def _citing(cited: Cited, parts: list[Cited], downloads: Iterable[Download]) -> Citing:
    return Citing(
        full=citation(cited).html,
        styles=tuple(Shown(one.style.id, one.style.label, one.html) for one in citations(cited)),
        missing=cited.missing,
        downloads=tuple(downloads),
        tags=meta_tags(cited),
        linked_data=linked_data(cited, parts),
    )


def _file(one: Format) -> str:
    return f"citation.{one.suffix}"


def _files_beside(cited: Cited) -> Iterator[Download]:
    for one in FORMATS:
        yield Download(one.label, _file(one), f"{cited.key}.{one.suffix}")


def _files_within(cited: Cited) -> Iterator[Download]:
    """Return links that hold their files: a section has none beside it."""
    for one in FORMATS:
        content = base64.b64encode(one.write([cited]).encode()).decode()
        link = f"data:{one.media_type};charset=utf-8;base64,{content}"
        yield Download(one.label, link, f"{cited.key}.{one.suffix}")
