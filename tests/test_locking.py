"""One build of an archive at a time, which clears away what a killed one left."""

from __future__ import annotations

import pickle
from pathlib import Path

from reportsite.diagnostics import ArchiveFaults, Diagnostic, Place
from reportsite.site.locking import locked
from reportsite.site.making.engine import CACHE


def test_what_a_killed_build_or_server_left_goes(tmp_path: Path) -> None:
    cache = tmp_path / CACHE
    left = [cache / "pages.1.new", cache / "countries/malta.1.old"]
    for folder in left:
        (folder / "site").mkdir(parents=True)
    # a server puts files in place one by one
    (cache / "served").mkdir()
    file = cache / "served/.index.html.1.new"
    file.write_text("half a page", encoding="utf-8")
    with locked(tmp_path):
        assert not any(one.exists() for one in (*left, file))
    assert (cache / "served").is_dir()


def test_faults_come_whole_from_another_process() -> None:
    faults = ArchiveFaults(
        [Diagnostic(Place("b", 2), "x", "y"), Diagnostic(Place("a", 1), "x", "")]
    )
    found = pickle.loads(pickle.dumps(faults))
    assert (found.faults, str(found)) == (faults.faults, str(faults))
