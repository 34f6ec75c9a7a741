"""A build that makes only what changed gives what a build of everything gives, byte for byte."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builds import build, copy_tree
from reportsite.archive import read_report_file
from reportsite.diagnostics import Diagnostics
from reportsite.site.building import load
from reportsite.site.making.engine import CACHE
from reportsite.site.making.keys import common_key
from reportsite.vocabulary.loading import Vocabulary, load_vocabulary
from reportsite.writing.addresses import GENERATED
from reportsite.writing.page import MADE_BY
from running import call, finished, mkdocs, run
from small_archive import (
    EGYPT_2010,
    KAZAKHSTAN_2012,
    REPORTS,
    contents,
    new_archive,
    unpublish,
)

SCRIPT = Path(__file__).parents[1] / "scripts" / "build.py"
MALTA = (
    KAZAKHSTAN_2012.replace("KAZ", "MLT")
    .replace("title: Kazakhstan", "title: Malta")
    .replace("Whatever else.", "Whatever else, of the island Filfla.")
)
ARCHIVE = {**REPORTS, "reports/malta/2012.md": MALTA}
KAZAKHSTAN, LATER = "reports/kazakhstan/2010.md", "reports/kazakhstan/2012.md"
PAGE = "reports/kazakhstan/2010/impunity"

Edit = Callable[[Path], None]
Files = dict[str, bytes]
Outcome = tuple[Files, Files, set[str]]


OF_ITS_OWN = """\
  name: material
  custom_dir: overrides
