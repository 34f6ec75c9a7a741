"""What may be typed behind an option, and what is said of anything else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from reportsite.reading.schema import YEAR

LAST_PORT = 65_535


class Year(click.ParamType):  # type: ignore[type-arg]
    """A year of four digits that has begun."""

    name = "year"

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        """Return the year; click.BadParameter where it is none, or in the future."""
        if not YEAR.fullmatch(str(value)):
            self.fail(f'"{value}" is not a year; expected four digits such as 2010', param, ctx)
        if int(value) > date.today().year:
            self.fail(
                f"{value} is in the future; expected the year that the report covers", param, ctx
            )
        return int(value)


class Port(click.ParamType):  # type: ignore[type-arg]
    """The number of a port."""

    name = "port"

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        """Return the port; click.BadParameter where it is none."""
        text = str(value)
        if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= LAST_PORT):
            wrong = f'"{value}" is not a port; expected a number from 1 to {LAST_PORT}'
            self.fail(wrong, param, ctx)
        return int(text)


class Folder(click.ParamType):  # type: ignore[type-arg]
    """A folder that is there."""

    name = "folder"

    def convert(self, value: Any, param: Any, ctx: Any) -> Path:
        """Return its path; click.BadParameter where it is none."""
        path = Path(value)
        if not path.is_dir():
            wrong = "is a file" if path.exists() else "does not exist"
            self.fail(f"{path} {wrong}; expected a folder", param, ctx)
        return path


class NewFolder(click.ParamType):  # type: ignore[type-arg]
    """A folder that may be there or not."""

    name = "folder"

    def convert(self, value: Any, param: Any, ctx: Any) -> Path:
        """Return its path; click.BadParameter where a file has it."""
        path = Path(value)
        if path.exists() and not path.is_dir():
            self.fail(f"{path} is a file; expected a folder", param, ctx)
        return path


class NewFile(click.ParamType):  # type: ignore[type-arg]
    """A file that may be there or not, in a folder that is."""

    name = "file"

    def convert(self, value: Any, param: Any, ctx: Any) -> Path:
        """Return its path; click.BadParameter where a folder has it, or has no folder to be in."""
        path = Path(value)
        if path.is_dir() or not path.parent.is_dir():
            wrong = "is a folder" if path.is_dir() else "would lie in a folder that is not there"
            self.fail(f"{path} {wrong}; expected the path of a file", param, ctx)
        return path
