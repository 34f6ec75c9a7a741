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

from alive import DEADLINE, needs_proc, wait_for_end
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


def test_what_cannot_be_sent_back_is_a_fault_of_its_step() -> None:
    with Pool(1) as pool:
        with pytest.raises((AttributeError, TypeError), match="pickle"):
            pool.submit(unpickled).result()
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
    with Pool(1, partial(fail, "no room")) as pool, pytest.raises(ValueError, match="no room"):
        pool.submit(kept).result()


def test_steps_that_have_not_begun_can_be_taken_back() -> None:
    with Pool(1) as pool:
        pool.submit(time.sleep, 0.2)
        waiting = [pool.submit(time.sleep, 3600) for _ in range(5)]
        pool.shutdown(cancel_futures=True)
    assert all(future.cancelled() for future in waiting)


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
def test_one_at_a_long_step_that_hears_nothing_ends_with_its_pool() -> None:
    pool = Pool(1)
    process = pool.submit(os.getpid).result()
    pool.submit(signal.pthread_sigmask, signal.SIG_BLOCK, {signal.SIGTERM}).result()
    pool.submit(time.sleep, 3600)
    pool.stop()
    wait_for_end(process)


@needs_proc
def test_a_program_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    program = [sys.executable, "-c", "import os, time; print(os.getpid()); time.sleep(3600)"]
    with pytest.raises(subprocess.TimeoutExpired):
        run(program, tmp_path, 0.1, os.environ)
    done = run([sys.executable, "-c", "print(1); exit(3)"], tmp_path, DEADLINE, os.environ)
    assert (done.returncode, done.stdout, done.stderr) == (3, "1\n", "")


def test_there_is_a_core_at_least() -> None:
    assert cores() >= 1
