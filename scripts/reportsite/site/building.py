"""Building a site: into a folder beside the old one, which it replaces once it is whole."""

from __future__ import annotations

import logging
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TextIO

import jinja2
from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from reportsite.diagnostics import counted
from reportsite.numbering.register import REPORTS
from reportsite.site.locking import locked
from reportsite.site.making.engine import (
    CACHE,
    Countries,
    Made,
    Plan,
    make_countries,
    make_whole,
    plan_of,
)
from reportsite.site.making.locks import WRITE, LockPolicy, locks_of
from reportsite.site.making.trees import Changes, Wanted, keep_unchanged, stamps, wanted_from
from reportsite.site.making.units import unspoilt
from reportsite.site.making.workers import Workers, on_this_machine
from reportsite.site.making.workshop import new_folder
from reportsite.site.plugin import ReportsitePlugin
from reportsite.site.progress import steps
from reportsite.site.replacing import BuildFailedError, make_way, replace_site
from reportsite.site.settings import CONFIGURATION, not_yaml
from reportsite.site.timings import write_timings

# what MkDocs reports with the page that it happened on, and then lets pass
ON_A_PAGE = (UnicodeDecodeError, jinja2.TemplateError)


@dataclass(frozen=True)
class Built:
    """What was built, where, and in how many seconds.

    `words` are those of the reports, all of which were found again on their pages. `pages` are all
    pages of the site, `files` those files that are not as they were, `locks` the lock files that
    were written.
    """

    reports: int
    sections: int
    paragraphs: int
    words: int
    pages: int
    files: int
    locks: int
    site: Path
    seconds: float

    def __str__(self) -> str:
        changed = f"{counted(self.files, 'file')} changed" if self.files else "nothing changed"
        locks = f"\n{counted(self.locks, 'lock file')} written: commit what changed in reports/."
        return (
            f"{counted(self.reports, 'report')}, {counted(self.sections, 'section')}, "
            f"{counted(self.paragraphs, 'paragraph')}, {counted(self.words, 'word')}: none lost.\n"
            f"{counted(self.pages, 'page')} in {self.site}, {changed}, in {self.seconds:.1f} s."
            f"{locks if self.locks else ''}"
        )


class Site(NamedTuple):
    """What was made, and all files of the site, those of hand-written pages too."""

    made: Made
    files: dict[str, Wanted]


def build_site(
    root: Path,
    site: Path | None,
    *,
    strict: bool,
    workers: Workers = on_this_machine,
    locks: LockPolicy = WRITE,
) -> Built:
    """Build the archive in `root`; `site` is the folder to put it in, else the configuration's.

    `workers` say where countries are made, `locks` what is done about lock files. Raises
    BuildFailedError and ArchiveFaults, with the old site as it was.
    """
    with messages_to(sys.stderr, logging.WARNING):
        config = load(root, strict=strict)
        target = (site or Path(config.site_dir)).resolve()
        _check_apart(target, config)
        with locked(root):
            make_way(target)
            return unspoilt(lambda: _build_into(target, root, workers, locks, strict=strict))


def _build_into(
    target: Path, root: Path, workers: Workers, locks: LockPolicy, *, strict: bool
) -> Built:
    started = time.monotonic()
    config = load(root, strict=strict)
    plan = plan_of(config, shards_of(config))
    countries = make_countries(plan, workers, steps)
    locks.check(locks_of(plan.root, countries.facts))
    built = make_site(config, plan, countries, workers)
    numbered = locks.write(built.made.locks)
    placing = time.monotonic()
    changes = replace_site(target, built.files, plan.cache / "spare")
    ended = time.monotonic()
    write_timings({**built.made.seconds, "place": ended - placing})
    return _summary(built, target, changes, len(numbered), ended - started)


def _summary(built: Site, target: Path, changes: Changes, locks: int, seconds: float) -> Built:
    reports = built.made.catalogue.reports
    return Built(
        reports=len(reports),
        sections=sum(len(report.sections) for report in reports),
        paragraphs=built.made.paragraphs,
        words=built.made.words,
        pages=sum(path.endswith("index.html") for path in built.files),
        files=changes.placed + changes.removed,
        locks=locks,
        site=target,
        seconds=seconds,
    )


