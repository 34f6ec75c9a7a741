"""Generated pages in docs/: only what changed is written, only what a build made is removed."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from reportsite.diagnostics import ArchiveFaults
from reportsite.site.making.country import write_files
from reportsite.site.making.docs import update_docs
from reportsite.site.making.trees import Changes, stamps, wanted_from
from reportsite.writing.page import MADE_BY
from small_archive import contents

ONE, TWO = "reports/kazakhstan/2010/index.md", "reports/kazakhstan/2010/torture.md"


def text_of(words: str = "Words.") -> str:
    return f"---\n{MADE_BY}reports/; changes here are lost.\n---\n\n{words}\n"


class Docs:
    """A folder docs/, and the units of a build beside it, from which its pages come."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "docs"
        self.folder.mkdir()
        self._units = folder / "units"
        self._unit = 0

    def update(self, *paths: str, **changed: str) -> Changes:
        """Have docs/ hold pages; those of `changed` are given as one=words or two=words."""
        words = {ONE: changed.get("one", "Words."), TWO: changed.get("two", "Words.")}
        self._unit += 1
        unit = self._units / str(self._unit)
        write_files(unit, ((path, text_of(words.get(path, "Words."))) for path in paths))
        for path in paths:
            # as the engine keeps a page that says the same
            earlier = self._units / str(self._unit - 1) / path
            if earlier.is_file() and earlier.read_bytes() == (unit / path).read_bytes():
                (unit / path).unlink()
                os.link(earlier, unit / path)
        return update_docs(self.folder, wanted_from(unit, stamps(unit)))

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")

    def holds(self) -> dict[str, str]:
        return {path: data.decode() for path, data in contents(self.folder).items()}


@pytest.fixture
def docs(tmp_path: Path) -> Docs:
    return Docs(tmp_path)


def test_pages_are_written_where_their_paths_say(docs: Docs) -> None:
    assert docs.update(ONE, TWO) == Changes(2, 0)
    assert docs.holds() == {ONE: text_of(), TWO: text_of()}


def test_second_build_writes_nothing(docs: Docs) -> None:
    docs.update(ONE, TWO)
    before = {path: (docs.folder / path).stat() for path in (ONE, TWO)}
    assert docs.update(ONE, TWO) == Changes(0, 0)
    assert [(docs.folder / p).stat().st_mtime_ns for p in before] == [
        status.st_mtime_ns for status in before.values()
    ]
    assert [(docs.folder / p).stat().st_ino for p in before] == [
        status.st_ino for status in before.values()
    ]


def test_only_what_changed_is_written(docs: Docs) -> None:
    docs.update(ONE, TWO)
    before = (docs.folder / TWO).stat()
    assert docs.update(ONE, TWO, one="Others.") == Changes(1, 0)
    assert docs.holds() == {ONE: text_of("Others."), TWO: text_of()}
    assert (docs.folder / TWO).stat().st_ino == before.st_ino
    assert (docs.folder / TWO).stat().st_mtime_ns == before.st_mtime_ns


def test_line_ends_are_the_same_on_every_system(docs: Docs) -> None:
    docs.update(ONE, one="One.\nTwo.")
    assert b"\r" not in (docs.folder / ONE).read_bytes()


def test_obsolete_pages_and_empty_folders_are_removed(docs: Docs) -> None:
    docs.update(ONE, TWO, "years/2010.md")
    assert docs.update("years/2010.md") == Changes(0, 2)
    assert docs.holds().keys() == {"years/2010.md"}
    assert not (docs.folder / "reports").exists()


def test_folder_that_holds_something_else_is_kept(docs: Docs) -> None:
    docs.update(ONE, TWO)
    docs.write("reports/kazakhstan/map.svg", "<svg/>")
    docs.update()
    assert docs.holds() == {"reports/kazakhstan/map.svg": "<svg/>"}


@pytest.mark.parametrize(
    "path", ["index.md", "about.md", "guide/reports/notes.md", "reports/kazakhstan/notes.md"]
)
def test_hand_written_pages_are_left_alone(docs: Docs, path: str) -> None:
    docs.write(path, "# By hand\n")
    docs.update(ONE)
    docs.update()
    assert docs.holds() == {path: "# By hand\n"}


def test_page_by_hand_outside_the_generated_folders_is_not_taken_for_made(docs: Docs) -> None:
    docs.write("about.md", text_of())
    docs.update()
    assert docs.holds().keys() == {"about.md"}


def test_generated_page_that_a_person_changed_is_made_anew(docs: Docs) -> None:
    docs.update(ONE, TWO)
    (docs.folder / ONE).unlink()
    docs.write(ONE, text_of("By hand."))
    (docs.folder / TWO).unlink()
    assert docs.update(ONE, TWO) == Changes(2, 0)
    assert docs.holds() == {ONE: text_of(), TWO: text_of()}


def test_hand_written_page_in_the_way_is_a_fault_and_nothing_is_written(docs: Docs) -> None:
    docs.update(TWO)
    docs.write(ONE, "# By hand\n")
    before = docs.holds()
    with pytest.raises(ArchiveFaults) as raised:
        docs.update("years/2010.md", ONE)
    assert docs.holds() == before
    assert str(raised.value) == (
        f"docs/{ONE}:1: a page that the build makes would replace this file, which it "
        "did not make; expected it elsewhere: this folder belongs to the build\n"
        "1 fault; nothing was written."
    )


def test_folder_in_the_way_is_a_fault_and_nothing_is_written(docs: Docs) -> None:
    (docs.folder / ONE).mkdir(parents=True)
    with pytest.raises(ArchiveFaults, match=r"docs/reports/.*index\.md:1: a folder stands where"):
        docs.update("years/2010.md", ONE)
    assert docs.holds() == {}


def test_file_in_place_of_a_folder_is_a_fault_and_nothing_is_written(docs: Docs) -> None:
    docs.write("reports", "not a folder")
    with pytest.raises(ArchiveFaults, match="docs/reports:1: a file stands where"):
        docs.update("years/2010.md", ONE)
    assert docs.holds() == {"reports": "not a folder"}


def test_what_a_killed_build_left_is_removed(docs: Docs) -> None:
    """A file that was to take the place of a page has another name for a moment."""
    docs.write("reports/kazakhstan/2010/.index.md.4711.new", text_of())
    docs.update(ONE)
    assert docs.holds() == {ONE: text_of()}


def test_failing_write_leaves_the_old_file(docs: Docs, monkeypatch: pytest.MonkeyPatch) -> None:
    docs.update(ONE)
    before = docs.holds()

    def full(source: object, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(source), None, str(target))

    monkeypatch.setattr("reportsite.site.making.trees.place_file", full)
    with pytest.raises(OSError, match="No space left"):
        docs.update(ONE, one="Others.")
    assert docs.holds() == before
