"""The measurements of a build: from scratch, after edits, served, grown, and beside stock."""

from __future__ import annotations

import re
import shutil
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.archives import copied, repeat
from benchmarks.edits import add_a_section, change_a_word, reports_of, spread
from benchmarks.figures import Figure, compared, compared_by_rate, figure, stages, together
from benchmarks.measuring import REPORTSITE, CommandFailedError, Measured, measured
from benchmarks.serving import seconds_until_seen
from benchmarks.stock import build_stock, lay_out

Say = Callable[[str], None]

COUNTS = re.compile(r"(\d[\d,]*) (report|section|paragraph|word)s?\b")
SCRATCH = "from scratch"


@dataclass(frozen=True)
class Wish:
    """What to measure: how many edits, how often to build from scratch, against stock or not.

    `years` also grows the archive until each country has so many; 0 leaves it as it is.
    """

    edits: int
    repeat: int
    stock: bool
    served: bool
    years: int


@dataclass(frozen=True)
class Results:
    """What an archive holds, by name, and the figures in the order of the table."""

    archive: dict[str, int]
    figures: list[Figure]


def measure_build(archive: Path, folder: Path, wish: Wish, say: Say) -> Results:
    """Measure builds of copies of an archive, made in `folder`; `say` hears what is being done."""
    runs = list(_from_scratch(archive, folder, wish.repeat, say))
    root = folder / "archive"
    held = counts(runs[0].output)
    scratch = figure(SCRATCH, runs, held["section"], "sections")
    stock = list(_stock(root / "docs", folder / "stock", held, say)) if wish.stock else []
    figures = [
        compared(scratch, stock[-1] if stock else None, "stock"),
        *stages(runs),
        *(compared(found, scratch, SCRATCH) for found in _edited(root, wish, say)),
        *stock,
    ]
    if wish.years:
        figures.append(_grown(archive, folder / "grown", wish.years, scratch, say))
    return Results(held, figures)


def counts(output: str) -> dict[str, int]:
    """Return what a build says that an archive holds: reports, sections, paragraphs, words."""
    found = {noun: int(number.replace(",", "")) for number, noun in COUNTS.findall(output)}
    if "section" not in found:
        raise CommandFailedError(f"the build did not say how many sections there are:\n{output}")
    return found


def _build(root: Path) -> Measured:
    return measured([*REPORTSITE, "build", "--root", root], root)


def _from_scratch(archive: Path, folder: Path, times: int, say: Say) -> Iterator[Measured]:
    for number in range(1, times + 1):
        say(f"building {SCRATCH}, {number} of {times}")
        shutil.rmtree(folder / "archive", ignore_errors=True)
        yield _build(copied(archive, folder / "archive"))


def _edited(root: Path, wish: Wish, say: Say) -> Iterator[Figure]:
    say("building after no edit")
    yield _without_edit(root)
    reports = spread(reports_of(root), wish.edits)
    say(f"building after an edit of one word, {len(reports)} times")
    yield figure(f"a word in a report, median of {len(reports)}", list(_after(root, reports)))
    say("building after a section was added")
    add_a_section(reports[0])
    yield figure("a section added", [_build(root)])
    if wish.served:
        say(f"serving, {len(reports)} edits")
        seen = seconds_until_seen(root, reports)
        yield Figure(f"a word seen under serve, median of {len(seen)}", statistics.median(seen))
        yield Figure("the same, the slowest", max(seen))


def _after(root: Path, reports: Sequence[Path]) -> Iterator[Measured]:
    for number, report in enumerate(reports, 1):
        change_a_word(report, f"edited{number}")
        yield _build(root)


def _without_edit(root: Path) -> Figure:
    """Build once more, and tell how many files that wrote among the pages and in the site."""
    before = files_of(root)
    run = _build(root)
    after = files_of(root)
    written = sum(before.get(path) != after.get(path) for path in before.keys() | after.keys())
    return figure(f"no edit, {written or 'no'} file{'s' * (written != 1)} written", [run])


def files_of(root: Path) -> dict[str, tuple[int, int]]:
    """Return the time of the last change, in nanoseconds, and the size of each page and file."""
    return {
        file.relative_to(root).as_posix(): (file.stat().st_mtime_ns, file.stat().st_size)
        for folder in ("docs", "site")
        for file in (root / folder).rglob("*")
        if file.is_file()
    }


def _stock(docs: Path, folder: Path, held: dict[str, int], say: Say) -> Iterator[Figure]:
    say("laying out the same pages for stock MkDocs")
    lay_out(docs, folder)
    say("building with stock MkDocs and Pagefind")
    made, indexed = build_stock(folder)
    parts = [
        figure("stock MkDocs", [made], held["section"], "sections"),
        figure("stock Pagefind", [indexed], held["section"], "sections"),
    ]
    yield from parts
    yield together("stock, both", parts)


def _grown(archive: Path, folder: Path, years: int, scratch: Figure, say: Say) -> Figure:
    say(f"building {SCRATCH} with {years} years of each country")
    root = copied(archive, folder)
    repeat(root, years)
    run = _build(root)
    found = figure(f"{SCRATCH}, {years} years", [run], counts(run.output)["section"], "sections")
    return compared_by_rate(found, scratch, f"{SCRATCH}, a section")
