"""Processes that share the work of one command, one for each core.

Ctrl-C is for the command to answer, so that they never hear of it; and when its process has ended,
however that came about, so have they.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

T = TypeVar("T")


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool(ProcessPoolExecutor):
    """So many processes, in each of which `begin` is called once, if it is given.

    `method` is the way they are started, one of multiprocessing's; None is the system's own.
    """

    def __init__(
        self, number: int, begin: Callable[[], None] | None = None, method: str | None = None
    ) -> None:
        context = multiprocessing.get_context(method)
        super().__init__(number, context, initializer=_begin, initargs=(begin,))

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
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(begin: Callable[[], None] | None) -> None:
    """Make a new process end with the one that waits for its results.

    What it starts, such as Pagefind, belongs to the same group and ends with it.
    """
    # where its signals are a copy of the command's, the command's answers are copied too
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(os, "setpgrp"):
        os.setpgrp()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if begin is not None:
        begin()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        _end_group(os.getpid())
        os._exit(1)


def _end_group(leader: int) -> None:
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(leader, signal.SIGKILL)
