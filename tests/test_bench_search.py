"""The benchmark of the search: its queries, what it tells, and one run of it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks import searching
from benchmarks.measuring import CommandFailedError
from benchmarks.queries import Query, queries_of
from benchmarks.searching import Search, Searches, as_figures, kind_of, measure_search, told

VOCABULARY = {
    "countries": {"peru": {}, "togo": {}},
    "themes": {
        "torture": {"label": "Torture and other ill-treatment", "parent": None},
        "police": {"label": "Police and security forces", "parent": None},
        "prisons": {"label": "Prison conditions", "parent": None},
    },
    "variants": [["Kyiv", "Kiev"], ["labour", "labor"]],
}


def site_with(folder: Path, vocabulary: object) -> Path:
    (folder / "search").mkdir()
    (folder / "search" / "vocabulary.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    return folder


def test_queries_are_of_every_kind_in_the_archives_own_words(tmp_path: Path) -> None:
    found = queries_of(site_with(tmp_path, VOCABULARY))
    assert Counter(query.kind for query in found) == {
        "one word": 4, "two words": 4, "OR": 4, "exclusion": 4, "filter": 4,
        "phrase": 2, "variants": 2,
    }  # fmt: skip
    texts = [query.text for query in found]
    assert texts[:5] == [
        "Torture", "other treatment", "Police OR security", "forces -Prison",
        "conditions country:peru",
    ]  # fmt: skip
    assert texts[-4:-2] == ['"security forces"', '"prison conditions"']
    assert found == queries_of(tmp_path)


def test_an_archive_without_words_has_queries_too(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"countries": {}, "themes": {}, "variants": []})
    assert queries_of(site)[0] == Query("one word", "report")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("pagefind/directory.bin", "directory"),
        ("pagefind/2/directory.bin", "directory"),
        ("pagefind/index/en_12.pf_index", "index"),
        ("pagefind/2/fragment/12_3.pf_fragment", "sections"),
        ("search/vocabulary.json", "vocabulary"),
        ("assets/search-engine.js", "scripts"),
        ("assets/search.css", "page"),
        ("search/?q=index/fragment", "page"),
        ("", "page"),
    ],
)
def test_bytes_are_told_by_what_they_are(path: str, kind: str) -> None:
    assert kind_of(f"http://127.0.0.1:8000/{path}") == kind


def searched(kind: str, milliseconds: float, **fetched: int) -> Search:
    return Search(Query(kind, "police"), milliseconds, Counter(fetched))


FOUND = Searches(
    cold=(
        searched("one word", 900.0, page=90_000, scripts=100_000, directory=100_000),
        searched("one word", 300.0, page=90_000, scripts=100_000, directory=100_000),
        searched("one word", 310.0, page=90_000, scripts=100_000, directory=100_000),
    ),
    later=(
        searched("OR", 40.0, index=20_000, sections=10_000),
        searched("OR", 60.0, index=40_000, sections=20_000),
        searched("phrase", 20.0),
    ),
    longest=0.0,
)


def test_figures_are_told_with_their_ratio_to_what_is_to_be_kept() -> None:
    assert list(told(FOUND)) == [
        "first search, cold, median: 200 kB, 310 ms (0.50 of 400 kB, 0.52 of 600 ms)",
        "  of which scripts 100 kB, directory 100 kB, page 90 kB",
        "3 later searches, median: 30 kB, 40 ms (0.50 of 60 kB, 0.40 of 100 ms)",
        "  the slowest and the largest: 60 kB, 60 ms (1.00 of 60 kB, 0.60 of 100 ms)",
        "  OR            45 kB      50 ms",
        "  phrase         0 kB      20 ms",
        "longest task while typing: none over 50 ms",
    ]
    assert as_figures(FOUND)["later"][2] == {
        "kind": "phrase", "text": "police", "milliseconds": 20.0, "bytes": {},
    }  # fmt: skip


def test_the_archive_that_ships_is_searched(
    site: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries = (Query("one word", "torture"), Query("OR", "police OR court"), Query("none", "qqqq"))
    monkeypatch.setattr(searching, "queries_of", lambda site: queries)
    monkeypatch.setattr(searching, "COLD_RUNS", 1)
    monkeypatch.setattr(searching, "BETWEEN_KEYS", 1)
    said: list[str] = []
    found = measure_search(site, browser, said.append)
    assert said == ["searching for the first time", "searching for 2 queries"]
    [cold] = found.cold
    assert {"page", "scripts", "directory", "vocabulary", "index", "sections"} == set(cold.fetched)
    assert cold.milliseconds > 0
    assert [search.query for search in found.later] == list(queries[1:])
    assert found.later[0].fetched["scripts"] == 0
    assert found.later[0].fetched["sections"] > 0


def test_where_no_results_come_the_query_is_told(
    tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "PATIENCE", 200)
    (tmp_path / "search").mkdir()
    (tmp_path / "search" / "index.html").write_text("<p>nothing</p>", encoding="utf-8")
    monkeypatch.setattr(searching, "queries_of", lambda site: (Query("one word", "torture"),))
    with pytest.raises(CommandFailedError, match="no results for torture"):
        measure_search(tmp_path, browser, lambda what: None)
