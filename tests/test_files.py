"""Files of docs/: only what changed is written, only what a build made is removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportsite.diagnostics import ArchiveFaults
from reportsite.writing.files import Written, write_pages
from reportsite.writing.page import MADE_BY, Page

ONE, TWO = "reports/kazakhstan/2010/index.md", "reports/kazakhstan/2010/torture.md"


def page(path: str, words: str = "Words.") -> Page:
    return Page(path, f"---\n{MADE_BY}reports/; changes here are lost.\n---\n\n{words}\n")


def contents(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_pages_are_written_where_their_paths_say(tmp_path: Path) -> None:
    assert write_pages(tmp_path, [page(ONE), page(TWO)]) == Written(2, 0, 0)
    assert contents(tmp_path) == {ONE: page(ONE).text, TWO: page(TWO).text}


def test_second_build_writes_nothing(tmp_path: Path) -> None:
    write_pages(tmp_path, [page(ONE), page(TWO)])
    before = {path: (tmp_path / path).stat() for path in (ONE, TWO)}
    assert write_pages(tmp_path, [page(ONE), page(TWO)]) == Written(0, 2, 0)
    after = {path: (tmp_path / path).stat() for path in (ONE, TWO)}
    assert after == before


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    write_pages(tmp_path, [page(ONE), page(TWO)])
    before = (tmp_path / TWO).stat()
    assert write_pages(tmp_path, [page(ONE, "Others."), page(TWO)]) == Written(1, 1, 0)
    assert (tmp_path / ONE).read_text(encoding="utf-8") == page(ONE, "Others.").text
    assert (tmp_path / TWO).stat() == before


def test_line_ends_are_the_same_on_every_system(tmp_path: Path) -> None:
    write_pages(tmp_path, [page(ONE, "One.\nTwo.")])
    assert b"\r" not in (tmp_path / ONE).read_bytes()


def test_obsolete_pages_and_empty_folders_are_removed(tmp_path: Path) -> None:
    write_pages(tmp_path, [page(ONE), page(TWO), page("years/2010.md")])
    assert write_pages(tmp_path, [page("years/2010.md")]) == Written(0, 1, 2)
    assert contents(tmp_path).keys() == {"years/2010.md"}
    assert not (tmp_path / "reports").exists()


def test_folder_that_holds_something_else_is_kept(tmp_path: Path) -> None:
    write_pages(tmp_path, [page(ONE), page(TWO)])
    (tmp_path / "reports/kazakhstan/map.svg").write_text("<svg/>", encoding="utf-8")
    write_pages(tmp_path, [])
    assert contents(tmp_path) == {"reports/kazakhstan/map.svg": "<svg/>"}


@pytest.mark.parametrize(
    "path", ["index.md", "about.md", "guide/reports/notes.md", "reports/kazakhstan/notes.md"]
)
def test_hand_written_pages_are_left_alone(tmp_path: Path, path: str) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text("# By hand\n", encoding="utf-8")
    write_pages(tmp_path, [page(ONE)])
    write_pages(tmp_path, [])
    assert contents(tmp_path) == {path: "# By hand\n"}


def test_page_by_hand_outside_the_generated_folders_is_not_taken_for_made(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text(page("about.md").text, encoding="utf-8")
    write_pages(tmp_path, [])
    assert contents(tmp_path).keys() == {"about.md"}


def test_hand_written_page_in_the_way_is_a_fault_and_nothing_is_written(tmp_path: Path) -> None:
    write_pages(tmp_path, [page(TWO)])
    (tmp_path / ONE).write_text("# By hand\n", encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(ArchiveFaults) as raised:
        write_pages(tmp_path, [page("years/2010.md"), page(ONE)])
    assert contents(tmp_path) == before
    assert str(raised.value) == (
        f"{tmp_path.name}/{ONE}:1: a page that the build makes would replace this file, which it "
        "did not make; expected it elsewhere: this folder belongs to the build\n"
        "1 fault; nothing was written."
    )


def test_folder_in_the_way_is_a_fault_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / ONE).mkdir(parents=True)
    with pytest.raises(ArchiveFaults, match=r"index\.md:1: a folder stands where"):
        write_pages(tmp_path, [page("years/2010.md"), page(ONE)])
    assert contents(tmp_path) == {}


def test_file_in_place_of_a_folder_is_a_fault_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("not a folder", encoding="utf-8")
    with pytest.raises(ArchiveFaults, match="reports:1: a file stands where"):
        write_pages(tmp_path, [page("years/2010.md"), page(ONE)])
    assert contents(tmp_path) == {"reports": "not a folder"}


def test_failing_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_pages(tmp_path, [page(ONE)])
    before = contents(tmp_path)

    def half(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:5])
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(OSError, match="No space left"):
        write_pages(tmp_path, [page(ONE, "Others.")])
    assert contents(tmp_path) == before