INHERIT: base.yml
hooks: [hook.py]
site_url: https://example.org/archive/
extra_css: [assets/own.css]
extra:
  since: 2020-01-01
  slug: !!python/name:reportsite.writing.addresses.address
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of three countries, built. No test changes it."""
    root = new_archive(tmp_path_factory.mktemp("whole") / "archive", ARCHIVE)
    (root / "overrides").mkdir()
    replaced("mkdocs.yml", "  name: material\n", OF_ITS_OWN)(root)
    written("base.yml", "copyright: !ENV [COPYRIGHT, Nobody’s]\n")(root)
    written("hook.py", "")(root)
    build(root)
    return root


@pytest.fixture
def root(whole: Path, tmp_path: Path) -> Path:
    """A copy of that archive, to be edited."""
    return copy_tree(whole, tmp_path / "archive")


def what_was_built(root: Path) -> Outcome:
    """Return the files of site/ and docs/, and the folders of the site."""
    site = root / "site"
    folders = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_dir()}
    return contents(site), contents(root / "docs"), folders


def built_in_full(root: Path, folder: Path) -> Outcome:
    """Build what a person wrote of an archive, and nothing else, in another folder."""
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns(".cache", "site", "other"))
    for page in (page for part in GENERATED for page in (folder / "docs" / part).rglob("*.md")):
        if page.read_bytes().startswith(f"---\n{MADE_BY}".encode()):
            page.unlink()
    build(folder)
    return what_was_built(folder)


def replaced(path: str, old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def written(path: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")

    return edit


def removed(path: str) -> Edit:
    def edit(root: Path) -> None:
        if (root / path).is_dir():
            shutil.rmtree(root / path)
        else:
            (root / path).unlink()

    return edit


def renamed(path: str, other: str) -> Edit:
    def edit(root: Path) -> None:
        (root / other).parent.mkdir(parents=True, exist_ok=True)
        (root / path).rename(root / other)

    return edit


def unpublished(address: str) -> Edit:
    return lambda root: unpublish(root, address)


def renamed_as_another(root: Path) -> None:
    text = (root / LATER).read_text(encoding="utf-8")
    unpublish(root, "kazakhstan/2012")
    written("reports/kazakhstan/second.md", text)(root)


def renamed_as_the_same(root: Path) -> None:
    renamed(LATER, "reports/kazakhstan/second.md")(root)
    former = "formerly: kazakhstan/2012\nyear: 2012"
    replaced("reports/kazakhstan/second.md", "year: 2012", former)(root)


def rewritten(path: str) -> Edit:
    """Replace a file by another that says more."""

    def edit(root: Path) -> None:
        file = root / path
        text = file.read_text(encoding="utf-8")
        file.unlink()
        file.write_text(f"{text}By hand.\n", encoding="utf-8")

    return edit


def spoilt(pattern: str) -> Edit:
    """Write into the first file that matches, in place, as an editor or a bad disk may do."""

    def edit(root: Path) -> None:
        file = min(file for file in root.glob(pattern) if file.is_file())
        data = file.read_bytes()
        file.write_bytes(data[:40] + b"spoilt" + data[46:])

    return edit


EDITS: dict[str, Edit] = {
    "a word changed": replaced(KAZAKHSTAN, "zirconium", "beryllium"),
    "a paragraph taken off a theme": replaced(KAZAKHSTAN, '{: theme="torture" }\n', ""),
    "a section added": replaced(LATER, "## Background", "## Police\n\nMore.\n\n## Background"),
    "a section removed": replaced(KAZAKHSTAN, "## Impunity\n\nThe word zirconium", "The word"),
    "a section retitled": replaced(KAZAKHSTAN, "## Qwertyuiop", "## Asdfghjkl"),
    "a report added": written("reports/egypt/2012.md", EGYPT_2010.replace("2010", "2012")),
    "a report removed": unpublished("kazakhstan/2012"),
    "a report renamed": renamed_as_another,
    "a report renamed, and its former address named": renamed_as_the_same,
    "a country added": written("reports/chad/2012.md", MALTA.replace("MLT", "TCD")),
    "a country removed": unpublished("egypt/2010"),
    "a theme's label changed": replaced(
        "reports/vocabulary/themes.yml", "label: Impunity", "label: Unpunished acts"
    ),
    "an alias added": replaced(
        "reports/vocabulary/themes.yml", "[accountability, ", "[accountability, qwertyuiop, "
    ),
    "a country's name changed": written(
        "reports/vocabulary/countries.yml",
        "countries:\n  - {code: KAZ, name: Qazaqstan, slug: kazakhstan}\n",
    ),
    "words that mean the same": written(
        "reports/vocabulary/variants.yml", "variants:\n  - [beating, thrashing]\n"
    ),
    "no words that mean the same": removed("reports/vocabulary/variants.yml"),
    "the site's name and address changed": replaced("mkdocs.yml", "example.org", "example.net"),
    "what the configuration inherits changed": written("base.yml", "copyright: Everybody’s\n"),
    "the index in two parts": replaced(
        "mkdocs.yml", "  - reportsite\n", "  - reportsite:\n      shards: 2\n"
    ),
    "a template of one's own": written("overrides/partials/footer.html", "<p>Of its own.</p>"),
    "a page by hand changed": written("docs/about.md", "# About\n\nChanged.\n"),
    "a page by hand added": written("docs/guide/first.md", "# Guide\n\n[Home](../index.md)\n"),
    "a page by hand among the made": written("docs/reports/kazakhstan/notes.md", "# Notes\n"),
    "a page by hand removed": removed("docs/about.md"),
    "a picture added": written("docs/assets/map.svg", "<svg/>"),
}


def check_against_a_full_build(root: Path, folder: Path) -> None:
    wanted = built_in_full(root, folder)
    build(root)
    assert what_was_built(root) == wanted


@pytest.mark.parametrize("name", EDITS)
def test_after_an_edit_all_is_as_if_built_anew(name: str, root: Path, tmp_path: Path) -> None:
    EDITS[name](root)
    check_against_a_full_build(root, tmp_path / "full")


TAKES_ANY_OTHER = sorted(
    EDITS.keys()
    - {
        "a report renamed",
        "a report renamed, and its former address named",
        "a section removed",
    }
)


@pytest.mark.parametrize("seed", range(4))
def test_after_edits_one_after_the_other_all_is_as_if_built_anew(
    seed: int, root: Path, tmp_path: Path
) -> None:
    chosen = random.Random(seed).sample(TAKES_ANY_OTHER, 5)
    for name in chosen[:3]:
        with contextlib.suppress(FileNotFoundError):
            EDITS[name](root)
            build(root)
    for name in chosen[3:]:
        with contextlib.suppress(FileNotFoundError):
            EDITS[name](root)
    check_against_a_full_build(root, tmp_path / "full")


def test_an_edit_that_is_undone_brings_back_the_site_of_before(root: Path) -> None:
    before = what_was_built(root)
    text = (root / KAZAKHSTAN).read_text(encoding="utf-8")
    for words in ("beryllium", "zirconium"):
        written(KAZAKHSTAN, text.replace("zirconium", words))(root)
        assert build(root).files > 0
    assert what_was_built(root) == before


KEYED: dict[str, Edit] = {
    name: EDITS[name]
    for name in (
        "a theme's label changed",
        "a country's name changed",
        "the site's name and address changed",
        "what the configuration inherits changed",
        "a template of one's own",
    )
} | {
    "an option of the configuration": replaced("mkdocs.yml", "since: 2020", "since: 2021"),
    "a function that it names": replaced("mkdocs.yml", "addresses.address", "addresses.link"),
    "a hook": written("hook.py", "# changed"),
    "a template of another name": renamed("overrides/one.html", "overrides/two.html"),
}


@pytest.mark.parametrize("name", KEYED)
def test_every_page_is_made_anew_after_a_change_of(name: str, root: Path) -> None:
    written("overrides/one.html", "")(root)
    before = common_key(load(root), ["pagefind/"])
    KEYED[name](root)
    assert common_key(load(root), ["pagefind/"]) != before


@pytest.mark.parametrize("name", ["words that mean the same", "no words that mean the same"])
def test_no_page_is_made_anew_after_a_change_of(
    name: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(*_: object) -> None:
        raise AssertionError("a page is made anew")

    monkeypatch.setattr("reportsite.site.making.engine.make_country", made)
    monkeypatch.setattr("reportsite.site.making.lists.render_pages", made)
    file = root / "site/search/vocabulary.json"
    before, (pages, docs, _) = file.read_bytes(), what_was_built(root)
    EDITS[name](root)
    build(root)
    after = what_was_built(root)
    assert {path for path in after[0] if after[0][path] != pages.get(path)} == {
        "search/vocabulary.json"
    }
    assert after[1] == docs
    assert (b"thrashing" in file.read_bytes()) == (name == "words that mean the same")
    assert file.read_bytes() != before


def test_every_page_is_made_anew_where_the_environment_is_another(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = common_key(load(root), ["pagefind/"])
    monkeypatch.setenv("COPYRIGHT", "Somebody’s")
    assert common_key(load(root), ["pagefind/"]) != before


def test_no_page_is_made_anew_by_another_way_to_build(root: Path) -> None:
    config = load(root)
    key = common_key(config, ["pagefind/"])
    assert common_key(config.plugins.on_config(config), ["pagefind/"]) == key
    assert common_key(load(root, strict=True), ["pagefind/"]) == key
    assert common_key(load(Path(os.path.relpath(root))), ["pagefind/"]) == key
    program = (
        "import sys; from pathlib import Path; from reportsite.site.building import load; "
        "from reportsite.site.making.keys import common_key; "
        "print(common_key(load(Path(sys.argv[1])), ['pagefind/']))"
    )
    assert finished([sys.executable, "-c", program, str(root)], None).out.strip() == key


def test_an_edit_of_the_vocabulary_while_it_is_read_is_not_lost(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits = [EDITS["a theme's label changed"]]

    def edited_behind(archive: Path, diagnostics: Diagnostics) -> Vocabulary:
        found = load_vocabulary(archive, diagnostics)
        if edits:
            edits.pop()(archive)
        return found

    monkeypatch.setattr("reportsite.site.making.engine.load_vocabulary", edited_behind)
    build(root)
    assert edits == []
    check_against_a_full_build(root, tmp_path / "full")


def test_an_edit_during_a_build_that_is_undone_is_not_kept(
    root: Path, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The countries to make are chosen by what stands in their reports when the build begins."""
    replaced(KAZAKHSTAN, "zirconium", "argon")(root)
    edits = [replaced(KAZAKHSTAN, "argon", "xenon")]

    def edited_before(archive: Path, *others: Any) -> Any:
        if edits:
            edits.pop()(archive)
        return read_report_file(archive, *others)

    monkeypatch.setattr("reportsite.site.making.country.read_report_file", edited_before)
    build(root)
    assert edits == []
    assert b"xenon" in what_was_built(root)[0][f"{PAGE}/index.html"]
    replaced(KAZAKHSTAN, "xenon", "argon")(root)
    build(root)
    assert b"argon" in what_was_built(root)[0][f"{PAGE}/index.html"]
    replaced(KAZAKHSTAN, "argon", "zirconium")(root)
    build(root)
    assert what_was_built(root) == what_was_built(whole)


