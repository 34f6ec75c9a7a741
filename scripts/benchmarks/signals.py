"""Commands told to end at random moments: by one signal or many, one process or all of its group.

What is expected, whatever the moment from the package's first line on: status 130 and one line
within two seconds; no trace, no process left; the site as it was or the new one, whole; every
report whole; and the next build as if nothing had been.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from benchmarks.edits import change_a_word, reports_of
from benchmarks.measuring import REPORTSITE, kill_session, measured
from benchmarks.memory import processes_of
from benchmarks.serving import free_port
from reportsite.interrupts import EXIT_STOPPED

# seconds that a command may take to end, and until it is given up
ALLOWED, GIVEN_UP = 2.0, 20.0
COMMANDS = ("build", "import", "serve", "check")
SIGNALS = (signal.SIGINT, signal.SIGTERM)
TIMES = (1, 2, 10)
# seconds within which many signals come
BURST = 0.2
# seconds in which a command begins to hear, where every tenth moment of each is
FIRST = 0.01
TRACES = ("Traceback", "Exception ignored", "Error in sys.excepthook", "resource_tracker", "Fatal")
LINE = "Stopped; "
# tells, on the pipe whose number is given, that the package's first line comes next
START = """
import os, sys
tells = int(sys.argv.pop(1))
def tell(event, arguments):
    if event == "exec" and arguments[0].co_filename.endswith("reportsite/__init__.py"):
        os.write(tells, b".")
sys.addaudithook(tell)
sys.argv[0] = "reportsite"
from reportsite import main
main()
"""


@dataclass(frozen=True)
class Trial:
    """A command, and how it is told to end: so many signals, so long after its first line."""

    command: str
    moment: float
    signals: tuple[signal.Signals, ...]
    whole_group: bool

    def __str__(self) -> str:
        names = "+".join(one.name for one in self.signals)
        heard = "its group" if self.whole_group else "it alone"
        return f"{self.command} after {self.moment:.3f} s, {names} to {heard}"


@dataclass(frozen=True)
class Ended:
    """How a command ended: in how many seconds from the first signal, and what was wrong with it.

    `was_done` says that its work was done before a signal came.
    """

    trial: Trial
    seconds: float
    was_done: bool
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Ground:
    """Where commands are tried: an archive, pages to import, and how long each command takes."""

    archive: Path
    pages: Path
    port: int
    durations: dict[str, float]

    def arguments(self, command: str) -> list[str]:
        """Return the command line behind `reportsite`."""
        root = ["--root", str(self.archive)]
        more = {"import": ["--force", str(self.pages)], "serve": ["--port", str(self.port)]}
        return [command, *root, *more.get(command, [])]


def smallest_pages(folder: Path, number: int) -> list[Path]:
    """Return the smallest pages of so many countries; each lies in the folder of its year."""
    of_country: dict[str, Path] = {}
    for page in sorted(folder.glob("*/*.html"), key=lambda page: page.stat().st_size):
        of_country.setdefault(page.stem, page)
    return [*of_country.values()][:number]


def lay_ground(pages: Sequence[Path], folder: Path) -> Ground:
    """Import pages into an archive, build it, and time each command once."""
    # what runs in the background may ignore SIGINT, and so would all that it starts
    signal.signal(signal.SIGINT, signal.default_int_handler)
    archive, raw = folder / "archive", folder / "pages"
    for page in pages:
        (raw / page.parent.name).mkdir(parents=True, exist_ok=True)
        shutil.copy(page, raw / page.parent.name)
    measured([*REPORTSITE, "new", archive], folder)
    ground = Ground(archive, raw, free_port(), {})
    for command in ("import", "build", "check"):
        if command == "build":
            measured([*REPORTSITE, *ground.arguments("build")], folder)
            _edit(archive, "first")
        taken = measured([*REPORTSITE, *ground.arguments(command)], folder)
        ground.durations[command] = taken.seconds
    ground.durations["serve"] = _seconds_until_served(ground)
    return ground


def trials(number: int, durations: dict[str, float], chance: random.Random) -> Iterator[Trial]:
    """Yield so many trials, of each command as many, at moments spread over all that it takes.

    Some come more often: those at the very beginning.
    """
    for at in range(number):
        command, turn = COMMANDS[at % len(COMMANDS)], at // len(COMMANDS)
        yield Trial(
            command=command,
            moment=chance.uniform(0, durations[command] if turn % 10 else FIRST),
            signals=tuple(chance.choices(SIGNALS, k=TIMES[turn % len(TIMES)])),
            whole_group=chance.random() < 0.5,
        )


def try_out(ground: Ground, trial: Trial, chance: random.Random) -> Ended:
    """Run a command, tell it to end, and look at what is left; then build, as if nothing were."""
    archive = ground.archive
    _edit(archive, f"word{chance.randrange(10**9)}")
    before = {name: _hash_of(archive / name) for name in ("site", "reports")}
    status, said, seconds, left = _run(ground, trial)
    was_done = status == 0 and LINE not in said and trial.command != "serve"
    site, reports = _hash_of(archive / "site"), _hash_of(archive / "reports")
    measured([*REPORTSITE, *ground.arguments("build")], archive)
    faults = [
        *_faults_of_ending(status, said, seconds, left, was_done=was_done),
        *(f"{path} is left" for path in _litter(archive / "reports")),
    ]
    if site not in (before["site"], _hash_of(archive / "site")):
        faults.append("the site is neither the old one nor the new one")
    if trial.command in ("check", "serve") and reports != before["reports"]:
        faults.append("the reports are not as they were")
    return Ended(trial, seconds, was_done, tuple(faults))


def summary_lines(endings: Sequence[Ended]) -> Iterator[str]:
    """Yield what is to be read of many trials: faults first, then each command's slowest end."""
    for ended in endings:
        yield from (f"{ended.trial}: {fault}" for fault in ended.faults)
    wrong = sum(1 for ended in endings if ended.faults)
    yield f"{len(endings)} moments, {wrong} with a fault"
    for command in COMMANDS:
        own = [ended for ended in endings if ended.trial.command == command]
        heard = [ended.seconds for ended in own if not ended.was_done]
        yield (
            f"{command:<8}{len(own):>4} moments, {len(own) - len(heard):>3} when all was done, "
            f"slowest end {max(heard, default=0.0):.2f} s"
        )


