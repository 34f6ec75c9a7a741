"""Builds that follow one another: what was published at an address answers there."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from mkdocs.config.base import load_config
from mkdocs.exceptions import PluginError

from running import call, mkdocs
from small_archive import new_archive
from test_published_numbers import CORRECTED, TEXTS

FRONT = """\
---
country: KAZ
year: 2010
title: Kazakhstan
language: en
---

"""
A, B, C, D, E, F, X = (TEXTS[name] for name in "ABCDEFX")
TEXT = f"""\
{FRONT}{A}

## Torture

{B}

{C}

## Impunity

{D}

{E}

## Refugees

{F}
"""
REPORT = "reports/kazakhstan/2010.md"
LOCK = "reports/kazakhstan/2010.lock.json"
REGISTER = "reports/published.lock.json"
COMMITTED = "expected the lock files as `build` without --locked leaves them, committed"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one report, built for the first time. No test changes it."""
    root = new_archive(tmp_path_factory.mktemp("first") / "archive", {REPORT: TEXT})
    done = call("build", "--root", root)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[-1] == "2 lock files written: commit what changed in reports/."
    return root


@pytest.fixture
def root(first: Path, tmp_path: Path) -> Path:
    """A copy of that archive."""
    return shutil.copytree(first, tmp_path / "archive")


def edit(root: Path, *changes: tuple[str, str], path: str = REPORT) -> None:
    text = (root / path).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (root / path).write_text(text, encoding="utf-8")


def everything_changed(root: Path) -> None:
    """Put a paragraph in, correct one, take one out, move a section, reword a heading."""
    refugees = f"## Refugees\n\n{F}\n\n"
    edit(
        root,
        (A, f"{A}\n\n{X}"),
        (B, CORRECTED["B"]),
        (f"{C}\n\n", ""),
        (f"\n{refugees[:-1]}", ""),
        ("## Torture\n", f"{refugees}## Torture\n"),
        ("## Impunity", "## Detention"),
    )


def page(root: Path, path: str) -> str:
    return (root / "site/reports" / path / "index.html").read_text(encoding="utf-8")


def at(root: Path, path: str, number: str) -> str:
    """Return the words at a paragraph's address, without tags."""
    found = re.findall(rf'<p[^>]* id="p{number}"[^>]*>(.*?)</p>', page(root, path), flags=re.DOTALL)
    assert len(found) == 1
    return " ".join(re.sub("<[^>]*>", " ", found[0]).split())


def test_every_old_address_answers(root: Path) -> None:
    everything_changed(root)
    assert call("build", "--root", root).status == 0
    report = "kazakhstan/2010"
    assert at(root, report, "1") == f"¶1 {A}"
    assert at(root, report, "1a") == f"¶1a {X}"
    assert at(root, report, "2") == f"¶2 {CORRECTED['B']}"
    assert at(root, report, "3") == "¶3 withdrawn"
    assert at(root, report, "4") == f"¶4 {D}"
    assert at(root, report, "6") == f"¶6 {F}"
    assert at(root, f"{report}/torture", "3") == "¶3 withdrawn"
    assert "<h1>Detention</h1>" in page(root, f"{report}/impunity")
    assert at(root, f"{report}/impunity", "5") == f"¶5 {E}"


def test_locked_build_names_each_address_and_changes_nothing(root: Path) -> None:
    everything_changed(root)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    done = call("build", "--locked", "--root", root)
    assert done.status == 1
    report = "/reports/kazakhstan/2010/"
    assert [line.partition("; ") for line in done.lines[:-1]] == [
        (f"{LOCK}:{line}: {said}", "; ", COMMITTED)
        for line, said in [
            (1, f"{report}#p1a is new"),
            (17, f"{report}#p2 has other words"),
            (18, f"{report}#p3 would say that it is withdrawn"),
            (22, f'{report}impunity/ has the heading "Detention"'),
        ]
    ]
    assert done.lines[-1] == "4 faults; nothing was written."
    kept = {
        path: path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }
    assert kept == {path: text for path, text in before.items() if ".cache" not in path.parts}


