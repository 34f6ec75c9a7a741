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
from typing import TextIO

import jinja2
from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from reportsite.archive import REPORTS
from reportsite.diagnostics import counted
from reportsite.site.plugin import ReportsitePlugin
from reportsite.site.replacing import BuildFailedError, make_way, new_beside, swap
from reportsite.site.settings import CONFIGURATION, not_yaml

# what MkDocs reports with the page that it happened on, and then lets pass
ON_A_PAGE = (UnicodeDecodeError, jinja2.TemplateError)


@dataclass(frozen=True)
class Built:
    """What was built, where, and in how many seconds.

    `words` are those of the reports, all of which were found again on their pages.
    """

    reports: int
    sections: int
    paragraphs: int
    words: int
    pages: int
    site: Path
    seconds: float

    def __str__(self) -> str:
        return (
            f"{counted(self.reports, 'report')}, {counted(self.sections, 'section')}, "
            f"{counted(self.paragraphs, 'paragraph')}, {counted(self.words, 'word')}: none lost.\n"
            f"{counted(self.pages, 'page')} in {self.site} in {self.seconds:.1f} s."
        )


def build_site(root: Path, site: Path | None, *, strict: bool) -> Built:
    """Build the archive in `root`; `site` is the folder to put it in, else the configuration's.

    Raises BuildFailedError, with the old site as it was.
    """
    started = time.monotonic()
    with messages_to(sys.stderr, logging.WARNING):
        config = load(root, strict=strict)
        target = (site or Path(config.site_dir)).resolve()
        _check_apart(target, config)
        make_way(target)
        temporary = new_beside(target)
        config.site_dir = str(temporary)
        try:
            _build(config)
            swap(temporary, target)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    plugin = plugin_of(config)
    return Built(
        reports=plugin.glance["reports"],
        sections=plugin.glance["sections"],
        paragraphs=plugin.glance["paragraphs"],
        words=plugin.proof.words,
        pages=plugin.pages,
        site=target,
        seconds=time.monotonic() - started,
    )


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


def _build(config: MkDocsConfig) -> None:
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    except (Abort, *ON_A_PAGE) as error:
        strict = isinstance(error, Abort) and "strict" in str(error)
        reason = "The site is as it was: with --strict, a warning counts as a fault."
        raise BuildFailedError(reason if strict else "") from None
    finally:
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
