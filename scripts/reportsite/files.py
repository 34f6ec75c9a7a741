"""What the two ends of the data flow have in common: how a file is written, and read in UTF-8."""

from __future__ import annotations

import os
from pathlib import Path


def replace_file(file: Path, text: str) -> None:
    """Write a file as a whole: into a hidden one beside it, which then takes its place.

    Whatever happens, the file is there whole or as it was. Raises OSError that names this file.
    """
    temporary = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.write_bytes(text.encode("utf-8"))
            temporary.replace(file)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        wrong = f"the file cannot be written ({error.strerror})"
        raise OSError(error.errno, wrong, str(file)) from error


def line_of(error: UnicodeDecodeError) -> int:
    """Return the line, counted from 1, on which the byte stands that is not UTF-8."""
    return error.object.count(b"\n", 0, error.start) + 1