def make_site(config: MkDocsConfig, plan: Plan, countries: Countries, workers: Workers) -> Site:
    """Make all that a site holds, once its countries are made.

    Raises BuildFailedError, and ArchiveFaults.
    """
    made = make_whole(plan, countries, workers)
    return Site(made, {**made.site, **own_pages(config, made)})


def own_pages(config: MkDocsConfig, made: Made) -> dict[str, Wanted]:
    """Have MkDocs render the pages that people wrote; return them, and all else that it copies."""
    folder = Path(config.config_file_path).resolve().parent / CACHE / "pages"
    staging = new_folder(folder)
    try:
        config.site_dir = str(staging)
        plugin_of(config).made = made
        _build(config)
        keep_unchanged(staging, folder)
        shutil.rmtree(folder, ignore_errors=True)
        staging.rename(folder)
    finally:
        # MkDocs uses a plugin that hears of the start of a command again for the next one
        plugin_of(config).made = None
        shutil.rmtree(staging, ignore_errors=True)
    return wanted_from(folder, stamps(folder))


def check_is_archive(root: Path) -> None:
    """Raise BuildFailedError where `root` is another folder than an archive's."""
    if not (root / CONFIGURATION).is_file():
        raise BuildFailedError(
            f"{CONFIGURATION}:1: there is no such file in {root}; "
            "expected an archive as `reportsite new` makes it"
        )


def load(root: Path, *, strict: bool = False) -> MkDocsConfig:
    """Load an archive's configuration; one that cannot be used raises BuildFailedError."""
    check_is_archive(root)
    try:
        config = load_config(str(root / CONFIGURATION), strict=strict or None)
    except Abort:
        raise BuildFailedError(
            f"{CONFIGURATION}:1: it cannot be used, for the reason above; "
            "expected a MkDocs configuration"
        ) from None
    except ConfigurationError as error:
        raise BuildFailedError(not_yaml(error)) from None
    plugin_of(config)
    return config


def plugin_of(config: MkDocsConfig) -> ReportsitePlugin:
    """Return the plugin of a configuration, without which MkDocs builds no archive."""
    plugin = config.plugins.get("reportsite")
    if not isinstance(plugin, ReportsitePlugin):
        raise BuildFailedError(
            f"{CONFIGURATION}:1: the plugin `reportsite` is not listed; "
            "expected `- reportsite` under `plugins:`"
        )
    return plugin


def shards_of(config: MkDocsConfig) -> int:
    """Return in how many shards an archive is to be built."""
    return plugin_of(config).config.shards


def _build(config: MkDocsConfig) -> None:
    config.plugins.on_startup(command="build", dirty=False)
    # what MkDocs says of its steps is true of the pages by hand alone
    steps_of_mkdocs = logging.getLogger("mkdocs.commands.build")
    steps_of_mkdocs.setLevel(logging.WARNING)
    try:
        build(config)
    except (Abort, *ON_A_PAGE) as error:
        strict = isinstance(error, Abort) and "strict" in str(error)
        reason = "The site is as it was: with --strict, a warning counts as a fault."
        raise BuildFailedError(reason if strict else "") from None
    except OSError as error:
        # of a full disk, the system does not say where
        file = error.filename2 or error.filename or config.site_dir
        raise OSError(error.errno, error.strerror, file) from None
    finally:
        steps_of_mkdocs.setLevel(logging.NOTSET)
        config.plugins.on_shutdown()


def _check_apart(site: Path, config: MkDocsConfig) -> None:
    """Refuse to put a site among what it is made from."""
    root = Path(config.config_file_path).resolve().parent
    for folder in (Path(config.docs_dir).resolve(), root / REPORTS):
        if site.is_relative_to(folder) or folder.is_relative_to(site):
            raise BuildFailedError(
                f"{site}: the site is made from what is in {folder}; expected a folder apart"
            )


@contextmanager
def messages_to(stream: TextIO, level: int) -> Iterator[None]:
    """Print what MkDocs and the plugin say from `level` on, as plain lines."""
    logger = logging.getLogger("mkdocs")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(message)s"))
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(level)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
