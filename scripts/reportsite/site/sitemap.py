"""The list of a site's pages for search engines, as sitemaps.org describes it.

MkDocs' own names only the pages that MkDocs itself renders, and the day of the build.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

from reportsite.files import gzipped, write_file

SITEMAP = "sitemap.xml"
# the most that the protocol allows in one file
MOST = 50_000
# zlib's own scale: the smallest file
_LEVEL = 9
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write_sitemap(folder: Path, site_url: str, files: Iterable[str]) -> None:
    """Write the sitemap of the pages among `files` (paths below the site's root) into `folder`.

    Of a site whose address is not known ("") it is empty.
    """
    pages = sorted(path.removesuffix("index.html") for path in files if _is_page(path))
    urls = [f"{site_url.rstrip('/')}/{quote(page)}" for page in pages] if site_url else []
    parts = [urls[i : i + MOST] for i in range(0, len(urls), MOST)] or [[]]
    if len(parts) == 1:
        _write(folder / SITEMAP, _list("urlset", "url", parts[0]))
        return
    for number, part in enumerate(parts, 1):
        _write(folder / f"sitemap-{number}.xml", _list("urlset", "url", part))
    names = [f"{site_url.rstrip('/')}/sitemap-{n}.xml" for n in range(1, len(parts) + 1)]
    _write(folder / SITEMAP, _list("sitemapindex", "sitemap", names))


def _is_page(path: str) -> bool:
    return path == "index.html" or path.endswith("/index.html")


def _list(root: str, item: str, urls: Iterable[str]) -> str:
    lines = (f"<{item}><loc>{escape(url)}</loc></{item}>" for url in urls)
    return "\n".join([f"{HEAD}<{root} {NAMESPACE}>", *lines, f"</{root}>\n"])


def _write(file: Path, text: str) -> None:
    write_file(file, text.encode())
    write_file(file.with_name(f"{file.name}.gz"), gzipped(text.encode(), _LEVEL))
