"""Real builds of a small archive, and what every build must do or leave alone."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from links import broken_links, documents, outside_hosts
from reportsite.archive import read_archive
from reportsite.diagnostics import Diagnostics
from reportsite.interrupts import STOPPED
from reportsite.site.proof import Proof
from running import call, environment, heeding_interrupts, mkdocs, run
from small_archive import contents, unpublish

ROOT = Path(__file__).parents[1]
DEADLINE = 300.0

# a section without text of its own has no such element
TEXT = (
    r'<article class="rs-prose[^>]*>(?P<whole>.*)</article>'
    r'|<div class="rs-prose">(?P<section>.*)</div>\s*</article>'
)

PAGES = {
    *("", "about/", "search/", "reports/", "themes/", "countries/", "years/"),
    *("headings/", "passages/"),
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


def times(folder: Path) -> dict[str, int]:
    return {str(file): file.stat().st_mtime_ns for file in folder.rglob("*.md")}


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


def test_theme_shows_every_word_of_the_reports(built: Path) -> None:
    diagnostics = Diagnostics()
    reports = read_archive(built, diagnostics).reports
    proof = Proof(reports)
    for file in (built / "site/reports").glob("*/*/**/index.html"):
        path = file.parent.relative_to(built / "site").as_posix()
        page = f"{path}.md" if (built / f"docs/{path}.md").is_file() else f"{path}/index.md"
        proof.check(page, _text_of(file.read_text(encoding="utf-8")), diagnostics)
    proof.check_complete(diagnostics)
    assert diagnostics.faults == []


def _text_of(page: str) -> str:
    """Return the text of a report or of a section, as it stands within its page."""
    text = re.search(TEXT, page, re.DOTALL)
    return (text["whole"] or text["section"]) if text else ""


def test_report_in_another_language_is_said_to_be_wherever_it_is_quoted(built: Path) -> None:
    page = (built / "site/reports/egypt/2010/altadhib/index.html").read_text(encoding="utf-8")
    assert '<bdi lang="ar">التعذيب</bdi></span></li>' in page


def test_theme_in_one_country_shows_its_years_together(built: Path) -> None:
    ids = documents(built / "site")["themes/torture/kazakhstan/index.html"].ids
    assert {"2010", "2010-p2", "2012", "2012-p1"} <= set(ids)


def test_second_build_changes_no_page_and_makes_the_same_site(copied: Path) -> None:
    before, written = contents(copied / "site"), times(copied / "docs")
    assert run("build", cwd=copied).status == 0
    assert times(copied / "docs") == written
    assert before == contents(copied / "site")
    assert [path.name for path in copied.iterdir() if "site" in path.name] == ["site"]


def test_plain_mkdocs_makes_the_same_site(copied: Path) -> None:
    written = times(copied / "docs")
    done = mkdocs("build", "--site-dir", copied / "other", cwd=copied)
    assert done.status == 0, done.err
    assert contents(copied / "site") == contents(copied / "other")
    assert times(copied / "docs") == written


def test_dirty_build_makes_what_changed_and_finds_it(copied: Path) -> None:
    report = copied / "reports/kazakhstan/2010.md"
    text = report.read_text(encoding="utf-8")
    before = contents(copied / "site")
    report.write_text(text.replace("zirconium", "beryllium"), encoding="utf-8")
    done = mkdocs("build", "--dirty", cwd=copied)
    assert done.status == 0, done.err
    after = contents(copied / "site")
    pages = {path for path in after if path.endswith(".html") and after[path] != before.get(path)}
    assert pages == {
        "reports/kazakhstan/2010/index.html",
        "reports/kazakhstan/2010/impunity/index.html",
        "themes/impunity/kazakhstan/index.html",
    }
    assert after == _built_anew(copied)


def test_dirty_build_drops_the_pages_of_a_report_that_was_taken_out(copied: Path) -> None:
    (copied / "docs/reports/egypt").mkdir(parents=True, exist_ok=True)
    (copied / "docs/reports/egypt/map.svg").write_text("<svg/>", encoding="utf-8")
    unpublish(copied, "egypt/2010")
    done = mkdocs("build", "--dirty", cwd=copied)
    assert done.status == 0, done.err
    assert [path for path in contents(copied / "site") if "egypt" in path] == [
        "reports/egypt/map.svg"
    ]
    differing = {
        path
        for path, data in _built_anew(copied).items()
        if (copied / "site" / path).read_bytes() != data
    }
    # pages that people wrote tell what the archive holds, and MkDocs leaves them: they are older
    assert differing == {"index.html", "search/index.html"}


def _built_anew(root: Path) -> dict[str, bytes]:
    assert call("build", "--root", root, "--site-dir", root / "other").status == 0
    return contents(root / "other")


def test_build_script_is_the_command(copied: Path) -> None:
    other = copied / "other"
    script = ROOT / "scripts" / "build.py"
    done = run("--root", copied, "--site-dir", other, script=script)
    assert done.status == 0, done.err
    assert contents(copied / "site") == contents(other)


def test_build_says_what_it_read_and_made(copied: Path) -> None:
    done = call("build", "--root", copied)
    assert re.fullmatch(
        r"3 reports, 7 sections, 18 paragraphs, 104 words: none lost\.\n"
        rf"\d+ pages in {re.escape(str(copied / 'site'))}, nothing changed, in \d+\.\d s\.\n",
        done.out,
    )


def test_build_says_how_many_files_of_the_site_changed(copied: Path) -> None:
    report = copied / "reports/kazakhstan/2010.md"
    before, text = contents(copied / "site"), report.read_text(encoding="utf-8")
    for words in ("beryllium", "zirconium"):
        report.write_text(text.replace("zirconium", words), encoding="utf-8")
        done = call("build", "--root", copied)
        after = contents(copied / "site")
        changed = [path for path in {*before, *after} if before.get(path) != after.get(path)]
        assert f", {len(changed)} files changed, in " in done.out
        before = after


def test_messages_of_a_build_are_the_warnings(copied: Path) -> None:
    done = call("build", "--root", copied)
    assert done.lines == [
        'reports/kazakhstan/2010.md:57: no theme has an alias for the heading "Qwertyuiop"; '
        'expected an alias in reports/vocabulary/themes.yml or `{: theme="…" }` on the heading'
    ]


def test_strict_build_fails_on_a_warning_and_leaves_the_site(copied: Path) -> None:
    before = contents(copied / "site")
    done = call("build", "--strict", "--root", copied)
    assert done.status == 1
    assert "Qwertyuiop" in done.lines[0]
    assert done.lines[-1] == "The site is as it was: with --strict, a warning counts as a fault."
    assert contents(copied / "site") == before


@pytest.mark.parametrize(
    "path", ["docs/reports/kazakhstan/2010.md", "docs/pagefind/pagefind.js", "docs/themes.md"]
)
def test_file_by_hand_at_the_address_of_a_made_one_is_named(copied: Path, path: str) -> None:
    before = contents(copied / "site")
    (copied / path).parent.mkdir(parents=True, exist_ok=True)
    (copied / path).write_text("By hand.", encoding="utf-8")
    wanted = (
        f"{path}:1: in the site, this file has the address of one that the build makes; expected "
        "it elsewhere, or another name"
    )
    done = call("build", "--root", copied)
    assert (done.status, done.lines[-1]) == (1, wanted)
    assert contents(copied / "site") == before
    done = mkdocs("build", "--site-dir", copied / "other", cwd=copied)
    assert done.status == 1
    assert wanted in done.err


def test_removed_report_leaves_no_page(copied: Path) -> None:
    unpublish(copied, "egypt/2010")
    assert call("build", "--root", copied).status == 0
    assert not [path for path in contents(copied / "site") if "egypt" in path]
    assert not (copied / "docs/reports/egypt").exists()
    assert broken_links(copied / "site") == []


def test_site_may_go_into_a_folder_that_does_not_exist(copied: Path) -> None:
    assert call("build", "--root", copied, "--site-dir", copied / "a/b").status == 0
    assert (copied / "a/b/index.html").is_file()
    assert [path.name for path in (copied / "a").iterdir()] == ["b"]


def test_ctrl_c_while_the_program_is_loading_shows_no_trace(copied: Path, tmp_path: Path) -> None:
    before = contents(copied)
    (tmp_path / "first").mkdir()
    (tmp_path / "first/click.py").write_text(
        "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(60)\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "reportsite", "build", "--root", str(copied)],
        env=environment(PYTHONPATH=str(tmp_path / "first")),
        preexec_fn=heeding_interrupts,
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", f"\n{STOPPED}\n")
    assert contents(copied) == before


def test_what_a_killed_build_left_is_cleared(copied: Path) -> None:
    before = contents(copied / "site")
    (copied / "site").rename(copied / ".site.old")
    (copied / ".site.new/reports").mkdir(parents=True)
    assert call("build", "--strict", "--root", copied).status == 1
    assert contents(copied / "site") == before
    assert [path.name for path in copied.iterdir() if "site" in path.name] == ["site"]


@pytest.mark.parametrize("place", [".", "site"])
def test_folder_that_cannot_be_written_is_said_before_the_build(
    copied: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked, before = copied / place, contents(copied)
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != locked)
    done = call("build", "--root", copied)
    assert done.status == 1
    assert done.lines == [f"{locked}: the folder cannot be written; make it writable"]
    assert contents(copied) == before


def test_leftover_that_cannot_be_cleared_is_named(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path / "x"))

    (copied / ".site.old").mkdir()
    monkeypatch.setattr("reportsite.site.replacing.shutil.rmtree", refused)
    monkeypatch.setattr("reportsite.site.building.shutil.rmtree", refused)
    done = call("build", "--root", copied)
    assert done.status == 1
    assert done.lines == [
        f"{copied}/.site.old: an earlier build left this, and it cannot be removed "
        "(Permission denied); make it writable, or remove it"
    ]


def test_progress_is_shown_on_a_terminal_only(copied: Path) -> None:
    (copied / "reports/vocabulary/countries.yml").write_text("countries: []\n", encoding="utf-8")
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "reportsite", "build", "--root", str(copied)]
    with subprocess.Popen(
        command, env=environment(TERM="xterm"), stdout=subprocess.PIPE, stderr=follower
    ) as process:
        os.close(follower)
        shown = b"".join(iter(lambda: _read(leader), b"")).decode()
    os.close(leader)
    assert process.returncode == 0
    assert "Making countries" in shown
    assert "100%" in shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so at its end
        return b""