def test_locked_build_of_what_is_published_is_the_build(root: Path) -> None:
    done = call("build", "--locked", "--root", root)
    assert (done.status, done.err) == (0, "")
    assert "nothing changed" in done.out
    shutil.rmtree(root / ".cache")
    assert call("build", "--locked", "--root", root).status == 0


def test_locked_build_refuses_a_report_that_has_no_lock_file_yet(root: Path) -> None:
    (root / "reports/kazakhstan/2012.md").write_text(
        TEXT.replace("year: 2010", "year: 2012"), encoding="utf-8"
    )
    done = call("build", "--locked", "--root", root)
    assert done.lines == [
        "reports/kazakhstan/2012.lock.json:1: /reports/kazakhstan/2012/ is new, and the lock file "
        f"not yet written; {COMMITTED}",
        f"reports/published.lock.json:1: the register does not name every report; {COMMITTED}",
        "2 faults; nothing was written.",
    ]
    assert not (root / "reports/kazakhstan/2012.lock.json").exists()


def test_second_build_writes_no_lock_file(root: Path) -> None:
    everything_changed(root)
    assert "1 lock file written" in call("build", "--root", root).out
    written = (root / LOCK).stat().st_mtime_ns
    done = call("build", "--root", root)
    assert "nothing changed" in done.out
    assert "lock file" not in done.out
    assert (root / LOCK).stat().st_mtime_ns == written


def test_mkdocs_alone_keeps_the_same_lock_files(root: Path, tmp_path: Path) -> None:
    everything_changed(root)
    other = shutil.copytree(root, tmp_path / "other")
    assert call("build", "--root", root).status == 0
    done = mkdocs("build", "-q", cwd=other)
    assert done.status == 0, done.err
    assert (other / LOCK).read_text() == (root / LOCK).read_text()
    assert page(other, "kazakhstan/2010") == page(root, "kazakhstan/2010")


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_lost_lock_file_is_a_fault(root: Path, command: str) -> None:
    (root / LOCK).unlink()
    done = call(command, "--root", root)
    assert (done.status, done.lines) == (
        1,
        [
            f"{LOCK}: the lock file is missing, and the report is published; expected the file as "
            "`build` wrote it: take it from your version control; if nobody was ever given an "
            f"address of it, take its line out of {REGISTER}",
            "1 fault; nothing was written.",
        ],
    )
    assert not (root / LOCK).exists()


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_lock_file_from_a_merge_conflict_is_a_fault(root: Path, command: str) -> None:
    edit(root, ('    "2": ', '<<<<<<< ours\n    "2": '), path=LOCK)
    conflict = (root / LOCK).read_text()
    done = call(command, "--root", root)
    assert (done.status, done.lines) == (
        1,
        [
            f"{LOCK}:17: the lock file holds the marks of a merge conflict; expected one side "
            "whole, that which is published (`git checkout --ours` or `--theirs`); `build` then "
            "numbers what the other has put in",
            "1 fault; nothing was written.",
        ],
    )
    assert (root / LOCK).read_text() == conflict


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize("lock", [True, False])
def test_a_report_that_is_taken_away_is_a_fault(root: Path, command: str, lock: bool) -> None:
    (root / REPORT).unlink()
    if lock:
        (root / LOCK).unlink()
    done = call(command, "--root", root)
    assert done.lines == [
        f"{REGISTER}:2: /reports/kazakhstan/2010/ is published, and would vanish; expected "
        "`reports/kazakhstan/2010.md`, or `kazakhstan/2010` under `formerly:` in the report that "
        "took its place",
        "1 fault; nothing was written.",
    ]


