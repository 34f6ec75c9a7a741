"""One build of an archive at a time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from reportsite.site.making.engine import CACHE
from reportsite.site.replacing import BuildFailedError

# as filelock counts seconds
FOR_EVER = -1
IGNORED = "# made by the build; may be removed\n*\n"


def lock_of(root: Path) -> FileLock:
    """Return the lock of the archive in `root`; one process has one lock, however often it asks."""
    folder = root.resolve() / CACHE
    folder.mkdir(parents=True, exist_ok=True)
    if not (ignore := folder / ".gitignore").exists():
        ignore.write_text(IGNORED, encoding="utf-8")
    return FileLock(folder / "lock", is_singleton=True)


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Keep other builds of the archive out. Raises BuildFailedError where one is at work."""
    try:
        with _held(root, 0):
            yield
    except Timeout:
        raise BuildFailedError(
            f"{root}: another build of this archive is at work; expected one at a time: "
            "wait until it has ended, or end it"
        ) from None


@contextmanager
def locked_in_turn(root: Path) -> Iterator[None]:
    """Keep other builds of the archive out, once the one that may be at work has ended."""
    with _held(root, FOR_EVER):
        yield


@contextmanager
def _held(root: Path, patience: float) -> Iterator[None]:
    try:
        with lock_of(root).acquire(timeout=patience):
            _clear_away(root.resolve() / CACHE)
            yield
    except NotImplementedError as error:
        raise BuildFailedError(
            f"{root}: files cannot be locked there ({error}); expected a file system that has locks"
        ) from None


def _clear_away(cache: Path) -> None:
    """Remove what a killed build left: folders that were to be units, or had been, and files."""
    for pattern in ("*.new", "*.old", "*/*.new", "*/*.old"):
        for left in cache.glob(pattern):
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()
