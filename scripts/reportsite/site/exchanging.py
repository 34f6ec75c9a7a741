"""Two folders that change places in one step, where the system can do that."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

# of renameat2(2): paths are relative to the current folder, and both of them are to stay
AT_FDCWD = -100
RENAME_EXCHANGE = 2


def exchanged(one: Path, other: Path) -> bool:
    """Have two folders change places, so that there is never none at either; say whether it is so.

    Where the system or the file system cannot, all is as it was.
    """
    if sys.platform != "linux":
        return False
    try:
        rename = ctypes.CDLL(None).renameat2
    except AttributeError:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return bool(rename(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE) == 0)
