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
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from reportsite.interrupts import STOPPED
from reportsite.site.making.engine import CACHE
from reportsite.starter import make_archive
from running import environment, heeding_interrupts, run
from search_bundles import fragments
from serving import free_port

DEADLINE = 300.0
REPORT = "---\ncountry: KAZ\nyear: 2010\ntitle: Kazakhstan\nlanguage: en\n---\n\nThe {} state.\n"
SECTION = REPORT + "\n## Torture\n\nSomething {} stands here.\n"
PAGE = "reports/kazakhstan/2010/"


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

    def wait_for(self, holds: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + DEADLINE
        while not holds():
            late = f"not within {DEADLINE} s: {what}; it has said:\n{self.said()}"
            assert time.monotonic() < deadline, late
            time.sleep(0.1)

    def write(self, text: str, path: str = "reports/kazakhstan/2010.md") -> None:
        """Write a file in one step: one that is seen while it is written is two changes."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        beside = self.root.with_name("written")
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.root / path)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def builds(self) -> int:
        return self.said().count("Detected file changes")

    def found(self, address: str) -> str:
        """Return what the search knows of a page; while its index is replaced, perhaps nothing."""
        try:
            pages = fragments(self.root / CACHE / "served/pagefind")
        except OSError:
            return ""
        return str(pages.get(address, {}).get("content", ""))

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=DEADLINE)


@contextmanager
def started(root: Path, temporary: Path, log: Path) -> Iterator[Served]:
    """Serve an archive, and end that in the end however it stands."""
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
        try:
            yield Served(root, temporary, port, process, log)
        finally:
            if process.poll() is None:
                process.kill()


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """Serve a new archive with one report."""
    root, temporary = folder / "archive", folder / "temporary"
    make_archive(root)
    temporary.mkdir()
    (root / "reports/kazakhstan").mkdir()
    (root / "reports/kazakhstan/2010.md").write_text(REPORT.format("first"), encoding="utf-8")
    with started(root, temporary, folder / "log") as one:
        one.wait_for(lambda: "The first state." in one.page(), "the first build is served")
        yield one


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served")) as one:
        yield one


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """An archive whose server has been ended while it made all countries, in several processes."""
    with serving(tmp_path_factory.mktemp("stopped")) as one:
        for code, slug in (("MLT", "malta"), ("TCD", "chad"), ("PER", "peru")):
            one.write(REPORT.replace("KAZ", code).format("other"), f"reports/{slug}/2010.md")
        one.wait_for(lambda: "Malta" in one.page("countries/"), "a country appears")
        one.wait_for(lambda: "Peru" in one.page("countries/"), "all countries appear")
        text = (one.root / "mkdocs.yml").read_text(encoding="utf-8")
        one.write(text.replace("site_name: ", "site_name: New "), "mkdocs.yml")
        making = one.root / CACHE / "countries"
        one.wait_for(lambda: any(making.glob("*.new")), "countries are being made")
        one.stop()
        return one


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
    builds = []
    for edit in ("second", "third", "fourth"):
        served.write(REPORT.format(edit))
        served.wait_for(lambda: f"The {edit} state." in served.page(), "the edit appears")  # noqa: B023
        builds.append(served.builds())
    assert builds == [builds[0], builds[0] + 1, builds[0] + 2]


def test_new_report_and_page_by_hand_appear(served: Served) -> None:
    served.write(REPORT.replace("2010", "2012").format("other"), "reports/kazakhstan/2012.md")
    served.wait_for(
        lambda: "The other state." in served.page("reports/kazakhstan/2012/"), "a new report"
    )
    served.write("# About\n\nBy hand.\n", "docs/about.md")
    served.wait_for(lambda: "By hand." in served.page("about/"), "a page by hand")


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
    served.wait_for(
        lambda: "The pages are as they were." in served.said()[said:], "the fault is said"
    )
    assert message in served.said()[said:]
    assert state in served.page()
    served.write(whole, path)
    served.write(REPORT.format(f"mended {path}"))
    served.wait_for(lambda: f"The mended {path} state." in served.page(), "the mend appears")


def test_page_by_hand_that_cannot_be_read_leaves_the_old_ones(served: Served) -> None:
    about = served.root / "docs/about.md"
    said, old = len(served.said()), served.page("about/")
    about.write_bytes(b"\xff\xfe")
    served.wait_for(
        lambda: "Lists and search are as they were." in served.said()[said:], "it is said"
    )
    assert text_of(served.page("about/")) == text_of(old)
    assert "export" in served.page("pagefind/pagefind.js")
    served.write("# About\n\nMended.\n", "docs/about.md")
    served.wait_for(lambda: "Mended." in served.page("about/"), "the mend appears")


def text_of(page: str) -> str:
    """Return a page without the script by which MkDocs reloads it."""
    return page[: page.index("</footer>")]


def test_search_finds_what_an_edit_brought(served: Served) -> None:
    served.write(SECTION.format("first", "unheard"))
    served.wait_for(lambda: "unheard" in served.page(f"{PAGE}torture/"), "the section appears")
    served.wait_for(lambda: "unheard" in served.found(f"/{PAGE}torture/"), "the search finds it")
    served.write(SECTION.format("first", "celebrated"))
    served.wait_for(
        lambda: "celebrated" in served.found(f"/{PAGE}torture/"), "the search finds another"
    )
    assert "unheard" not in served.found(f"/{PAGE}torture/")


def test_a_changed_label_of_a_theme_appears_on_reports_and_lists(served: Served) -> None:
    served.write(SECTION.format("first", "labelled"))
    themes = served.root / "reports/vocabulary/themes.yml"
    text = themes.read_text(encoding="utf-8")
    label = next(line for line in text.split("id: torture\n")[1].split("\n") if "label:" in line)
    themes.write_text(text.replace(label, "    label: Cruelty", 1), encoding="utf-8")
    served.wait_for(lambda: "Cruelty" in served.page(f"{PAGE}torture/"), "on the section")
    served.wait_for(lambda: "Cruelty" in served.page("themes/torture/"), "on the list")
    assert "Cruelty" in served.page("themes/")


def test_words_that_mean_the_same_reach_the_search(served: Served) -> None:
    served.write("variants:\n  - [beating, thrashing]\n", "reports/vocabulary/variants.yml")
    served.wait_for(lambda: "thrashing" in served.page("search/vocabulary.json"), "the words")


def test_a_report_that_is_taken_out_goes_from_reports_and_lists(served: Served) -> None:
    other = "reports/malta/2010.md"
    served.write(REPORT.replace("KAZ", "MLT").format("island"), other)
    served.wait_for(lambda: "Malta" in served.page("countries/"), "on the list")
    (served.root / other).unlink()
    served.wait_for(lambda: "Malta" not in served.page("countries/"), "the list is without it")
    assert served.page("reports/malta/2010/") == ""


def test_ctrl_c_while_countries_are_made_ends_it_without_a_trace(stopped: Served) -> None:
    assert stopped.process.returncode == 130
    assert stopped.said().splitlines()[-1] == STOPPED
    assert "Traceback" not in stopped.said()
    assert list(stopped.temporary.iterdir()) == []


def test_after_ctrl_c_it_starts_again_and_ends_leaving_nothing(stopped: Served) -> None:
    with started(stopped.root, stopped.temporary, stopped.log.with_name("again")) as again:
        again.wait_for(lambda: "New " in again.page(), "the last edit is served")
        assert again.stop() == 130
    assert again.said().splitlines()[-1] == STOPPED
    assert "Traceback" not in again.said()
    assert list(again.temporary.iterdir()) == []
    assert not (again.root / "site").exists()
    assert [path.name for path in again.root.rglob("*") if path.suffix in (".new", ".old")] == []


def test_sigterm_ends_the_first_build_as_ctrl_c_does(tmp_path: Path) -> None:
    make_archive(tmp_path / "archive")
    (tmp_path / "temporary").mkdir()
    with started(tmp_path / "archive", tmp_path / "temporary", tmp_path / "log") as one:
        lock = one.root / CACHE / "lock"
        one.wait_for(lock.exists, "the first build begins")
        one.process.send_signal(signal.SIGTERM)
        assert one.process.wait(timeout=DEADLINE) == 130
    assert one.said() == f"\n{STOPPED}\n"
    assert list(one.temporary.iterdir()) == []
