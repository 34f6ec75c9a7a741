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


def command(done: list[str], **environment: str) -> None:
    """Run a command to its end, which must be a good one."""
    ended = subprocess.run(
        done, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True,
        timeout=SECONDS, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize("version", VERSIONS)
def test_the_same_site(version: str, built: Path, once: Once, tmp_path: Path) -> None:
    if version == ".".join(map(str, sys.version_info[:2])):
        return
    python, uv = interpreter(version), shutil.which("uv")
    if python is None or uv is None:
        pytest.skip(f"Python {version} is not on this machine")
    # its own environment, beside the one in which this runs
    place = once(f"python-{version}", lambda folder: None)
    run = [uv, "run", "--python", str(python), "--no-python-downloads", "python", "-W", "error"]
    root = new_archive(tmp_path / "archive")
    environment = str(place / "environment")
    command(
        [*run, "-m", "reportsite", "build", "--root", str(root)], UV_PROJECT_ENVIRONMENT=environment
    )
    assert contents(root / "site") == contents(built / "site")
    assert contents(root / "reports") == contents(built / "reports")
