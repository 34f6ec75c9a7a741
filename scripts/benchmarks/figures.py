"""Figures → a table for people, in Markdown, and JSON for programs."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.measuring import Measured

MEGABYTE = 1024**2
HEAD = ("what", "seconds", "CPU s", "memory MB", "a second", "ratio")


@dataclass(frozen=True)
class Ratio:
    """A figure divided by another of the same run; `of` says which that is."""

    value: float
    of: str


@dataclass(frozen=True)
class Figure:
    """One row: what was done, how long it took, and how many of what were done in that time.

    `seconds` by the clock, but for a stage, whose seconds are of all processes together; `peak` in
    bytes. What was not measured is None.
    """

    what: str
    seconds: float
    cpu: float | None = None
    peak: int | None = None
    done: int | None = None
    unit: str = ""
    ratio: Ratio | None = None

    @property
    def rate(self) -> float | None:
        """Return how many were done a second."""
        return self.done / self.seconds if self.done and self.seconds else None


def figure(what: str, runs: Sequence[Measured], done: int | None = None, unit: str = "") -> Figure:
    """Return the medians of several runs of the same, and the highest peak."""
    cpu = [run.cpu for run in runs if run.cpu is not None]
    return Figure(
        what,
        statistics.median(run.seconds for run in runs),
        statistics.median(cpu) if cpu else None,
        max(run.peak for run in runs),
        done,
        unit,
    )


def stages(runs: Sequence[Measured]) -> Iterator[Figure]:
    """Yield a figure for each stage that a command told of."""
    for name in runs[0].stages:
        yield Figure(f"· {name}", statistics.median(run.stages.get(name, 0.0) for run in runs))


def compared(one: Figure, other: Figure | None, of: str) -> Figure:
    """Return a figure with its ratio to another; without the other, as it is."""
    if other is None or not other.seconds:
        return one
    return Figure(**{**vars(one), "ratio": Ratio(one.seconds / other.seconds, of)})


def compared_by_rate(one: Figure, other: Figure, of: str) -> Figure:
    """Return a figure with the time that it took for each that was done, against another's."""
    if not one.rate or not other.rate:
        return one
    return Figure(**{**vars(one), "ratio": Ratio(other.rate / one.rate, of)})


def together(what: str, figures: Sequence[Figure]) -> Figure:
    """Return what commands took that were run one after the other."""
    cpu = [found.cpu for found in figures if found.cpu is not None]
    return Figure(
        what,
        sum(found.seconds for found in figures),
        sum(cpu) if cpu else None,
        max((found.peak or 0) for found in figures),
        figures[0].done,
        figures[0].unit,
    )


def table(figures: Sequence[Figure]) -> str:
    """Return a table in Markdown, its columns aligned for the eye too."""
    rows = [HEAD, *map(_row, figures)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEAD))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    lines = [
        [row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]
        for row in rows
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [lines[0], rule, *lines[1:]])


def _row(found: Figure) -> tuple[str, ...]:
    return (
        found.what,
        f"{found.seconds:.2f}" if found.seconds < 10 else f"{found.seconds:.1f}",
        "" if found.cpu is None else f"{found.cpu:.1f}",
        "" if found.peak is None else f"{found.peak / MEGABYTE:,.0f}",
        "" if found.rate is None else f"{found.rate:,.0f} {found.unit}",
        "" if found.ratio is None else f"{found.ratio.value:.2f} of {found.ratio.of}",
    )


def as_json(
    command: str, machine: dict[str, object], archive: dict[str, Any], figures: Sequence[Figure]
) -> str:
    """Return everything as JSON: what was run where, on what, and every figure."""
    document = {
        "command": command,
        "machine": machine,
        "archive": archive,
        "figures": [{**asdict(found), "rate": found.rate} for found in figures],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def write_json(file: Path, text: str) -> None:
    """Write a document, making its folder if need be."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
