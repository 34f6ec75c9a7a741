"""What a process of a pool does: the steps that it is sent, until there are no more.

The pool speaks to it by its standard input and output; what a step prints goes to standard error.
Whatever ends the pool ends its input, and with that the process, in the midst of a step too.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import time
import traceback
from collections.abc import Sequence
from queue import SimpleQueue
from typing import IO, Any, NamedTuple

from reportsite.interrupts import heed

# seconds until a process is ended that does not end by itself: what is to be whole is a file
PATIENCE = 0.7


class Outcome(NamedTuple):
    """What came of a step: what it returned, or else what it raised."""

    value: Any
    error: Exception | None = None


def pickled(message: object) -> bytes:
    """Return a message as bytes, to be sent."""
    return pickle.dumps(message, pickle.HIGHEST_PROTOCOL)


def send(stream: IO[bytes], message: bytes) -> None:
    """Write a message. Raises OSError where nobody reads it."""
    stream.write(pickled(message))
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Return the next message. Raises EOFError where there is none, or only its beginning."""
    try:
        message: bytes = pickle.load(stream)
    except pickle.UnpicklingError:
        raise EOFError from None
    return message


def prepare(path: Sequence[str], begin: bytes) -> None:
    """Have modules be found where the pool's process finds them; then call what is to be first."""
    sys.path[:] = path
    if first := pickle.loads(begin):
        first()


def main() -> None:
    """Do one step after the other. The process is started with its signals put off."""
    heed("")
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    steps, outcomes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    received: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=(steps, received), daemon=True).start()
    while True:
        send(outcomes, _outcome(received.get()))


def _receive(steps: IO[bytes], received: SimpleQueue[bytes]) -> None:
    """Take what is sent, in a thread of its own; where nothing more will be, end the process."""
    try:
        while True:
            received.put(receive(steps))
    except (EOFError, OSError):
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(PATIENCE)
        # the main thread has not heard it, in one long step of C
        end_group(os.getpid())


def _outcome(step: bytes) -> bytes:
    """Do a step, a pickled function with its arguments; return what came of it, pickled too."""
    try:
        function, arguments, options = pickle.loads(step)
        return pickled(Outcome(function(*arguments, **options)))
    except Exception as error:
        # it is raised again in another process, which does not know where it comes from
        error.add_note(traceback.format_exc())
        return pickled(Outcome(None, error))


def end_group(leader: int) -> None:
    """Kill a process and what it has started, such as Pagefind; it leads a group of its own."""
    if hasattr(os, "killpg"):
        try:
            os.killpg(leader, signal.SIGKILL)
        except ProcessLookupError:
            return
    else:
        os.kill(leader, signal.SIGTERM)
