"""One build of an archive at a time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from reportsite.site.making.engine import CACHE
from reportsite.site.replacing import BuildFailedError

IGNORED = "# made by the build; may be removed\n*\n"


def lock_of(root: Path) -> FileLock:
    """Return the lock of the archive in `root`; one process has one lock, however often it asks."""
    folder = root.resolve() / CACHE
    folder.mkdir(parents=True, exist_ok=True)
    if not (ignore := folder / ".gitignore").exists():
        ignore.write_text(IGNORED, encoding="utf-8")
    return FileLock(folder / "lock", timeout=0, is_singleton=True)


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Keep other builds of the archive out. Raises BuildFailedError where one is at work."""
    try:
        with lock_of(root):
            _clear_away(root.resolve() / CACHE)
            yield
    except Timeout:
        raise BuildFailedError(
            f"{root}: another build of this archive is at work; expected one at a time: "
            "wait until it has ended, or end it"
        ) from None


def _clear_away(cache: Path) -> None:
    """Remove what a build left that was killed: folders that were to become units, or had been."""
    for pattern in ("*.new", "*.old", "*/*.new", "*/*.old"):
        for folder in cache.glob(pattern):
            shutil.rmtree(folder)
