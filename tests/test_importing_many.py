"""Many files at once: one report a file, in one order, whatever the files and processes do."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from pages import SOURCES, VOCABULARY, page_of, state_address, state_page
from reportsite.importing import parallel
from reportsite.importing.files import Importer, importer
from reportsite.importing.many import Outcome, files_in, import_files
from reportsite.importing.parallel import Answer, ImportProcesses
from reportsite.importing.result import ImportFault, ImportOptions
from reportsite.site.progress import SILENT, steps
from reportsite.starter import make_archive
from running import UNHURRIED, Done, call, finished, heeding_interrupts

COUNTRIES = ("chad", "kenya", "peru", "qatar", "yemen")


def state(slug: str, year: int = 2019, body: str = "") -> str:
    heading = f"{year} Country Reports on Human Rights Practices: {slug.title()}"
    return state_page(heading, state_address(year, slug), body=body)


@pytest.fixture
def in_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive that is the current directory, so that messages hold no path of this machine."""
    make_archive(tmp_path / "archive")
    monkeypatch.chdir(tmp_path / "archive")
    return Path()


@pytest.fixture
def five(in_archive: Path) -> Path:
    """An archive with the pages of five countries in a folder."""
    for slug in COUNTRIES:
        (in_archive / "raw").mkdir(exist_ok=True)
        (in_archive / "raw" / f"{slug}.html").write_text(state(slug), encoding="utf-8")
    return in_archive


def reports() -> list[str]:
    found = Path("reports").rglob("*.md")
    return sorted(path.relative_to("reports").as_posix() for path in found)


def test_a_folder_of_all_kinds(five: Path) -> None:
    raw = Path("raw")
    (raw / "deep" / ".hidden").mkdir(parents=True)
    (raw / "deep" / "a.HTM").write_text(state("Mali"), encoding="utf-8")
    (raw / "deep" / ".hidden" / "b.html").write_text(state("Fiji"), encoding="utf-8")
    (raw / "error.html").write_text(page_of("", "<title>Not Found</title>"), encoding="utf-8")
    (raw / "half.html").write_text(state("Oman")[:900], encoding="utf-8")
    (raw / "notes.md").write_text("Kazakhstan", encoding="utf-8")
    (raw / "text.txt").write_text("Kazakhstan\nIt rained.\n", encoding="utf-8")
    (raw / "text.xhtml").write_text("Fiji\nNo tag is in it.\n", encoding="utf-8")
    done = call("import", "raw", "raw/peru.html", "--account", "account.txt")
    assert done == Done(
        1,
        """\
10 files
        6  imported
        4  not imported
  24 headings, 534 words: none is lost

Dropped
        6  tags of the web page

To fill in or decide
        6  source.document: the document number or symbol
        6  source.published: the day, month or year of publication
        6  source.retrieved: the day on which the text was taken from there
""",
        """\
raw/error.html:1: the page says "Not Found", and so is no report; expected the page of a report
raw/half.html:10: the page ends in the middle: `</html>` is missing; expected a page that was \
saved as a whole: save it once more
raw/text.txt:1: no year is given, and the text does not tell it; expected --year with the year \
that the report covers, which is not the edition's
raw/text.xhtml:1: no year is given, and the text does not tell it; expected --year with the year \
that the report covers, which is not the edition's
""",
    )
    assert reports() == sorted(f"{slug}/2019.md" for slug in (*COUNTRIES, "mali"))
    account = Path("account.txt").read_text(encoding="utf-8")
    assert [line for line in account.split("\n") if line.startswith("  from")] == [
        f"  from    raw/{name}"
        for name in ("chad.html", "deep/a.HTM", "kenya.html", "peru.html", "qatar.html")
    ] + ["  from    raw/yemen.html"]
    assert call("check").status == 0


def test_the_second_time(five: Path) -> None:
    assert call("import", "raw").status == 0
    chad = Path("reports/chad/2019.md")
    written = chad.read_text(encoding="utf-8").replace("#   document:", "  document: A 1")
    chad.write_text(written, encoding="utf-8")
    Path("raw/kenya.html").write_text(state("kenya", body="<p>More.</p>"), encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in Path("reports").rglob("*.md")}
    refused = call("import", "raw")
    assert refused.status == 1
    assert refused.out == "5 files\n        5  not imported\n"
    assert refused.lines[0] == (
        "raw/chad.html:1: reports/chad/2019.md is there already;"
        " expected --force to overwrite it, or --name with another name"
    )
    forced = call("import", "raw", "--force")
    assert forced.status == 0
    assert forced.out.split("\n")[:3] == [
        "5 files",
        "        1  replaced",
        "        4  unchanged",
    ]
    after = {path: path.stat().st_mtime_ns for path in Path("reports").rglob("*.md")}
    assert {path.parent.name for path in after if after[path] != before[path]} == {"kenya"}
    assert "  document: A 1\n" in chad.read_text(encoding="utf-8")
    assert call("import", "raw", "--force").out.split("\n")[1] == "        5  unchanged"


def test_many_faults_of_one_kind_are_counted(in_archive: Path) -> None:
    Path("raw").mkdir()
    for number in range(30):
        Path(f"raw/{number:02}.html").write_text("<p>x</p>", encoding="utf-8")
    lines = call("import", "raw").lines
    assert len(lines) == 20
    assert lines[-1] == "and 11 more such; expected a text of 50 words at least"


def outcomes(*paths: str, **options: str | int | bool) -> list[Outcome]:
    chosen = importer(Path(), ImportOptions(**options), SOURCES, VOCABULARY)  # type: ignore[arg-type]
    return import_files(chosen, files_in([Path(path) for path in paths]), steps)


