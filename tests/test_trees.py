"""Trees of files: how a folder comes to hold what it should, and what it shares with others."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import examples
from reportsite.files import CANNOT_LINK, place_file
from reportsite.site.exchanging import exchanged
from reportsite.site.making.trees import (
    Changes,
    Wanted,
    changes_of,
    keep_unchanged,
    stamps,
    update,
    wanted_from,
)
from small_archive import contents


def tree(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def texts(folder: Path) -> dict[str, str]:
    return {path: data.decode() for path, data in contents(folder).items()}


def folders(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


def wanted(folder: Path, prefix: str = "") -> dict[str, Wanted]:
    return wanted_from(folder, stamps(folder), prefix)


def test_stamps_are_of_all_files_hidden_ones_too(tmp_path: Path) -> None:
    tree(tmp_path, {"a": "1", "b/c": "12", "b/.d/e": ""})
    assert {path: stamp[0] for path, stamp in stamps(tmp_path).items()} == {
        "a": 1,
        "b/c": 2,
        "b/.d/e": 0,
    }
    assert stamps(tmp_path)["a"][1] == (tmp_path / "a").stat().st_mtime_ns


def test_stamps_below_some_folders_only(tmp_path: Path) -> None:
    tree(tmp_path, {"a": "1", "b/c": "12", "d/e": "3"})
    assert stamps(tmp_path, ("b", "none")).keys() == {"b/c"}
    assert stamps(tmp_path / "none") == {}
    assert stamps(tmp_path / "a") == {}


def test_a_link_to_a_folder_is_a_file_that_is_not_followed(tmp_path: Path) -> None:
    tree(tmp_path / "other", {"secret": "1"})
    (tmp_path / "one").mkdir()
    (tmp_path / "one/link").symlink_to(tmp_path / "other")
    assert stamps(tmp_path / "one").keys() == {"link"}
    update(tmp_path / "one", {}, stamps(tmp_path / "one"))
    assert texts(tmp_path) == {"other/secret": "1"}


def test_wanted_files_stand_below_a_prefix(tmp_path: Path) -> None:
    tree(tmp_path, {"a": "1"})
    assert wanted(tmp_path, "x/") == {"x/a": Wanted(f"{tmp_path}/a", stamps(tmp_path)["a"])}


def test_files_are_shared_not_copied(tmp_path: Path) -> None:
    source = tree(tmp_path / "source", {"a": "1", "b/c": "2"})
    assert update(tmp_path / "target", wanted(source), {}) == Changes(2, 0)
    assert (tmp_path / "target/b/c").samefile(source / "b/c")


@pytest.mark.parametrize("number", sorted(CANNOT_LINK))
def test_where_there_are_no_links_files_are_copied_with_their_times(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(source: object, target: object) -> None:
        raise OSError(number, os.strerror(number), str(source), None, str(target))

    monkeypatch.setattr(os, "link", refused)
    source, target = tree(tmp_path / "source", {"a": "1", "b/c": "2"}), tmp_path / "target"
    update(target, wanted(source), {})
    assert texts(target) == {"a": "1", "b/c": "2"}
    assert stamps(target) == stamps(source)
    assert not (target / "a").samefile(source / "a")
    assert update(target, wanted(source), stamps(target)) == Changes(0, 0)


def test_another_failure_to_link_is_no_reason_to_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: object, target: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(source), None, str(target))

    monkeypatch.setattr(os, "link", full)
    source = tree(tmp_path / "source", {"a": "1"})
    with pytest.raises(OSError, match="No space left"):
        place_file(source / "a", tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_a_place_that_is_taken_is_no_place(tmp_path: Path) -> None:
    tree(tmp_path, {"a": "1", "b": "2"})
    with pytest.raises(FileExistsError):
        place_file(tmp_path / "a", tmp_path / "b")
    assert texts(tmp_path) == {"a": "1", "b": "2"}


def test_only_what_differs_is_touched(tmp_path: Path) -> None:
    source, target = tree(tmp_path / "source", {"a": "1", "b/c": "2"}), tmp_path / "target"
    update(target, wanted(source), {})
    before = (target / "a").stat()
    (source / "b/c").unlink()
    tree(source, {"b/c": "changed"})
    assert update(target, wanted(source), stamps(target)) == Changes(1, 0)
    assert texts(target) == {"a": "1", "b/c": "changed"}
    assert (target / "a").stat() == before
    # what is read meanwhile is not: a file is replaced, and the other tree's stays
    assert (target / "b/c").samefile(source / "b/c")


def test_a_file_that_was_changed_in_place_is_replaced_and_its_twin_stays(tmp_path: Path) -> None:
    source, twin = tree(tmp_path / "source", {"a": "1"}), tmp_path / "twin"
    target = tree(tmp_path / "target", {"a": "by hand"})
    os.link(target / "a", tmp_path / "twin")
    update(target, wanted(source), stamps(target))
    assert texts(target) == {"a": "1"}
    assert twin.read_text(encoding="utf-8") == "by hand"


def test_a_file_that_is_the_wanted_one_already_leaves_no_other_name(tmp_path: Path) -> None:
    """Renaming a file to a name that it has already does nothing, and leaves both."""
    source, target = tree(tmp_path / "source", {"a": "1"}), tmp_path / "target"
    update(target, wanted(source), {})
    assert update(target, wanted(source), {"a": (0, 0)}) == Changes(1, 0)
    assert texts(target) == {"a": "1"}


def test_folders_that_became_empty_go_and_others_stay(tmp_path: Path) -> None:
    target = tree(tmp_path / "target", {"a/b/c": "1", "a/d/e": "2", "f/g": "3"})
    have = {path: stamp for path, stamp in stamps(target).items() if path != "a/d/e"}
    assert update(target, {}, have) == Changes(0, 2)
    assert texts(target) == {"a/d/e": "2"}
    assert folders(target) == {"a", "a/d"}


def test_a_folder_may_take_the_place_of_a_file_and_a_file_that_of_a_folder(tmp_path: Path) -> None:
    source = tree(tmp_path / "source", {"a/b": "1", "c": "2"})
    target = tree(tmp_path / "target", {"a": "3", "c/d/e": "4"})
    assert update(target, wanted(source), stamps(target)) == Changes(2, 2)
    assert texts(target) == {"a/b": "1", "c": "2"}


NAMES = st.sampled_from(["a", "b", "a/a", "a/b", "b/a/c", "c/d"])
FILES = st.dictionaries(NAMES, st.sampled_from(["", "1", "2", "33"])).map(
    lambda files: {p: t for p, t in files.items() if not any(o.startswith(f"{p}/") for o in files)}
)


@examples(60)
@given(steps=st.lists(FILES, min_size=2, max_size=4))
def test_a_tree_always_comes_to_hold_what_is_wanted(
    steps: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("trees")
    for number, files in enumerate(steps):
        source = tree(folder / str(number), files)
        if number:
            keep_unchanged(source, folder / str(number - 1))
        have, needed = stamps(folder / "target"), wanted(source)
        assert update(folder / "target", needed, have) == changes_of(needed, have)
        assert texts(folder / "target") == files
        assert stamps(folder / "target") == stamps(source)
        assert not changes_of(needed, stamps(folder / "target"))
        if number:
            assert texts(folder / str(number - 1)) == steps[number - 1]
        if files:
            assert folders(folder / "target") == folders(source)


def test_unchanged_files_are_those_of_before(tmp_path: Path) -> None:
    old = tree(tmp_path / "old", {"same": "1", "changed": "1", "longer": "1", "gone": "1"})
    new = tree(tmp_path / "new", {"same": "1", "changed": "2", "longer": "11", "added": "1"})
    wrote = texts(new)
    keep_unchanged(new, old)
    assert texts(new) == wrote
    shared = {path for path in wrote if (old / path).exists() and (new / path).samefile(old / path)}
    assert shared == {"same"}
    keep_unchanged(new, tmp_path / "none")
    assert texts(new) == wrote


def test_two_folders_change_places(tmp_path: Path) -> None:
    one, other = tree(tmp_path / "a/one", {"x": "1"}), tree(tmp_path / "other", {"y": "2"})
    if not exchanged(one, other):
        pytest.skip("this system cannot exchange two folders in one step")
    assert texts(tmp_path) == {"a/one/y": "2", "other/x": "1"}


def test_what_cannot_be_exchanged_stays(tmp_path: Path) -> None:
    one = tree(tmp_path / "one", {"x": "1"})
    assert not exchanged(one, tmp_path / "none")
    assert not exchanged(tmp_path / "none", one)
    assert texts(tmp_path) == {"one/x": "1"}
