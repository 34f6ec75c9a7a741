"""Joined parts of a search index, against what Pagefind makes of all pages in one run."""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import examples
from reportsite.site import search_chunks, search_join, search_pagefind
from reportsite.site.search_chunks import bounds_of
from reportsite.site.search_join import PROGRAM, IndexResult, join_parts
from reportsite.site.search_pagefind import SearchIndexError
from reportsite.site.search_part import make_part
from search_bundles import (
    Pages,
    facets,
    files,
    fragments,
    page,
    pagefinds_own,
    parts_of,
    read_index,
)

PAGES = [
    page("reports/kazakhstan/2010/police", "<p>The police and the policy.</p>"),
    page("reports/kazakhstan/2012/torture", "<p>Détention, detention.</p>", title="Torture"),
    page("reports/peru/2010/police", "<p>Police in Perú.</p>"),
    page("reports/uzbekistan/2008/torture", "<p>Torture by police.</p>", title="Torture"),
]


def joined(pages: Pages, folder: Path) -> Path:
    parts = parts_of(pages, folder / "parts")
    join_parts(parts, folder / "joined")
    return folder / "joined"


PAGEFINDS_CHUNK = 20_000


def check_same_as_pagefinds(pages: Pages, folder: Path) -> None:
    with patch.object(search_chunks, "CHUNK_SIZE", PAGEFINDS_CHUNK):
        ours, theirs = joined(pages, folder), pagefinds_own(pages, folder)
    assert read_index(ours) == read_index(theirs)
    assert fragments(ours) == fragments(theirs)
    own, other = search_pagefind.read_entry(ours), search_pagefind.read_entry(theirs)
    for entry in (own, other):
        del entry["languages"]["en"]["hash"]
    assert own == other


# What is found ------------------------------------------------------------------------------


def test_the_archive_that_ships_is_joined_as_pagefind_indexes_it(
    site: Path, tmp_path: Path
) -> None:
    found = sorted(site.glob("reports/*/*/*/index.html"))
    pages = [(file.relative_to(site).as_posix(), file.read_text("utf-8")) for file in found]
    assert len(pages) > 30
    check_same_as_pagefinds(pages, tmp_path)


def test_many_words_are_cut_into_the_chunks_of_pagefind(tmp_path: Path) -> None:
    dice = random.Random(3)
    syllables = ["ac", "ro", "ss", "tor", "tu", "re", "po", "li", "cé", "’", "1", "ы"]
    words = ["".join(dice.choices(syllables, k=dice.randint(1, 5))) for _ in range(4000)]
    pages = [
        page(f"reports/c{at % 7}/2010/s{at}", f"<p>{' '.join(dice.choices(words, k=1500))}</p>")
        for at in range(28)
    ]
    check_same_as_pagefinds(pages, tmp_path)
    assert len(read_index(tmp_path / "joined").bounds) > 3


SAMPLES = """
torture tortured police policy détention Detention DÉTENTION café’s cafés NGO’s U.N. 1,234
2009–2010 zero-tolerance — Жанаозен жанаозене 禁止酷刑 المادة A/HRC/13/39 İstanbul naïve ﬁne
_under_ a&amp;b don't &lt;b&gt; McDonalds 16th ß straße
"""
WORDS = st.sampled_from(SAMPLES.split())
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
BLOCKS = st.one_of(
    TEXTS.map("<p id='p1'>{}</p>".format),
    TEXTS.map("<p id='p2'>{} <sup><a class='footnote-ref'>1</a></sup></p>".format),
    TEXTS.map("<h2>{}</h2>".format),
    TEXTS.map("<ul><li id='p3'><p>{}</p></li></ul>".format),
    TEXTS.map("<table><tr><th>{}</th><td>cell</td></tr></table>".format),
    TEXTS.map("<div class='footnote'><li id='fn:1'>{}</li></div>".format),
    TEXTS.map("<p class='pull-quote'>{}</p>".format),
    TEXTS.map("<p>{}<img src='a.png' alt='chart'></p>".format),
)


@st.composite
def sections(draw: st.DrawFn) -> Pages:
    names = st.tuples(
        st.sampled_from(["guinea", "guinea-bissau", "peru", "togo"]),
        st.sampled_from(["2009", "2010", "2010-supplement"]),
        st.sampled_from(["police", "torture", "a-b", "a"]),
    )
    addresses = draw(st.lists(names, min_size=1, max_size=8, unique=True))
    return [
        page(
            f"reports/{country}/{year}/{section}",
            "\n".join(draw(st.lists(BLOCKS, max_size=4))),
            title=draw(TEXTS.filter(lambda text: text != "—")),
            # some parts have a field that others lack
            meta=draw(st.sampled_from(["", ", country[data-country]", ", theme[data-theme]"])),
        )
        for country, year, section in addresses
    ]