def test_a_lock_file_without_its_report_is_a_fault(root: Path) -> None:
    shutil.copy(root / LOCK, root / "reports/kazakhstan/2009.lock.json")
    done = call("build", "--root", root)
    assert done.lines[0] == (
        "reports/kazakhstan/2009.lock.json:1: the lock file belongs to no report; expected "
        "`reports/kazakhstan/2009.md` beside it, or `formerly: kazakhstan/2009` in the report "
        "that took its place"
    )


@pytest.mark.parametrize("text", ["", "[]", '{"reports": {}}', '{"reports": [1]}', "[" * 100_000])
def test_a_damaged_register_is_a_fault(root: Path, text: str) -> None:
    (root / REGISTER).write_text(text)
    done = call("build", "--root", root)
    assert done.lines[0] == (
        f"{REGISTER}:1: the register of published reports is damaged; expected the file as "
        "`build` wrote it: take it from your version control"
    )
    assert (root / REGISTER).read_text() == text


def renamed(root: Path, *, with_lock: bool) -> None:
    """Rename 2010 to 2010-annual, as an author does."""
    (root / REPORT).rename(root / "reports/kazakhstan/2010-annual.md")
    if with_lock:
        (root / LOCK).rename(root / "reports/kazakhstan/2010-annual.lock.json")
    edit(
        root,
        ("language: en\n", "language: en\nformerly: kazakhstan/2010\n"),
        path="reports/kazakhstan/2010-annual.md",
    )


@pytest.mark.parametrize("with_lock", [True, False])
def test_a_renamed_report_leaves_pages_at_its_old_addresses(root: Path, with_lock: bool) -> None:
    renamed(root, with_lock=with_lock)
    done = call("build", "--root", root)
    assert (done.status, done.err) == (0, "")
    assert not (root / LOCK).exists()
    numbers = json.loads((root / "reports/kazakhstan/2010-annual.lock.json").read_text())
    assert numbers["sections"][1]["paragraphs"].keys() == {"2", "3"}
    old = page(root, "kazakhstan/2010")
    assert re.findall(r'<a href="([^"]*)" id="p3"', old) == ["../2010-annual/#p3"]
    assert "../../2010-annual/torture/" in page(root, "kazakhstan/2010/torture")
    assert call("build", "--locked", "--root", root).status == 0
    edit(
        root,
        ("formerly: kazakhstan/2010\n", ""),
        path="reports/kazakhstan/2010-annual.md",
    )
    assert (
        call("build", "--root", root)
        .lines[0]
        .startswith(f"{REGISTER}:2: /reports/kazakhstan/2010/ is published, and would vanish")
    )


def test_a_report_whose_former_lock_file_is_lost_is_a_fault(root: Path) -> None:
    renamed(root, with_lock=False)
    (root / LOCK).unlink()
    assert call("build", "--root", root).lines[0] == (
        "reports/kazakhstan/2010-annual.md:1: the report stood elsewhere, and there is no lock "
        "file of it, reports/kazakhstan/2010.lock.json; expected it there, or as "
        "reports/kazakhstan/2010-annual.lock.json"
    )


def test_locked_build_refuses_a_lock_file_that_has_yet_to_move(root: Path) -> None:
    renamed(root, with_lock=False)
    done = call("build", "--locked", "--root", root)
    assert done.lines[0].startswith("reports/kazakhstan/2010-annual.lock.json:1: ")
    assert done.lines[1] == (
        f"{LOCK}:1: the report of this lock file stands elsewhere; {COMMITTED}"
    )
    assert (root / LOCK).exists()


def test_a_former_address_that_is_another_reports_is_a_fault(root: Path) -> None:
    (root / "reports/kazakhstan/2012.md").write_text(
        TEXT.replace("year: 2010", "year: 2012\nformerly: kazakhstan/2010"), encoding="utf-8"
    )
    assert call("build", "--root", root).lines[0] == (
        "reports/kazakhstan/2012.md:1: `formerly: kazakhstan/2010` is the address of another "
        "report, reports/kazakhstan/2010.md; expected an address that no other report has or had"
    )


