"""The commands, run as a person runs them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from reportsite.cli import main

SECONDS = 600
# what a script begins with that is told to end: on a busy machine two seconds may not be enough
UNHURRIED = f"""
from reportsite import interrupts, processes
interrupts.UNINTERRUPTED_SECONDS = interrupts._LONGEST = processes._TO_END = {SECONDS}
"""


@dataclass(frozen=True)
class Done:
    """How a command went."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.err.splitlines()


def run(*arguments: str | Path, cwd: Path | None = None, script: Path | None = None) -> Done:
    """Run `reportsite` (or a script) to its end. A stack trace fails the test, whatever it is."""
    start = [str(script)] if script else ["-m", "reportsite"]
    return finished([sys.executable, *start, *map(str, arguments)], cwd)


def call(*arguments: str | Path) -> Done:
    """Run `reportsite` in this process, which is faster. Whatever it lets pass fails the test."""
    result = CliRunner().invoke(
        main, [str(argument) for argument in arguments], prog_name="reportsite"
    )
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def mkdocs(*arguments: str | Path, cwd: Path) -> Done:
    """Run plain `mkdocs` to its end."""
    return finished([sys.executable, "-m", "mkdocs", *map(str, arguments)], cwd)


def finished(command: list[str], cwd: Path | None, **options: Any) -> Done:
    """Run a command to its end, in the language of messages that the tests know."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
        **options,
    )
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return Done(done.returncode, done.stdout, done.stderr)


def heeding_interrupts() -> None:
    """Undo, in a child, what a shell does to what it runs in the background: SIGINT is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a command."""
    return {**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", "LC_ALL": "C.UTF-8", **more}
