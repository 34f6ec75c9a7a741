"""The commands. Each reads its options, calls one function, and says how it went.

Exit status: 0 done, 1 faults in the archive, 2 wrong usage, 130 told to end (interrupts.py).
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, Unpack

import click

from reportsite import __version__
from reportsite.archive import read_archive, warn_of_changes, warn_of_the_future
from reportsite.diagnostics import ArchiveFaults, Diagnostics, counted
from reportsite.files import replace_file, said_of
from reportsite.importing.account import describe
from reportsite.importing.files import importer
from reportsite.importing.many import Outcome, files_in, import_files
from reportsite.importing.result import Asked, ImportFault, ImportOptions
from reportsite.importing.sources import load_sources
from reportsite.importing.summary import grouped_faults, summarise
from reportsite.interrupts import (
    ARCHIVE_MADE,
    IMPORT_STOPPED,
    NOTHING_WRITTEN,
    Uninterrupted,
    set_stop_message,
)
from reportsite.options import Folder, NewFile, NewFolder, Port, Year
from reportsite.site.building import build_site, check_is_archive
from reportsite.site.making.cluster import on_cluster
from reportsite.site.making.locks import LOCKED, WRITE
from reportsite.site.making.workers import on_this_machine
from reportsite.site.progress import reading, steps
from reportsite.site.replacing import BuildFailedError
from reportsite.site.serving import serve_site
from reportsite.starter import NotMadeError, make_archive
from reportsite.vocabulary.loading import load_vocabulary

F = TypeVar("F", bound=Callable[..., Any])

EXIT_FAULTS = 1

root_option = click.option(
    "--root",
    type=Folder(),
    metavar="DIRECTORY",
    default=".",
    show_default="the current directory",
    help="The archive: a folder with mkdocs.yml and reports/.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def main() -> None:
    """Turn annotated country reports into a static reference website.

    An archive is a folder with mkdocs.yml and reports/. Start one with `reportsite new`, put
    reports into it with `reportsite import`, look at it with `reportsite serve`.
    """


def says_faults(command: F) -> F:
    """Print what is wrong with an archive, line by line, and leave with status 1."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except (ArchiveFaults, BuildFailedError, NotMadeError) as error:
            if str(error):
                click.echo(str(error), err=True)
            sys.exit(EXIT_FAULTS)
        except OSError as error:
            click.echo(said_of(error), err=True)
            sys.exit(EXIT_FAULTS)

    return wrapped  # type: ignore[return-value]


def _without_faults(diagnostics: Diagnostics) -> None:
    if diagnostics.faults:
        raise ArchiveFaults(diagnostics.faults)


@main.command()
@click.argument("directory", type=click.Path(path_type=Path))
@says_faults
def new(directory: Path) -> None:
    """Make a new, empty archive in DIRECTORY.

    It holds mkdocs.yml, docs/, reports/vocabulary/ and a README.md; reports come with `import`.
    """
    set_stop_message(NOTHING_WRITTEN)
    with Uninterrupted():
        made = make_archive(directory)
        set_stop_message(ARCHIVE_MADE)
    for path in made:
        click.echo(f"made {path}")
    click.echo(
        f"Next: uv run reportsite import PATH --root {directory} --country C --year N "
        "(without `uv run` where reportsite is installed)"
    )