def test_check_warns_of_a_change_that_no_correction_tells_of(root: Path) -> None:
    edit(root, ("In March", "In April"))
    warning = (
        f'{REPORT}:8: warning: ¶1 ("In April the ministry opened …") was corrected since the '
        "report was published, and no correction tells of it; expected an entry under "
        "`corrections:` with `paragraph: 1`"
    )
    assert warning in call("check", "--root", root).out.splitlines()
    assert call("build", "--root", root).status == 0
    assert warning in call("check", "--root", root).out.splitlines(), "a build forgets nothing"
    record = (
        "language: en\ncorrections:\n  - date: 2026-11-21\n    paragraph: 1\n"
        "    what: The month\n    why: A misprint\n"
    )
    edit(root, ("language: en\n", record))
    assert "no correction tells of it" not in call("check", "--root", root).out
    assert call("build", "--root", root).status == 0
    assert warning not in call("check", "--root", root).out.splitlines()


def test_a_correction_of_a_paragraph_that_never_was_is_a_fault(root: Path) -> None:
    record = (
        "language: en\ncorrections:\n  - date: 2026-11-21\n    paragraph: 99\n"
        "    what: The month\n    why: A misprint\n"
    )
    edit(root, ("language: en\n", record))
    assert call("build", "--root", root).lines[0] == (
        f"{REPORT}:7: the correction names ¶99, which this report never had; "
        "expected one of its paragraph numbers"
    )


def test_a_paragraph_named_by_another_country_keeps_that_page_up_to_date(root: Path) -> None:
    naming = TEXT.replace("KAZ", "UZB").replace("title: Kazakhstan", "title: Uzbekistan")
    naming = naming.replace(A, f"{A} See [[kazakhstan/2010#p1]].")
    (root / "reports/uzbekistan").mkdir()
    (root / "reports/uzbekistan/2010.md").write_text(naming, encoding="utf-8")
    assert call("build", "--root", root).status == 0
    assert 'title="In March the ministry' in page(root, "uzbekistan/2010")
    edit(root, ("In March", "In April"))
    assert call("build", "--root", root).status == 0
    assert 'title="In April the ministry' in page(root, "uzbekistan/2010")
    edit(root, ("#p1]]", "#p77]]"), path="reports/uzbekistan/2010.md")
    done = call("build", "--root", root)
    assert done.status == 1
    assert "`[[kazakhstan/2010#p77]]` leads nowhere; " in done.lines[0]


def test_a_lost_register_is_a_fault(root: Path) -> None:
    (root / REGISTER).unlink()
    for command in ("build", "check"):
        assert call(command, "--root", root).lines == [
            f"{REGISTER}: the register of published reports is missing, and there are lock files; "
            "expected the file as `build` wrote it: take it from your version control",
            "1 fault; nothing was written.",
        ]
    assert not (root / REGISTER).exists()


def second_report(root: Path, *, formerly: str = "") -> Path:
    text = TEXT.replace("year: 2010", f"year: 2012{formerly}")
    file = root / "reports/kazakhstan/2012.md"
    file.write_text(text, encoding="utf-8")
    return file


def test_two_published_reports_cannot_become_one(root: Path) -> None:
    second = second_report(root)
    assert call("build", "--root", root).status == 0
    second.unlink()
    edit(root, ("language: en\n", "language: en\nformerly: kazakhstan/2012\n"))
    wanted = (
        f"{REPORT}:1: `formerly: kazakhstan/2012` is a report that was published beside this one; "
        "expected an address of this report alone; two reports cannot become one"
    )
    assert call("build", "--root", root).lines == [wanted, "1 fault; nothing was written."]
    (root / "reports/kazakhstan/2012.lock.json").unlink()
    assert call("build", "--root", root).lines == [wanted, "1 fault; nothing was written."]


