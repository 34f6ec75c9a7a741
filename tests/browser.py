"""A real browser for the tests: one that is on the machine, else one that is installed here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# the first does all that a test asks for in half of the others' time
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
PACKAGE = "chromium-headless-shell"
PLACES = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("C:/Program Files/Google/Chrome/Application/chrome.exe"),
    Path("C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe"),
)
# a test's browser has nothing to ask of the world
ARGUMENTS = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


class NoBrowserError(Exception):
    """No browser is on this machine and none could be installed; the message says why."""


def find_or_install(own_download: Path) -> Path:
    """Return the browser to use; `own_download` is where Playwright keeps its own.

    Raises NoBrowserError.
    """
    found = _on_machine() or (own_download if own_download.is_file() else None)
    if found:
        return found
    tried = [_install_package(), _download()]
    found = _on_machine() or (own_download if own_download.is_file() else None)
    if found:
        return found
    raise NoBrowserError("no Chromium or Chrome on this machine; " + "; ".join(tried))


def arguments() -> list[str]:
    """Return how to start it; root, as in many containers, cannot use Chromium's sandbox."""
    return [*ARGUMENTS, "--no-sandbox"] if _is_root() else ARGUMENTS


def _on_machine() -> Path | None:
    named = (shutil.which(name) for name in NAMES)
    here = (place for place in PLACES if place.is_file())
    return next((Path(name) for name in named if name), None) or next(here, None)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _install_package() -> str:
    """Install Debian's package where this is Debian and we may; return what came of it."""
    if not _may_install_package():
        return "Debian's package was not tried (not root on Debian)"
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "--yes", PACKAGE]):
        problem = _run(command, environment)
    return f"Debian's package: {problem}"


def _may_install_package() -> bool:
    is_debian = Path("/etc/debian_version").is_file() and shutil.which("apt-get") is not None
    return _is_root() and is_debian


def _download() -> str:
    if _on_machine():
        return "Playwright's download was not needed"
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    return f"Playwright's download: {_run(command, dict(os.environ))}"


def _run(command: list[str], environment: dict[str, str]) -> str:
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=900
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    lines = (done.stderr or done.stdout).strip().splitlines()
    return "done" if done.returncode == 0 else " ".join(lines[-2:])
