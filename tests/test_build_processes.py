"""Builds in several processes: however one ends, none stays behind and the site is whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from alive import DEADLINE, command_of, descendants, is_alive, needs_proc, wait_for
from builds import build, copy_tree
from reportsite.interrupts import STOPPED
from reportsite.site.making.engine import CACHE
from reportsite.site.making.trees import stamp_of
from reportsite.site.making.workers import ENDED
from running import call, environment, heeding_interrupts, mkdocs, run
from small_archive import KAZAKHSTAN_2012, contents, new_archive

Files = dict[str, bytes]
COUNTRIES = {"KAZ": "kazakhstan", "MLT": "malta", "TCD": "chad", "FJI": "fiji", "PER": "peru"}
BUSY = (
    "{}: another build of this archive is at work; expected one at a time: wait until it has "
    "ended, or end it"
)

pytestmark = needs_proc


def reports(word: str) -> dict[str, str]:
    """Return reports on so many countries that they are made in several processes."""
    return {
        f"reports/{slug}/2012.md": KAZAKHSTAN_2012.replace("KAZ", code).replace("Whatever", word)
        for code, slug in COUNTRIES.items()
    }


def write(root: Path, word: str) -> None:
    for path, text in reports(word).items():
        (root / path).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = new_archive(tmp_path_factory.mktemp("whole") / "archive", reports("Something"))
    build(root)
    return root


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The site that comes of the edit."""
    root = new_archive(tmp_path_factory.mktemp("edited") / "archive", reports("Anything"))
    build(root)
    return contents(root / "site")


@pytest.fixture
def root(whole: Path, tmp_path: Path) -> Path:
    """A built archive, all of whose reports have been edited."""
    (tmp_path / "temporary").mkdir()
    copied = copy_tree(whole, tmp_path / "archive")
    write(copied, "Anything")
    return copied


@contextmanager
def building(root: Path) -> Iterator[subprocess.Popen[str]]:
    """Build in a group of processes of its own, as a terminal starts a command."""
    with subprocess.Popen(
        [sys.executable, "-m", "reportsite", "build", "--root", str(root)],
        env=environment(TMPDIR=str(root.parent / "temporary")),
        preexec_fn=heeding_interrupts,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def workers_start(process: int, root: Path) -> bool:
    return len(descendants(process)) > 1


def a_country_is_being_made(process: int, root: Path) -> bool:
    return any((root / CACHE / "countries").glob("*.new"))


def a_country_is_made(process: int, root: Path) -> bool:
    """Whether one is, while others are being made."""
    before = (root / CACHE / "record").stat().st_mtime_ns
    made = (stamp_of(file) for file in (root / CACHE / "countries").glob("*/record"))
    return any(stamp is not None and stamp[1] > before for stamp in made)


MOMENTS = [workers_start, a_country_is_being_made, a_country_is_made]


@contextmanager
def stopped_at(
    moment: Callable[[int, Path], bool], root: Path
) -> Iterator[tuple[subprocess.Popen[str], set[int]]]:
    """Build, and give the process and all that it has started when the moment has come."""
    (root / CACHE / "record").write_text("when it began", encoding="utf-8")
    with building(root) as process:
        wait_for(
            lambda: process.poll() is not None or moment(process.pid, root), "the moment comes"
        )
        assert process.poll() is None, process.communicate()
        yield process, descendants(process.pid)


@dataclass(frozen=True)
class Aftermath:
    """What must hold once a build has been stopped."""

    root: Path
    old: Files
    new: Files

    def check(self, started: set[int]) -> None:
        wait_for(lambda: not any(map(is_alive, started)), "every process has ended")
        assert contents(self.root / "site") == self.old
        build(self.root)
        assert contents(self.root / "site") == self.new
        left = [path.name for path in self.root.rglob("*") if path.suffix in (".new", ".old")]
        assert (left, list((self.root.parent / "temporary").iterdir())) == ([], [])


@pytest.fixture
def aftermath(root: Path, whole: Path, edited: Files) -> Aftermath:
    return Aftermath(root, contents(whole / "site"), edited)


@pytest.mark.parametrize("moment", MOMENTS)
def test_build_that_is_killed_takes_its_processes_with_it(
    moment: Callable[[int, Path], bool], root: Path, aftermath: Aftermath
) -> None:
    with stopped_at(moment, root) as (process, started):
        process.kill()
        process.wait(timeout=DEADLINE)
    aftermath.check(started)


@pytest.mark.parametrize(
    ("moment", "heard"),
    [
        *((moment, "by all, as from a terminal") for moment in MOMENTS),
        (a_country_is_being_made, "by the first alone"),
    ],
)
def test_ctrl_c_ends_every_process_without_a_trace(
    moment: Callable[[int, Path], bool], heard: str, root: Path, aftermath: Aftermath
) -> None:
    with stopped_at(moment, root) as (process, started):
        if heard == "by the first alone":
            process.send_signal(signal.SIGINT)
        else:
            os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=DEADLINE)
    assert (process.returncode, out, err) == (130, "", f"\n{STOPPED}\n")
    aftermath.check(started)


def test_sigterm_ends_it_as_ctrl_c_does(root: Path, aftermath: Aftermath) -> None:
    with stopped_at(a_country_is_being_made, root) as (process, started):
        process.terminate()
        out, err = process.communicate(timeout=DEADLINE)
    assert (process.returncode, out, err) == (130, "", f"\n{STOPPED}\n")
    aftermath.check(started)


def test_a_process_that_the_system_ends_is_said_and_ends_the_build(
    root: Path, aftermath: Aftermath
) -> None:
    with stopped_at(a_country_is_being_made, root) as (process, started):
        for one in started:
            if "reportsite.worker" in command_of(one):
                os.kill(one, signal.SIGKILL)
        out, err = process.communicate(timeout=DEADLINE)
    assert (process.returncode, out, err) == (1, "", f"{ENDED}\n")
    aftermath.check(started)


# builds, but waits at the first country until it is told to go on
PAUSED = """
import os, sys, time
from pathlib import Path
from reportsite.site import building
from running import call
root, holds, go = map(Path, sys.argv[1:])
make_countries = building.make_countries

def paused(*arguments):
    holds.touch()
    while not go.exists():
        time.sleep(0.01)
    return make_countries(*arguments)

building.make_countries = paused
done = call("build", "--root", root)
sys.stderr.write(done.err)
sys.exit(done.status)
"""


def test_of_two_builds_at_once_the_second_says_so_and_the_first_ends_well(
    root: Path, edited: Files
) -> None:
    holds, go = root.parent / "holds", root.parent / "go"
    with subprocess.Popen(
        [sys.executable, "-c", PAUSED, str(root), str(holds), str(go)],
        env=environment(PYTHONPATH=str(Path(__file__).parent)),
        stderr=subprocess.PIPE,
        text=True,
    ) as first:
        try:
            wait_for(holds.exists, "the first has the lock")
            before = contents(root / "site")
            for second in (run("build", "--root", root), call("build", "--root", root)):
                assert (second.status, second.out) == (1, "")
                assert second.lines == [BUSY.format(root)]
            plain = mkdocs("build", cwd=root)
            assert (plain.status, BUSY.format(root) in plain.err) == (1, True)
            assert contents(root / "site") == before
        finally:
            go.touch()
        _, err = first.communicate(timeout=DEADLINE)
    assert (first.returncode, err) == (0, "")
    assert contents(root / "site") == edited
