"""Trees of files: what lies in a folder, and how a folder comes to hold what it should.

A path is relative to the tree, with slashes. Trees share their files by hard links where they can:
a file is told by its size and time of change, and is never changed in place, only replaced.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportsite.files import place_file

# size in bytes, time of the last change in nanoseconds
Stamp = tuple[int, int]


@dataclass(frozen=True)
class Wanted:
    """A file that a tree should hold: where it is to be had, and its stamp there."""

    source: str
    stamp: Stamp


class SpoiltError(OSError):
    """Files of which trees are made, at `paths`, are no longer those that were made."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = tuple(map(Path, paths))
        super().__init__(errno.ESTALE, "the file is not as it was made", str(self.paths[0]))


@dataclass(frozen=True)
class Changes:
    """How many files were put into a tree, and how many taken out."""

    placed: int
    removed: int

    def __bool__(self) -> bool:
        return bool(self.placed or self.removed)


def stamps(folder: Path, below: Iterable[str] = ("",)) -> dict[str, Stamp]:
    """Return the stamp of each file in a folder, or in some folders below it; none is no fault."""
    found: dict[str, Stamp] = {}
    todo = [f"{part}/" if part else "" for part in below]
    while todo:
        part = todo.pop()
        try:
            entries = os.scandir(folder / part)
        except (FileNotFoundError, NotADirectoryError):
            continue
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    todo.append(f"{part}{entry.name}/")
                else:
                    status = entry.stat(follow_symlinks=False)
                    found[part + entry.name] = (status.st_size, status.st_mtime_ns)
    return found


def stamp_of(file: str | Path) -> Stamp | None:
    """Return the stamp of a file, None where there is none."""
    try:
        status = os.stat(file, follow_symlinks=False)  # noqa: PTH116 (a Path takes longer)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status.st_size, status.st_mtime_ns


def wanted_from(folder: Path, tree: Mapping[str, Stamp], prefix: str = "") -> dict[str, Wanted]:
    """Return the files of a tree that lies in `folder`, to stand below `prefix` ("" or "a/")."""
    return {f"{prefix}{path}": Wanted(f"{folder}/{path}", stamp) for path, stamp in tree.items()}


def keep_unchanged(new: Path, old: Path) -> None:
    """Put in place of each file of `new` the one of `old` that holds the same bytes, if any."""
    earlier = stamps(old)
    for path, (size, _) in stamps(new).items():
        if path in earlier and earlier[path][0] == size:
            file, other = new / path, old / path
            if file.read_bytes() == other.read_bytes():
                file.unlink()
                place_file(other, file)


def update(folder: Path, wanted: Mapping[str, Wanted], have: Mapping[str, Stamp]) -> Changes:
    """Make `folder`, which holds `have`, hold just what is wanted.

    Each file is put there or replaced as a whole, so that what is read meanwhile is whole. Raises
    SpoiltError where a file is to be had no longer.
    """
    obsolete, missing = _obsolete(wanted, have), _missing(wanted, have)
    check(wanted[path] for path in missing)
    for path in obsolete:
        (folder / path).unlink()
    _remove_empty(folder, obsolete)
    made: set[str] = set()
    for path in missing:
        parent = path.rpartition("/")[0]
        if parent not in made:
            (folder / parent).mkdir(parents=True, exist_ok=True)
            made.add(parent)
        _put(Path(wanted[path].source), folder / path, replaces=path in have)
    return Changes(len(missing), len(obsolete))


def changes_of(wanted: Mapping[str, Wanted], have: Mapping[str, Stamp]) -> Changes:
    """Return what it takes to make a tree that holds `have` hold just what is wanted."""
    return Changes(len(_missing(wanted, have)), len(_obsolete(wanted, have)))


def _missing(wanted: Mapping[str, Wanted], have: Mapping[str, Stamp]) -> list[str]:
    return [path for path, file in wanted.items() if have.get(path) != file.stamp]


def _obsolete(wanted: Mapping[str, Wanted], have: Mapping[str, Stamp]) -> list[str]:
    return [path for path in have if path not in wanted]


def check(files: Iterable[Wanted]) -> None:
    """Raise SpoiltError where files are no longer what they were when their stamps were taken."""
    spoilt = [file.source for file in files if stamp_of(file.source) != file.stamp]
    if spoilt:
        raise SpoiltError(spoilt)


def _put(source: Path, target: Path, *, replaces: bool) -> None:
    if not replaces:
        place_file(source, target)
        return
    temporary = target.with_name(f".{target.name}.{os.getpid()}.new")
    temporary.unlink(missing_ok=True)
    place_file(source, temporary)
    # where both are one file already, rename does nothing and leaves the temporary name
    temporary.replace(target)
    temporary.unlink(missing_ok=True)


def _remove_empty(folder: Path, removed: Iterable[str]) -> None:
    parents = {parent for path in removed for parent in Path(path).parents if parent != Path()}
    for parent in sorted(parents, key=lambda one: -len(one.parts)):
        try:
            (folder / parent).rmdir()
        except OSError:  # it holds something else
            continue
