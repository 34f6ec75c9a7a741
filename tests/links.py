"""Links of a built site, and what each leads to."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ADDRESSES = frozenset({"href", "src", "action"})


@dataclass
class Document:
    """What a page offers to links, and where its own lead."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.document = Document()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value is not None:
                self.document.ids.append(value)
            elif name in ADDRESSES and value is not None:
                self.document.links.append(value)


def documents(site: Path) -> dict[str, Document]:
    """Return every page of a site by its path, such as `about/index.html`."""
    return {
        file.relative_to(site).as_posix(): _read(file.read_text(encoding="utf-8"))
        for file in sorted(site.rglob("*.html"))
    }


def _read(text: str) -> Document:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.document


def broken_links(site: Path) -> list[str]:
    """Return each link within a site that leads to no file, or to no element of a page."""
    pages = documents(site)
    return [
        f"{path} → {link}"
        for path, page in pages.items()
        for link in page.links
        if not _leads_somewhere(path, link, site, pages)
    ]


def _leads_somewhere(path: str, link: str, site: Path, pages: dict[str, Document]) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    target = path if not parts.path else _target(path, unquote(parts.path), site)
    if not (site / target).is_file():
        return False
    return not parts.fragment or unquote(parts.fragment) in pages[target].ids


def _target(path: str, link: str, site: Path) -> str:
    joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(path), link)).lstrip("/")
    return posixpath.join(joined, "index.html") if (site / joined).is_dir() else joined


def outside_hosts(site: Path) -> set[str]:
    """Return the hosts to which links of a site lead."""
    return {
        host
        for page in documents(site).values()
        for link in page.links
        if (host := urlsplit(link).netloc)
    }
