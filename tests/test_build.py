"""Real builds of a small archive, and what every build must do or leave alone."""

from __future__ import annotations

import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from links import broken_links, documents, outside_hosts
from reportsite.starter import make_archive
from running import call, environment, mkdocs, run
from small_archive import KAZAKHSTAN_2010, REPORTS

ROOT = Path(__file__).parents[1]
DEADLINE = 60.0

# The sitemap holds the day of the build. Pagefind orders what it indexes by its threads, and names
# these files by their contents; its fragments, one a section, are the same each time.
DIFFER = re.compile(
    r"sitemap\.xml(\.gz)?|pagefind/(pagefind-entry\.json|(filter|index)/.*|[^/]*\.pf_meta)"
)

PAGES = {
    *("", "about/", "search/", "reports/", "themes/", "countries/", "years/"),
    *("countries/egypt/", "countries/kazakhstan/", "years/2010/", "years/2012/"),
    "reports/egypt/2010/",
    "reports/egypt/2010/altadhib/",
    "reports/kazakhstan/2010/",
    "reports/kazakhstan/2010/torture-and-other-ill-treatment/",
    "reports/kazakhstan/2010/prisons/",
    "reports/kazakhstan/2010/impunity/",
    "reports/kazakhstan/2010/qwertyuiop/",
    "reports/kazakhstan/2012/",
    "reports/kazakhstan/2012/torture/",
    "reports/kazakhstan/2012/background/",
    *("themes/torture/", "themes/torture/egypt/", "themes/torture/kazakhstan/"),
    *("themes/impunity/", "themes/impunity/kazakhstan/"),
    *("themes/detention/", "themes/detention/kazakhstan/"),
    *("themes/background/", "themes/background/kazakhstan/"),
    *("themes/unclassified/", "themes/unclassified/kazakhstan/"),
}


def new_archive(root: Path, reports: dict[str, str] = REPORTS) -> Path:
    make_archive(root)
    for path, text in reports.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def same(one: dict[str, bytes], other: dict[str, bytes]) -> bool:
    """Whether two sites are the same, byte for byte, but for what differs with each build."""
    first, second = (
        {path: data for path, data in site.items() if not DIFFER.fullmatch(path)}
        for site in (one, other)
    )
    return first == second


