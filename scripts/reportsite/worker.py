"""What a process of a pool does: the calls that it is sent, until there are no more.

The pool speaks to it by its standard input and output; what a call prints goes to standard error.
Whatever ends the pool ends its input, and with that the process, in the midst of a call too.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
import traceback
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, Any, NamedTuple

from reportsite.interrupts import handle_signals


class Outcome(NamedTuple):
    """What came of a call: what it returned, or else what it raised."""

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


def main() -> None:
    """Answer one call after the other. The process is started with its signals put off."""
    handle_signals("")
    calls, outcomes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    received: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=(calls, received), daemon=True).start()
    while True:
        send(outcomes, _outcome(received.get()))


def _receive(calls: IO[bytes], received: SimpleQueue[bytes]) -> None:
    """Take what is sent, in a thread of its own; where nothing more will be, end the process."""
    try:
        while True:
            received.put(receive(calls))
    except (EOFError, OSError):
        os.kill(os.getpid(), signal.SIGTERM)
    except MemoryError:
        # nobody has told it to end, and the pool says so
        os._exit(1)


def _outcome(call: bytes) -> bytes:
    """Do a call, a pickled function with its arguments; return what came of it, pickled too."""
    try:
        function, arguments, options = pickle.loads(call)
        return pickled(Outcome(function(*arguments, **options)))
    except Exception as error:
        # it is raised again in another process, which does not know where it comes from
        error.add_note(traceback.format_exc())
        return _failed(error)


def _failed(error: Exception) -> bytes:
    """Return an error as an outcome: as text, where it would not come whole from a process."""
    try:
        outcome = pickled(Outcome(None, error))
        pickle.loads(outcome)
    except Exception:
        text = "".join(traceback.format_exception(error))
        return pickled(Outcome(None, RuntimeError(text)))
    return outcome


def end_group(leader: int) -> None:
    """Kill a process and what it has started, such as Pagefind; it leads a group of its own."""
    with suppress(OSError):  # none of them is left
        if hasattr(os, "killpg"):
            os.killpg(leader, signal.SIGKILL)
        else:
            os.kill(leader, signal.SIGTERM)
