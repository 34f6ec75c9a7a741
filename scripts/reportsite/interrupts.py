"""How a command ends that is told to: by Ctrl-C (SIGINT) or SIGTERM, at any moment, once or often.

A thread of its own waits for a signal, and ends the process. Python's own answer, an exception in
the main thread, shows a trace where it comes while a module loads, is lost in a callback, and
leaves what it unwinds to the next signal; and no handler is run before the main thread takes its
next step, which may be never. A process that ends like this leaves what one leaves that is killed,
which every build can begin from; only what stands in `with Uninterrupted():` is done to its end.

This module is loaded before all others, and loads next to nothing.
"""

from __future__ import annotations

# what `signal` is made of, which takes fifty times as long to load: so long no signal is heard
import _signal  # type: ignore[import-not-found]
import _thread
import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType, TracebackType

STOPPED = "Stopped; the site is as it was."
SITE_BUILT = "Stopped; the new site is in its place."
IMPORT_STOPPED = "Stopped; the reports imported so far are whole."
NOTHING_WRITTEN = "Stopped; nothing was written."
ARCHIVE_MADE = "Stopped; the archive is made."
# as shells count a command that SIGINT has ended
EXIT_STOPPED = 130

_HANDLED = (_signal.SIGINT, _signal.SIGTERM)
# seconds until a process has ended, whatever hangs; and how many of them there are for what is not
# to be interrupted, which replaces a file. The rest is for what ends the processes of a pool.
_LONGEST = 1.9
UNINTERRUPTED_SECONDS = 1.0

_stop_message = ""
_stop_actions: list[Callable[[], None]] = []
# held while something is done that is not to be interrupted; by what ends the process, for good
_gate = _thread.RLock()
# who waits for it does nothing more
_never = _thread.allocate_lock()
_never.acquire()
_main_thread = 0
# how often the main thread has begun, and not ended, what is not to be interrupted; no other
# thread writes it
_depth = 0
_is_told = False


def handle_signals(message: str) -> None:
    """From now on, SIGINT and SIGTERM end this process, with status 130 and the line `message`.

    Nothing is written where it is empty. Whoever starts a command in the background may have it
    ignore SIGINT, and it goes on doing so. Called in the main thread; what was put off is heard.
    """
    global _main_thread
    _main_thread = _thread.get_ident()
    set_stop_message(message)
    heard, hears = os.pipe()
    if hasattr(os, "set_blocking"):
        os.set_blocking(hears, False)
    _thread.start_new_thread(_wait, (heard,))
    _signal.set_wakeup_fd(hears, warn_on_full_buffer=False)
    for number in _HANDLED:
        if number == _signal.SIGTERM or _signal.getsignal(number) != _signal.SIG_IGN:
            _signal.signal(number, _stand_still)
    if hasattr(_signal, "pthread_sigmask"):
        _signal.pthread_sigmask(_signal.SIG_UNBLOCK, _HANDLED)


def set_stop_message(message: str) -> None:
    """Have another line be written, should this process be told to end."""
    global _stop_message
    _stop_message = message


def on_stop(action: Callable[[], None]) -> None:
    """Have `action` called when this process is told to end."""
    _stop_actions.append(action)


def exit_process(status: int) -> None:
    """End this process, whose work is done: what it is told now comes too late.

    While the interpreter takes itself apart, a signal would be answered by a trace.
    """
    with Uninterrupted():
        os._exit(status)


class Uninterrupted:
    """What stands in `with Uninterrupted():` is done to its end before a signal ends this process.

    It must be short: after UNINTERRUPTED_SECONDS the process ends all the same, and a process of a
    pool sooner. No two threads do such things at once, and none begins one when the process is
    ending. Where signals are not handled this changes nothing.
    """

    def __enter__(self) -> None:
        global _depth
        # before the gate is shut and after it is open: a signal between the two finds it counted
        if _is_main_thread():
            _depth += 1
        _gate.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        global _depth
        _gate.release()
        if not _is_main_thread():
            return
        _depth -= 1
        if _is_told:
            _stand_still_unless_uninterrupted()


def _is_main_thread() -> bool:
    return _thread.get_ident() == _main_thread


def _stand_still(number: int, frame: FrameType | None) -> None:
    """Answer a signal in the main thread, which is to do nothing more."""
    global _is_told
    was_told, _is_told = _is_told, True
    if not was_told:
        _stand_still_unless_uninterrupted()


def _stand_still_unless_uninterrupted() -> None:
    if not _depth:
        _never.acquire()


def _wait(heard: int) -> None:
    """Wait for a signal; then end this process. Those that come later change nothing."""
    while os.read(heard, 1)[0] not in _HANDLED:
        pass  # one that somebody else handles
    try:  # noqa: SIM105 (`suppress` would have to be loaded)
        _thread.start_new_thread(_give_up, ())
    except RuntimeError:
        pass  # no other thread is to be had, and nothing watches over what follows
    try:
        _gate.acquire(timeout=UNINTERRUPTED_SECONDS)
        stderr = _take_over_output()
        for action in _stop_actions:
            action()
        if _stop_message and stderr is not None:
            os.write(stderr, f"\n{_stop_message}\n".encode())
    finally:
        os._exit(EXIT_STOPPED)


def _give_up() -> None:
    """End this process although its end hangs, as where nobody reads what it says."""
    time.sleep(_LONGEST)
    os._exit(EXIT_STOPPED)


def _take_over_output() -> int | None:
    """Let other threads write into nothing; return where stderr is written now, if it is open."""
    try:
        stderr = os.dup(2)
    except OSError:
        stderr = None
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    return stderr
