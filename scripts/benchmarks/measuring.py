"""A command, run to its end, and what that took."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.memory import Peak, processes_of
from reportsite.site.timings import VARIABLE

REPORTSITE = (sys.executable, "-m", "reportsite")


class CommandFailedError(Exception):
    """A command that was to be measured ended with another status than expected."""


@dataclass(frozen=True)
class Measured:
    """What a command took.

    `seconds` by the clock, `cpu` seconds of all processes together (None where the system does not
    tell), `peak` bytes of all processes together, `stages` seconds by name where the command tells.
    """

    seconds: float
    cpu: float | None
    peak: int
    output: str = ""
    stages: dict[str, float] = field(default_factory=dict)


def measured(
    command: Sequence[str | Path], folder: Path, statuses: Sequence[int] = (0,)
) -> Measured:
    """Run a command in `folder` and measure it. Raises CommandFailedError, with its last lines."""
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        timings, said = Path(scratch, "timings.json"), Path(scratch, "output")
        with said.open("wb") as output:
            seconds, status, cpu, peak = _run(command, folder, timings, output.fileno())
        text = said.read_text(encoding="utf-8", errors="replace")
        if status not in statuses:
            last = "\n".join(text.splitlines()[-12:])
            raise CommandFailedError(f"{' '.join(map(str, command))}: status {status}\n{last}")
        return Measured(seconds, cpu, peak, text, _stages(timings))


def _run(
    command: Sequence[str | Path], folder: Path, timings: Path, output: int
) -> tuple[float, int, float | None, int]:
    started = time.monotonic()
    process = started_apart(command, folder, output, {VARIABLE: str(timings)})
    try:
        with Peak(process.pid) as peak:
            status, cpu = _wait(process)
            seconds = time.monotonic() - started
    except BaseException:
        stop(process)
        raise
    return seconds, status, cpu, peak.bytes


def started_apart(
    command: Sequence[str | Path], folder: Path, output: int, more: dict[str, str]
) -> subprocess.Popen[bytes]:
    """Start a command as the first process of a session of its own."""
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1", **more}
    return subprocess.Popen(
        list(map(str, command)),
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def _wait(process: subprocess.Popen[bytes]) -> tuple[int, float | None]:
    if not hasattr(os, "wait4"):
        return process.wait(), None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_utime + usage.ru_stime


def stop(process: subprocess.Popen[bytes], patience: float = 20) -> None:
    """End a process as Ctrl-C does; after `patience` seconds, its whole session by force."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=patience)
    except subprocess.TimeoutExpired:
        kill_session(process.pid)
        process.wait()


def kill_session(leader: int) -> None:
    """End all processes of a session by force; all but the first, `leader`, are gone then."""
    for one in list(processes_of(leader)):
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)
    # what was killed is gone soon, but not at once
    while {*processes_of(leader)} - {leader}:
        time.sleep(0.01)


def _stages(file: Path) -> dict[str, float]:
    if not file.is_file():
        return {}
    stages: dict[str, float] = json.loads(file.read_text(encoding="utf-8"))["stages"]
    return stages
