"""Archives and commands with faults: each is explained, and nothing is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from running import call, mkdocs, run
from small_archive import contents, new_archive


def test_faults_are_all_listed_and_nothing_is_written(copied: Path) -> None:
    for path, old, new in (
        ("kazakhstan/2010.md", "year: 2010", "year: next"),
        ("kazakhstan/2012.md", "## Background", "#### Background"),
        ("egypt/2010.md", "country: EGY", "country: NO"),
    ):
        file = copied / "reports" / path
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    site, docs = contents(copied / "site"), contents(copied / "docs")
    done = call("build", "--root", copied)
    assert done.status == 1
    assert done.out == ""
    assert [line.split(": ")[0] for line in done.lines] == [
        "reports/egypt/2010.md:2",
        "reports/kazakhstan/2010.md:3",
        "reports/kazakhstan/2012.md:13",
        "3 faults; nothing was written.",
    ]
    assert contents(copied / "site") == site
    assert contents(copied / "docs") == docs
    assert mkdocs("build", cwd=copied).status == 1
    assert contents(copied / "site") == site
    assert call("check", "--root", copied).lines == done.lines


@pytest.mark.parametrize("folder", ["reports", "docs", ".", "documents", "letter.txt"])
def test_site_replaces_nothing_but_a_site(copied: Path, folder: str) -> None:
    (copied / "documents").mkdir()
    (copied / "documents" / "letter.txt").write_text("Dear", encoding="utf-8")
    (copied / "letter.txt").write_text("Dear", encoding="utf-8")
    before = contents(copied)
    done = call("build", "--root", copied, "--site-dir", copied / folder)
    assert done.status in (1, 2)
    assert "expected" in done.lines[-1] or "is a file" in done.lines[-1]
    assert contents(copied) == before


SPOILT: dict[str, tuple[dict[str, bytes | None], str]] = {
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
    "pages at other addresses": (
        {"mkdocs.yml": b"site_name: A\nplugins: [reportsite]\nuse_directory_urls: false\n"},
        "mkdocs.yml:1: `use_directory_urls` is false; expected true, or nothing: ",
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
def test_spoilt_archive_is_explained_and_left_alone(copied: Path, name: str) -> None:
    spoilt, message = SPOILT[name]
    for path, data in spoilt.items():
        target = copied / path
        shutil.rmtree(target) if target.is_dir() else target.unlink()
        target.mkdir() if data is None else target.write_bytes(data)
    before = contents(copied)
    done = call("build", "--root", copied)
    assert done.status == 1
    assert message in done.err
    if "hand in another" not in name:
        assert contents(copied) == before
    assert contents(copied / "site") == {
        path.removeprefix("site/"): data for path, data in before.items() if path[:5] == "site/"
    }
    assert not (copied / ".site.new").exists()


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


def test_lost_text_is_a_fault_and_no_page_is_written(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def losing(*_: object) -> str:
        return ""

    monkeypatch.setattr("reportsite.writing.report_pages.write_blocks", losing)
    shutil.rmtree(copied / ".cache")
    before = contents(copied / "site")
    done = call("build", "--root", copied)
    assert done.status == 1
    faults = [line for line in done.lines if "its page" in line]
    assert len([line for line in faults if ' reads "nothing" at word 1; expected "' in line]) >= 7
    assert done.lines[-1] == (
        "The pages do not show what the reports say: a defect of this program."
    )
    assert contents(copied / "site") == before
