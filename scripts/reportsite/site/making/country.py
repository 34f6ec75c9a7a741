"""One country's reports → all pages of that country. The step of a build that runs in parallel.

What it needs it is told or reads below the archive's root, so that it runs in any process that
sees the archive's folder; what it makes it leaves in the unit's folder, and reports in short.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from reportsite.archive import read_report_file
from reportsite.citing.page import citation_files, citing_by_page
from reportsite.diagnostics import Diagnostic, Diagnostics
from reportsite.files import write_file
from reportsite.model import Block, Report
from reportsite.numbering.lock import Settled
from reportsite.numbering.lock_file import write_lock
from reportsite.numbering.register import check_former, lock_path
from reportsite.published import lock_content, lock_of
from reportsite.reading.references import references_in, resolve
from reportsite.site.making.besides import Besides, Read
from reportsite.site.making.keys import key_of, key_of_files
from reportsite.site.making.units import DOCS, PART, SITE, Unit, keep_unit
from reportsite.site.making.workshop import Shop, Workshop, new_folder, workshop_of
from reportsite.site.proof import Proof
from reportsite.site.rendering import Rendered
from reportsite.site.search_part import make_part
from reportsite.writing.build import pages_by_country
from reportsite.writing.catalogue import catalogue


@dataclass(frozen=True)
class CountryJob:
    """What is to be made: the reports of one folder of `reports/`, and the unit to keep it in.

    Paths are absolute. `key` stands for all that goes in.
    """

    shop: Shop
    files: tuple[str, ...]
    unit: str
    key: str


@dataclass(frozen=True)
class CountryFacts:
    """What a build must know of a country whose pages are made.

    `outlines` are its reports without their texts: of their blocks only those that carry themes.
    `outlines_key` changes with them. `words` are those of its reports, all found on their pages.
    `locks` are the lock files as they are to be, by path. `besides` are files of other countries
    that were read, with their keys.
    """

    outlines: tuple[Report, ...]
    outlines_key: str
    diagnostics: Diagnostics
    paragraphs: int
    words: int
    locks: Mapping[str, str]
    besides: Read


@dataclass(frozen=True)
class CountryMade:
    """What came of a job: a unit, or faults of the reports, or what pages have `lost` of them.

    `seconds` tells how long each stage took.
    """

    job: CountryJob
    unit: Unit | None = None
    faults: tuple[Diagnostic, ...] = ()
    lost: tuple[Diagnostic, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)


def country_key(shop: Shop, root: Path, files: Sequence[Path]) -> str:
    """Return the key of a country's reports as they and their locks are in the archive's folder."""
    return _key(shop, root, files, (lock_content(lock_of(file)) or b"" for file in files))


def _key(shop: Shop, root: Path, files: Sequence[Path], locks: Iterable[bytes]) -> str:
    return key_of([shop.key.encode(), key_of_files(root, files).encode(), *locks])


def make_country(job: CountryJob) -> CountryMade:
    """Make a country's pages and its part of the search index; with faults, nothing is kept."""
    shop = workshop_of(job.shop)
    seconds: dict[str, float] = {}
    diagnostics = Diagnostics()
    with _timed("read", seconds):
        found = _read(job, shop, diagnostics)
    if diagnostics.faults:
        return CountryMade(job, faults=tuple(diagnostics.faults), seconds=seconds)
    staging = new_folder(Path(job.unit))
    proof = _make(found.reports, shop, staging, diagnostics, seconds)
    if diagnostics.faults:
        return CountryMade(job, lost=tuple(diagnostics.faults), seconds=seconds)
    facts = _facts(found, proof.words, diagnostics)
    with _timed("write", seconds):
        unit = keep_unit(staging, Path(job.unit), found.keys.read, facts, found.keys.settled)
    return CountryMade(job, unit, seconds=seconds)


class _Keys(NamedTuple):
    """The keys of a country as it was read, and once its lock files are written."""

    read: str
    settled: str


class _Found(NamedTuple):
    """What was read of a country: its reports, their locks, what else was read, and the keys."""

    reports: list[Report]
    locks: dict[str, str]
    besides: Read
    keys: _Keys