DAMAGES: dict[str, Edit] = {
    "a made page removed from docs": removed(f"docs/{PAGE}.md"),
    "a made page changed in docs, in place": spoilt(f"docs/{PAGE}.m[d]"),
    "a made page changed in docs": rewritten(f"docs/{PAGE}.md"),
    "made pages removed from docs": removed("docs/themes"),
    "a file removed from the site": removed(f"site/{PAGE}/index.html"),
    "a page of the site changed in place": spoilt(f"site/{PAGE}/index.html"),
    "a page of the site changed": rewritten(f"site/{PAGE}/index.html"),
    "the home page of the site changed in place": spoilt("site/index.html"),
    "a picture of the theme changed in place": spoilt("site/assets/**/*.svg"),
    "the search index changed in place": spoilt("site/pagefind/index/*"),
    "a result of the search changed in place": spoilt("site/pagefind/fragment/*"),
    "the facets changed in place": spoilt("site/pagefind/directory.bin"),
    "a file added to the site": written("site/stray/index.html", "stray"),
    "a folder removed from the site": removed("site/pagefind/fragment"),
    "the site removed": removed("site"),
    "a kept page spoilt": spoilt(f"{CACHE}/countries/kazakhstan/site/{PAGE}/index.html"),
    "a kept part of the index spoilt": spoilt(f"{CACHE}/countries/egypt/part/*.cbor"),
    "a kept record spoilt": spoilt(f"{CACHE}/countries/kazakhstan/record"),
    "a kept list removed": removed(f"{CACHE}/lists/docs/countries"),
    "a kept index spoilt": spoilt(f"{CACHE}/search/*/site/pagefind/*.pf_meta"),
    "what is kept of the pages by hand removed": removed(f"{CACHE}/pages"),
    "a file among what is kept": written(f"{CACHE}/countries/.DS_Store", "stray"),
    "all that is kept removed": removed(".cache"),
}


