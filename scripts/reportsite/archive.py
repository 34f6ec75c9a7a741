"""An archive on disk → its reports and vocabulary. Reads every file, writes none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from reportsite.diagnostics import Diagnostics, Place
from reportsite.files import line_of
from reportsite.model import Report
from reportsite.numbering.corrections import SECTION, told_of
from reportsite.numbering.lock import Settled
from reportsite.numbering.register import LOCK, REPORTS
from reportsite.numbering.settling import settle
from reportsite.published import check_addresses, check_locks, load_lock
from reportsite.reading.corrections import check_corrections
from reportsite.reading.references import resolve
from reportsite.reading.report import parse_report
from reportsite.vocabulary.loading import Vocabulary, load_vocabulary
from reportsite.vocabulary.matching import ADDRESS_PART

VOCABULARY = "vocabulary"
# what the page of a folder is called, in docs/ and in a site
INDEX = "index"
SCHEMA = "report.schema.json"
NOT_TEXT = "expected text in UTF-8; most editors offer it under “save with encoding”"
MARKDOWN = frozenset({".md", ".markdown"})

Progress = Callable[[Sequence[Path]], Iterable[Path]]


@dataclass(frozen=True)
class Archive:
    """Everything that was read: the vocabulary, and the reports by address, with their locks."""

    root: Path
    vocabulary: Vocabulary
    settled: tuple[Settled, ...]

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports alone."""
        return tuple(one.report for one in self.settled)


def read_archive(root: Path, diagnostics: Diagnostics, progress: Progress = iter) -> Archive:
    """Read the archive in `root`, the folder that holds `reports/`.

    A report with faults may be left out: use what comes back only if there are none. `progress`
    is handed the files and yields them one by one.
    """
    vocabulary = load_vocabulary(root, diagnostics)
    files = report_files(root, diagnostics)
    check_locks(root, files, diagnostics)
    read = (read_report_file(root, file, vocabulary, diagnostics) for file in progress(files))
    found = sorted((one for one in read if one), key=lambda one: one.report.address)
    # a report that cannot be read has not vanished
    if not diagnostics.faults:
        check_addresses(root, [one.report for one in found], diagnostics)
    return Archive(root, vocabulary, tuple(_resolved(found, diagnostics)))


def _resolved(found: Sequence[Settled], diagnostics: Diagnostics) -> Iterator[Settled]:
    by_address = {one.report.address: one.report for one in found}
    former = {address: one.report for one in found for address in one.report.formerly}
    for one in found:
        report = resolve(one.report, (former | by_address).get, diagnostics, by_address)
        yield replace(one, report=report)


def warn_of_the_future(reports: Iterable[Report], year: int, diagnostics: Diagnostics) -> None:
    """Warn of each report that covers a year later than `year`, which is to be the current one."""
    for report in reports:
        if report.year > year:
            diagnostics.warn(
                report.place,
                f"`year: {report.year}` is in the future",
                "expected the year that the report covers",
            )


def warn_of_changes(found: Iterable[Settled], diagnostics: Diagnostics) -> None:
    """Warn of each text that has changed since it was published without a correction on record."""
    for settled in found:
        for changed in settled.lock.unrecorded:
            place, said = told_of(changed, settled)
            is_heading = changed.startswith(SECTION)
            expected = "" if is_heading else f" with `paragraph: {changed}`"
            diagnostics.warn(
                place,
                f"{said} since the report was published, and no correction tells of it",
                f"expected an entry under `corrections:`{expected}",
            )


def report_files(root: Path, diagnostics: Diagnostics) -> list[Path]:
    """Return the files that are reports, in order; a file that can be none is a fault."""
    folder = root / REPORTS
    if not folder.is_dir():
        diagnostics.fault(
            Place(REPORTS, 1),
            f"the archive has no folder `{REPORTS}/`",
            "expected an archive as `reportsite new` makes it, or --root with its folder",
        )
        return []
    by_address: dict[str, list[Path]] = defaultdict(list)
    for file in sorted(_visible_files(folder)):
        relative = PurePosixPath(file.relative_to(folder).as_posix())
        if relative.parts[0] == VOCABULARY or relative.parts == (SCHEMA,):
            continue
        if _is_report(relative, diagnostics):
            by_address[str(relative.with_suffix("")).lower()].append(file)
    _check_addresses(root, by_address, diagnostics)
    return [file for files in by_address.values() for file in files]


def _visible_files(folder: Path) -> Iterable[Path]:
    for file in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        is_lock = file.name.endswith(LOCK)
        if file.is_file() and not hidden and not is_lock:
            yield file


def _is_report(relative: PurePosixPath, diagnostics: Diagnostics) -> bool:
    place = Place(f"{REPORTS}/{relative}", 1)
    if len(relative.parts) != 2 or relative.suffix.lower() not in MARKDOWN:
        diagnostics.fault(
            place,
            "the file is no report",
            f"expected `{REPORTS}/<country>/<name>.md`, and other files elsewhere",
        )
        return False
    if relative.stem == INDEX:
        diagnostics.fault(
            place, f"a report cannot be called `{INDEX}`", "expected its year, such as `2010.md`"
        )
    for part in (relative.parts[0], relative.stem):
        if not ADDRESS_PART.fullmatch(part):
            diagnostics.fault(
                place,
                f"`{part}` cannot be part of an address",
                "expected a to z, 0 to 9 and single hyphens between them",
            )
    if relative.suffix != ".md":
        diagnostics.fault(place, f"the file ends in `{relative.suffix}`", "expected `.md`")
    return True


def _check_addresses(
    root: Path, by_address: dict[str, list[Path]], diagnostics: Diagnostics
) -> None:
    for address, (first, *others) in by_address.items():
        for other in others:
            diagnostics.fault(
                _place(root, other),
                f"the file has the address `/{REPORTS}/{address}/`, "
                f"as {_place(root, first).path} has",
                "expected one file an address; capitals make no difference",
            )


def _place(root: Path, file: Path) -> Place:
    return Place(file.relative_to(root).as_posix(), 1)


def read_report_file(
    root: Path, file: Path, vocabulary: Vocabulary, diagnostics: Diagnostics
) -> Settled | None:
    """Read one report, with the numbers and slugs that its lock file holds.

    Its cross-references are not resolved. None, or a report that cannot be used, comes with a
    fault.
    """
    place = _place(root, file)
    text = _decode(file, place, diagnostics)
    if text is None:
        return None
    report = parse_report(place.path, file.stem, text, vocabulary, diagnostics)
    if report is None:
        return None
    if report.country.slug != file.parent.name:
        diagnostics.fault(
            place,
            f"a report on {report.country.name} lies in `{REPORTS}/{file.parent.name}/`",
            f"expected `{REPORTS}/{report.country.slug}/`",
        )
    of_lock = Diagnostics()
    lock = load_lock(root, report, of_lock)
    diagnostics.add(of_lock)
    settled = settle(report, lock, _today(), diagnostics)
    if not of_lock.faults:
        published = {one.number for one in settled.lock.paragraphs}
        check_corrections(settled.report, published, diagnostics)
    return settled


def _today() -> str:
    return date.today().isoformat()


def _decode(file: Path, place: Place, diagnostics: Diagnostics) -> str | None:
    data = file.read_bytes()
    if b"\0" in data:
        diagnostics.fault(place, "the file is not text (it holds NUL bytes)", NOT_TEXT)
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        diagnostics.fault(
            Place(place.path, line_of(error)),
            f"the file is not UTF-8 (byte 0x{data[error.start]:02X})",
            NOT_TEXT,
        )
        return None
