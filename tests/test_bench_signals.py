"""The benchmark of signals: its moments, what it tells, and one moment of each command."""

from __future__ import annotations

import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from alive import needs_proc
from benchmarks import cli, signals
from benchmarks.memory import processes_of
from benchmarks.signals import (
    FIRST,
    Ended,
    Ground,
    Trial,
    lay_ground,
    smallest_pages,
    summary_lines,
    trials,
    try_out,
)
from pages import state_address, state_page
from running import SECONDS, UNHURRIED

DURATIONS = {"build": 4.0, "import": 3.0, "serve": 6.0, "check": 1.0}
ONCE = Trial("build", 0.5, (signal.SIGINT,), whole_group=False)


def test_moments_are_spread_over_every_command_and_number_of_signals() -> None:
    found = list(trials(24, DURATIONS, Random(1)))
    assert Counter(trial.command for trial in found) == dict.fromkeys(DURATIONS, 6)
    assert Counter(len(trial.signals) for trial in found) == {1: 8, 2: 8, 10: 8}
    assert all(0 <= trial.moment <= DURATIONS[trial.command] for trial in found)
    assert {trial.whole_group for trial in found} == {True, False}
    begun = [trial for trial in trials(400, DURATIONS, Random(1)) if trial.moment < FIRST]
    assert all(count >= 10 for count in Counter(trial.command for trial in begun).values())
    assert len({trial.command for trial in begun}) == len(DURATIONS)
    assert found == list(trials(24, DURATIONS, Random(1)))


def test_faults_are_told_before_the_slowest_ends() -> None:
    twice = Trial("check", 0.25, (signal.SIGTERM, signal.SIGINT), whole_group=True)
    found = summary_lines(
        [Ended(ONCE, 0.4, False, ()), Ended(twice, 9.0, True, ("2 processes are left",))]
    )
    assert list(found) == [
        "check after 0.250 s, SIGTERM+SIGINT to its group: 2 processes are left",
        "2 moments, 1 with a fault",
        "build      1 moments,   0 when all was done, slowest end 0.40 s",
        "import     0 moments,   0 when all was done, slowest end 0.00 s",
        "serve      0 moments,   0 when all was done, slowest end 0.00 s",
        "check      1 moments,   1 when all was done, slowest end 0.00 s",
    ]


def test_ctrl_c_tells_what_was_found_so_far(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = iter([Ended(ONCE, 0.4, False, ())])

    def stopped_later(*_: object) -> Ended:
        if ended := next(tried, None):
            return ended
        raise KeyboardInterrupt

    ground = Ground(tmp_path, tmp_path, 0, DURATIONS)
    monkeypatch.setattr(cli, "lay_ground", lambda *_: ground)
    monkeypatch.setattr(cli, "try_out", stopped_later)
    run = CliRunner().invoke(cli.main, ["signals", "--pages", str(tmp_path), "--moments", "9"])
    assert run.exit_code == 130
    assert run.stdout.startswith("1 moments, 0 with a fault\nbuild      1 moments,")


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """The pages of two countries, of which the larger is left out."""
    folder = tmp_path_factory.mktemp("signals")
    (folder / "raw/2019").mkdir(parents=True)
    for slug, more in (("chad", ""), ("peru", "<p>More.</p>")):
        heading = f"2019 Country Reports on Human Rights Practices: {slug.title()}"
        page = state_page(heading, state_address(2019, slug), body=more)
        (folder / f"raw/2019/{slug}.html").write_text(page, encoding="utf-8")
    pages = smallest_pages(folder / "raw", 1)
    assert [page.name for page in pages] == ["chad.html"]
    # as in a shell's background
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    yield lay_ground(pages, folder)
    signal.signal(signal.SIGINT, before)


def test_sigint_is_heard_by_what_is_tried_in_the_background_too(ground: Ground) -> None:
    assert ground.durations["serve"] > 0
    assert signal.getsignal(signal.SIGINT) == signal.default_int_handler


# tells where signals are heard, and waits there: on no machine is it too early or too late
HEARD = f"""{UNHURRIED}
import os, signal, sys
from reportsite import main
tells, handle_signals = int(sys.argv.pop(1)), interrupts.handle_signals
def heeding(said):
    handle_signals(said)
    os.write(tells, b".")
    signal.pause()
interrupts.handle_signals = heeding
main()
"""


@pytest.mark.parametrize("command", signals.COMMANDS)
def test_a_moment(command: str, ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ground.durations[command] > 0
    monkeypatch.setattr(signals, "START", HEARD)
    monkeypatch.setattr(signals, "GIVEN_UP", SECONDS)
    trial = Trial(command, 0.0, (signal.SIGTERM, signal.SIGINT), whole_group=True)
    ended = try_out(ground, trial, Random(1))
    assert (ended.was_done, [fault for fault in ended.faults if "took" not in fault]) == (False, [])


# a command that starts a process in a group of its own, as a pool does
WITH_A_CHILD = """
import os, subprocess, sys
child = [sys.executable, "-c", "import time; time.sleep(600)"]
subprocess.Popen(child, process_group=0)
os.write(int(sys.argv[1]), b".")
import time; time.sleep(600)
"""


@needs_proc
def test_a_benchmark_that_is_stopped_leaves_no_process(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[list[int]] = []

    def stopped(process: subprocess.Popen[str], trial: Trial) -> None:
        found.append([process.pid, *processes_of(process.pid)])
        raise KeyboardInterrupt

    monkeypatch.setattr(signals, "START", WITH_A_CHILD)
    monkeypatch.setattr(signals, "_tell", stopped)
    with pytest.raises(KeyboardInterrupt):
        try_out(ground, Trial("check", 0.0, (signal.SIGINT,), whole_group=False), Random(1))
    ((leader, *begun),) = found
    assert len(begun) == 2
    assert list(processes_of(leader)) == []


def test_what_is_wrong_is_seen(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signals, "START", "import os, sys; os.write(int(sys.argv[1]), b'.'); 1 / 0")
    ended = try_out(ground, ONCE, Random(1))
    assert ended.was_done is False
    assert any(fault.startswith("a trace: ") for fault in ended.faults)
