"""Processes that share the work of a command: none outlives it, and none hears of Ctrl-C."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from alive import DEADLINE, needs_proc, state_of, wait_for, wait_for_end
from reportsite.processes import Pool, WorkerEndedError, cores, run
from running import environment

# is killed while its processes are at work, whose ids it has told
KILLED = """
import os, signal, time
from reportsite.processes import Pool
pool = Pool(2)
print(*{pool.submit(os.getpid).result() for _ in range(2)}, flush=True)
for _ in range(2):
    pool.submit(time.sleep, 3600)
os.kill(os.getpid(), signal.SIGKILL)
"""

_kept: list[str] = []


def keep(what: str) -> None:
    _kept[:] = [what]


def kept() -> tuple[list[str], bool]:
    return _kept, os.getpgid(0) == os.getpid()


def test_each_is_prepared_once_and_in_a_group_that_no_ctrl_c_reaches() -> None:
    with Pool(1, partial(keep, "this")) as pool:
        assert pool.submit(kept).result() == (["this"], True)
        assert pool.submit(keep, "that").result() is None
        assert pool.submit(kept).result() == (["that"], True)


def fail(what: str) -> None:
    raise ValueError(what)


def test_what_a_step_raises_comes_with_its_result_and_tells_where() -> None:
    with Pool(1) as pool:
        future = pool.submit(fail, "a fault")
        with pytest.raises(ValueError, match="a fault") as raised:
            future.result()
        assert "in fail" in "".join(raised.value.__notes__)
        assert pool.submit(len, "goes on").result() == 7


def unpickled() -> object:
    return lambda: None


class OddError(Exception):
    """Has more than it is made of again."""

    def __init__(self, one: str, other: object) -> None:
        super().__init__(f"{one} failed")
        self.other = other


def fail_oddly(other: str) -> None:
    raise OddError("something", unpickled() if other == "unpickled" else other)


def test_what_cannot_be_sent_back_is_a_fault_of_its_step() -> None:
    with Pool(1) as pool:
        with pytest.raises((AttributeError, TypeError), match="pickle"):
            pool.submit(unpickled).result()
        for other in ("unpickled", "lost"):
            with pytest.raises(RuntimeError, match=r"(?s)fail_oddly.*something failed"):
                pool.submit(fail_oddly, other).result()
        assert pool.submit(len, "goes on").result() == 7


def test_what_a_step_prints_is_no_answer(capfd: pytest.CaptureFixture[str]) -> None:
    with Pool(1) as pool:
        assert pool.submit(os.system, "echo something; cat").result() == 0
    assert capfd.readouterr() == ("", "something\n")


def test_one_that_ends_fails_its_own_step_only() -> None:
    with Pool(2) as pool:
        ends = pool.submit(os._exit, 3)
        others = [pool.submit(len, "four") for _ in range(20)]
        with pytest.raises(WorkerEndedError, match="ended before its step was done"):
            ends.result()
        assert [other.result() for other in others] == [4] * 20


def test_one_that_cannot_be_prepared_says_why() -> None:
    with Pool(1, partial(fail, "no room")) as pool:
        for _ in range(2):
            with pytest.raises(ValueError, match="no room"):
                pool.submit(kept).result()


def test_steps_that_have_not_begun_can_be_taken_back(tmp_path: Path) -> None:
    with Pool(1) as pool:
        begun = pool.submit(wait_for_file, tmp_path / "go")
        waiting = [pool.submit(time.sleep, 3600) for _ in range(5)]
        while not begun.running():
            time.sleep(0.01)
        pool.shutdown(wait=False, cancel_futures=True)
        (tmp_path / "go").touch()
    assert begun.result() is None
    assert all(future.cancelled() for future in waiting)


def wait_for_file(file: Path) -> None:
    while not file.exists():
        time.sleep(0.01)


def test_stopping_does_not_wait() -> None:
    pool = Pool(1)
    process = pool.submit(os.getpid).result()
    pool.submit(time.sleep, 3600)
    pool.stop()
    wait_for_end(process)
    pool.stop()


@needs_proc
def test_they_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )
    processes = [int(process) for process in done.stdout.split()]
    assert (len(processes) > 0, done.stderr) == (True, "")
    for process in processes:
        wait_for_end(process)


@needs_proc
def test_one_that_hears_nothing_is_ended_by_force() -> None:
    pool = Pool(1)
    process = pool.submit(os.getpid).result()
    pool.submit(os.kill, process, signal.SIGSTOP)
    wait_for(lambda: state_of(process) == "T", "it has been stopped")
    pool.stop()
    wait_for_end(process)


@needs_proc
def test_a_program_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    told = tmp_path / "told"
    hangs = f"import os, pathlib, time; pathlib.Path({str(told)!r}).write_text(str(os.getpid()))"
    with pytest.raises(subprocess.TimeoutExpired):
        run([sys.executable, "-c", f"{hangs}; time.sleep(3600)"], tmp_path, 3, os.environ)
    if told.exists():
        wait_for_end(int(told.read_text()))
    done = run([sys.executable, "-c", "print(1); exit(3)"], tmp_path, DEADLINE, os.environ)
    assert (done.returncode, done.stdout, done.stderr) == (3, "1\n", "")


def test_there_is_a_core_at_least() -> None:
    assert cores() >= 1


@needs_proc
def test_one_that_has_no_room_for_a_call_is_said() -> None:
    little = partial(resource.setrlimit, resource.RLIMIT_AS, (400_000_000, 400_000_000))
    with Pool(1, little) as pool:
        with pytest.raises(WorkerEndedError):
            pool.submit(len, bytes(300_000_000)).result()
        assert pool.submit(len, b"little").result() == 6