def test_two_files_with_the_same_words(five: Path) -> None:
    shutil.copy("raw/peru.html", "raw/peru__trashed.html")
    Path("raw/peru__trashed.html").write_text(
        state("peru").replace("<h1>", "<h1><span></span>"), encoding="utf-8"
    )
    found = outcomes("raw/peru.html", "raw/peru__trashed.html", "raw/chad.html")
    assert [one.imported is not None for one in found] == [True, False, True]
    assert found[1] == Outcome(Path("raw/peru__trashed.html"), same_as=Path("raw/peru.html"))
    imported = found[0].imported
    assert imported
    assert imported.questions[-1].text == (
        "raw/peru__trashed.html holds the same words and was left out"
    )
    assert reports() == ["chad/2019.md", "peru/2019.md"]


def test_two_files_with_other_words(five: Path) -> None:
    Path("raw/Peru-2.html").write_text(state("peru", body="<p>More.</p>"), encoding="utf-8")
    found = outcomes("raw")
    assert [str(one.fault) for one in found if one.fault] == [
        "raw/Peru-2.html:1: reports/peru/2019.md would come from raw/peru.html too, in other words;"
        " expected one report a place: import one of them alone, or with --name",
        "raw/peru.html:1: reports/peru/2019.md would come from raw/Peru-2.html too, in other words;"
        " expected one report a place: import one of them alone, or with --name",
    ]
    assert "peru/2019.md" not in reports()
    assert len(reports()) == 4
    assert outcomes("raw/Peru-2.html", name="second")[0].imported


def test_of_two_files_one_is_no_report(five: Path) -> None:
    broken = state("peru").replace('id="report-toc__section-1"', "")
    Path("raw/peru-broken.html").write_text(broken, encoding="utf-8")
    found = outcomes("raw")
    assert [one.file.stem for one in found if one.fault] == ["peru-broken"]
    assert "peru/2019.md" in reports()


def test_a_folder_without_anything_to_import(in_archive: Path) -> None:
    with pytest.raises(ImportFault) as caught:
        files_in([Path("docs")])
    assert str(caught.value) == (
        "docs: nothing to import is in the folder; expected .htm, .html, .txt, .xhtml"
    )
    assert call("import", "docs") == Done(1, "", f"{caught.value}\n")


def _deadly(chosen: Importer, file: Path) -> str:
    if file.stem == "peru":
        os.kill(os.getpid(), signal.SIGKILL)
    if file.stem == "qatar":
        raise ValueError("odd")
    if file.stem == "yemen":
        raise MemoryError
    return file.stem


def test_a_file_that_ends_its_process_ends_no_other(
    five: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "processes", lambda: 2)
    chosen = importer(Path(), ImportOptions(), SOURCES, VOCABULARY)
    files = files_in([Path("raw")])
    with ImportProcesses(chosen, len(files)) as crew:
        answers: list[Answer[str]] = crew.on_each(_deadly, files, SILENT)
    assert [one.file for one in answers] == files
    assert [one.value or str(one.fault) for one in answers] == [
        "chad",
        "kenya",
        "raw/peru.html:1: the process that read it was ended by the machine;"
        " expected a smaller file, or a machine with more memory",
        "raw/qatar.html:1: the importer failed (ValueError: odd);"
        " expected a report: a fault of the importer, nothing was written",
        "raw/yemen.html:1: memory ran out; expected a smaller file, or a machine with more memory",
    ]


@pytest.mark.parametrize("number", [1, 2, 4])
def test_the_number_of_processes_changes_nothing(
    number: int, five: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "processes", lambda: number)
    shutil.copy("raw/peru.html", "raw/a-peru.html")
    found = outcomes("raw")
    assert [(one.file.stem, one.imported is not None) for one in found] == [
        ("a-peru", True),
        *((slug, slug != "peru") for slug in COUNTRIES),
    ]
    assert reports() == [f"{slug}/2019.md" for slug in COUNTRIES]


# is told to end when so many steps are done
STOPPED = """
import os, signal, sys
from reportsite import cli, main
number, tell = int(sys.argv.pop(1)), {tell}

class Steps:
    done = 0

    def update(self, n):
        Steps.done += n
        if Steps.done == number:
            tell(0 if tell is os.killpg else os.getpid(), signal.SIGINT)

    def render_finish(self):
        pass

cli.steps = lambda total, label: Steps()
main()
"""


def stopped(at: int, tell: str) -> Done:
    """Import the folder `raw` in a group of its own, which Ctrl-C ends behind a step."""
    text = UNHURRIED + STOPPED.format(tell=tell)
    command = [sys.executable, "-c", text, str(at), "import", "raw"]
    return finished(command, None, start_new_session=True, preexec_fn=heeding_interrupts)


@pytest.mark.parametrize("at", [1, 5, 7])
def test_ctrl_c_leaves_whole_reports(at: int, five: Path) -> None:
    done = stopped(at, "os.kill")
    assert done == Done(130, "", "\nStopped; the reports imported so far are whole.\n")
    assert (len(reports()) > 0) == (at > 5)
    assert [path for path in Path("reports").rglob(".*") if path.is_file()] == []
    if reports():
        assert call("check").status == 0


def test_ctrl_c_of_a_terminal_reaches_every_process(five: Path) -> None:
    done = stopped(7, "os.killpg")
    assert done == Done(130, "", "\nStopped; the reports imported so far are whole.\n")
    assert call("check").status == 0


def test_nothing_is_asked_of_a_full_disk_but_a_fault(
    five: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("reports/peru").write_text("a file in the way of a folder", encoding="utf-8")
    faults: Sequence[str] = [str(one.fault) for one in outcomes("raw") if one.fault]
    assert faults == [
        "reports/peru/2019.md: the file cannot be written (File exists);"
        " expected a folder that can be written, with room in it"
    ]
