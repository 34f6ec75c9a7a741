"""Annotated country reports become a static reference website."""

__version__ = "0.1.0"


def main() -> None:
    """Run the command that the command line names. SIGTERM ends it as Ctrl-C does.

    It begins here, where signals are put off before another module is looked for: until they are,
    Python answers them, by a trace. They are heard once `interrupts` is loaded, before all else.
    """
    import _signal  # type: ignore[import-not-found]

    if hasattr(_signal, "pthread_sigmask"):
        _signal.pthread_sigmask(_signal.SIG_BLOCK, {_signal.SIGINT, _signal.SIGTERM})
    from reportsite.interrupts import STOPPED, exit_process, handle_signals

    handle_signals(STOPPED)
    from reportsite.cli import main as commands

    try:
        commands(prog_name="reportsite")
    except SystemExit as ended:
        _flush()
        exit_process(ended.code if isinstance(ended.code, int) else int(ended.code is not None))


def _flush() -> None:
    """Write what is still to be written, where there is somewhere to write and somebody reads."""
    import sys
    from contextlib import suppress

    for stream in filter(None, (sys.stdout, sys.stderr)):
        with suppress(OSError):
            stream.flush()
