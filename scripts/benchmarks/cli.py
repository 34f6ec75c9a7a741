"""The commands of the benchmarks."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import click

from benchmarks.archives import ROOT, copied, imported, pages_of_the_corpus
from benchmarks.browsing import browser
from benchmarks.building import Results, Wish, measure_build
from benchmarks.changes import (
    LEVELS,
    comparisons,
    marks_by_years,
    numbered_reports,
    sample,
    score,
    scores,
)
from benchmarks.figures import Figure, as_json, figure, table, write_json
from benchmarks.headings import imported_page, measure, pasted_page
from benchmarks.headings import table as compared
from benchmarks.machine import machine
from benchmarks.measuring import REPORTSITE, CommandFailedError, measured
from benchmarks.numbers import count_mistakes, unnumbered_reports
from benchmarks.searching import as_figures, measure_search, told
from benchmarks.signals import (
    Ended,
    lay_ground,
    smallest_pages,
    summary_lines,
    trials,
    try_out,
)
from reportsite.interrupts import EXIT_STOPPED
from reportsite.processes import cores

F = TypeVar("F", bound=Callable[..., Any])

# texts enough to be unlike one another, and few enough to be read at once
MOST_REPORTS = 150
# countries enough that several processes are at work when a command is told to end
MOST_PAGES = 5

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _out(name: str) -> Callable[[F], F]:
    return click.option(
        "--json",
        "out",
        type=click.Path(dir_okay=False, path_type=Path),
        default=ROOT / "build" / f"bench-{name}.json",
        show_default=f"build/bench-{name}.json",
        help="Where the figures go as JSON.",
    )


scratch_option = click.option(
    "--scratch",
    type=FOLDER,
    help="Where to work: some gigabytes.  [default: the system's folder for temporary files]",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """Measure reportsite on this machine.

    All figures are of one run. Without --archive or --pages they are of the State Department's web
    pages in ../shared. An archive is copied, and never changed.
    """


@main.command()
@click.option("--archive", type=FOLDER, help="The archive to build.")
@click.option("--stock/--no-stock", default=True, help="Build with MkDocs as it comes, too.")
@click.option("--serve/--no-serve", "served", default=True, help="Time edits under serve, too.")
@click.option("--edits", metavar="N", type=click.IntRange(1), default=5, show_default=True)
@click.option("--repeat", metavar="K", type=click.IntRange(1), default=1, show_default=True)
@click.option(
    "--years",
    metavar="N",
    type=click.IntRange(0),
    default=0,
    help="Build again with the reports repeated until each country has so many years.",
)
@_out("build")
@scratch_option
def build(archive: Path | None, out: Path, scratch: Path | None, **wish: Any) -> None:
    """Measure builds: from scratch, after edits, served, and beside MkDocs as it comes."""

    def measured(folder: Path) -> Results:
        first: list[Figure] = []
        source = archive
        if source is None:
            source = folder / "imported"
            first = _import(pages_of_the_corpus(folder / "pages"), source)
        found = measure_build(source, folder, Wish(**wish), _say)
        return Results(found.archive, [*first, *found.figures])

    _finish("build", measured, scratch, out)


@main.command("import")
@click.option("--pages", type=FOLDER, help="The folder of web pages to import.")
@_out("import")
@scratch_option
def import_(pages: Path | None, out: Path, scratch: Path | None) -> None:
    """Measure the import of web pages."""

    def measured(folder: Path) -> Results:
        found = _import(pages or pages_of_the_corpus(folder / "pages"), folder / "imported")
        return Results({"page": found[0].done or 0}, found)

    _finish("import", measured, scratch, out)


@main.command()
@click.option("--pages", type=FOLDER, help="The folder of web pages, in a folder for each year.")
@scratch_option
def headings(pages: Path | None, scratch: Path | None) -> None:
    """Count the headings that the import of web pages finds, beside those of the pages.

    Each page is imported as it is, and once more as the plain text that a person would paste.
    """
    with tempfile.TemporaryDirectory(prefix="bench-", dir=scratch) as folder:
        try:
            files = sorted((pages or pages_of_the_corpus(Path(folder))).glob("*/*.html"))
        except FileNotFoundError as error:
            click.echo(str(error), err=True)
            sys.exit(1)
        for title, measured in (("as pages", imported_page), ("as pasted text", pasted_page)):
            lines = compared(measure(files, measured, cores()))
            click.echo("\n".join([title, *lines, ""]))


@main.command()
@click.option("--archive", type=FOLDER, help="The archive whose reports are edited.")
@click.option("--edits", metavar="N", type=click.IntRange(1), default=10_000, show_default=True)
@click.option("--seed", metavar="N", type=int, default=1, show_default=True)
@scratch_option
def numbers(archive: Path | None, edits: int, seed: int, scratch: Path | None) -> None:
    """Edit reports at random, and count where a published number does not stay with its words.

    Each report gets up to 50 edits in a row, with a build of its numbers after each: paragraphs
    are put in, taken out, moved, reworded (up to a third of the words), split and merged, headings
    reworded, sections moved.
    """
    random = Random(seed)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=scratch) as folder:
        try:
            root = archive or _imported_corpus(Path(folder))
        except (CommandFailedError, FileNotFoundError) as error:
            click.echo(str(error), err=True)
            sys.exit(1)
        reports = unnumbered_reports(root, MOST_REPORTS, random)
    for (kind, outcome), number in sorted(count_mistakes(reports, edits, random).items()):
        click.echo(f"{kind:8} {outcome:45} {number:6,}")


@main.command()
@click.option("--archive", type=FOLDER, help="The archive whose reports are compared.")
@click.option("--reports", metavar="N", type=click.IntRange(1), default=60, show_default=True)
@click.option("--sample", "marks", metavar="N", type=click.IntRange(0), default=0)
@click.option("--only", metavar="COUNTRY/NAME", help="Take the sample from this later edition.")
@click.option("--seed", metavar="N", type=int, default=1, show_default=True)
@scratch_option
def changes(
    archive: Path | None, reports: int, marks: int, only: str, seed: int, scratch: Path | None
) -> None:
    """Compare editions: those edited at random, whose truth is known, and the archive's own.

    Of so many reports, 0 to 60 per cent of each paragraph's words are replaced by words from
    elsewhere; paragraphs are moved, taken out, put in. With --sample, so many marks of the
    archive's own editions are printed with both texts, for a person to judge.
    """
    random = Random(seed)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=scratch) as folder:
        try:
            found = numbered_reports(archive or _imported_corpus(Path(folder)))
        except (CommandFailedError, FileNotFoundError) as error:
            click.echo(str(error), err=True)
            sys.exit(1)
    if marks:
        own = [one for one in comparisons(found) if only in (None, one.later.address)]
        click.echo("\n".join(sample(own, marks, random)))
        return
    chosen = random.sample(found, min(reports, len(found)))
    stock = random.sample(found, min(MOST_REPORTS, len(found)))
    measured = {level: score(chosen, stock, level, random) for level in LEVELS}
    click.echo("\n".join(scores(measured)))
    click.echo("\n".join(["", *marks_by_years(comparisons(found))]))


@main.command()
@click.option("--archive", type=FOLDER, help="The archive to build and to search.")
@click.option("--site", type=FOLDER, help="A site that is built already.")
@_out("search")
@scratch_option
def search(archive: Path | None, site: Path | None, out: Path, scratch: Path | None) -> None:
    """Search a site in Chromium: the first time cold, then for a list of queries, then typing.

    The queries are made of the archive's own vocabulary. Bytes are those that go over the line;
    milliseconds go from the address, or from Enter, until reports are shown.
    """
    with tempfile.TemporaryDirectory(prefix="bench-", dir=scratch) as folder:
        try:
            with browser() as launched:
                found = measure_search(site or _built(archive, Path(folder)), launched, _say)
        except (CommandFailedError, FileNotFoundError) as error:
            click.echo(str(error), err=True)
            sys.exit(1)
    facts = machine()
    document = {"command": "search", "machine": facts, **as_figures(found)}
    write_json(out, json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    click.echo(", ".join(f"{name} {value}" for name, value in facts.items()))
    click.echo("\n".join(["", *told(found), "", str(out)]))


@main.command()
@click.option("--pages", type=FOLDER, help="The folder of web pages, in a folder for each year.")
@click.option("--moments", metavar="N", type=click.IntRange(1), default=200, show_default=True)
@click.option("--seed", metavar="N", type=int, default=1, show_default=True)
@scratch_option
def signals(pages: Path | None, moments: int, seed: int, scratch: Path | None) -> None:
    """Tell commands to end at random moments, and look at how they end and what they leave.

    One, two or ten of SIGINT and SIGTERM, to one process or to its whole group, while a small
    archive is built, imported, served and checked. The exit status is 1 where one of the moments
    was not answered as it should, 130 where Ctrl-C ended it, after the figures of what was tried.
    """
    chance, endings, status = Random(seed), list[Ended](), 0
    with tempfile.TemporaryDirectory(prefix="bench-", dir=scratch) as folder:
        try:
            source = pages or pages_of_the_corpus(Path(folder, "all"))
            ground = lay_ground(smallest_pages(source, MOST_PAGES), Path(folder))
            planned = trials(moments, ground.durations, chance)
            with click.progressbar(planned, moments, "moments", file=sys.stderr) as to_try:
                for trial in to_try:
                    endings.append(try_out(ground, trial, chance))
        except (CommandFailedError, FileNotFoundError) as error:
            click.echo(str(error), err=True)
            sys.exit(1)
        except KeyboardInterrupt:
            # a run takes twenty minutes: what it has found is told
            status = EXIT_STOPPED
    if endings:
        click.echo("\n".join(summary_lines(endings)))
    sys.exit(status or any(ended.faults for ended in endings))


def _built(archive: Path | None, folder: Path) -> Path:
    """Build a copy of an archive, else of the State Department's pages; return its site."""
    source = archive or _imported_corpus(folder)
    root = copied(source, folder / "archive")
    _say("building")
    measured([*REPORTSITE, "build", "--root", root], root)
    return root / "site"


def _imported_corpus(folder: Path) -> Path:
    _import(pages_of_the_corpus(folder / "pages"), folder / "imported")
    return folder / "imported"


def _import(pages: Path, target: Path) -> list[Figure]:
    number = sum(1 for file in pages.rglob("*.html"))
    _say(f"importing {number} pages")
    return [figure("import", [imported(pages, target)], number, "pages")]


def _finish(
    command: str, measured: Callable[[Path], Results], scratch: Path | None, out: Path
) -> None:
    """Measure in a folder that is removed afterwards; print the table and write the JSON."""
    try:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=scratch) as folder:
            found = measured(Path(folder))
    except (CommandFailedError, FileNotFoundError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    facts = machine()
    write_json(out, as_json(command, facts, found.archive, found.figures))
    click.echo(", ".join(f"{name} {value}" for name, value in facts.items()))
    click.echo(", ".join(f"{number:,} {name}s" for name, number in found.archive.items()))
    click.echo(f"\n{table(found.figures)}\n\n{out}")


def _say(what: str) -> None:
    click.echo(what, err=True)
