"""The MkDocs plugin: calls what the commands call, at the moments that MkDocs gives it."""

from __future__ import annotations

import logging
import tempfile
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from reportsite.diagnostics import ArchiveFaults
from reportsite.files import said_of
from reportsite.numbering.register import REPORTS
from reportsite.site.glance import glance
from reportsite.site.handwritten import HandWritten
from reportsite.site.locking import locked
from reportsite.site.making.engine import Made, make_countries, make_whole, plan_of
from reportsite.site.making.locks import LOCKED, WRITE, locks_of
from reportsite.site.making.trees import check, stamps, update
from reportsite.site.making.units import unspoilt
from reportsite.site.making.workers import on_this_machine
from reportsite.site.progress import steps
from reportsite.site.reloading import keeping_pages, watch_sources
from reportsite.site.replacing import BuildFailedError
from reportsite.site.settings import BUNDLE, settle
from reportsite.site.sitemap import write_sitemap
from reportsite.writing.addresses import GENERATED
from reportsite.writing.former_pages import former_files

# not MkDocs’ logger of plugins, whose prefix would stand before `path:line:`
logger = logging.getLogger("mkdocs.plugins.reportsite")

SAME_ADDRESS = (
    "{}:1: in the site, this file has the address of one that the build makes; "
    "expected it elsewhere, or another name"
)


class Options(Config):  # type: ignore[no-untyped-call]
    """Nearly all that a site needs follows from its archive.

    `shards` is the number of parts in which the search index of a very large archive is made.
    """

    shards = Type(int, default=1)


class ReportsitePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Has the pages of an archive made before MkDocs reads docs/, and puts them beside MkDocs' own.

    `made` is given by a command that has made them already and puts them into the site itself.
    """

    made: Made | None = None
    _locks = WRITE

    def __init__(self) -> None:
        self._held = ExitStack()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Publish nothing that no lock file holds: `gh-deploy` is a locked build."""
        self._locks = LOCKED if command == "gh-deploy" else WRITE

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set what every archive needs, whatever its mkdocs.yml says."""
        settle(config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Make the archive's pages; with faults, nothing is written."""
        self.site = self.made or self._make(config)
        for warning in self.site.diagnostics.warnings:
            logger.warning(str(warning))

    def _make(self, config: MkDocsConfig) -> Made:
        try:
            # until what is made has been put into the site
            self._held.enter_context(locked(_root(config)))
            return unspoilt(lambda: self._checked(config))
        except (ArchiveFaults, BuildFailedError) as error:
            raise PluginError(str(error)) from None
        except OSError as error:
            raise PluginError(said_of(error)) from None

    def _checked(self, config: MkDocsConfig) -> Made:
        plan = plan_of(config, self.config.shards)
        countries = make_countries(plan, on_this_machine, steps)
        self._locks.check(locks_of(plan.root, countries.facts))
        made = make_whole(plan, countries, on_this_machine)
        check(made.site.values())
        return made

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave the generated pages out of what MkDocs renders."""
        by_hand = [file for file in files if file.src_uri not in self.site.docs]
        self._own = {file.dest_uri for file in by_hand}
        if same := [file.src_uri for file in by_hand if file.dest_uri in self.site.site]:
            docs = Path(config.docs_dir).name
            raise PluginError("\n".join(SAME_ADDRESS.format(f"{docs}/{path}") for path in same))
        return HandWritten(files, self.site.docs)

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Give templates the archive."""
        of_archive = glance(self.site.catalogue, self.site.paragraphs)
        env.globals["archive"] = of_archive | {"search_bundles": self.site.bundles}
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the archive's pages and the search index into the site."""
        site = Path(config.site_dir)
        present, wanted = stamps(site), self.site.site
        ours = {path for path in present if path in wanted or self._is_left(path)}
        gone = chain.from_iterable(map(former_files, self.site.catalogue.reports))
        write_sitemap(site, config.site_url or "", (({*present} - ours) | {*wanted}) - {*gone})
        if self.made is None:
            try:
                if not _is_served(site):
                    self._locks.write(self.site.locks)
                update(site, wanted, {path: present[path] for path in ours})
            except OSError as error:
                raise PluginError(said_of(error)) from None
        self._held.close()

    def _is_left(self, path: str) -> bool:
        """Whether a file comes from an earlier build, as with MkDocs' option --dirty."""
        return path.split("/")[0] in (*GENERATED, BUNDLE) and path not in self._own

    def on_build_error(self, *, error: Exception) -> None:
        """Let other builds begin."""
        self._held.close()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Build again when a report or the vocabulary changes, not when a build writes docs/."""
        server.unwatch(config.docs_dir)
        watch_sources(server, Path(config.docs_dir), _root(config) / REPORTS)
        server.builder = keeping_pages(builder, Path(config.site_dir))
        return server


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _is_served(site: Path) -> bool:
    """Whether MkDocs serves what it builds: into a temporary folder, and not to be published."""
    return site.name.startswith("mkdocs_") and site.parent == Path(tempfile.gettempdir())
