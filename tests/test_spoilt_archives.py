"""Archives and commands with faults: each is explained, and nothing is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from running import call, mkdocs, run
from small_archive import contents, new_archive


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that was built once. No test changes it."""
    root = new_archive(tmp_path_factory.mktemp("built") / "archive")
    assert call("build", "--root", root).status == 0
    return root


@pytest.fixture
def archive(built: Path, tmp_path: Path) -> Path:
    """A copy of the built archive, to be spoilt."""
    root = tmp_path / "archive"
    shutil.copytree(built, root)
    return root


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
