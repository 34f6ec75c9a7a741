"""Where the steps of a build run: in this process, or in others on all cores."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any, TypeVar

from reportsite.site.replacing import BuildFailedError

T = TypeVar("T")

# gives an executor for so many steps
Workers = Callable[[int], AbstractContextManager[Executor]]

# below this, starting other processes takes longer than the work
FEW_STEPS = 3

ENDED = (
    "A process of the build was ended by the system, as happens where memory runs out; "
    "the site is as it was."
)


class InThisProcess(Executor):
    """An executor that does each step at once."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Do the step; what it raises comes with its result."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Pool(ProcessPoolExecutor):
    """A process a core, which Ctrl-C and the end of this one end too."""

    def __init__(self) -> None:
        super().__init__(
            os.cpu_count(), mp_context=multiprocessing.get_context("spawn"), initializer=_prepare
        )

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Have a process do the step. One that is started for it never hears of Ctrl-C."""
        with _deaf_to_ctrl_c():
            return super().submit(fn, *args, **kwargs)

    def stop(self) -> None:
        """End the processes without waiting for what they do."""
        processes = list((self._processes or {}).items())
        self.shutdown(wait=False, cancel_futures=True)
        for pid, process in processes:
            _end_group(pid)
            # it may have no group of its own yet
            process.kill()
            process.join()


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Put off Ctrl-C; a process that is started meanwhile puts it off for good."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def on_this_machine(steps: int) -> Iterator[Executor]:
    """Give an executor for so many steps. A process that is killed raises BuildFailedError."""
    if steps < FEW_STEPS:
        yield InThisProcess()
        return
    pool = Pool()
    try:
        yield pool
    except BrokenProcessPool:
        pool.stop()
        raise BuildFailedError(ENDED) from None
    except BaseException:
        pool.stop()
        raise
    pool.shutdown()


def _prepare() -> None:
    """End when the process that waits for the results has ended, with what this one has started.

    What is started, Pagefind, belongs to the same group.
    """
    os.setpgrp()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        _end_group(os.getpid())


def _end_group(leader: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)
