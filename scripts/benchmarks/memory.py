"""The memory and the processor time of a process and all that it starts, while it runs.

The process is to be the first of a session, by which /proc tells what belongs to it. Memory is the
proportional set size: what processes share counts once. Where there is no /proc it is the resident
set size, from `ps`, of the process and its descendants.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")
KILOBYTE = 1024
# of the time between two looks, what looking may take
SHARE = 0.05
SHORTEST = 0.1
# places behind the name in /proc/…/stat, as proc(5) counts them from 3
STATE, SESSION, USER_TIME, SYSTEM_TIME = 0, 3, 11, 12
# has ended, and its parent has not asked how
ENDED = "Z"


def memory_of(leader: int) -> int:
    """Return the bytes that a session's processes hold together; `leader` is the first's id."""
    if not PROC.is_dir():
        return _resident_of_descendants(leader)
    return sum(_proportional(PROC / str(process)) for process in processes_of(leader))


def processor_time_of(leader: int) -> float | None:
    """Return the seconds that a session's running processes have computed; None if unknown."""
    if not PROC.is_dir():
        return None
    found = (_status(PROC / str(process)) for process in processes_of(leader))
    ticks = sum(int(fields[USER_TIME]) + int(fields[SYSTEM_TIME]) for fields in found)
    return ticks / os.sysconf("SC_CLK_TCK")


def processes_of(leader: int) -> Iterator[int]:
    """Yield the ids of a session's running processes; without /proc, that of the first."""
    if not PROC.is_dir():
        yield leader
        return
    for process in PROC.iterdir():
        if process.name.isdigit():
            fields = _status(process)
            if fields[SESSION] == str(leader) and fields[STATE] != ENDED:
                yield int(process.name)


def _status(process: Path) -> list[str]:
    """Return the fields of /proc/…/stat behind the name, zeros for a process that has ended."""
    try:
        line = (process / "stat").read_text(errors="replace")
    except OSError:
        return ["0"] * 50
    return line.rpartition(")")[2].split()


def _proportional(process: Path) -> int:
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * KILOBYTE for line in lines if line.startswith("Pss:"))


def _resident_of_descendants(leader: int) -> int:
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,rss="], capture_output=True, text=True, check=True
    )
    rows = [[int(part) for part in line.split()] for line in listed.stdout.splitlines()]
    return resident_of_tree(leader, rows)


def resident_of_tree(leader: int, rows: list[list[int]]) -> int:
    """Return the bytes of a process and its descendants; rows are id, parent's id, kilobytes."""
    family = {leader}
    before = 0
    while len(family) > before:
        before = len(family)
        family |= {process for process, parent, _ in rows if parent in family}
    return sum(size * KILOBYTE for process, _, size in rows if process in family)


class Peak:
    """Looks again and again, in a thread of its own, and keeps the most that it saw.

    `with Peak(leader) as peak: …`, then `peak.bytes`.
    """

    def __init__(self, leader: int) -> None:
        self.bytes = 0
        self._leader = leader
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        pause = 0.0
        while not self._ended.wait(pause):
            started = time.monotonic()
            self.bytes = max(self.bytes, memory_of(self._leader))
            pause = max(SHORTEST, (time.monotonic() - started) / SHARE)