def times(folder: Path) -> dict[str, int]:
    return {str(file): file.stat().st_mtime_ns for file in folder.rglob("*.md")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that was built once. No test changes it."""
    root = new_archive(tmp_path_factory.mktemp("built") / "archive")
    done = run("build", "--root", root)
    assert done.status == 0, done.err
    assert "Making pages" not in done.err
    assert done.out.startswith("3 reports, 7 sections, 18 paragraphs, ")
    return root


@pytest.fixture
def archive(built: Path, tmp_path: Path) -> Path:
    """A copy of the built archive, to be spoilt."""
    root = tmp_path / "archive"
    shutil.copytree(built, root)
    return root


def test_every_page_is_there(built: Path) -> None:
    found = {path.removesuffix("index.html") for path in documents(built / "site")}
    # the themes that stand above those in use are the vocabulary's affair
    above = {path for path in found - PAGES if path.startswith("themes/")}
    assert found - above == PAGES | {"404.html"}


def test_every_link_leads_somewhere(built: Path) -> None:
    assert broken_links(built / "site") == []


def test_links_leave_the_site_only_where_a_report_says_so(built: Path) -> None:
    assert outside_hosts(built / "site") == {"example.org"}


def test_no_id_stands_twice_on_a_page(built: Path) -> None:
    pages = documents(built / "site")
    assert [path for path, page in pages.items() if len(page.ids) != len(set(page.ids))] == []


def test_every_paragraph_has_its_address_on_its_report_and_its_section(built: Path) -> None:
    pages = documents(built / "site")
    whole = pages["reports/kazakhstan/2010/index.html"].ids
    numbered = [id_ for id_ in whole if id_.startswith("p") and id_[1:].isdigit()]
    assert numbered == [f"p{n}" for n in range(1, 15)]
    section = pages["reports/kazakhstan/2010/torture-and-other-ill-treatment/index.html"].ids
    assert {f"p{n}" for n in range(2, 12)} <= set(section)


def test_front_matter_of_sections_names_country_year_theme_and_title(built: Path) -> None:
    found = {}
    for file in (built / "docs" / "reports").glob("*/*/*.md"):
        if file.name != "index.md":
            front_matter = yaml.safe_load(file.read_text(encoding="utf-8").split("---\n")[1])
            name = file.relative_to(built / "docs" / "reports").as_posix()
            found[name] = tuple(front_matter[k] for k in ("country", "year", "theme", "title"))
    assert found == {
        "egypt/2010/altadhib.md": ("EGY", 2010, "torture", "التعذيب"),
        "kazakhstan/2010/torture-and-other-ill-treatment.md": (
            *("KAZ", 2010, "torture", "Torture and other ill-treatment"),
        ),
        "kazakhstan/2010/prisons.md": ("KAZ", 2010, "detention", "Prisons"),
        "kazakhstan/2010/impunity.md": ("KAZ", 2010, "impunity", "Impunity"),
        "kazakhstan/2010/qwertyuiop.md": ("KAZ", 2010, "unclassified", "Qwertyuiop"),
        "kazakhstan/2012/torture.md": ("KAZ", 2012, "torture", "Torture"),
        "kazakhstan/2012/background.md": ("KAZ", 2012, "background", "Background"),
    }


def test_raw_html_of_a_report_is_text(built: Path) -> None:
    page = (built / "site/reports/kazakhstan/2010/index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_report_has_its_language_and_direction(built: Path) -> None:
    page = (built / "site/reports/egypt/2010/altadhib/index.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in page
    assert '<article lang="ar" dir="rtl"' in page


def test_theme_in_one_country_shows_its_years_together(built: Path) -> None:
    ids = documents(built / "site")["themes/torture/kazakhstan/index.html"].ids
    assert {"2010", "2010-p2", "2012", "2012-p1"} <= set(ids)


def test_second_build_changes_no_page_and_makes_the_same_site(archive: Path) -> None:
    before, written = contents(archive / "site"), times(archive / "docs")
    assert run("build", cwd=archive).status == 0
    assert times(archive / "docs") == written
    assert same(before, contents(archive / "site"))
    assert [path.name for path in archive.iterdir() if "site" in path.name] == ["site"]


def test_plain_mkdocs_makes_the_same_site(archive: Path) -> None:
    written = times(archive / "docs")
    done = mkdocs("build", "--site-dir", archive / "other", cwd=archive)
    assert done.status == 0, done.err
    assert same(contents(archive / "site"), contents(archive / "other"))
    assert times(archive / "docs") == written


def test_build_script_is_the_command(archive: Path) -> None:
    other = archive / "other"
    script = ROOT / "scripts" / "build.py"
    done = run("--root", archive, "--site-dir", other, script=script)
    assert done.status == 0, done.err
    assert same(contents(archive / "site"), contents(other))


def test_messages_of_a_build_are_the_warnings(archive: Path) -> None:
    done = call("build", "--root", archive)
    assert done.lines == [
        'reports/kazakhstan/2010.md:57: no theme has an alias for the heading "Qwertyuiop"; '
        'expected an alias in vocabulary/themes.yml or `{: theme="…" }` on the heading'
    ]


def test_strict_build_fails_on_a_warning_and_leaves_the_site(archive: Path) -> None:
    before = contents(archive / "site")
    done = call("build", "--strict", "--root", archive)
    assert done.status == 1
    assert "Qwertyuiop" in done.lines[0]
    assert done.lines[-1] == "The site is as it was: with --strict, a warning counts as a fault."
    assert contents(archive / "site") == before


def test_faults_are_all_listed_and_nothing_is_written(archive: Path) -> None:
    for path, old, new in (
        ("kazakhstan/2010.md", "year: 2010", "year: next"),
        ("kazakhstan/2012.md", "## Background", "#### Background"),
        ("egypt/2010.md", "country: EGY", "country: NO"),
    ):
        file = archive / "reports" / path
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    site, docs = contents(archive / "site"), contents(archive / "docs")
    done = call("build", "--root", archive)
    assert done.status == 1
    assert done.out == ""
    assert [line.split(": ")[0] for line in done.lines] == [
        "reports/egypt/2010.md:2",
        "reports/kazakhstan/2010.md:3",
        "reports/kazakhstan/2012.md:13",
        "3 faults; the site is as it was.",
    ]
    assert contents(archive / "site") == site
    assert contents(archive / "docs") == docs
    assert mkdocs("build", cwd=archive).status == 1
    assert contents(archive / "site") == site
    assert call("check", "--root", archive).lines == done.lines


def test_removed_report_leaves_no_page(archive: Path) -> None:
    (archive / "reports/egypt/2010.md").unlink()
    assert call("build", "--root", archive).status == 0
    assert not [path for path in contents(archive / "site") if "egypt" in path]
    assert not (archive / "docs/reports/egypt").exists()
    assert broken_links(archive / "site") == []


@pytest.mark.parametrize("folder", ["reports", "docs", ".", "documents", "letter.txt"])
def test_site_replaces_nothing_but_a_site(archive: Path, folder: str) -> None:
    (archive / "documents").mkdir()
    (archive / "documents" / "letter.txt").write_text("Dear", encoding="utf-8")
    (archive / "letter.txt").write_text("Dear", encoding="utf-8")
    before = contents(archive)
    done = call("build", "--root", archive, "--site-dir", archive / folder)
    assert done.status in (1, 2)
    assert "expected" in done.lines[-1] or "is a file" in done.lines[-1]
    assert contents(archive) == before


def test_site_may_go_into_a_folder_that_does_not_exist(archive: Path) -> None:
    assert call("build", "--root", archive, "--site-dir", archive / "a/b").status == 0
    assert (archive / "a/b/index.html").is_file()
    assert [path.name for path in (archive / "a").iterdir()] == ["b"]


SPOILT = {
    "configuration that is no YAML": (
        {"mkdocs.yml": b"site_name: A\nplugins: [reportsite\nnav: :\n"},
        "mkdocs.yml:3: ",
    ),
    "configuration that is no mapping": ({"mkdocs.yml": b"- a\n"}, "mkdocs.yml:1: "),
    "configuration in another encoding": (
        {"mkdocs.yml": b"site_name: \xff\xfe\n"},
        "mkdocs.yml:1: ",
    ),
    "configuration without name": ({"mkdocs.yml": b"plugins: [reportsite]\n"}, "mkdocs.yml:1: "),
    "unknown plugin": ({"mkdocs.yml": b"site_name: A\nplugins: [reportsight]\n"}, "mkdocs.yml:1: "),
    "plugin not listed": (
        {"mkdocs.yml": b"site_name: A\nplugins: []\n"},
        "mkdocs.yml:1: the plugin `reportsite` is not listed; ",
    ),
    "folder as configuration": ({"mkdocs.yml": None}, "mkdocs.yml:1: there is no such file in "),
    "page by hand in another encoding": (
        {"docs/about.md": b"# \xff\xfe\n"},
        "Error reading page 'about.md'",
    ),
    "file in place of a generated folder": (
        {"docs/themes": b"text"},
        "docs/themes:1: a file stands where the build makes a folder; ",
    ),
    "folder in place of a generated page": (
        {"docs/themes/index.md": None},
        "docs/themes/index.md:1: a folder stands where the build makes a page; ",
    ),
    "page by hand in place of a generated one": (
        {"docs/years/index.md": b"# By hand\n"},
        "docs/years/index.md:1: a page that the build makes would replace this file",
    ),
    "report in another encoding": (
        {"reports/egypt/2010.md": b"---\ncountry: EGY\n\xe9\n"},
        "reports/egypt/2010.md:3: the file is not UTF-8",
    ),
    "folder as vocabulary": ({"reports/vocabulary/themes.yml": None}, "themes.yml: Is a directory"),
    "vocabulary that is no YAML": (
        {"reports/vocabulary/countries.yml": b"countries: [\n"},
        "reports/vocabulary/countries.yml:",
    ),
    "file in place of the reports": ({"reports": b"text"}, "Not a directory"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_spoilt_archive_is_explained_and_left_alone(archive: Path, name: str) -> None:
    spoilt, message = SPOILT[name]
    for path, data in spoilt.items():
        target = archive / path
        shutil.rmtree(target) if target.is_dir() else target.unlink()
        target.mkdir() if data is None else target.write_bytes(data)
    before = contents(archive)
    done = call("build", "--root", archive)
    assert done.status == 1
    assert message in done.err
    if "hand in another" not in name:
        assert contents(archive) == before
    assert contents(archive / "site") == {
        path.removeprefix("site/"): data for path, data in before.items() if path[:5] == "site/"
    }
    assert not (archive / ".site.new").exists()


def test_missing_reports_are_said(tmp_path: Path) -> None:
    root = new_archive(tmp_path / "archive", {})
    shutil.rmtree(root / "reports")
    done = call("build", "--root", root)
    assert done.status == 1
    assert any(line.startswith("reports:1: the archive has no folder") for line in done.lines)
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--root", "nowhere"],
        ["build", "--colour", "red"],
        ["serve", "--port", "0"],
        ["import"],
        ["new"],
        ["publish"],
    ],
)
def test_wrong_usage_ends_with_status_2(arguments: list[str], tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.status == 2
    assert "Error: " in done.err


def test_interrupted_build_leaves_the_site_and_nothing_else(archive: Path) -> None:
    before = contents(archive / "site")
    command = [sys.executable, "-m", "reportsite", "build", "--root", str(archive)]
    with subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        deadline = time.monotonic() + DEADLINE
        while not (archive / ".site.new").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=DEADLINE)
    assert process.returncode == 1
    assert err.splitlines()[-1] == "Aborted!"
    assert "Traceback" not in err
    assert contents(archive / "site") == before
    assert [path.name for path in archive.iterdir() if "site" in path.name] == ["site"]


def test_progress_is_shown_on_a_terminal_only(archive: Path) -> None:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "reportsite", "build", "--root", str(archive)]
    with subprocess.Popen(
        command, env=environment(TERM="xterm"), stdout=subprocess.PIPE, stderr=follower
    ) as process:
        os.close(follower)
        shown = b"".join(iter(lambda: _read(leader), b"")).decode()
    os.close(leader)
    assert process.returncode == 0
    assert "Reading reports" in shown
    assert "Making pages" in shown
    assert "100%" in shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so at its end
        return b""
