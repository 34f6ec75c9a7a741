"""Builds of a site that is being served: one that fails leaves the pages as they were."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.exceptions import Abort, ConfigurationError

from reportsite.site.settings import not_yaml

logger = logging.getLogger("mkdocs.plugins.reportsite")


def keeping_pages(build: Callable[[], None], site: Path) -> Callable[[], None]:
    """Return a function that builds into `site` or, where that fails, says why.

    MkDocs answers no request after a build that raised, so none of its failures goes further.
    """

    def rebuild() -> None:
        try:
            with _restored_on_failure(site):
                build()
        except Abort:  # said already
            logger.error("The pages are as they were.")
        except ConfigurationError as error:
            logger.error(f"{not_yaml(error)}\nThe pages are as they were.")
        except Exception as error:
            logger.error(f"{error}\nThe pages are as they were.")

    return rebuild


@contextmanager
def _restored_on_failure(site: Path) -> Iterator[None]:
    old = site.with_name(f"{site.name}.old")
    site.rename(old)
    site.mkdir()
    try:
        yield
    except BaseException:
        shutil.rmtree(site)
        old.rename(site)
        raise
    shutil.rmtree(old)
