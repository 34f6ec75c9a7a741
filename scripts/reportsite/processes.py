"""Processes that share the work of one command, one for each core, and the programs that it runs.

A signal is for the command to answer: its processes are out of its group, and when it ends, however
that comes about, so do they. The pool of `concurrent.futures` would do the same work; but its
threads, semaphores and trackers each answer a signal, or the end of the command, in their own way:
by a trace, by a warning, or not at all. These processes have pipes, and end when a pipe does.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple, TypeVar

from reportsite.interrupts import EXIT_STOPPED, Uninterrupted, on_stop
from reportsite.worker import Outcome, end_group, pickled, receive, send

T = TypeVar("T")

# modules are found where this process finds them, this package among them
_WORKER = "import sys; sys.path[:] = {!r}; from reportsite.worker import main; main()"
_OWN_GROUP: dict[str, Any] = {"process_group": 0} if hasattr(os, "killpg") else {}
# seconds until a process is ended by force that has been told to end: all of it takes two at most
_TO_END = 0.7
_BETWEEN_LOOKS = 0.005


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class WorkerEndedError(Exception):
    """A process has ended before its step was done, as happens where memory runs out."""


class _Step(NamedTuple):
    """A call, pickled, and what is to become of it."""

    future: Future[Any]
    call: bytes


class Pool(Executor):
    """So many processes, in each of which `begin` is called first, if it is given.

    One that ends raises WorkerEndedError for the step that it was at; another takes its place.
    """

    def __init__(self, number: int, begin: Callable[[], None] | None = None) -> None:
        self._steps: SimpleQueue[_Step | None] = SimpleQueue()
        first = pickled((begin, (), {})) if begin else None
        self._workers = [_Worker(first) for _ in range(number)]
        # none of them keeps the command from ending
        self._threads = [
            threading.Thread(target=self._have_done, args=(worker,), daemon=True)
            for worker in self._workers
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Have a process do the step; what it raises comes with its result."""
        future: Future[T] = Future()
        self._steps.put(_Step(future, pickled((fn, args, kwargs))))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the processes end once their steps are done, those that nobody has begun too."""
        if cancel_futures:
            self._cancel()
        for _ in self._threads:
            self._steps.put(None)
        for thread in self._threads if wait else ():
            thread.join()

    def stop(self) -> None:
        """End the processes without waiting for what they do."""
        self.shutdown(wait=False, cancel_futures=True)
        _end(self._workers)

    def _cancel(self) -> None:
        with suppress(Empty):
            while True:
                if step := self._steps.get_nowait():
                    step.future.cancel()

    def _have_done(self, worker: _Worker) -> None:
        """Have a process do steps until there are no more; run in a thread for each."""
        if hasattr(signal, "pthread_sigmask"):
            # what this thread starts hears of no signal before it can answer
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        while step := self._steps.get():
            if step.future.set_running_or_notify_cancel():
                try:
                    step.future.set_result(worker.ask(step.call))
                except Exception as error:
                    step.future.set_exception(error)
        worker.dismiss()


class _Worker:
    """A process that does steps. It is started for the first of them, and anew after its end."""

    def __init__(self, first: bytes | None) -> None:
        self._first = first
        self._process: subprocess.Popen[bytes] | None = None
        self._is_to_end = False

    def ask(self, call: bytes) -> Any:
        """Return what a call returns, or raise what it raises; WorkerEndedError is the pool's."""
        process = self._process or self._start()
        return self._answer(process, call)

    def _start(self) -> subprocess.Popen[bytes]:
        command, pipe = [sys.executable, "-c", _WORKER.format(sys.path)], subprocess.PIPE
        with Uninterrupted():
            process = subprocess.Popen(command, stdin=pipe, stdout=pipe, **_OWN_GROUP)
            self._process = process
            _workers.add(self)
        if self._is_to_end:  # since it was told when there was none
            process.kill()
        if self._first:
            self._prepare(process, self._first)
        return process

    def _prepare(self, process: subprocess.Popen[bytes], first: bytes) -> None:
        try:
            self._answer(process, first)
        except Exception:
            # no other call is to find it as it is
            self.dismiss()
            raise

    def _answer(self, process: subprocess.Popen[bytes], call: bytes) -> Any:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            send(process.stdin, call)
            answer = receive(process.stdout)
        except (EOFError, OSError):
            self._clear_away(process)
            raise WorkerEndedError("a process ended before its step was done") from None
        outcome: Outcome = pickle.loads(answer)
        if outcome.error is not None:
            raise outcome.error
        return outcome.value

    def _clear_away(self, process: subprocess.Popen[bytes]) -> None:
        """Forget a process that has ended. Where somebody told it to, the command is told too."""
        end_group(process.pid)
        self._forget(process)
        if process.wait() == EXIT_STOPPED and not self._is_to_end:
            os.kill(os.getpid(), signal.SIGTERM)

    def dismiss(self) -> None:
        """Let the process end, which has nothing more to do."""
        if process := self._process:
            self._forget(process)
            process.wait()

    def _forget(self, process: subprocess.Popen[bytes]) -> None:
        self._process = None
        _workers.discard(self)
        for pipe in filter(None, (process.stdin, process.stdout)):
            with suppress(OSError):  # of what it has not read
                pipe.close()

    def tell_to_end(self) -> None:
        """Have the process end as soon as what is to be whole is whole; no other is to do work."""
        self._is_to_end = True
        if process := self._process:
            process.terminate()

    def is_running(self) -> bool:
        """Whether the process has not ended yet."""
        process = self._process
        return process is not None and process.poll() is None

    def kill(self) -> None:
        """End the process, and what it has started."""
        if process := self._process:
            end_group(process.pid)


_workers: set[_Worker] = set()
_programs: set[subprocess.Popen[str]] = set()


def run(
    command: Sequence[str], folder: Path, timeout: float, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a program in `folder` and return how it went; however this ends, the program has ended.

    Raises OSError where it cannot be run, subprocess.TimeoutExpired after `timeout` seconds.
    """
    with Uninterrupted():
        program = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            cwd=folder,
            env=environment,
        )
        _programs.add(program)
    with program:
        try:
            out, err = program.communicate(timeout=timeout)
        finally:
            program.kill()
            program.wait()
            _programs.discard(program)
    return subprocess.CompletedProcess(command, program.returncode, out, err)


def _end(workers: Iterable[_Worker]) -> None:
    """End processes: those that are not at an end after _TO_END seconds, by force."""
    ending = list(workers)
    for worker in ending:
        worker.tell_to_end()
    deadline = time.monotonic() + _TO_END
    while any(worker.is_running() for worker in ending) and time.monotonic() < deadline:
        time.sleep(_BETWEEN_LOOKS)
    for worker in ending:
        worker.kill()


def _end_all() -> None:
    for program in list(_programs):
        program.kill()
    _end(list(_workers))


on_stop(_end_all)