@main.command("import")
@root_option
@click.argument(
    "paths",
    metavar="PATH…",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
@click.option("--country", metavar="C", help="The country: a name, or its code such as KAZ.")
@click.option("--year", metavar="N", type=Year(), help="The year that the text covers.")
@click.option("--profile", metavar="P", help="A profile of reports/vocabulary/sources.yml.")
@click.option("--encoding", metavar="E", help="The files' encoding, where it is told wrongly.")
@click.option("--name", help="The report's name in its address; without it, the year.")
@click.option(
    "--account",
    type=NewFile(),
    metavar="FILE",
    help="Write the account of each report there: its headings, what was dropped, and why.",
)
@click.option(
    "--force",
    is_flag=True,
    help="Replace a report that is there already, but for what its front matter tells besides.",
)
@says_faults
def import_(
    root: Path, paths: tuple[Path, ...], account: Path | None, **asked: Unpack[Asked]
) -> None:
    """Turn web pages and raw texts into annotated reports.

    A PATH is a file, or a folder with all pages (.html, .htm, .xhtml) and texts (.txt) in it.

    The import of one file ends with an account: the headings found and why, what was dropped and
    why, and what a person must still fill in. That of many ends with a table.
    """
    check_is_archive(root)
    diagnostics = Diagnostics()
    vocabulary = load_vocabulary(root, diagnostics)
    sources = load_sources(root, diagnostics)
    _without_faults(diagnostics)
    try:
        chosen = importer(root, ImportOptions(**asked), sources, vocabulary)
        set_stop_message(IMPORT_STOPPED)
        outcomes = import_files(chosen, files_in(paths), steps)
    except ImportFault as problem:
        click.echo(str(problem), err=True)
        sys.exit(EXIT_FAULTS)
    _tell_outcomes(outcomes, account)


def _tell_outcomes(outcomes: Sequence[Outcome], account: Path | None) -> None:
    for fault in grouped_faults(outcomes):
        click.echo(fault, err=True)
    accounts = [describe(one.imported) for one in outcomes if one.imported]
    if account:
        replace_file(account, "\n".join(accounts))
    if len(outcomes) > 1:
        click.echo(summarise(outcomes), nl=False)
    else:
        click.echo("".join(accounts), nl=False)
    if any(one.fault for one in outcomes):
        sys.exit(EXIT_FAULTS)


@main.command()
@root_option
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--locked",
    is_flag=True,
    help="Write no lock file, and fail where one would change: for a site that is published.",
)
@click.option(
    "--site-dir",
    type=NewFolder(),
    metavar="DIRECTORY",
    help="Where the site goes.  [default: site/ in the archive]",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="A Dask scheduler whose workers see the archive's folder: they make the pages.",
)
@says_faults
def build(
    root: Path, strict: bool, locked: bool, site_dir: Path | None, scheduler: str | None
) -> None:
    """Build the site: reports/ → docs/ → site/ with its search index.

    The numbers and addresses of each report are kept in its lock file, reports/…/NAME.lock.json.
    With faults in the archive, or text lost on the way, the old site stays as it was.
    """
    workers = on_cluster(scheduler) if scheduler else on_this_machine
    locks = LOCKED if locked else WRITE
    click.echo(str(build_site(root, site_dir, strict=strict, workers=workers, locks=locks)))


@main.command()
@root_option
@click.option("--port", metavar="N", type=Port(), default=8000, show_default=True)
@says_faults
def serve(root: Path, port: int) -> None:
    """Build and show the site, again on every change.

    The site is shown on this machine only; Ctrl-C ends it. A fault in an edit is said, and the
    pages stay as they were until it is mended.
    """
    serve_site(root, port)


@main.command()
@root_option
@says_faults
def check(root: Path) -> None:
    """Read and validate everything; write nothing.

    Warnings are headings that no theme has, years to look at, and texts that changed without a
    correction on record; gaps are fields of a source that
    are not recorded.
    """
    set_stop_message(NOTHING_WRITTEN)
    check_is_archive(root)
    diagnostics = Diagnostics()
    archive = read_archive(root, diagnostics, reading)
    load_sources(root, diagnostics)
    _without_faults(diagnostics)
    warn_of_changes(archive.settled, diagnostics)
    warn_of_the_future(archive.reports, date.today().year, diagnostics)
    warnings = [(found, "warning") for found in diagnostics.warnings]
    gaps = [(found, "gap") for found in diagnostics.gaps]
    for found, label in sorted(warnings + gaps):
        click.echo(found.labelled(label))
    sections = sum(len(report.sections) for report in archive.reports)
    click.echo(
        f"{counted(len(archive.reports), 'report')}, {counted(sections, 'section')}, no faults, "
        f"{counted(len(diagnostics.warnings), 'warning')}, "
        f"{counted(len(diagnostics.gaps), 'gap')}."
    )
