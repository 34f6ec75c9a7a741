"""Builds in processes of their own to which something happens at a chosen step.

A step is a change of the archive's folder: a file opened for writing, linked, renamed, removed, a
folder made or removed, two folders exchanged. They are counted from 0.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportsite import interrupts
from reportsite.interrupts import STOPPED, handle_signals
from running import call

SECONDS = 600
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
# those that take up room on a disk, and others
TAKING = frozenset({"open", "os.link", "os.mkdir"})
OTHER = frozenset({"os.rename", "os.remove", "os.rmdir"})
EXCHANGE = "ctypes.dlsym"

Happening = Callable[[str, str], None]


@dataclass(frozen=True)
class Ended:
    """How a build went: None where it was killed. `steps` are those that it took."""

    status: int | None
    err: str
    steps: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        return self.err.splitlines()


def killed(event: str, path: str) -> None:
    """End at once, as by `kill -9` or a power cut."""
    os.kill(os.getpid(), signal.SIGKILL)


def interrupted(event: str, path: str) -> None:
    """Hear of Ctrl-C."""
    signal.raise_signal(signal.SIGINT)


def full(event: str, path: str) -> None:
    """Find no room on the disk."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)


def nothing(event: str, path: str) -> None:
    """Go on."""


class _Counter:
    """Hears of every step, and has something happen at one, or at many from there on."""

    def __init__(self, root: Path, at: int, happening: Happening, *, ever_after: bool) -> None:
        self.root = str(root)
        self.at = at
        self.happening = happening
        self.ever_after = ever_after
        self.steps: list[str] = []
        self.listens = True

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.listens and (path := self._path(event, arguments)):
            taken = len(self.steps)
            self.steps.append(f"{event} {path}")
            if self._is_time(event, taken):
                self.happening(event, path)

    def _is_time(self, event: str, taken: int) -> bool:
        return taken >= self.at and event in TAKING if self.ever_after else taken == self.at

    def _path(self, event: str, arguments: tuple[Any, ...]) -> str | None:
        """Return the path of a step, None where this is none."""
        if event == EXCHANGE:
            return "exchange" if arguments[1] == "renameat2" else None
        if event not in TAKING | OTHER or (event == "open" and not arguments[2] & WRITING):
            return None
        if isinstance(arguments[0], int):
            return None
        path = os.fsdecode(arguments[0])
        # what is removed as a tree is named from its folder
        return path if path.startswith(self.root) or path[:1] != os.sep else None


def build_to(
    root: Path,
    happening: Happening = nothing,
    at: int = 0,
    *,
    ever_after: bool = False,
) -> Ended:
    """Build in a process of its own, and have something happen at a step.

    With `ever_after` it happens at each that takes up room, from that step on.
    """
    told = root.parent / "ended.json"
    told.unlink(missing_ok=True)
    with tempfile.TemporaryFile() as said:
        process = os.fork()
        if not process:
            _child(_Counter(root, at, happening, ever_after=ever_after), root, told, said.fileno())
        _, status = os.waitpid(process, 0)
        if os.WIFSIGNALED(status):
            return Ended(None, "", ())
        if not told.exists():
            said.seek(0)
            return Ended(os.waitstatus_to_exitcode(status), said.read().decode(), ())
    found = json.loads(told.read_text(encoding="utf-8"))
    return Ended(found["status"], found["err"], tuple(found["steps"]))


def _child(counter: _Counter, root: Path, told: Path, said: int) -> None:
    try:
        signal.alarm(SECONDS)
        os.dup2(said, 2)
        # as it is not where the tests run in the background of a shell
        signal.signal(signal.SIGINT, signal.default_int_handler)
        # on a busy machine two seconds may not be enough
        interrupts.UNINTERRUPTED_SECONDS = interrupts._LONGEST = SECONDS
        handle_signals(STOPPED)
        sys.addaudithook(counter)
        try:
            done = call("build", "--root", root)
            status, err = done.status, done.err
        except BaseException:
            status, err = -1, traceback.format_exc()
        counter.listens = False
        found = {"status": status, "err": err, "steps": counter.steps}
        told.write_text(json.dumps(found), encoding="utf-8")
    finally:
        os._exit(0)
