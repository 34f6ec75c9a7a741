"""What a process needs to make pages: configuration, vocabulary and renderer, loaded once."""

from __future__ import annotations

import os
import shutil
import threading
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from reportsite.citing.record import Archive
from reportsite.diagnostics import ArchiveFaults, Diagnostics
from reportsite.site.making.keys import common_key
from reportsite.site.rendering import Renderer
from reportsite.site.replacing import BuildFailedError
from reportsite.vocabulary.loading import Vocabulary, load_vocabulary

NOT_THE_SAME = (
    "{}: this file, the vocabulary or the program is not what it was when the build began; "
    "expected the same wherever a build runs, to its end: build again"
)
# neither templates nor Python-Markdown are made to be used by two threads at once
_of_thread = threading.local()


@dataclass(frozen=True)
class Shop:
    """What tells a process which workshop it needs: it can be sent to any process.

    `configuration` is the path of mkdocs.yml, `bundles` are the addresses of the search index, and
    `key` changes with anything that a page depends on besides its reports.
    """

    configuration: str
    bundles: tuple[str, ...]
    key: str


@dataclass(frozen=True)
class Workshop:
    """An archive's configuration, as its file says, and what follows from it."""

    config: MkDocsConfig
    bundles: tuple[str, ...]
    vocabulary: Vocabulary

    @property
    def root(self) -> Path:
        """The archive's folder."""
        return Path(self.config.config_file_path).parent

    @property
    def archive(self) -> Archive:
        """Where citations lead."""
        return Archive(self.config.site_name, self.config.site_url or "")

    @cached_property
    def renderer(self) -> Renderer:
        """The archive's theme and Markdown."""
        return Renderer(self.config, self.bundles)


def new_folder(unit: Path) -> Path:
    """Return a new, empty folder of this process, beside the folder of a unit."""
    folder = unit.with_name(f"{unit.name}.{os.getpid()}.new")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def workshop_of(shop: Shop) -> Workshop:
    """Return what a thread needs to make pages; another shop takes the place of the one before.

    Raises BuildFailedError where program or archive are not those for which the shop was made, or
    a plugin refuses the configuration.
    """
    if getattr(_of_thread, "shop", None) != shop:
        config = load_config(shop.configuration)
        try:
            config = config.plugins.on_config(config)
        except PluginError as error:
            raise BuildFailedError(str(error)) from None
        workshop = Workshop(config, shop.bundles, _vocabulary(config))
        # behind all that was read, so that it is what was read
        if common_key(config, shop.bundles) != shop.key:
            raise BuildFailedError(NOT_THE_SAME.format(shop.configuration))
        _of_thread.workshop, _of_thread.shop = workshop, shop
    found: Workshop = _of_thread.workshop
    return found


def _vocabulary(config: MkDocsConfig) -> Vocabulary:
    """Load the archive's vocabulary, which must be without faults."""
    diagnostics = Diagnostics()
    vocabulary = load_vocabulary(Path(config.config_file_path).parent, diagnostics)
    if diagnostics.faults:
        raise ArchiveFaults(diagnostics.faults)
    return vocabulary
