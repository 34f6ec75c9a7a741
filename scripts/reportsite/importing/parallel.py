"""One function on many files, in several processes, the answers in the order of the files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from reportsite.diagnostics import Diagnostic, Place
from reportsite.importing.files import Importer
from reportsite.importing.result import ImportFault
from reportsite.processes import Pool, WorkerEndedError
from reportsite.processes import cores as processes

T = TypeVar("T")
Work = Callable[[Importer, Path], T]

_LEAST_PROCESSES = 2
_WRITABLE = "expected a folder that can be written, with room in it"
_SMALLER = "expected a smaller file, or a machine with more memory"
_OURS = "expected a report: a fault of the importer, nothing was written"


class Steps(Protocol):
    """Something that counts steps."""

    def update(self, n_steps: int) -> None:
        """Take note of so many steps."""

    def render_finish(self) -> None:
        """End the line."""


# given how many steps there will be and what they do
Progress = Callable[[int, str], Steps]


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What came of one file: a value, or the fault for which there is none."""

    file: Path
    value: T | None = None
    fault: Diagnostic | None = None


class ImportProcesses:
    """The processes of one import of so many files, one for each core; for a single file, none.

    Used in a `with` block, at whose end they end.
    """

    def __init__(self, importer: Importer, files: int) -> None:
        self._importer = importer
        number = min(processes(), files)
        self._pool = _pool(importer, number) if number >= _LEAST_PROCESSES else None

    def __enter__(self) -> ImportProcesses:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def on_each(self, work: Work[T], files: Sequence[Path], steps: Steps) -> list[Answer[T]]:
        """Return the answer for each file. What one does to its process is its own fault only."""
        if self._pool is None:
            return [_counted(answer(work, self._importer, file), steps) for file in files]
        futures = [self._pool.submit(_in_process, work, file) for file in files]
        return [
            _counted(_result(future, work, self._importer, file), steps)
            for file, future in zip(files, futures, strict=True)
        ]


def answer(work: Work[T], importer: Importer, file: Path) -> Answer[T]:
    """Return the answer for one file, in this process."""
    try:
        return Answer(file, work(importer, file))
    except ImportFault as problem:
        return Answer(file, fault=problem.diagnostic)
    except OSError as problem:
        place = Place(str(problem.filename or file), 0)
        return Answer(file, fault=Diagnostic(place, problem.strerror or str(problem), _WRITABLE))
    except MemoryError:
        return Answer(file, fault=Diagnostic(Place(str(file), 1), "memory ran out", _SMALLER))
    except Exception as problem:
        # one file must not end the import of all others
        said = f"the importer failed ({type(problem).__name__}: {problem})"
        return Answer(file, fault=Diagnostic(Place(str(file), 1), said, _OURS))


def _counted(one: Answer[T], steps: Steps) -> Answer[T]:
    steps.update(1)
    return one


def _result(future: Future[Answer[T]], work: Work[T], importer: Importer, file: Path) -> Answer[T]:
    """Return what a process answered. Where it died, it is tried once more by itself."""
    try:
        return future.result()
    except WorkerEndedError:
        with _pool(importer, 1) as pool:
            alone = pool.submit(_in_process, work, file)
    try:
        return alone.result()
    except WorkerEndedError:
        said = "the process that read it was ended by the machine"
        return Answer(file, fault=Diagnostic(Place(str(file), 1), said, _SMALLER))


def _pool(importer: Importer, number: int) -> Pool:
    return Pool(number, partial(_keep, importer))


_importers: list[Importer] = []


def _keep(importer: Importer) -> None:
    """Run once in each process: an importer is large, and the same for all files."""
    _importers[:] = [importer]


def _in_process(work: Work[T], file: Path) -> Answer[T]:
    return answer(work, _importers[0], file)