def _faults_of_ending(
    status: int, said: str, seconds: float, left: Sequence[int], *, was_done: bool
) -> Iterator[str]:
    lines = [line for line in said.splitlines() if LINE in line]
    if not was_done and (status, len(lines)) != (EXIT_STOPPED, 1):
        yield f"status {status}, {len(lines)} lines: {said!r}"
    if any(trace in said for trace in TRACES):
        yield f"a trace: {said!r}"
    if seconds > ALLOWED:
        yield f"it took {seconds:.2f} s"
    if left:
        yield f"{len(left)} processes are left"


def _run(ground: Ground, trial: Trial) -> tuple[int, str, float, list[int]]:
    """Return status, what was said, seconds from the first signal, and the processes left."""
    with _begun(ground.arguments(trial.command)) as process:
        time.sleep(trial.moment)
        started = time.monotonic()
        _tell(process, trial)
        try:
            said, _ = process.communicate(timeout=GIVEN_UP)
        except subprocess.TimeoutExpired:
            kill_session(process.pid)
            said, _ = process.communicate()
        seconds = time.monotonic() - started
        return process.returncode, said, seconds, list(processes_of(process.pid))


@contextmanager
def _begun(arguments: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    """Yield a command at its first line; at the end, nothing that it started is left."""
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", START, str(writing), *arguments],
        pass_fds=[writing],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        text=True,
    )
    try:
        os.close(writing)
        os.read(reading, 1)
        os.close(reading)
        yield process
    finally:
        kill_session(process.pid)
        process.wait()


def _tell(process: subprocess.Popen[str], trial: Trial) -> None:
    send: Callable[[int, int], None] = os.killpg if trial.whole_group else os.kill
    for number, one in enumerate(trial.signals):
        if number:
            time.sleep(BURST / len(trial.signals))
        with suppress(ProcessLookupError):
            send(process.pid, one)


def _edit(archive: Path, word: str) -> None:
    for report in reports_of(archive):
        change_a_word(report, word)


def _hash_of(folder: Path) -> str:
    """Return the hash of all files of a folder but hidden ones, with their paths."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            digest.update(f"{file.relative_to(folder)}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _litter(folder: Path) -> list[Path]:
    return [file for file in folder.rglob(".*") if file.is_file()]


def _seconds_until_served(ground: Ground) -> float:
    command = [*REPORTSITE, *ground.arguments("serve")]
    started = time.monotonic()
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            while time.monotonic() - started < GIVEN_UP:
                with suppress(OSError), urlopen(f"http://127.0.0.1:{ground.port}/", timeout=1):
                    break
                time.sleep(0.05)
        finally:
            process.send_signal(signal.SIGTERM)
    # and as long again, in which it serves
    return 1.5 * (time.monotonic() - started)
