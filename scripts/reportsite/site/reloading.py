"""A site that is being served: what is watched, and builds that fail without a trace."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.livereload import LiveReloadServer

from reportsite.site.settings import not_yaml
from reportsite.writing.addresses import GENERATED

logger = logging.getLogger("mkdocs.plugins.reportsite")


def watch_sources(server: LiveReloadServer, docs: Path, reports: Path) -> None:
    """Watch what people write: reports and, of `docs`, what no build writes."""
    server.watch(str(docs), recursive=False)
    for folder in docs.iterdir():
        if folder.is_dir() and folder.name not in GENERATED:
            server.watch(str(folder))
    server.watch(str(reports))


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
