"""The folder of a site, and how a new one takes the place of an old one."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# what every site that was built here holds, and hardly any other folder
SIGNS_OF_A_SITE = ("404.html", "pagefind")


class BuildFailedError(Exception):
    """The site was not built, and the old one is as it was.

    The message is empty where everything has been said already.
    """


def new_beside(site: Path) -> Path:
    """Return the folder in which a new site is made."""
    return site.with_name(f".{site.name}.new")


def old_beside(site: Path) -> Path:
    """Return the folder in which the old site stands for a moment."""
    return site.with_name(f".{site.name}.old")


def make_way(site: Path) -> None:
    """Clear away what an earlier build left beside `site`, which must be replaceable.

    Raises BuildFailedError, with a reason that names the folder.
    """
    old = old_beside(site)
    if old.exists() and not site.exists():
        # a build was killed between two steps: this is the site
        old.rename(site)
    _check_is_site(site)
    for folder in (_nearest(site.parent), *_folders(site)):
        _check_writable(folder)
    for left in (old, new_beside(site)):
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


def _folders(site: Path) -> Iterator[Path]:
    return (Path(folder) for folder, _, _ in os.walk(site))


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


def swap(new: Path, site: Path) -> None:
    """Put `new` where `site` is; should that fail, `site` is as it was."""
    old = old_beside(site)
    with _to_the_end():
        if site.exists():
            site.rename(old)
        try:
            new.rename(site)
        except BaseException:
            if old.exists() and not site.exists():
                old.rename(site)
            raise
        finally:
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _to_the_end() -> Iterator[None]:
    """Let Ctrl-C come too late: the site would not be as it was."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = (signal.SIGINT, signal.SIGTERM)
    handlers = [signal.signal(number, signal.SIG_IGN) for number in heard]
    try:
        yield
    finally:
        for number, handler in zip(heard, handlers, strict=True):
            signal.signal(number, handler)
