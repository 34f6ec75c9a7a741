"""Serving an archive on this machine, built again on every change."""

from __future__ import annotations

import logging
import socket
import sys
from pathlib import Path

from mkdocs.commands.serve import serve
from mkdocs.exceptions import Abort

from reportsite.site.building import ON_A_PAGE, load, messages_to
from reportsite.site.replacing import BuildFailedError
from reportsite.site.settings import CONFIGURATION

HOST = "127.0.0.1"


def serve_site(root: Path, port: int) -> None:
    """Build and serve until Ctrl-C. Raises BuildFailedError if the first build fails."""
    with messages_to(sys.stderr, logging.INFO):
        load(root)
        _check_free(port)
        try:
            serve(str(root / CONFIGURATION), dev_addr=f"{HOST}:{port}")
        except (Abort, *ON_A_PAGE):
            raise BuildFailedError("") from None


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
