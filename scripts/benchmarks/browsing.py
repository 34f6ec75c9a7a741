"""A built site, served on this machine and looked at with a real browser."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measuring import CommandFailedError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# a measured browser has nothing to ask of the world; root cannot use the sandbox
ARGUMENTS = ("--disable-background-networking", "--disable-component-update", "--no-sandbox")


class _Handler(SimpleHTTPRequestHandler):
    """Keeps connections open, as every host does, and sends without waiting for more."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (named so there)
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over a browser that leaves a page and hangs up."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve the folder of a site, and give its address without a slash at its end."""
    handler = partial(_Handler, directory=str(site))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a Chromium. Raises CommandFailedError where there is none, or no Playwright."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise CommandFailedError(f"{error}: install the packages for development") from None
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        try:
            launched = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        except Error as error:
            raise CommandFailedError(f"no Chromium could be started: {error.message}") from None
        yield launched
        launched.close()
