"""Which processes are alive, and waiting for what comes of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

# seconds until a test is given up; a busy machine takes many
DEADLINE = 300.0
PROCESSES = Path("/proc")

needs_proc = pytest.mark.skipif(
    not (PROCESSES / "self/stat").is_file(), reason="this system does not list processes in /proc"
)


def descendants(process: int) -> set[int]:
    """Return the processes that one has started, and those that these have started."""
    parents = dict(filter(None, map(_process_and_parent, PROCESSES.glob("[0-9]*"))))
    found = {process}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {process}


def _process_and_parent(folder: Path) -> tuple[int, int] | None:
    try:
        state, parent = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[:2]
    except (OSError, ValueError):
        return None
    return (int(folder.name), int(parent)) if state != "Z" else None


def is_alive(process: int) -> bool:
    return _process_and_parent(PROCESSES / str(process)) is not None


def state_of(process: int) -> str:
    """Return the letter by which the system calls a process's state: "T" is stopped."""
    stat = (PROCESSES / str(process) / "stat").read_text(encoding="utf-8")
    return stat.rpartition(")")[2].split()[0]


def command_of(process: int) -> str:
    """Return the command line of a process, "" where it has ended."""
    try:
        return (PROCESSES / str(process) / "cmdline").read_text(encoding="utf-8")
    except OSError:
        return ""


def wait_for(holds: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + DEADLINE
    while not holds():
        assert time.monotonic() < deadline, f"not within {DEADLINE} s: {what}"
        time.sleep(0.01)


def wait_for_end(process: int) -> None:
    wait_for(lambda: not is_alive(process), f"process {process} has ended")
