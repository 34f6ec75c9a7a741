"""Processes that share the work of a command: none outlives it, and none hears of Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from reportsite.processes import Pool, cores
from running import environment

DEADLINE = 20.0
STATUS = Path("/proc/self/stat")
# is killed while its processes are at work, whose ids it has told
KILLED = """
import os, signal, time
from reportsite.processes import Pool
if __name__ == "__main__":
    pool = Pool(2, method={method!r})
    for _ in range(2):
        pool.submit(time.sleep, 3600)
    print(*pool._processes, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""

_kept: list[str] = []


def keep(what: str) -> None:
    _kept[:] = [what]


def kept() -> tuple[list[str], bool, bool]:
    leads = os.getpgid(0) == os.getpid()
    return _kept, leads, signal.getsignal(signal.SIGINT) is signal.SIG_IGN


@pytest.mark.parametrize("method", [None, "spawn"])
def test_each_is_prepared_once_and_deaf_to_ctrl_c(method: str | None) -> None:
    with Pool(1, partial(keep, "this"), method) as pool:
        assert pool.submit(kept).result() == (["this"], True, True)


def test_stopping_does_not_wait() -> None:
    pool = Pool(1)
    pool.submit(time.sleep, 3600)
    started = time.monotonic()
    pool.stop()
    assert time.monotonic() - started < DEADLINE
    pool.stop()


def is_running(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(not STATUS.is_file(), reason="this system does not list processes in /proc")
@pytest.mark.parametrize("method", [None, "spawn"])
def test_they_end_with_the_process_that_started_them(method: str | None, tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(KILLED.format(method=method), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )
    processes = [int(process) for process in done.stdout.split()]
    assert processes
    deadline = time.monotonic() + DEADLINE
    while any(map(is_running, processes)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_there_is_a_core_at_least() -> None:
    assert cores() >= 1
