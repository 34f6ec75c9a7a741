"""Where and with what a measurement was made."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from reportsite.processes import cores

PACKAGES = ("mkdocs", "mkdocs-material", "markdown", "pagefind")
GIGABYTE = 1024**3


def machine() -> dict[str, object]:
    """Return the facts on which figures depend: date, cores, memory, system, versions."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": cores(),
        "memory_gb": round(_memory() / GIGABYTE, 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        **{name: _version(name) for name in PACKAGES},
    }


def _memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return 0


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
