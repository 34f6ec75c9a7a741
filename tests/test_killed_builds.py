"""Builds that do not come to their end: the site is the old one or the new one, never a mix."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from builds import copy_tree
from interrupting import Ended, build_to, full, interrupted, killed
from reportsite.interrupts import STOPPED
from running import call, run
from small_archive import contents, new_archive

DEADLINE = 300.0
REPORT = "reports/kazakhstan/2010.md"
WORDS = ("zirconium", "beryllium")

Files = dict[str, bytes]


def _is_left(path: Path) -> bool:
    return path.suffix in (".new", ".old") or (path.is_dir() and path.name.startswith("search-"))


def write_word(root: Path, word: str) -> None:
    """Have the report say this word in the place of the other."""
    text = (root / REPORT).read_text(encoding="utf-8")
    for other in WORDS:
        text = text.replace(other, word)
    (root / REPORT).write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Archive:
    """A built archive, and its whole site for either word."""

    root: Path
    sites: dict[str, Files]

    @property
    def site(self) -> Files:
        """The site as it stands there now."""
        return contents(self.root / "site")

    @property
    def word(self) -> str:
        """The word that all of the site is made for."""
        found = [word for word, site in self.sites.items() if site == self.site]
        assert len(found) == 1, "the site is a mix, or not there"
        return found[0]

    def write_other(self) -> str:
        """Edit the report, and return the word that the next build will show."""
        other = next(word for word in WORDS if word != self.word)
        write_word(self.root, other)
        return other

    def check_next_build_shows(self, word: str) -> None:
        done = call("build", "--root", self.root)
        assert done.status == 0, done.err
        assert self.word == word
        page = self.root / "docs/reports/kazakhstan/2010/impunity.md"
        assert word in page.read_text(encoding="utf-8")
        assert self.left() == []

    def left(self) -> list[str]:
        """Return what lies about: in the archive, beside its site, and among temporary files."""
        places = (self.root, Path(tempfile.gettempdir()))
        found = (path for place in places for path in place.rglob("*") if _is_left(path))
        empty = (f for f in (self.root / "site").rglob("*") if f.is_dir() and not any(f.iterdir()))
        return [path.name for path in (*found, *empty)]


@pytest.fixture(scope="module")
def built_both_ways(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive of two countries, built so that there is a site before the last too."""
    root = new_archive(tmp_path_factory.mktemp("killed") / "archive")
    sites = {}
    for word in (*WORDS, WORDS[0]):
        write_word(root, word)
        assert call("build", "--root", root).status == 0
        sites[word] = contents(root / "site")
    return Archive(root, sites)


