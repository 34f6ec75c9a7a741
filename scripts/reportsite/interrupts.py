"""How a command ends that is told to: by Ctrl-C (SIGINT) or SIGTERM, at any moment, once or often.

The handler itself ends the process. Python's own answer, an exception, shows a trace where it comes
while a module loads or a thread starts, is lost in a callback, and leaves what it unwinds to the
next signal. A process that ends like this leaves what one leaves that is killed, which every build
can begin from; only what stands in `with Whole():` is done to its end.

This module is loaded before all others, and loads next to nothing.
"""

from __future__ import annotations

# What `signal` is made of: that takes fifty times as long to load, and signals are unheard so long.
import _signal
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

_HEARD = (_signal.SIGINT, _signal.SIGTERM)
# seconds that other threads have to come to the end of what is to be whole: they rename a file
_PATIENCE = 0.3
_A_MOMENT = 0.005

_main_thread = 0
_said = ""
_endings: list[Callable[[], None]] = []
# the threads that are at something that is to be whole, each as often as it has begun
_busy: list[int] = []
_is_told = False
_is_ending = False


def heed(said: str) -> None:
    """From now on, SIGINT and SIGTERM end this process, with status 130 and the line `said`.

    Nothing is written where `said` is empty. Whoever starts a command in the background may have it
    ignore SIGINT, and it goes on doing so. Called in the main thread.
    """
    global _main_thread
    _main_thread = _thread.get_ident()
    say(said)
    for number in _HEARD:
        if number == _signal.SIGTERM or _signal.getsignal(number) != _signal.SIG_IGN:
            _signal.signal(number, _hear)


def say(said: str) -> None:
    """Have another line be written, should this process be told to end."""
    global _said
    _said = said


def at_the_end(ending: Callable[[], None]) -> None:
    """Have `ending` called when this process is told to end. It may take a second."""
    _endings.append(ending)


def leave(status: int) -> None:
    """End this process, whose work is done: what it is told now comes too late.

    While the interpreter takes itself apart, a signal would be answered by a trace.
    """
    global _is_ending
    _is_ending = True
    os._exit(status)


class Whole:
    """What stands in `with Whole():` is done to its end before a signal ends this process.

    It must be short. Where signals are not heeded this changes nothing.
    """

    def __enter__(self) -> None:
        _busy.append(_thread.get_ident())

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _busy.remove(_thread.get_ident())
        if _is_told and _thread.get_ident() == _main_thread not in _busy:
            _end()


def _hear(number: int, frame: FrameType | None) -> None:
    """Run by the interpreter, between two steps of the main thread."""
    global _is_told
    _is_told = True
    if _main_thread not in _busy:
        _end()


def _end() -> None:
    """End this process. A signal that comes meanwhile changes nothing."""
    global _is_ending
    if _is_ending:
        return
    _is_ending = True
    try:
        stderr = _take_over_output()
        _wait_for_other_threads()
        for ending in _endings:
            ending()
        if _said and stderr is not None:
            os.write(stderr, f"\n{_said}\n".encode())
    finally:
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


def _wait_for_other_threads() -> None:
    deadline = time.monotonic() + _PATIENCE
    while _busy and time.monotonic() < deadline:
        time.sleep(_A_MOMENT)
