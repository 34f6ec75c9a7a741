"""Serving an archive on this machine: an edited report is back at once, what hangs on it after."""

from __future__ import annotations

import logging
import socket
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from reportsite.diagnostics import ArchiveFaults
from reportsite.files import said_of
from reportsite.numbering.register import REPORTS
from reportsite.processes import Pool
from reportsite.site.building import load, make_site, messages_to, shards_of
from reportsite.site.locking import locked, locked_in_turn
from reportsite.site.making.engine import CACHE, Countries, Plan, make_countries, plan_of
from reportsite.site.making.trees import stamps, update
from reportsite.site.making.units import SITE, Unit, unspoilt
from reportsite.site.making.workers import on_this_machine
from reportsite.site.progress import steps
from reportsite.site.reloading import watch_sources
from reportsite.site.replacing import BuildFailedError
from reportsite.site.settings import CONFIGURATION

logger = logging.getLogger("mkdocs.plugins.reportsite")

HOST = "127.0.0.1"
# seconds between two looks at what changed
LOOKS = 0.2
FAILURES = (ArchiveFaults, BuildFailedError, OSError)


def serve_site(root: Path, port: int) -> None:
    """Build and serve until Ctrl-C. Raises BuildFailedError or ArchiveFaults if the build fails."""
    with messages_to(sys.stderr, logging.INFO):
        config = load(root)
        _check_free(port)
        served = Served(root)
        served.build()
        server = LiveReloadServer(
            served.rebuild, HOST, port, str(served.folder), polling_interval=LOOKS
        )
        server.error_handler = served.page_of_error
        server.watch(str(root / CONFIGURATION))
        watch_sources(server, Path(config.docs_dir), root / REPORTS)
        try:
            server.serve()  # type: ignore[no-untyped-call]
        finally:
            served.stop()
            server.shutdown()


class Served:
    """The site that is shown: a folder that is changed file by file, and what was made for it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root.resolve() / CACHE / "served"
        self._units: dict[str, Unit] = {}
        self._busy = threading.Lock()
        self._at_work: Executor | None = None
        self._is_stopped = False

    def build(self) -> None:
        """Build all of it."""
        with self._busy, locked(self.root):
            unspoilt(lambda: self._finish(*self._countries()))

    def rebuild(self) -> None:
        """Bring the pages of the countries that changed, and leave the rest to another thread.

        What is wrong is said, and the pages stay as they were.
        """
        with self._busy:
            try:
                with locked_in_turn(self.root):
                    unspoilt(self._show)
            except FAILURES as error:
                logger.error(f"{_said(error)}\nThe pages are as they were.")
                return
        threading.Thread(target=self._rest, daemon=True).start()

    def _countries(self) -> tuple[MkDocsConfig, Plan, Countries]:
        config = load(self.root)
        plan = plan_of(config, shards_of(config))
        return config, plan, make_countries(plan, self._workers, steps, self._units)

    @contextmanager
    def _workers(self, steps: int) -> Iterator[Executor]:
        if self._is_stopped:
            raise CancelledError
        with on_this_machine(steps) as executor:
            self._at_work = executor
            yield executor

    def stop(self) -> None:
        """End what another thread is making, where the server has failed; a signal ends all."""
        self._is_stopped = True
        if isinstance(self._at_work, Pool):
            self._at_work.stop()

    def page_of_error(self, code: int) -> bytes | None:
        """Return the site's own page for an HTTP status, where it has one."""
        page = self.folder / f"{code}.html"
        return page.read_bytes() if page.is_file() else None

    def _show(self) -> None:
        """Put the pages of new units in place of those that they were made for."""
        _, _, countries = self._countries()
        for unit in countries.new:
            earlier = self._units.get(str(unit.folder))
            have = {p: file.stamp for p, file in earlier.tree(SITE).items()} if earlier else {}
            update(self.folder, unit.tree(SITE), have)
        self._units = countries.units

    def _rest(self) -> None:
        with self._busy:
            try:
                with locked_in_turn(self.root):
                    unspoilt(lambda: self._finish(*self._countries()))
            except (*FAILURES, CancelledError) as error:
                if not self._is_stopped:
                    logger.error(f"{_said(error)}\nLists and search are as they were.".lstrip())

    def _finish(self, config: MkDocsConfig, plan: Plan, countries: Countries) -> None:
        files = make_site(config, plan, countries, self._workers).files
        update(self.folder, files, stamps(self.folder))
        self._units = countries.units


def _said(error: Exception) -> str:
    return said_of(error) if isinstance(error, OSError) else str(error)


def _check_free(port: int) -> None:
    """Say at once that a port is taken, rather than after the build."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise BuildFailedError(
                f"port {port} cannot be used ({error.strerror}); expected a free one: --port N"
            ) from None
