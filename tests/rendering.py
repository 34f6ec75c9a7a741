"""Pages as MkDocs renders them with the theme, without an archive behind them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from reportsite.site.glance import glance
from reportsite.site.matrix_tables import with_matrices
from reportsite.site.settings import settle
from reportsite.starter import make_archive
from reportsite.writing.catalogue import Catalogue
from reportsite.writing.page import Page
from reportsite.writing.passages_page import passages_page

# most links lead to pages that are not rendered
NO_QUESTIONS = {"omitted_files": "ignore", "links": {"not_found": "ignore", "anchors": "ignore"}}

# links to the search index, which these sites do not have
NO_INDEX = [
    "search/index.html → ../pagefind/directory.bin",
    "search/index.html → vocabulary.json",
]


class _Theme(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """What the plugin does but for reports and index: settings, and the archive at a glance."""

    def __init__(self, at_a_glance: dict[str, Any]) -> None:
        self.at_a_glance = at_a_glance

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        settle(config)
        return config

    def on_env(self, env: Any, **_: Any) -> Any:
        env.globals |= {"archive": self.at_a_glance, "with_matrices": with_matrices}
        return env


def rendered(pages: Iterable[Page], catalogue: Catalogue, root: Path) -> Path:
    """Render pages, those that every archive has, and return the site's folder below `root`."""
    make_archive(root)
    for page in (*pages, passages_page([])):
        file = root / "docs" / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.text, encoding="utf-8")
    config = load_config(str(root / "mkdocs.yml"), plugins=[], validation=NO_QUESTIONS)
    config.plugins["theme"] = _Theme(glance(catalogue, paragraphs=0))
    build(config)
    return Path(config.site_dir)


def weights(site: Path) -> dict[str, int]:
    """Return the bytes of each page's HTML, by address."""
    return {
        file.parent.relative_to(site).as_posix(): file.stat().st_size
        for file in site.rglob("index.html")
    }
