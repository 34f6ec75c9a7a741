"""Units of a build, kept from one build to the next: the files that were made of one part.

A unit lies in a folder of its own: `docs/` and `site/` as they are to stand in an archive's docs/
and site, and a record of what it was made from.
"""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from reportsite.files import write_file
from reportsite.site.making.trees import (
    SpoiltError,
    Stamp,
    Wanted,
    keep_unchanged,
    stamp_of,
    stamps,
    wanted_from,
)

T = TypeVar("T")

DOCS, SITE, PART = "docs", "site", "part"
RECORD = "record"
# units that are made anew are whole, unless somebody changes files as fast as they are made
MOST_TRIES = 3


@dataclass(frozen=True)
class Unit:
    """What was made of one part of an archive. `key` tells from what; `facts` what is known of it.

    `settled_key` is the key of the same part once a build has written its lock files, which changes
    nothing that was made. `files` are those in its folder, by their paths there; `recorded` is the
    stamp of their record.
    """

    folder: Path
    key: str
    files: dict[str, Stamp]
    facts: Any
    settled_key: str = ""
    recorded: Stamp | None = None

    def tree(self, part: str) -> dict[str, Wanted]:
        """Return the files of one of its trees (`docs`, `site`), by their paths in it."""
        start = f"{part}/"
        inside = {p.removeprefix(start): s for p, s in self.files.items() if p.startswith(start)}
        return wanted_from(self.folder / part, inside)


def load_unit(folder: Path) -> Unit | None:
    """Return the unit in `folder`, None where there is none, or none that can be used.

    Whether its trees are as they were made shows when they are put into docs/ and a site.
    """
    try:
        key, settled_key, found, facts = pickle.loads((folder / RECORD).read_bytes())
        files: dict[str, Stamp] = dict(found)
    except Exception:  # whatever a damaged record raises, the unit is made anew
        return None
    # what lies directly in the part is read by this program alone
    own = [path for path in files if path.startswith(f"{PART}/") and path.count("/") == 1]
    is_whole = all(stamp_of(folder / path) == files[path] for path in own)
    return _unit(folder, key, settled_key, files, facts) if is_whole else None


def is_whole(unit: Unit) -> bool:
    """Whether every file of a unit is the one that was made."""
    return all(stamp_of(unit.folder / path) == stamp for path, stamp in unit.files.items())


def unspoilt(make: Callable[[], T]) -> T:
    """Return what `make` returns; units that it finds spoilt are removed, and it begins anew."""
    for _ in range(MOST_TRIES):
        try:
            return make()
        except SpoiltError as error:
            for folder in {one for path in error.paths for one in path.parents}:
                if (folder / RECORD).is_file():
                    discard(folder)
    return make()


def keep_unit(staging: Path, folder: Path, key: str, facts: Any, settled_key: str = "") -> Unit:
    """Make what lies in `staging` the unit in `folder`, in place of the one before.

    Files that hold the same bytes as before stay the same files.
    """
    keep_unchanged(staging, folder)
    files = stamps(staging)
    write_file(
        staging / RECORD, pickle.dumps((key, settled_key, files, facts), pickle.HIGHEST_PROTOCOL)
    )
    discard(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging.rename(folder)
    return _unit(folder, key, settled_key, files, facts)


def _unit(folder: Path, key: str, settled_key: str, files: dict[str, Stamp], facts: Any) -> Unit:
    return Unit(folder, key, files, facts, settled_key, stamp_of(folder / RECORD))


def discard(folder: Path) -> None:
    """Remove a folder, or whatever stands there; at no moment is half of a unit in its place."""
    if folder.is_dir():
        away = folder.with_name(f"{folder.name}.{os.getpid()}.old")
        folder.rename(away)
        shutil.rmtree(away)
    else:
        folder.unlink(missing_ok=True)
