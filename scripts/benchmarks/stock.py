"""The yardstick: MkDocs with Material as they come, on the same Markdown, and Pagefind after it.

All generated pages are out of the navigation, as they are here; the search is Pagefind's alone.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import yaml

from benchmarks.measuring import CommandFailedError, Measured, measured
from reportsite.site.settings import CONFIGURATION, EXTENSIONS
from reportsite.writing.addresses import GENERATED

SETTINGS = {
    "site_name": "Stock",
    "theme": {"name": "material"},
    "plugins": [],
    "markdown_extensions": list(EXTENSIONS),
    "not_in_nav": "\n".join(f"/{folder}/" for folder in GENERATED),
}
# names a page template that only this project's theme has
TEMPLATE = re.compile(r"(?<=\n)template:.*\n")
FRONT_MATTER = "---\n"


def lay_out(docs: Path, folder: Path) -> None:
    """Copy the pages in `docs` to where stock MkDocs builds them."""
    shutil.copytree(docs, folder / "docs")
    for file in (folder / "docs").rglob("*.md"):
        text = file.read_text(encoding="utf-8")
        file.write_text(without_template(text), encoding="utf-8")
    (folder / CONFIGURATION).write_text(yaml.safe_dump(SETTINGS), encoding="utf-8")


def without_template(page: str) -> str:
    """Return a page whose front matter names no template."""
    if not page.startswith(FRONT_MATTER):
        return page
    end = page.find("\n---", len(FRONT_MATTER) - 1)
    return TEMPLATE.sub("", page[: end + 1], count=1) + page[end + 1 :]


def build_stock(folder: Path) -> tuple[Measured, Measured]:
    """Build what was laid out, and return what MkDocs took, and what Pagefind took.

    Raises CommandFailedError, also where a page was not made.
    """
    made = measured([sys.executable, "-m", "mkdocs", "build"], folder)
    wanted = sum(1 for _ in (folder / "docs").rglob("*.md"))
    found = sum(1 for _ in (folder / "site").rglob("index.html"))
    if found != wanted:
        raise CommandFailedError(f"stock MkDocs made {found} of {wanted} pages")
    indexed = measured([sys.executable, "-m", "pagefind", "--site", "site"], folder)
    return made, indexed
