"""How a command ends that is told to: by Ctrl-C (SIGINT) or SIGTERM, at any moment, once or often.

A thread of its own waits for a signal, and ends the process. Python's own answer, an exception in
the main thread, shows a trace where it comes while a module loads, is lost in a callback, and
leaves what it unwinds to the next signal; and no handler is run before the main thread takes its
next step, which may be never. A process that ends like this leaves what one leaves that is killed,
which every build can begin from; only what stands in `with Whole():` is done to its end.

This module is loaded before all others, and loads next to nothing.
"""

from __future__ import annotations

# what `signal` is made of, which takes fifty times as long to load: so long no signal is heard
import _signal  # type: ignore[import-not-found]
import _thread
import os

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
# seconds that there are to come to the end of what is to be whole: it replaces a file
_PATIENCE = 1.0

_said = ""
_endings: list[Callable[[], None]] = []
# held while something is done that is to be whole, and by what ends the process, for good
_whole = _thread.RLock()
_depth = 0
_never = _thread.allocate_lock()
_never.acquire()
_main_thread = 0
_is_told = False


def heed(said: str) -> None:
    """From now on, SIGINT and SIGTERM end this process, with status 130 and the line `said`.

    Nothing is written where `said` is empty. Whoever starts a command in the background may have it
    ignore SIGINT, and it goes on doing so. Called in the main thread.
    """
    global _main_thread
    _main_thread = _thread.get_ident()
    say(said)
    heard, hears = os.pipe()
    os.set_blocking(hears, False)
    _thread.start_new_thread(_wait, (heard,))
    _signal.set_wakeup_fd(hears, warn_on_full_buffer=False)
    for number in _HEARD:
        if number == _signal.SIGTERM or _signal.getsignal(number) != _signal.SIG_IGN:
            _signal.signal(number, _stand_still)


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
    with Whole():
        os._exit(status)


class Whole:
    """What stands in `with Whole():` is done to its end before a signal ends this process.

    It must be short, and no two threads do such a thing at once. Where an end has begun it is not
    done. Where signals are not heeded this changes nothing.
    """

    def __enter__(self) -> None:
        global _depth
        _whole.acquire()
        _depth += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        global _depth
        _depth -= 1
        is_over = _depth == 0
        _whole.release()
        if is_over and _is_told and _thread.get_ident() == _main_thread:
            _never.acquire()


def _stand_still(number: int, frame: FrameType | None) -> None:
    """Have the main thread do nothing more, unless it is at what is to be whole."""
    global _is_told
    was_told, _is_told = _is_told, True
    if was_told:
        return
    with Whole():
        pass


def _wait(heard: int) -> None:
    """Wait for a signal; then end this process. Those that come later change nothing."""
    os.read(heard, 1)
    try:
        _whole.acquire(timeout=_PATIENCE)
        stderr = _take_over_output()
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
