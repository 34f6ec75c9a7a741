"""The folder of a site, and how a new one takes the place of an old one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from reportsite.interrupts import SITE_BUILT, Uninterrupted, set_stop_message
from reportsite.site.exchanging import exchanged
from reportsite.site.making.trees import Changes, Wanted, changes_of, stamps, update

# what every site that was built here holds, and hardly any other folder
SIGNS_OF_A_SITE = ("404.html", "pagefind")


class BuildFailedError(Exception):
    """The site was not built, and the old one is as it was.

    The message is empty where everything has been said already.
    """


def replace_site(site: Path, wanted: Mapping[str, Wanted], spare: Path) -> Changes:
    """Make `site` hold what is wanted, in one step; where it does already, nothing is written.

    The new site is made from the one before the last, which is kept in `spare` if that lies on the
    same file system: then only what differs is to be done. Raises OSError, with `site` as it was.
    """
    changes = changes_of(wanted, stamps(site))
    if not changes:
        return changes
    site.parent.mkdir(parents=True, exist_ok=True)
    keeps = _nearest(spare.parent).stat().st_dev == site.parent.stat().st_dev
    # under this name the next build clears it away, if this one does not come to its end
    new = spare.with_name(f"{spare.name}.new") if keeps else _beside(site, "new")
    if keeps and spare.exists():
        spare.rename(new)
    new.mkdir(parents=True, exist_ok=True)
    update(new, wanted, stamps(new))
    with Uninterrupted():
        old = _swap(new, site)
        set_stop_message(SITE_BUILT)
    if old:
        if keeps:
            old.rename(spare)
        else:
            shutil.rmtree(old)
    return changes


def old_beside(site: Path) -> Path:
    """Return the folder in which the old site stands for a moment."""
    return _beside(site, "old")


def _beside(site: Path, what: str) -> Path:
    return site.with_name(f".{site.name}.{what}")


def make_way(site: Path) -> None:
    """Clear away what an earlier build left beside `site`, which must be replaceable.

    Raises BuildFailedError, with a reason that names the folder.
    """
    old = old_beside(site)
    if old.exists() and not site.exists():
        # a build was killed between two steps: this is the site
        old.rename(site)
    _check_is_site(site)
    for folder in (_nearest(site.parent), *([site] if site.exists() else [])):
        _check_writable(folder)
    for left in (old, _beside(site, "new")):
        _remove(left)


def _check_is_site(site: Path) -> None:
    in_use = site.exists() and not (site.is_dir() and not any(site.iterdir()))
    if in_use and not all((site / sign).exists() for sign in SIGNS_OF_A_SITE):
        raise BuildFailedError(
            f"{site}: there is something that is no site of this program; "
            "expected an empty folder, or one that it built"
        )


def _nearest(folder: Path) -> Path:
    return next(one for one in (folder, *folder.parents) if one.exists())


def _check_writable(folder: Path) -> None:
    if not os.access(folder, os.W_OK | os.X_OK):
        raise BuildFailedError(f"{folder}: the folder cannot be written; make it writable")


def _remove(left: Path) -> None:
    try:
        if left.exists():
            shutil.rmtree(left)
    except OSError as error:
        raise BuildFailedError(
            f"{left}: an earlier build left this, and it cannot be removed ({error.strerror}); "
            "make it writable, or remove it"
        ) from None


def _swap(new: Path, site: Path) -> Path | None:
    """Put `new` where `site` is; return where the old site is then, None where there was none.

    Should that fail, `site` is as it was.
    """
    if site.exists() and exchanged(new, site):
        return new
    old = old_beside(site)
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except BaseException:
        if old.exists() and not site.exists():
            old.rename(site)
        raise
    return old if old.exists() else None
