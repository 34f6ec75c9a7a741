"""What a browser reads of an index first: parts, facets, lengths, chunks and words."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from browser_scripts import Call
from reportsite.site.search_directory import Directory, encoded_directory, encoded_stems
from reportsite.site.search_facets import report_of
from reportsite.site.search_join import join_parts
from reportsite.site.settings import THEME
from search_bundles import page as page_of
from search_bundles import parts_of
from serving import served

SMALL = Directory(
    parts=[("a", 2), ("b", 1)],
    facets={"year": {"2010": [0, 2], "2008": [1]}},
    lengths=[1, 100, 7],
    names=["title"],
    chunks=[("a", "en_1"), ("tor", "en_2")],
    stems={"a": 3, "the": 3, "tortur": 1, "1997": 2, "é": 1, "жанаозен": 1},
)


def decoded(content: bytes) -> Any:
    return json.loads(gzip.decompress(content))


def test_the_directory_is_one_file() -> None:
    assert decoded(encoded_directory(SMALL)) == {
        "parts": [["a", 2], ["b", 1]],
        "facets": {"year": {"2008": [1, 1], "2010": [0, 1, 1, 1]}},
        "lengths": "0K;",
        "names": ["title"],
        "little": {"a": 3, "the": 3},
        "chunks": [["a", "en_1"], ["tor", "en_2"]],
    }


def test_words_are_those_of_three_letters_or_more() -> None:
    assert decoded(encoded_stems(SMALL)) == {"the": 3, "tortur": 1, "жанаозен": 1}


def test_words_of_one_page_are_among_them_in_a_large_archive_too() -> None:
    stems = {"the": 1000, "of": 3, "is": 1000, "govern": 1000, "slekishina": 1}
    large = Directory([("a", 1000)], {}, [10] * 1000, [], [], stems)
    assert decoded(encoded_directory(large))["little"] == {"of": 3, "the": 1000}
    assert decoded(encoded_stems(large)) == {"the": 1000, "govern": 1000, "slekishina": 1}


@pytest.mark.parametrize("words", [1, 2, 3, 10, 1000, 123_456])
def test_a_length_is_told_to_a_tenth(page: Page, assets_url: str, words: int) -> None:
    [character] = decoded(encoded_directory(Directory([], {}, [words], [], [], {})))["lengths"]
    page.goto(f"{assets_url}/search.css")
    script = "async ([address, one]) => (await import(address)).lengthOf(one)"
    told = page.evaluate(script, [f"{assets_url}/search-bundle.js", character])
    assert told == pytest.approx(words, rel=0.1)


@pytest.mark.parametrize(
    ("address", "report"),
    [
        ("/reports/kazakhstan/2010/police/", ["kazakhstan/2010"]),
        ("/reports/kazakhstan/2010-supplement/", ["kazakhstan/2010-supplement"]),
        ("/reports/", []),
        ("/themes/torture/kazakhstan/", []),
        ("/", []),
    ],
)
def test_the_report_of_a_section_is_in_its_address(address: str, report: list[str]) -> None:
    assert report_of(address) == report


@pytest.mark.parametrize(
    ("counts", "size", "common"),
    [
        ([{"the": 1000, "of": 334, "in": 333}], 1000, ["the", "of"]),
        ([{"the": 999}], 999, []),
        # one bundle has it everywhere, the other hardly ever, or is empty
        ([{"the": 300}, {"the": 100, "of": 700}], 1000, ["the", "of"]),
        ([{"the": 300}, {"the": 10}], 1000, []),
        ([{}, {"the": 900}], 1000, ["the"]),
        ([], 0, []),
    ],
)
def test_little_words_are_common_by_the_sections_of_all_bundles(
    call: Call, counts: list[dict[str, int]], size: int, common: list[str]
) -> None:
    directories = [{"little": one} for one in counts]
    assert call("search-index", "commonOf", directories, size) == common


ASKED = """async ([base, queries]) => {
  const { Bundles } = await import(`${base}/assets/search-bundle.js`);
  const { Engine } = await import(`${base}/assets/search-engine.js`);
  const { parseQuery } = await import(`${base}/assets/search-query.js`);
  const { commonOf } = await import(`${base}/assets/search-index.js`);
  const { readSection } = await import(`${base}/assets/search-results.js`);
  const engine = new Engine(new Bundles(`${base}/`));
  const index = await engine.index();
  index.common = commonOf(await engine.directories(), index.size, 1);
  const marks = async (answer) => {
    const { hits } = await readSection(answer, answer.ids.toSorted()[0], new URL(`${base}/`));
    return hits.flatMap((hit) => [...hit.marks].map((at) => hit.passage.words[at]));
  };
  return Promise.all(queries.map(async (query) => {
    const answer = await engine.search(parseQuery(query));
    return [answer.ids.toSorted(), answer.common, await marks(answer)];
  }));
}"""


def test_common_words_are_passed_over_where_others_are_asked_for(
    page: Page, tmp_path: Path
) -> None:
    texts = ["the right of the living", "the right to life", "right life", "life of the right"]
    pages = [
        page_of(f"reports/peru/{2001 + at}/a", f"<p id='p1'>{text}</p>", title="A")
        for at, text in enumerate(texts)
    ]
    (tmp_path / "assets").symlink_to(THEME / "assets")
    (tmp_path / "index.html").write_text("<!doctype html><html lang='en'>", encoding="utf-8")
    join_parts(parts_of(pages, tmp_path / "parts"), tmp_path / "pagefind")
    queries = ["life of the", "the", "-the", '"right to life"', '"of the"', "the OR to"]
    with served(tmp_path) as address:
        page.goto(f"{address}/index.html")
        answers = page.evaluate(ASKED, [address, queries])
    assert answers == [
        [[1, 2, 3], ["of", "the"], ["life"]],
        [[0, 1, 3], [], ["the", "the"]],
        [[2], [], []],
        [[1], [], ["right", "to", "life"]],
        [[0, 3], [], ["of", "the"]],
        [[0, 1, 3], [], ["the", "the"]],
    ]