@pytest.fixture
def archive(built_both_ways: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    root = copy_tree(built_both_ways.root, tmp_path / "archive")
    return Archive(root, built_both_ways.sites)


@pytest.fixture(scope="module")
def steps(built_both_ways: Archive, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """The steps of a build after an edit."""
    root = copy_tree(built_both_ways.root, tmp_path_factory.mktemp("steps") / "archive")
    Archive(root, built_both_ways.sites).write_other()
    ended = build_to(root)
    assert (ended.status, len(ended.steps) > 200) == (0, True), ended.err
    return ended.steps


def spread(steps: tuple[str, ...], number: int) -> list[int]:
    """Return so many steps, from the first to the last."""
    return [len(steps) * i // number for i in range(number)]


def test_build_killed_at_any_moment_leaves_the_old_site_and_the_next_is_right(
    archive: Archive, steps: tuple[str, ...]
) -> None:
    for at in spread(steps, 20):
        old, new = archive.word, archive.write_other()
        assert build_to(archive.root, killed, at).status is None
        assert archive.word == old
        archive.check_next_build_shows(new)


def test_build_killed_as_sites_change_places_leaves_one_of_them(
    archive: Archive, steps: tuple[str, ...]
) -> None:
    for back in (4, 3, 2, 1):
        new = archive.write_other()
        assert build_to(archive.root, killed, len(steps) - back).status is None
        assert archive.word in WORDS
        archive.check_next_build_shows(new)


@pytest.fixture
def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what Linux can: two folders change places by being renamed, one by one."""
    monkeypatch.setattr("reportsite.site.replacing.exchanged", lambda one, other: False)


@pytest.mark.usefixtures("without_exchange")
def test_build_killed_between_two_renames_is_mended_by_the_next(
    archive: Archive, steps: tuple[str, ...]
) -> None:
    archive.write_other()
    ended = build_to(archive.root)
    assert ended.status == 0
    assert archive.left() == []
    renames = [at for at, step in enumerate(ended.steps) if step.startswith("os.rename")][-3:]
    for at in renames:
        new = archive.write_other()
        assert build_to(archive.root, killed, at).status is None
        # without a site, the next build has the old one back before it begins
        there = archive.root / "site", archive.root / ".site.old"
        assert any(contents(folder) in archive.sites.values() for folder in there)
        archive.check_next_build_shows(new)


@pytest.mark.usefixtures("without_exchange")
def test_old_site_is_put_back_where_the_new_one_cannot_take_its_place(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new, rename = archive.word, archive.write_other(), Path.rename

    def refused(self: Path, target: Path) -> Path:
        if target == archive.root / "site" and self.name != ".site.old":
            raise OSError(16, "Device or resource busy", str(target))
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refused)
        done = call("build", "--root", archive.root)
    assert done.status == 1
    assert done.lines[-1] == f"{archive.root}/site: Device or resource busy"
    assert archive.word == old
    archive.check_next_build_shows(new)


def contents_at_once(site: Path) -> Files:
    """Return the files of a site as one sees them who came in before another took its place."""
    inside = os.open(site, os.O_RDONLY)
    found: Files = {}
    try:
        for folder, _, files, descriptor in os.fwalk(".", dir_fd=inside):
            for name in files:
                with open(os.open(name, os.O_RDONLY, dir_fd=descriptor), "rb") as file:  # noqa: PTH123
                    found[os.path.normpath(f"{folder}/{name}")] = file.read()
    finally:
        os.close(inside)
    return found


def test_whoever_reads_while_it_is_built_finds_one_site_or_the_other(archive: Archive) -> None:
    seen: list[Files] = []
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            seen.append(contents_at_once(archive.root / "site"))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        words: list[str] = []
        # a busy machine may not let it be read while it is built once or twice
        while len(words) < 2 or len(seen) < 3:
            words.append(archive.write_other())
            command = [sys.executable, "-m", "reportsite", "build", "--root", str(archive.root)]
            subprocess.run(command, check=True, capture_output=True, timeout=DEADLINE)
            assert archive.word == words[-1]
    finally:
        ended.set()
        reader.join()
    assert all(site in archive.sites.values() for site in seen)


def test_first_build_that_is_killed_leaves_no_site_and_the_next_is_right(
    archive: Archive, tmp_path: Path
) -> None:
    root = new_archive(tmp_path / "first")
    for at in (3, 60, 200, 400):
        assert build_to(root, killed, at).status is None
        assert not (root / "site").exists()
    assert call("build", "--root", root).status == 0
    assert contents(root / "site") == archive.sites["zirconium"]
    assert Archive(root, archive.sites).left() == []


def test_ctrl_c_at_any_moment_leaves_the_old_site_without_a_trace(
    archive: Archive, steps: tuple[str, ...]
) -> None:
    for at in spread(steps, 6):
        old, new = archive.word, archive.write_other()
        ended = build_to(archive.root, interrupted, at)
        assert (ended.status, ended.lines[-1]) == (130, STOPPED), ended.err
        assert "Traceback" not in ended.err
        assert archive.word == old
        archive.check_next_build_shows(new)


def check_full_disk(ended: Ended, archive: Archive) -> None:
    assert ended.status == 1, ended.err
    assert "Traceback" not in ended.err
    assert "No space left on device" in ended.lines[-1]


def test_full_disk_is_said_with_the_file_and_leaves_the_old_site(
    archive: Archive, steps: tuple[str, ...]
) -> None:
    for at in spread(steps, 12):
        old, new = archive.word, archive.write_other()
        ended = build_to(archive.root, full, at, ever_after=True)
        check_full_disk(ended, archive)
        assert str(archive.root) in ended.lines[-1]
        assert archive.word == old
        archive.check_next_build_shows(new)


SMALL_DISK = 24 << 20


@pytest.fixture
def disk(archive: Archive, tmp_path: Path) -> Iterator[Archive]:
    """The archive on a small disk of its own."""
    mounted = tmp_path / "disk"
    mounted.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(mounted)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        pytest.skip(f"no small disk can be mounted here: {error}")
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
    try:
        yield Archive(copy_tree(archive.root, mounted / "archive"), archive.sites)
    finally:
        subprocess.run(["umount", "--lazy", str(mounted)], check=True)


@pytest.mark.parametrize("room", [0, 20_000, 200_000, 1_000_000])
def test_real_full_disk_is_said_with_the_file_and_leaves_the_old_site(
    room: int, disk: Archive
) -> None:
    old, new = disk.word, disk.write_other()
    ballast = disk.root.parent / "ballast"
    free = os.statvfs(disk.root).f_bavail * os.statvfs(disk.root).f_frsize
    ballast.write_bytes(bytes(free - room))
    done = run("build", "--root", disk.root)
    assert (done.status, done.out) == (1, "")
    assert f"{disk.root}/" in done.lines[-1]
    assert "No space left on device" in done.lines[-1] or "expected room" in done.lines[-1]
    assert disk.word == old
    ballast.unlink()
    disk.check_next_build_shows(new)


def test_disk_that_cannot_be_written_is_said_and_leaves_the_old_site(disk: Archive) -> None:
    before = contents(disk.root)
    disk.write_other()
    subprocess.run(["mount", "-o", "remount,ro", str(disk.root.parent)], check=True)
    done = run("build", "--root", disk.root)
    assert (done.status, done.out, len(done.lines)) == (1, "", 1)
    assert done.lines[0].startswith(f"{disk.root}/")
    assert contents(disk.root).keys() == before.keys()