def _read(job: CountryJob, shop: Workshop, diagnostics: Diagnostics) -> _Found:
    read = (
        read_report_file(shop.root, Path(file), shop.vocabulary, diagnostics) for file in job.files
    )
    settled = [one for one in read if one is not None]
    by_address = {one.report.address: one.report for one in settled}
    check_former(by_address.values(), diagnostics)
    besides = Besides(shop.root, shop.vocabulary, by_address)
    for one in settled:
        besides.remember_former(one)
    reports = [_resolved(report, besides, diagnostics) for report in by_address.values()]
    keys = _keys_of_what_was_read(job, settled, shop.root)
    return _Found(reports, _locks_of(settled), besides.read, keys)


def _resolved(report: Report, besides: Besides, diagnostics: Diagnostics) -> Report:
    addresses = besides.addresses if references_in(report) else ()
    return resolve(report, besides.find, diagnostics, addresses)


def _locks_of(settled: Iterable[Settled]) -> dict[str, str]:
    return {lock_path(one.report.address): write_lock(one.lock) for one in settled}


def _keys_of_what_was_read(job: CountryJob, settled: Sequence[Settled], root: Path) -> _Keys:
    """Return keys, such as no other has if a report was changed after the build began.

    That may have been undone since, and the next build must not take these pages for the old ones.
    """
    files = [*map(Path, job.files)]
    if country_key(job.shop, root, files) != job.key:
        unlike_any = f"{job.key}-{time.time_ns()}"
        return _Keys(unlike_any, unlike_any)
    locks = (text.encode() for text in _locks_of(settled).values())
    return _Keys(job.key, _key(job.shop, root, files, locks))


def _make(
    reports: list[Report],
    shop: Workshop,
    staging: Path,
    diagnostics: Diagnostics,
    seconds: dict[str, float],
) -> Proof:
    found = catalogue(reports, shop.vocabulary.themes)
    proof = Proof(reports)
    with _timed("write", seconds):
        pages = list(pages_by_country(found))
    with _timed("render", seconds):
        citing = citing_by_page(reports, shop.archive)
        rendered = [shop.renderer.render(page, citing.get(page.path)) for page in pages]
    with _timed("prove", seconds):
        for one in rendered:
            proof.check(one.page.path, one.text, diagnostics)
        proof.check_complete(diagnostics)
    with _timed("write", seconds):
        write_files(staging / DOCS, ((page.path, page.text) for page in pages))
        write_files(staging / SITE, ((one.path, one.document) for one in rendered))
        write_files(staging / SITE, citation_files(reports, shop.archive))
    with _timed("index", seconds):
        make_part(_findable(rendered), staging / PART)
    return proof


def _findable(rendered: Iterable[Rendered]) -> Iterator[tuple[str, str]]:
    return ((one.path, one.document) for one in rendered if one.page.path.startswith("reports/"))


def write_files(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    """Write texts into a folder that is new."""
    made: set[str] = set()
    for path, text in files:
        parent = path.rpartition("/")[0]
        if parent not in made:
            (folder / parent).mkdir(parents=True, exist_ok=True)
            made.add(parent)
        write_file(f"{folder}/{path}", text.encode())


def _facts(found: _Found, words: int, diagnostics: Diagnostics) -> CountryFacts:
    outlines = tuple(_outline(report) for report in found.reports)
    return CountryFacts(
        outlines=outlines,
        outlines_key=key_of([repr(outlines).encode()]),
        diagnostics=diagnostics,
        paragraphs=sum(1 for report in found.reports for block in report.blocks if block.number),
        words=words,
        locks=found.locks,
        besides=found.besides,
    )


def _outline(report: Report) -> Report:
    return replace(
        report,
        summary=_with_themes(report.summary),
        sections=tuple(
            replace(section, blocks=_with_themes(section.blocks), traces=())
            for section in report.sections
        ),
        footnotes=(),
        corrections=(),
        traces=(),
        former_sections=tuple(replace(one, traces=()) for one in report.former_sections),
        text_hash="",
        text_date="",
        references={},
    )


def _with_themes(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(replace(block, text="") for block in blocks if block.themes)


@contextmanager
def _timed(stage: str, seconds: dict[str, float]) -> Iterator[None]:
    started = time.monotonic()
    yield
    seconds[stage] = seconds.get(stage, 0.0) + time.monotonic() - started
