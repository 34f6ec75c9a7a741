"""The pages that list what an archive holds, made anew where what they list has changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reportsite.citing.styles import FULL_STYLE, STYLES
from reportsite.files import place_file
from reportsite.site.making.country import write_files
from reportsite.site.making.trees import stamp_of
from reportsite.site.making.units import DOCS, SITE, Unit, keep_unit, load_unit
from reportsite.site.making.workers import Workers
from reportsite.site.making.workshop import Shop, new_folder, workshop_of
from reportsite.vocabulary.variants import Variants
from reportsite.writing.addresses import address
from reportsite.writing.catalogue import Catalogue
from reportsite.writing.list_pages import list_pages
from reportsite.writing.page import Page
from reportsite.writing.passages_page import passages_page
from reportsite.writing.search_vocabulary import PATH, search_vocabulary

# pages that one process renders at a time
BATCH = 64


@dataclass(frozen=True)
class ListsJob:
    """What is to be made: the lists of an archive, and the unit to keep them in.

    `key` stands for what they list and all that they are made with. `variants` are words that mean
    the same, for the search.
    """

    shop: Shop
    unit: Path
    key: str
    variants: Variants


def make_lists(job: ListsJob, found: Catalogue, workers: Workers) -> Unit:
    """Return the unit of the lists, in which only pages whose text changed are new."""
    earlier = load_unit(job.unit)
    if earlier and earlier.key == job.key:
        return earlier
    pages = [*list_pages(found), passages_page((s.id, s.label) for s in (FULL_STYLE, *STYLES))]
    staging = new_folder(job.unit)
    write_files(staging / DOCS, ((page.path, page.text) for page in pages))
    write_files(staging / SITE, [(PATH, search_vocabulary(found, job.variants))])
    kept = _kept(pages, earlier, staging) if earlier and earlier.facts == job.shop.key else set()
    changed = [page for page in pages if page.path not in kept]
    batches = [changed[i : i + BATCH] for i in range(0, len(changed), BATCH)]
    with workers(len(batches)) as executor:
        rendering = [executor.submit(render_pages, job.shop, batch) for batch in batches]
        for rendered in rendering:
            write_files(staging / SITE, rendered.result())
    return keep_unit(staging, job.unit, job.key, job.shop.key)


def render_pages(shop: Shop, pages: Iterable[Page]) -> list[tuple[str, str]]:
    """Return the path below the site's root and the HTML of each page. Runs in any process."""
    renderer = workshop_of(shop).renderer
    rendered = map(renderer.render, pages)
    return [(one.path, one.document) for one in rendered]


def _kept(pages: Iterable[Page], earlier: Unit, staging: Path) -> set[str]:
    """Put the earlier HTML of each page in place whose text is as it was; return their paths."""
    kept = set()
    for page in pages:
        text = earlier.folder / DOCS / page.path
        path = f"{SITE}/{address(page.path)}index.html"
        if not text.is_file() or text.read_bytes() != page.text.encode():
            continue
        if stamp_of(earlier.folder / path) == earlier.files.get(path):
            (staging / path).parent.mkdir(parents=True, exist_ok=True)
            place_file(earlier.folder / path, staging / path)
            kept.add(page.path)
    return kept
