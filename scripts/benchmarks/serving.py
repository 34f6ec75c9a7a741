"""How soon an edit is seen under `reportsite serve`."""

from __future__ import annotations

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.edits import change_a_word
from benchmarks.measuring import REPORTSITE, CommandFailedError, started_apart, stop
from benchmarks.memory import processor_time_of

# seconds
FIRST_PAGE = 3600
AN_EDIT = 600
BETWEEN_LOOKS = 0.02
# a server is at rest when it computes for less than this share of a time
QUIET, LOOK = 0.1, 1.5


def seconds_until_seen(archive: Path, reports: Sequence[Path]) -> list[float]:
    """Serve an archive, change a word in each report, and time when its page has the new word."""
    with _served(archive) as server:
        return [
            _edit(server, report, f"served{number}") for number, report in enumerate(reports, 1)
        ]


@dataclass(frozen=True)
class _Server:
    process: subprocess.Popen[bytes]
    address: str
    said: Path

    def wait_for(self, page: str, text: str, limit: float) -> None:
        """Look at a page until it has a text. Raises CommandFailedError after `limit` seconds."""
        end = time.monotonic() + limit
        while text not in _page(f"{self.address}/{page}"):
            if self.process.poll() is not None or time.monotonic() > end:
                said = self.said.read_text(encoding="utf-8", errors="replace")
                raise CommandFailedError(f"reportsite serve: no {text} on /{page}\n{said}")
            time.sleep(BETWEEN_LOOKS)


def _edit(server: _Server, report: Path, word: str) -> float:
    _wait_until_at_rest(server.process)
    change_a_word(report, word)
    started = time.monotonic()
    server.wait_for(f"reports/{report.parent.name}/{report.stem}/", word, AN_EDIT)
    return time.monotonic() - started


@contextmanager
def _served(archive: Path) -> Iterator[_Server]:
    port = free_port()
    command: list[str | Path] = [*REPORTSITE, "serve", "--root", archive, "--port", str(port)]
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        said = Path(scratch, "output")
        with said.open("wb") as output:
            process = started_apart(command, archive, output.fileno(), {})
        server = _Server(process, f"http://127.0.0.1:{port}", said)
        try:
            server.wait_for("", "<html", FIRST_PAGE)
            yield server
        finally:
            stop(process)


def _page(address: str) -> str:
    try:
        with urlopen(address, timeout=30) as answer:  # on this machine
            found: bytes = answer.read()
    except (URLError, OSError):
        return ""
    return found.decode("utf-8", errors="replace")


def _wait_until_at_rest(process: subprocess.Popen[bytes]) -> None:
    """Wait until lists and search, which follow an edit, are made: they would delay the next."""
    before = processor_time_of(process.pid)
    while before is not None:
        time.sleep(LOOK)
        now = processor_time_of(process.pid) or 0.0
        if abs(now - before) < QUIET * LOOK:
            return
        before = now


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
