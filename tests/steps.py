"""How much work is done, told without a clock: a count is the same however busy the machine is."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

# times the steps that twice as much work may take: more, if a twentieth of it grew as a square
TWICE = 2.1
# a guard and no measure: seconds of the processor's time that this process alone has had
LIMIT = 60


def steps_of(work: Callable[..., object], *arguments: Any) -> int:
    """Return how many steps some work takes: lines that are run, and calls, those of C too.

    What a call of C does by itself, as in a pattern, is no step: see `must_end`. It is done twice,
    and counted when caches have what they will have.
    """
    steps = 0

    def run(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal steps
        steps += 1
        return run

    def called(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal steps
        steps += event == "c_call"

    with must_end(repr(work)):
        work(*arguments)
        with _traced(run, called):
            work(*arguments)
    return steps


@contextmanager
def _traced(run: Callable[..., Any], called: Callable[..., Any]) -> Iterator[None]:
    """Call these, and nothing that others have do so, nor the collector of what is unused."""
    before = sys.gettrace(), sys.getprofile()
    gc.disable()
    sys.settrace(run)
    sys.setprofile(called)
    try:
        yield
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
        gc.enable()


@contextmanager
def must_end(what: str) -> Iterator[None]:
    """Fail where something hangs, as a pattern does that starts anew at each of many signs.

    C may heed no signal: then the system ends the process, and pytest-xdist names the test.
    """

    def fail(number: int, frame: FrameType | None) -> None:
        pytest.fail(f"it goes on and on: {what}")

    before = signal.signal(signal.SIGVTALRM, fail)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    signal.setitimer(signal.ITIMER_PROF, 2 * LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGVTALRM, before)
