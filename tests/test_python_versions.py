"""Other Pythons that this machine has: each builds the site that this one builds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, Once
from running import SECONDS
from small_archive import contents, new_archive

VERSIONS = ("3.11", "3.12", "3.13", "3.14")


def interpreter(version: str) -> Path | None:
    """Return a Python of a version that runs: one that is on the path, or that pyenv has."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    named = shutil.which(f"python{version}")
    places = [*([Path(named)] if named else []), *sorted(pyenv.glob(f"{version}.*/bin/python"))]
    return next(filter(is_running, places), None)


def is_running(python: Path) -> bool:
    """Whether it is more than a name: one of pyenv's may stand for none."""
    return subprocess.run([python, "--version"], capture_output=True, check=False).returncode == 0


def command(done: list[str | Path], **environment: str) -> str:
    """Run a command to its end, and return what it said."""
    ended = subprocess.run(
        done, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True,
        timeout=SECONDS, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout + ended.stderr


@pytest.mark.parametrize("version", VERSIONS)
def test_the_same_site(version: str, built: Path, once: Once, tmp_path: Path) -> None:
    if version == ".".join(map(str, sys.version_info[:2])):
        return
    python, uv = interpreter(version), shutil.which("uv")
    if python is None or uv is None:
        pytest.skip(f"Python {version} is not on this machine")
    # its own environment, beside the one in which this runs
    place = once(f"python-{version}", lambda folder: None)
    run = [uv, "run", "--python", python, "--no-python-downloads"]
    root = new_archive(tmp_path / "archive")
    said = command(
        [*run, "python", "-W", "error::DeprecationWarning:reportsite", "-m", "reportsite",
         "build", "--root", root],
        UV_PROJECT_ENVIRONMENT=str(place / "environment"),
    )  # fmt: skip
    assert "Warning" not in said
    assert contents(root / "site") == contents(built / "site")
    assert contents(root / "reports") == contents(built / "reports")