@pytest.fixture(scope="module")
def edited(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """What comes of one edit of the archive."""
    root = copy_tree(whole, tmp_path_factory.mktemp("edited") / "archive")
    EDITS["a section added"](root)
    return built_in_full(root, root.parent / "full")


@pytest.mark.parametrize("name", DAMAGES)
def test_what_a_build_made_is_made_good(name: str, root: Path, whole: Path) -> None:
    DAMAGES[name](root)
    build(root)
    assert what_was_built(root) == what_was_built(whole)


@pytest.mark.parametrize("name", DAMAGES)
def test_what_a_build_made_is_made_good_after_an_edit_too(
    name: str, root: Path, edited: Outcome
) -> None:
    DAMAGES[name](root)
    EDITS["a section added"](root)
    build(root)
    assert what_was_built(root) == edited


@pytest.mark.parametrize("name", ["a page", "all"])
def test_the_site_before_the_last_is_made_good_too(name: str, root: Path, tmp_path: Path) -> None:
    EDITS["a word changed"](root)
    build(root)
    spare = root / CACHE / "spare"
    if name == "all":
        shutil.rmtree(spare)
        written(f"{CACHE}/spare/index.html/stray", "stray")(root)
    else:
        spoilt(f"{CACHE}/spare/{PAGE}/index.html")(root)
        written(f"{CACHE}/spare/stray/index.html", "stray")(root)
    EDITS["a section added"](root)
    check_against_a_full_build(root, tmp_path / "full")


Stamps = dict[str, tuple[int, int]]


def stamped(root: Path) -> Stamps:
    """Return number and time of each file of site/ and docs/."""
    return {
        file.relative_to(root).as_posix(): (file.stat().st_ino, file.stat().st_mtime_ns)
        for folder in ("site", "docs")
        for file in (root / folder).rglob("*")
        if file.is_file()
    }


@pytest.mark.parametrize("after", ["nothing", "saving a report as it was"])
def test_after_no_edit_nothing_is_written(after: str, root: Path) -> None:
    before = stamped(root)
    if after != "nothing":
        written(KAZAKHSTAN, (root / KAZAKHSTAN).read_text(encoding="utf-8"))(root)
    for _ in range(2):
        done = call("build", "--root", root)
        assert ", nothing changed, in " in done.out
        assert stamped(root) == before


def test_an_edit_of_a_word_leaves_all_files_that_do_not_show_it(root: Path) -> None:
    before, was = stamped(root), what_was_built(root)
    replaced(KAZAKHSTAN, "zirconium", "beryllium")(root)
    assert call("build", "--root", root).status == 0
    after, now = stamped(root), what_was_built(root)
    shows = {
        f"{folder}/{path}"
        for folder, one, other in zip(("site", "docs"), was[:2], now[:2], strict=True)
        for path in {*one, *other}
        if one.get(path) != other.get(path)
    }
    assert {path for path in {*before, *after} if before.get(path) != after.get(path)} == shows
    pages = {path for path in shows if "pagefind" not in path}
    assert pages == {
        f"site/{PAGE}/index.html",
        "site/reports/kazakhstan/2010/index.html",
        "site/themes/impunity/kazakhstan/index.html",
        f"docs/{PAGE}.md",
        "docs/reports/kazakhstan/2010/index.md",
        "docs/themes/impunity/kazakhstan.md",
    }


def test_processes_side_by_side_make_the_same(root: Path, tmp_path: Path) -> None:
    EDITS["a country added"](root)
    EDITS["the site's name and address changed"](root)
    wanted = built_in_full(root, tmp_path / "full")
    assert call("build", "--root", root).status == 0
    assert what_was_built(root) == wanted


def test_plain_mkdocs_and_the_build_script_make_the_same(root: Path, tmp_path: Path) -> None:
    EDITS["a section added"](root)
    EDITS["a page by hand added"](root)
    wanted = built_in_full(root, tmp_path / "full")
    done = mkdocs("build", cwd=root)
    assert done.status == 0, done.err
    assert what_was_built(root) == wanted
    other = tmp_path / "other"
    assert run("--root", root, "--site-dir", other, script=SCRIPT).status == 0
    assert contents(other) == wanted[0]
    assert call("build", "--root", root).status == 0
    assert what_was_built(root) == wanted
