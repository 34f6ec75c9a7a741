"""A served archive: edits appear, faults are said and leave the old pages, Ctrl-C ends it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from reportsite.starter import make_archive
from running import environment, heeding_interrupts, run

DEADLINE = 60.0
REPORT = "---\ncountry: KAZ\nyear: 2010\ntitle: Kazakhstan\nlanguage: en\n---\n\nThe {} state.\n"
PAGE = "reports/kazakhstan/2010/"
SETTLED = 2.0


def wait_for(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + DEADLINE
    while not holds():
        assert time.monotonic() < deadline, f"not within {DEADLINE} s: {what}"
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Served:
    """An archive that `reportsite serve` is showing."""

    root: Path
    temporary: Path
    port: int
    process: subprocess.Popen[str]
    log: Path

    def page(self, address: str = PAGE) -> str:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/{address}", timeout=DEADLINE
            ) as answer:
                return str(answer.read().decode("utf-8"))
        except urllib.error.URLError:
            return ""

    def write(self, text: str, path: str = "reports/kazakhstan/2010.md") -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def builds(self) -> int:
        return self.said().count("Building documentation")

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=DEADLINE)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    root, temporary, log = folder / "archive", folder / "temporary", folder / "log"
    make_archive(root)
    temporary.mkdir()
    (root / "reports/kazakhstan").mkdir()
    (root / "reports/kazakhstan/2010.md").write_text(REPORT.format("first"), encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", "reportsite", "serve", "--port", str(port)]
    with (
        log.open("w", encoding="utf-8") as out,
        subprocess.Popen(
            command,
            cwd=root,
            env=environment(TMPDIR=str(temporary)),
            preexec_fn=heeding_interrupts,
            stdout=out,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process,
    ):
        one = Served(root, temporary, port, process, log)
        try:
            wait_for(lambda: "The first state." in one.page(), "the first build is served")
            yield one
        finally:
            if process.poll() is None:
                process.kill()


def test_port_in_use_is_said_before_anything_is_built(tmp_path: Path) -> None:
    make_archive(tmp_path / "archive")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("serve", "--root", tmp_path / "archive", "--port", str(port))
    assert done.status == 1
    assert done.lines == [
        f"port {port} cannot be used (Address already in use); expected a free one: --port N"
    ]
    assert not (tmp_path / "archive/docs/reports").exists()


def test_fault_in_the_first_build_ends_it(tmp_path: Path) -> None:
    make_archive(tmp_path / "archive")
    (tmp_path / "archive/reports/notes.txt").write_text("Notes", encoding="utf-8")
    done = run("serve", "--root", tmp_path / "archive", "--port", str(free_port()))
    assert done.status == 1
    assert "reports/notes.txt:1: the file is no report; " in done.err
    assert done.lines[-1] == "1 fault; nothing was written."


def test_search_index_and_pages_are_served(served: Served) -> None:
    assert "export" in served.page("pagefind/pagefind.js")
    assert 'id="search-page"' in served.page("search/")


def test_edit_appears_and_is_built_once(served: Served) -> None:
    builds = served.builds()
    served.write(REPORT.format("second"))
    wait_for(lambda: "The second state." in served.page(), "the edit appears")
    time.sleep(SETTLED)
    assert served.builds() == builds + 1


def test_new_report_and_page_by_hand_appear(served: Served) -> None:
    served.write(REPORT.replace("2010", "2012").format("other"), "reports/kazakhstan/2012.md")
    wait_for(lambda: "The other state." in served.page("reports/kazakhstan/2012/"), "a new report")
    served.write("# About\n\nBy hand.\n", "docs/about.md")
    wait_for(lambda: "By hand." in served.page("about/"), "a page by hand")


@pytest.mark.parametrize(
    ("path", "spoilt", "message"),
    [
        (
            "reports/kazakhstan/2010.md",
            REPORT.replace("KAZ", "QQQ"),
            "reports/kazakhstan/2010.md:2: `country: QQQ`",
        ),
        ("reports/vocabulary/themes.yml", "themes: [\n", "reports/vocabulary/themes.yml:"),
        ("mkdocs.yml", "site_name: [\n", "mkdocs.yml:2: "),
    ],
)
def test_fault_is_said_and_the_old_pages_stay_until_it_is_mended(
    served: Served, path: str, spoilt: str, message: str
) -> None:
    whole = (served.root / path).read_text(encoding="utf-8")
    page = (served.root / "reports/kazakhstan/2010.md").read_text(encoding="utf-8")
    state = page.rstrip().rpartition("\n")[2]
    said = len(served.said())
    served.write(spoilt, path)
    wait_for(lambda: "The pages are as they were." in served.said()[said:], "the fault is said")
    assert message in served.said()[said:]
    assert state in served.page()
    served.write(whole, path)
    served.write(REPORT.format(f"mended {path}"))
    wait_for(lambda: f"The mended {path} state." in served.page(), "the mend appears")


def test_page_that_cannot_be_read_leaves_the_old_ones(served: Served) -> None:
    about = served.root / "docs/about.md"
    whole, said, old = about.read_bytes(), len(served.said()), served.page()
    about.write_bytes(b"\xff\xfe")
    wait_for(lambda: "The pages are as they were." in served.said()[said:], "the fault is said")
    assert text_of(served.page()) == text_of(old)
    assert "export" in served.page("pagefind/pagefind.js")
    about.write_bytes(whole)
    wait_for(lambda: served.said()[said:].count("Reloading") == 2, "the mend is built")


def text_of(page: str) -> str:
    """Return a page without the script by which MkDocs reloads it."""
    return page[: page.index("</footer>")]


def test_sigterm_leaves_no_temporary_folder(tmp_path: Path) -> None:
    make_archive(tmp_path / "archive")
    (tmp_path / "temporary").mkdir()
    command = [sys.executable, "-m", "reportsite", "serve", "--port", str(free_port())]
    with subprocess.Popen(
        command,
        cwd=tmp_path / "archive",
        env=environment(TMPDIR=str(tmp_path / "temporary")),
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        wait_for(lambda: any((tmp_path / "temporary").iterdir()), "the first build begins")
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=DEADLINE)
    assert process.returncode == 130
    assert err.splitlines()[-1] == "Stopped; the site is as it was."
    assert list((tmp_path / "temporary").iterdir()) == []


def test_ctrl_c_ends_it_and_leaves_nothing(served: Served) -> None:
    assert served.stop() == 0
    assert "Traceback" not in served.said()
    assert list(served.temporary.iterdir()) == []
    assert not (served.root / "site").exists()
