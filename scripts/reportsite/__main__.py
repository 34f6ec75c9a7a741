"""`python -m reportsite` is `reportsite`.

Signals are heeded before anything else is loaded, so that one is heard while the rest loads too.
"""

from __future__ import annotations

try:
    from reportsite.interrupts import STOPPED, Whole, heed, leave
except KeyboardInterrupt:  # in the half of a millisecond before one is heard
    raise SystemExit(130) from None


def main() -> None:
    """Run the command that the command line names. SIGTERM ends it as Ctrl-C does."""
    heed(STOPPED)
    from reportsite.cli import main as commands

    try:
        commands(prog_name="reportsite")
    except SystemExit as ended:
        _flush()
        leave(ended.code if isinstance(ended.code, int) else 0)
    except BaseException:
        with Whole():  # what an end that has begun brings about is no news
            raise


def _flush() -> None:
    """Write what is still to be written, where somebody still reads it."""
    import sys
    from contextlib import suppress

    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()


if __name__ == "__main__":
    main()
