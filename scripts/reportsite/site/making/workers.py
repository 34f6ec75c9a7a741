"""Where the steps of a build run: in this process, or in others on all cores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar

from reportsite.processes import Pool, WorkerEndedError, cores
from reportsite.site.replacing import BuildFailedError

T = TypeVar("T")

# gives an executor for so many steps
Workers = Callable[[int], AbstractContextManager[Executor]]

# below this, starting other processes takes longer than the work
FEW_STEPS = 3

ENDED = (
    "A process of the build was ended by the system, as happens where memory runs out; "
    "the site is as it was."
)


class InThisProcess(Executor):
    """An executor that does each step at once."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Do the step; what it raises comes with its result."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def on_this_machine(steps: int) -> Iterator[Executor]:
    """Give an executor for so many steps. A process that is killed raises BuildFailedError."""
    if steps < FEW_STEPS:
        yield InThisProcess()
        return
    pool = Pool(cores())
    try:
        yield pool
    except WorkerEndedError:
        pool.stop()
        raise BuildFailedError(ENDED) from None
    except BaseException:
        pool.stop()
        raise
    pool.shutdown()
