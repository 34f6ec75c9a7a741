"""`python -m reportsite` is `reportsite`.

This much is loaded before anything else, so that a Ctrl-C is heard while the rest is loading too.
"""

from __future__ import annotations

try:
    import os
    import signal
    import sys
    from types import FrameType

    from reportsite.stopping import EXIT_STOPPED, STOPPED
except KeyboardInterrupt:
    raise SystemExit(130) from None


def main() -> None:
    """Run the command that the command line names. SIGTERM ends it as Ctrl-C does."""
    # whoever starts a command in the background may have it ignore Ctrl-C
    hears = signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
    if hears:
        signal.signal(signal.SIGINT, _leave)
    from reportsite.cli import main as commands

    if hears:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        commands(prog_name="reportsite")
    except KeyboardInterrupt:
        sys.stderr.write(f"\n{STOPPED}\n")
        sys.exit(EXIT_STOPPED)
    finally:
        # the work is done or undone; what is left is to end
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)


def _leave(number: int, frame: FrameType | None) -> None:
    """End at once: nothing has begun. An exception would show a trace of half-loaded modules."""
    os.write(2, f"\n{STOPPED}\n".encode())
    os._exit(EXIT_STOPPED)


if __name__ == "__main__":
    main()
