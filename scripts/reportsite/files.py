"""What the two ends of the data flow have in common: how a file is written, and read in UTF-8."""

from __future__ import annotations

import errno
import os
import shutil
import zlib
from pathlib import Path

from reportsite.interrupts import Uninterrupted

# another file system, one without links, or more links than it holds
CANNOT_LINK = frozenset({errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS})


def replace_file(file: Path, text: str) -> None:
    """Write a file as a whole: into a hidden one beside it, which then takes its place.

    Whatever happens, the file is there whole or as it was. Raises OSError that names this file.
    """
    temporary = _hidden(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with Uninterrupted():
            try:
                temporary.write_bytes(text.encode("utf-8"))
                temporary.replace(file)
            finally:
                temporary.unlink(missing_ok=True)
    except OSError as error:
        wrong = f"the file cannot be written ({error.strerror})"
        raise OSError(error.errno, wrong, str(file)) from error


def said_of(error: OSError) -> str:
    """Return which file an error is about, and what the system says of it."""
    # of two files, the second is the one that could not be made
    file = error.filename2 or error.filename or "reportsite"
    return f"{file}: {error.strerror or error}"


def line_of(error: UnicodeDecodeError) -> int:
    """Return the line, counted from 1, on which the byte stands that is not UTF-8."""
    return error.object.count(b"\n", 0, error.start) + 1


def place_file(source: str | Path, target: str | Path) -> None:
    """Put a file at `target`, which must be free: a hard link where that can be, else a copy.

    Its folder must be there. Times are kept, so that a file that did not change looks unchanged.
    """
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in CANNOT_LINK:
            raise
        _copy(Path(source), Path(target))


def _copy(source: Path, target: Path) -> None:
    """Copy a file so that it is at its place whole or not at all."""
    temporary = _hidden(target)
    with Uninterrupted():
        try:
            shutil.copy2(source, temporary)
            temporary.rename(target)
        finally:
            temporary.unlink(missing_ok=True)


def _hidden(file: Path) -> Path:
    return file.with_name(f".{file.name}.{os.getpid()}.new")


def write_file(file: str | Path, content: bytes) -> None:
    """Write a file, whose folder must be there. Raises OSError that names it."""
    try:
        with open(file, "wb") as opened:  # noqa: PTH123 (a Path takes as long as a small file)
            opened.write(content)
    except OSError as error:
        # of a full disk, the system does not say where
        raise OSError(error.errno, error.strerror, str(file)) from error


def gzipped(content: bytes, level: int) -> bytes:
    """Compress as gzip does, to the same bytes under every Python of a system, at any time."""
    # 16 beyond zlib's largest window asks for the header and the trailer of gzip (zlib's manual)
    return zlib.compress(content, level, wbits=16 + zlib.MAX_WBITS)
