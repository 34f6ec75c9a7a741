"""variants.yml: read, checked, and given to the search."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

import pytest
import snowballstemmer

from conftest import ROOT
from reportsite.diagnostics import Diagnostics
from reportsite.vocabulary.loading import Vocabulary
from reportsite.vocabulary.matching import WORD, normalise
from reportsite.vocabulary.themes import Themes
from reportsite.vocabulary.variants import VARIANTS_FILE, Variants, load_variants
from reportsite.writing.catalogue import catalogue
from reportsite.writing.search_vocabulary import search_vocabulary


def load(root: Path, text: str) -> tuple[Variants, list[str]]:
    file = root / VARIANTS_FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    diagnostics = Diagnostics()
    return load_variants(root, diagnostics), [str(fault) for fault in diagnostics.faults]


def test_groups_are_read_in_their_order(tmp_path: Path) -> None:
    text = "variants:\n  - [Kazakhstan, Kazakstan]\n  - [NSS, National  Security\n     Service]\n"
    groups = (("Kazakhstan", "Kazakstan"), ("NSS", "National Security Service"))
    assert load(tmp_path, text) == (groups, [])


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "variants:\n", "variants: []\n"])
def test_a_file_may_hold_no_groups(tmp_path: Path, text: str) -> None:
    assert load(tmp_path, text) == ((), [])


def test_an_archive_without_the_file_has_no_groups(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    assert load_variants(tmp_path, diagnostics) == ()
    assert diagnostics.faults == []


EXAMPLE = 'write "- [Kazakhstan, Kazakstan]"'


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("- [a, b]\n", 1, 'not a vocabulary; the file holds "variants:", a list of groups'),
        ("variants: a\n", 1, f'"variants" is not a list; {EXAMPLE}'),
        ("variants:\n  - Kyiv\n", 2, f"not a group of words; {EXAMPLE}"),
        ("variants:\n  - [a, b]\n  - [Kyiv]\n", 3,
         f"a group of fewer than two words; {EXAMPLE}, or take it out"),
        ("variants:\n  - [a,\n     [b]]\n", 3, f"not a word; {EXAMPLE}"),
        ("variants:\n  - [a, b, ~]\n", 2, f"not a word; {EXAMPLE}"),
        ("variants:\n  - [a, b, '—']\n", 2,
         '"—" has no letter or digit; no search can find it: take it out'),
        ("variants:\n  - [Kyiv, Kiev]\n  - [a, b]\n  - [KIÉV, c]\n", 4,
         '"KIÉV" is given twice; keep one: line 2 has "Kiev"'),
        ("variants:\n  - [Viet Nam, Viet-Nam]\n", 2,
         '"Viet-Nam" is given twice; keep one: line 2 has "Viet Nam"'),
    ],
)  # fmt: skip
def test_a_fault_has_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    assert load(tmp_path, text)[1] == [f"{VARIANTS_FILE}:{line}: {message}"]


def test_other_lists_are_told(tmp_path: Path) -> None:
    _, faults = load(tmp_path, "variant:\n  - [a, b]\n")
    assert len(faults) == 1
    assert faults[0].startswith(f"{VARIANTS_FILE}:1: ")


# The file that ships -------------------------------------------------------------------------


def test_words_of_a_group_are_not_one_word_in_the_index_already(vocabulary: Vocabulary) -> None:
    stemmer = snowballstemmer.stemmer("english")
    for group in vocabulary.variants:
        keys = {tuple(map(stemmer.stemWord, WORD.findall(normalise(word)))) for word in group}
        assert len(keys) > 1, group


def test_groups_stand_in_the_order_of_the_alphabet(vocabulary: Vocabulary) -> None:
    """Of each part of the file, so that a person finds a word in it."""
    lines = (ROOT / VARIANTS_FILE).read_text("utf-8").splitlines()
    parts = groupby(lines, lambda line: line.startswith("  #"))
    for is_title, part in parts:
        words = [normalise(line[5:]) for line in part if line.startswith("  - [")]
        assert is_title or words == sorted(words)


# What the search is given --------------------------------------------------------------------


def test_names_of_an_empty_archive_are_its_variants_alone() -> None:
    found = catalogue([], Themes(()))
    assert json.loads(search_vocabulary(found, (("Kyiv", "Kiev"),))) == {
        "countries": {}, "themes": {}, "variants": [["Kyiv", "Kiev"]],
    }  # fmt: skip


def test_the_search_knows_countries_and_themes_of_the_reports(built: Path) -> None:
    found = json.loads((built / "site" / "search" / "vocabulary.json").read_text("utf-8"))
    kazakhstan = found["countries"]["kazakhstan"]
    assert (kazakhstan["name"], kazakhstan["code"]) == ("Kazakhstan", "KAZ")
    assert "Kazakstan" in kazakhstan["aliases"]
    assert found["themes"]["torture"] == {
        "label": "Torture and other ill-treatment", "parent": "life-and-integrity",
    }  # fmt: skip
    assert found["themes"]["life-and-integrity"]["parent"] is None
    assert found["themes"]["unclassified"]["label"] == "Unclassified"
    assert ["Kazakhstan", "Kazakstan"] in found["variants"]
