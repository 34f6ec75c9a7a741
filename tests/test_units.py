"""Units of a build: kept while they are what was made, and made anew as soon as they are not."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reportsite.site.making.country import write_files
from reportsite.site.making.trees import SpoiltError, Wanted, check, stamps
from reportsite.site.making.units import (
    RECORD,
    Unit,
    discard,
    is_whole,
    keep_unit,
    load_unit,
    unspoilt,
)
from reportsite.site.making.workshop import new_folder
from small_archive import contents

FILES = {"docs/a.md": "# A", "site/a/index.html": "<h1>A</h1>", "site/b/index.html": "<h1>B</h1>"}


def make(folder: Path, key: str = "key", **changed: str) -> Unit:
    staging = new_folder(folder)
    write_files(staging, {**FILES, **changed}.items())
    return keep_unit(staging, folder, key, {"facts": 1})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "units" / "kazakhstan"


def test_a_unit_is_what_was_made_and_nothing_lies_beside_it(folder: Path) -> None:
    made = make(folder)
    assert load_unit(folder) == made
    assert (made.key, made.facts) == ("key", {"facts": 1})
    assert made.files.keys() == FILES.keys()
    assert contents(folder).keys() == {*FILES, RECORD}
    assert [path.name for path in folder.parent.iterdir()] == ["kazakhstan"]


def test_its_trees_have_the_paths_that_they_have_in_docs_and_site(folder: Path) -> None:
    unit = make(folder)
    assert unit.tree("docs") == {"a.md": Wanted(f"{folder}/docs/a.md", stamps(folder)["docs/a.md"])}
    assert unit.tree("site").keys() == {"a/index.html", "b/index.html"}
    assert unit.tree("part") == {}


def test_where_there_is_none_none_is_loaded(folder: Path) -> None:
    assert load_unit(folder) is None
    folder.mkdir(parents=True)
    assert load_unit(folder) is None


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def _touch(file: Path) -> None:
    os.utime(file, ns=(0, 0))


def _pickle_of_another_form(file: Path) -> None:
    file.write_bytes(pickle.dumps("key"))


def _make_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


SPOILT: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a file that is gone": ("docs/a.md", Path.unlink),
    "a file cut short": ("site/a/index.html", _cut),
    "a file written in place": ("site/a/index.html", lambda file: file.write_text("<h1>C</h1>")),
    "a file of another time": ("docs/a.md", _touch),
    "a folder that is gone": ("site", shutil.rmtree),
}

DAMAGES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a part of the index cut short": ("part/words", _cut),
    "a part of the index that is gone": ("part/words", Path.unlink),
    "no record": (RECORD, Path.unlink),
    "an empty record": (RECORD, lambda file: file.write_bytes(b"")),
    "a record cut short": (RECORD, _cut),
    "a record that is none": (RECORD, lambda file: file.write_bytes(b"<h1>")),
    "a record of another form": (RECORD, _pickle_of_another_form),
    "a folder in place of the record": (RECORD, _make_folder),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_unit_that_cannot_be_used_counts_as_none(name: str, folder: Path) -> None:
    make(folder, **{"part/words": "words"})
    path, damage = DAMAGES[name]
    damage(folder / path)
    assert load_unit(folder) is None
    made = make(folder)
    assert load_unit(folder) == made
    assert {path: data for path, data in contents(folder).items() if path != RECORD} == {
        path: text.encode() for path, text in FILES.items()
    }


@pytest.mark.parametrize("name", SPOILT)
def test_a_unit_with_a_spoilt_tree_is_not_whole(name: str, folder: Path) -> None:
    made = make(folder)
    assert is_whole(made)
    path, damage = SPOILT[name]
    damage(folder / path)
    assert not is_whole(made)
    with pytest.raises(SpoiltError) as error:
        check(made.tree(path.partition("/")[0]).values())
    assert all(folder in path.parents for path in error.value.paths)


def test_spoilt_units_are_removed_and_made_again(folder: Path) -> None:
    made = make(folder)
    _cut(folder / "docs/a.md")

    def build() -> str:
        unit = load_unit(folder)
        if unit is None:
            return "made anew"
        check(unit.tree("docs").values())
        return "as it was"

    assert unspoilt(build) == "made anew"
    assert not folder.exists()
    make(folder)
    assert unspoilt(build) == "as it was"
    assert made.key == "key"


def test_files_that_hold_the_same_stay_the_same_files(folder: Path) -> None:
    before = make(folder)
    numbers = {path: (folder / path).stat().st_ino for path in FILES}
    after = make(folder, "other", **{"docs/a.md": "# C"})
    assert load_unit(folder) == after
    same = {path for path in FILES if (folder / path).stat().st_ino == numbers[path]}
    assert same == {"site/a/index.html", "site/b/index.html"}
    assert all(after.files[path] == before.files[path] for path in same)


def test_what_was_taken_from_a_unit_outlives_it(folder: Path, tmp_path: Path) -> None:
    make(folder)
    os.link(folder / "docs/a.md", tmp_path / "page")
    make(folder, "other", **{"docs/a.md": "# C"})
    assert (tmp_path / "page").read_text(encoding="utf-8") == "# A"


def test_a_discarded_unit_is_gone(folder: Path) -> None:
    make(folder)
    discard(folder)
    assert list(folder.parent.iterdir()) == []
    discard(folder)


def test_a_file_in_place_of_a_unit_is_no_hindrance(folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_text("no folder", encoding="utf-8")
    assert load_unit(folder) is None
    assert make(folder) == load_unit(folder)


def test_half_discarded_it_stands_in_no_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(folder)

    def killed(away: Path) -> None:
        (away / "docs/a.md").unlink()
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "rmtree", killed)
    with pytest.raises(KeyboardInterrupt):
        discard(folder)
    assert not folder.exists()


def test_a_new_folder_is_empty_whatever_an_earlier_process_left(folder: Path) -> None:
    write_files(new_folder(folder), FILES.items())
    again = new_folder(folder)
    assert list(again.iterdir()) == []
    assert again.parent == folder.parent
