"""Progress of long work, shown where the output is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import click


class Steps(Protocol):
    """Something that counts steps."""

    def update(self, n_steps: int) -> None:
        """Take note of so many steps."""

    def render_finish(self) -> None:
        """End the line."""


class _Silent:
    def update(self, n_steps: int) -> None:
        pass

    def render_finish(self) -> None:
        pass


SILENT: Steps = _Silent()


def steps(total: int, label: str) -> Steps:
    """Return a progress bar for so many steps, or, where nobody would see it, a silent one."""
    if not sys.stderr.isatty():
        return SILENT
    return click.progressbar(length=total, label=label, file=sys.stderr)


def reading(files: Sequence[Path]) -> Iterator[Path]:
    """Yield the files that are being read."""
    bar = steps(len(files), "Reading reports")
    for file in files:
        yield file
        bar.update(1)
    bar.render_finish()