@examples(20)
@given(sections())
def test_any_archive_is_joined_as_pagefind_indexes_it(pages: Pages) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check_same_as_pagefinds(pages, Path(folder))


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ([], []),
        ([("a", "z")], [("a", "z")]),
        ([("able", "apple"), ("apricot", "pear")], [("able", "app"), ("apr", "pear")]),
        ([("arm", "cath"), ("cathartic", "yak")], [("arm", "cath"), ("catha", "yak")]),
        # shortened, its end would come before its start
        ([("thesi", "they"), ("thirst", "this")], [("thesi", "they"), ("thi", "this")]),
        ([("they", "they"), ("zoo", "zoo")], [("they", "they"), ("z", "zoo")]),
    ],
)
def test_chunks_are_told_apart_by_the_beginnings_of_words(
    words: list[tuple[str, str]], bounds: list[tuple[str, str]]
) -> None:
    assert bounds_of(words) == bounds


def test_pages_and_words_are_counted(tmp_path: Path) -> None:
    parts = parts_of(PAGES, tmp_path / "parts")
    result = join_parts(parts, tmp_path / "joined")
    assert result == IndexResult(pages=4, words=len(read_index(tmp_path / "joined").words))
    assert result.words > 10


def test_facets_hold_the_pages_of_each_value(tmp_path: Path) -> None:
    found = facets(joined(PAGES, tmp_path))
    kazakhstan = ["/reports/kazakhstan/2010/police/", "/reports/kazakhstan/2012/torture/"]
    peru, uzbekistan = "/reports/peru/2010/police/", "/reports/uzbekistan/2008/torture/"
    assert found == {
        "country": {"kazakhstan": kazakhstan, "peru": [peru], "uzbekistan": [uzbekistan]},
        "report": {
            "kazakhstan/2010": kazakhstan[:1],
            "kazakhstan/2012": kazakhstan[1:],
            "peru/2010": [peru],
            "uzbekistan/2008": [uzbekistan],
        },
        "theme": {"police": [kazakhstan[0], peru], "torture": [kazakhstan[1], uzbekistan]},
        "year": {"2008": [uzbekistan], "2010": [kazakhstan[0], peru], "2012": [kazakhstan[1]]},
    }


def test_pagefinds_interfaces_and_filters_are_left_out(tmp_path: Path) -> None:
    bundle = joined(PAGES, tmp_path)
    [meta] = bundle.glob("*.pf_meta")
    folders = {"fragment", "index"}
    assert {file.name for file in bundle.iterdir()} == {
        *PROGRAM, *folders, meta.name, "directory.bin", "stems.bin", "pagefind-entry.json",
    }  # fmt: skip
    assert search_pagefind.read_meta(bundle)[3] == []


def test_one_index_for_every_language(tmp_path: Path) -> None:
    russian = page("reports/peru/2010/police", "<p>Полиция.</p>", language="ru")
    bundle = joined([russian], tmp_path)
    assert list(search_pagefind.read_entry(bundle)["languages"]) == ["en"]


def test_an_archive_without_sections_has_a_bundle_without_words(tmp_path: Path) -> None:
    make_part([("index.html", "<p>home</p>")], tmp_path / "part")
    for number, parts in enumerate([[], [tmp_path / "part"]]):
        bundle = tmp_path / f"bundle{number}"
        assert join_parts(parts, bundle) == IndexResult(pages=0, words=0)
        assert read_index(bundle).lengths == {}
        assert (facets(bundle), fragments(bundle)) == ({}, {})


# Joined again -------------------------------------------------------------------------------


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    once = files(joined(PAGES, tmp_path / "once"))
    assert files(joined(PAGES, tmp_path / "twice")) == once
    parts = [tmp_path / "once" / "parts" / name for name in ("kazakhstan", "peru", "uzbekistan")]
    join_parts(parts, tmp_path / "again", tmp_path / "once" / "joined")
    assert files(tmp_path / "again") == once


def test_what_is_the_same_as_before_is_linked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = joined(PAGES, tmp_path)
    parts = [tmp_path / "parts" / name for name in ("kazakhstan", "peru", "uzbekistan")]
    monkeypatch.setattr(search_join, "packed", None)  # nothing is left to be compressed
    join_parts(parts, tmp_path / "after", before)
    for name in files(before):
        assert (tmp_path / "after" / name).samefile(before / name)


def test_after_an_edit_the_bundle_is_that_of_a_full_build(tmp_path: Path) -> None:
    before = joined(PAGES, tmp_path)
    edited = [*PAGES[:2], page("reports/peru/2010/police", "<p>Ombudsman.</p>"), PAGES[3]]
    wanted = files(joined(edited, tmp_path / "full"))
    make_part([edited[2]], tmp_path / "edited")
    parts = [tmp_path / "parts" / "kazakhstan", tmp_path / "edited", tmp_path / "parts/uzbekistan"]
    join_parts(parts, tmp_path / "after", before)
    assert files(tmp_path / "after") == wanted


def test_parts_of_another_version_of_pagefind_are_not_joined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = parts_of(PAGES, tmp_path / "parts")
    entry = {"version": "1.5.9", "languages": {"en": {}}}
    monkeypatch.setattr(search_pagefind, "read_entry", lambda bundle: entry)
    with pytest.raises(SearchIndexError, match=r"kazakhstan: made by Pagefind 1\.5\.\d+; expected"):
        join_parts(parts, tmp_path / "joined")


def test_the_index_says_how_many_pages_it_has(tmp_path: Path) -> None:
    bundle = joined(PAGES, tmp_path)
    entry = json.loads((bundle / "pagefind-entry.json").read_bytes())
    assert entry["languages"]["en"]["page_count"] == 4
