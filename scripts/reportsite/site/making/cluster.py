"""Where the steps of a build run that one machine is too small for: on a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager

from reportsite.site.making.workers import Workers, on_this_machine
from reportsite.site.replacing import BuildFailedError

# seconds that a scheduler may take to answer
PATIENCE = 10
NOT_INSTALLED = (
    "--scheduler: Dask is not installed; expected the extra `dask`, as in "
    "`pip install reportsite[dask]`"
)
FAILED = (
    "--scheduler: the workers of {} could not do the work ({}); "
    "expected this program on each, memory enough, and the archive's folder under the same path"
)


def on_cluster(address: str) -> Workers:
    """Return workers on the cluster of a Dask scheduler, such as "tcp://10.0.0.1:8786".

    Its workers must see the archive's folder under the same path and have the same program.
    Raises BuildFailedError where there is no such scheduler, or its workers cannot do the work.
    """
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        raise BuildFailedError(NOT_INSTALLED) from None

    @contextmanager
    def workers(steps: int) -> Iterator[Executor]:
        if not steps:
            with on_this_machine(steps) as here:
                yield here
            return
        try:
            client = Client(address, timeout=PATIENCE)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise BuildFailedError(
                f"--scheduler: {address} does not answer ({error}); "
                "expected the address of a Dask scheduler, such as tcp://10.0.0.1:8786"
            ) from None
        with client:
            try:
                yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]
            except (CancelledError, ImportError, KilledWorker) as error:
                raise BuildFailedError(FAILED.format(address, error)) from None

    return workers
