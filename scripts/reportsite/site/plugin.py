"""The MkDocs plugin: calls what the commands call, at the moments that MkDocs gives it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page

from reportsite.archive import REPORTS
from reportsite.diagnostics import ArchiveFaults, Diagnostics
from reportsite.site.glance import glance
from reportsite.site.progress import SILENT, Steps, reading, steps
from reportsite.site.proof import Proof
from reportsite.site.reloading import keeping_pages, watch_sources
from reportsite.site.search_index import SearchIndexError, index_site
from reportsite.site.settings import settle
from reportsite.writing.addresses import GENERATED
from reportsite.writing.build import write_docs

# not MkDocs’ logger of plugins, whose prefix would stand before `path:line:`
logger = logging.getLogger("mkdocs.plugins.reportsite")

NOT_WHOLE = "The pages do not show what the reports say: a defect of this program."


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin has none: all that a site needs follows from its archive."""


class ReportsitePlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Makes the pages of an archive before MkDocs reads docs/, and the search index after."""

    steps: Steps = SILENT
    dirty = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether MkDocs leaves the pages that did not change as they are."""
        self.dirty = dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set what every archive needs, whatever its mkdocs.yml says."""
        settle(config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read the archive and write its pages; with faults, nothing is written."""
        self.diagnostics = Diagnostics()
        docs = Path(config.docs_dir)
        try:
            catalogue = write_docs(_root(config), docs, self.diagnostics, reading)
        except ArchiveFaults as error:
            raise PluginError(str(error)) from None
        for warning in self.diagnostics.warnings:
            logger.warning(str(warning))
        self.proof = Proof(catalogue.reports)
        self.glance = glance(catalogue)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep generated pages out of the navigation, which would list every section."""
        pages = files.documentation_pages()
        self.pages = len(pages)
        self.steps = steps(2 * self.pages, "Making pages")
        for file in pages:
            if self.dirty and not file.is_modified():
                self.proof.pass_over(file.src_uri)
            if file.src_uri.startswith(tuple(f"{folder}/" for folder in GENERATED)):
                file.inclusion = InclusionLevel.NOT_IN_NAV
        return files

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Stop before a page is written if one of them lost text; give templates the archive."""
        self.proof.check_complete(self.diagnostics)
        if faults := self.diagnostics.faults:
            raise PluginError("\n".join(map(str, [*sorted(faults), NOT_WHOLE])))
        env.globals["archive"] = self.glance
        return env

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Compare the words of the page with those of its report."""
        self.proof.check(page.file.src_uri, html, self.diagnostics)
        self.steps.update(1)
        return html

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Count the page."""
        self.steps.update(1)
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the search index."""
        self.steps.render_finish()
        try:
            index_site(Path(config.site_dir))
        except SearchIndexError as error:
            raise PluginError(str(error)) from None

    def on_build_error(self, *, error: Exception) -> None:
        """End the line of the progress bar."""
        self.steps.render_finish()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Build again when a report or the vocabulary changes, not when a build writes docs/."""
        watch_sources(server, Path(config.docs_dir), _root(config) / REPORTS)
        if not self.dirty:
            server.builder = keeping_pages(builder, Path(config.site_dir))
        return server


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
