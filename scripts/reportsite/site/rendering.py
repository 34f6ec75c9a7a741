"""A page that the build makes → its HTML, through the same theme and templates as MkDocs' own."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import jinja2
import markdown
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

from reportsite.citing.page import Citing
from reportsite.site.body import to_html
from reportsite.site.matrix_tables import with_matrices
from reportsite.site.replacing import BuildFailedError
from reportsite.site.settings import EXTENSIONS
from reportsite.writing.addresses import address
from reportsite.writing.page import Page

MARKDOWN_LINK = re.compile(r'(?<= href=")([^"#:]+\.md)(?=["#])')
# MkDocs' own, which it adds to those of a configuration
BUILT_IN = frozenset({"fenced_code"})


@dataclass(frozen=True)
class Rendered:
    """A page as HTML: the text alone, and the whole document."""

    page: Page
    text: str
    document: str

    @property
    def path(self) -> str:
        """The path of its file below the site's root."""
        return f"{address(self.page.path)}index.html"


class Renderer:
    """Renders pages with the theme and the Markdown extensions of a configuration.

    `bundles` are the addresses of the search index.
    """

    def __init__(self, config: MkDocsConfig, bundles: Sequence[str]) -> None:
        self._config = config
        self._environment = config.theme.get_env()
        self._environment.globals["archive"] = {"search_bundles": bundles}
        self._environment.globals["with_matrices"] = with_matrices
        extensions = config.markdown_extensions
        self._markdown = markdown.Markdown(
            extensions=extensions, extension_configs=config.mdx_configs
        )
        # an extension that an archive adds may see marks where to_html sees words
        self._is_plain = {*extensions} <= {*EXTENSIONS, *BUILT_IN} and not config.mdx_configs

    def render(self, page: Page, citing: Citing | None = None) -> Rendered:
        """Return the page as HTML. Its links to pages (`../2010.md`) become addresses.

        `citing` is what it says of how to cite it.

        Raises BuildFailedError where its template, which may be an archive's own, cannot be filled.
        """
        body = to_html(page.body, self._convert) if self._is_plain else self._convert(page.body)
        text = MARKDOWN_LINK.sub(lambda link: _relative(link[1], page.path), body)
        shown = self._page(page, text)
        context = get_context(self._nowhere, [], self._config, shown)
        try:
            template = self._environment.get_template(page.meta["template"])
            return Rendered(page, text, template.render(context, citing=citing))
        except jinja2.TemplateError as error:
            raise BuildFailedError(_wrong_template(error, page)) from None

    def _convert(self, body: str) -> str:
        return self._markdown.reset().convert(body)

    def _page(self, page: Page, text: str) -> MkDocsPage:
        folders = self._config.docs_dir, self._config.site_dir
        file = File(page.path, *folders, use_directory_urls=True)
        shown = MkDocsPage(None, file, self._config)
        shown.meta = page.meta
        shown.content = text
        shown.toc = []  # type: ignore[assignment]
        return shown

    @cached_property
    def _nowhere(self) -> Navigation:
        """The navigation as made pages see it: none, since it would name tens of thousands."""
        return Navigation([], [])


def _wrong_template(error: jinja2.TemplateError, page: Page) -> str:
    place = page.meta["template"]
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = f"{error.filename or place}:{error.lineno}"
    wrong = error.message or type(error).__name__
    return f"{place}: {wrong}; expected a template with which {page.path} can be made"


# a page leads to the same other pages again and again
@lru_cache(maxsize=4096)
def _relative(link: str, page: str) -> str:
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), link))
    return get_relative_url(address(target) or ".", address(page))
