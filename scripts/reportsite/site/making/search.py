"""The search index of a site as units: a bundle for each shard of the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportsite.site.making.keys import key_of
from reportsite.site.making.trees import Wanted
from reportsite.site.making.units import PART, SITE, Unit, is_whole, keep_unit, load_unit
from reportsite.site.making.workers import Workers
from reportsite.site.making.workshop import new_folder
from reportsite.site.search_join import join_index
from reportsite.site.search_pagefind import FRAGMENT_FILE


@dataclass(frozen=True)
class BundleJob:
    """The parts of one bundle, its address below the site's root, and the unit to keep it in."""

    parts: tuple[str, ...]
    address: str
    unit: str
    key: str


def make_bundles(
    shards: Sequence[Sequence[Unit]], addresses: Sequence[str], cache: Path, workers: Workers
) -> list[Unit]:
    """Return a unit for each shard, given as its countries' units; what did not change is kept."""
    jobs = [
        BundleJob(
            parts=tuple(str(unit.folder / PART) for unit in shard),
            address=address,
            unit=str(cache / address.rstrip("/").replace("/", "-")),
            key=key_of([address.encode(), *(unit.key.encode() for unit in shard)]),
        )
        for shard, address in zip(shards, addresses, strict=True)
    ]
    with workers(len(jobs)) as executor:
        joining = [executor.submit(make_bundle, job) for job in jobs]
        return [joined.result() for joined in joining]


def make_bundle(job: BundleJob) -> Unit:
    """Join the parts of one shard. Runs in any process that sees the archive's folder."""
    folder = Path(job.unit)
    earlier = load_unit(folder)
    if earlier and earlier.key == job.key:
        return earlier
    staging = new_folder(folder)
    target = staging / SITE / job.address
    target.parent.mkdir(parents=True, exist_ok=True)
    # of a unit that is not what was made, no file is to be trusted by its name
    before = folder / SITE / job.address if earlier and is_whole(earlier) else None
    join_index([Path(part) for part in job.parts], target, before)
    return keep_unit(staging, folder, job.key, None)


def fragments(shard: Sequence[Unit], address: str) -> dict[str, Wanted]:
    """Return the files of a shard's sections, which lie in its countries' parts, by address."""
    folder = FRAGMENT_FILE.partition("/")[0]
    return {
        f"{address}{folder}/{path}": file
        for unit in shard
        for path, file in unit.tree(f"{PART}/{folder}").items()
    }