def test_a_report_that_comes_back_to_the_address_it_left_is_a_fault(root: Path) -> None:
    text = (root / REPORT).read_text(encoding="utf-8")
    lock = (root / LOCK).read_bytes()
    renamed(root, with_lock=True)
    assert call("build", "--root", root).status == 0
    (root / REPORT).write_text(text, encoding="utf-8")
    (root / LOCK).write_bytes(lock)
    done = call("build", "--root", root)
    assert done.lines[0].startswith(
        "reports/kazakhstan/2010-annual.md:1: `formerly: kazakhstan/2010` is the address of "
        f"another report, {REPORT}"
    )
    assert (root / LOCK).read_bytes() == lock


def test_a_report_renamed_twice_answers_at_both_old_addresses(root: Path) -> None:
    renamed(root, with_lock=True)
    assert call("build", "--root", root).status == 0
    folder = root / "reports/kazakhstan"
    (folder / "2010-annual.md").rename(folder / "yearly.md")
    edit(
        root,
        ("formerly: kazakhstan/2010", "formerly: [kazakhstan/2010, kazakhstan/2010-annual]"),
        path="reports/kazakhstan/yearly.md",
    )
    assert call("build", "--root", root).err == ""
    for old in ("2010", "2010-annual"):
        assert 'href="../yearly/#p3" id="p3"' in page(root, f"kazakhstan/{old}")
    assert call("build", "--locked", "--root", root).status == 0


def test_a_reference_to_a_former_address_leads_on(root: Path) -> None:
    naming = TEXT.replace("KAZ", "UZB").replace(A, f"{A} See [[kazakhstan/2010#p2]].")
    (root / "reports/uzbekistan").mkdir()
    (root / "reports/uzbekistan/2010.md").write_text(naming, encoding="utf-8")
    renamed(root, with_lock=True)
    assert call("build", "--root", root).err == ""
    assert 'href="../../kazakhstan/2010-annual/#p2"' in page(root, "uzbekistan/2010")
    assert call("check", "--root", root).status == 0


def test_line_ends_of_another_system_make_no_difference(root: Path) -> None:
    for path in (LOCK, REGISTER, REPORT):
        file = root / path
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert call("build", "--locked", "--root", root).status == 0
    record = root / ".cache/reportsite/countries/kazakhstan/record"
    made = record.stat().st_mtime_ns
    assert call("build", "--locked", "--root", root).status == 0
    assert record.stat().st_mtime_ns == made, "nor is a country made again for them"


def test_deploying_by_mkdocs_is_a_locked_build(root: Path) -> None:
    config = load_config(str(root / "mkdocs.yml"))
    plugin = config.plugins["reportsite"]
    plugin.on_startup(command="gh-deploy", dirty=False)
    everything_changed(root)
    with pytest.raises(PluginError, match="#p1a is new"):
        plugin.on_pre_build(config=config)


def test_what_mkdocs_serves_is_not_published(root: Path, tmp_path: Path) -> None:
    everything_changed(root)
    before = (root / LOCK).read_bytes()
    served = Path(tempfile.mkdtemp(prefix="mkdocs_"))
    try:
        assert mkdocs("build", "-q", "--site-dir", served, cwd=root).status == 0
    finally:
        shutil.rmtree(served)
    assert (root / LOCK).read_bytes() == before


def test_a_country_is_not_made_again_because_its_lock_files_were_written(root: Path) -> None:
    naming = TEXT.replace("KAZ", "UZB").replace(A, f"{A} See [[kazakhstan/2010#p2]].")
    (root / "reports/uzbekistan").mkdir()
    (root / "reports/uzbekistan/2010.md").write_text(naming, encoding="utf-8")
    assert call("build", "--root", root).status == 0
    everything_changed(root)
    assert call("build", "--root", root).status == 0
    records = {one: one.stat().st_mtime_ns for one in root.glob(".cache/reportsite/*/*/record")}
    assert len(records) >= 2
    assert call("build", "--root", root).status == 0
    assert {one: one.stat().st_mtime_ns for one in records} == records
