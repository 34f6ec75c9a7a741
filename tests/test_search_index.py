"""The search index: what goes into it, what stays out, and what is said where it fails."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from reportsite.site import search_index
from reportsite.site.search_article import article_of, part_joined, prepared
from reportsite.site.search_index import IndexResult, SearchIndexError, index_site

SECTION = """<!doctype html>
<html lang="en"><body><header>masthead</header>
<article data-pagefind-body lang="{language}" data-country="{country}" data-year="{year}"
  data-theme="{theme}" data-report="Report {year}" data-organisation="Some Office"
  data-pagefind-filter="country[data-country], year[data-year], theme[data-theme]"
  data-pagefind-meta="report[data-report], organisation[data-organisation]">
<h1>{title}</h1>
{text}
</article><footer>colophon</footer></body></html>
"""


def write_page(site: Path, address: str, **values: Any) -> None:
    fields = {"language": "en", "title": "Police", "text": "<p id='p1'>Words.</p>"} | values
    page = site / address / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(SECTION.format(**fields), encoding="utf-8")


def fragments(site: Path) -> dict[str, dict[str, Any]]:
    files = (site / "pagefind" / "fragment").glob("*.pf_fragment")
    read = [gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd") for file in files]
    return {page["url"]: page for page in map(json.loads, read)}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_page(tmp_path, "reports/kazakhstan/2010/police", country="kazakhstan", year=2010,
               theme="police", text="""
<p id="p3"><a class="pn" href="#p3">¶3</a> A zero-tolerance order.<sup id="fnref:1"><a
  class="footnote-ref" href="#fn:1">1</a></sup> <a class="pt" href="/">Impunity</a></p>
<p class="pull-quote">Pulled words.</p>
<p class="table-number" id="p4"><a class="pn" href="#p4">¶4</a></p><div class="rs-wide"><table>
<thead><tr><th>Year</th><th>cases</th></tr></thead><tbody><tr><td>2009</td><td>two</td></tr>
</tbody></table></div>
<ul><li id="p5"><p><a class="pn" href="#p5">¶5</a> an item without a stop</p></li></ul>
<p hidden>unseen</p>
""")  # fmt: skip
    write_page(tmp_path, "reports/kazakhstan/2008/police", country="kazakhstan", year=2008,
               theme="police", language="ru", text="<p id='p1'>Полиция.</p>")  # fmt: skip
    (tmp_path / "index.html").write_text("<html lang='en'><body>home</body></html>", "utf-8")
    return tmp_path


def test_only_articles_are_indexed_with_their_filters_and_names(site: Path) -> None:
    result = index_site(site)
    pages = fragments(site)
    assert result.pages == 2
    assert result.words > 5
    assert set(pages) == {"/reports/kazakhstan/2010/police/", "/reports/kazakhstan/2008/police/"}
    page = pages["/reports/kazakhstan/2010/police/"]
    assert page["filters"] == {"country": ["kazakhstan"], "year": ["2010"], "theme": ["police"]}
    assert page["meta"] == {
        "title": "Police", "report": "Report 2010", "organisation": "Some Office",
    }  # fmt: skip


def test_what_is_not_the_paragraphs_own_text_stays_out(site: Path) -> None:
    index_site(site)
    page = fragments(site)["/reports/kazakhstan/2010/police/"]
    for word in ("¶", "Impunity", "Pulled", "unseen", "masthead", "colophon", " 1"):
        assert word not in page["content"]


def test_paragraphs_keep_their_words_and_their_places(site: Path) -> None:
    index_site(site)
    page = fragments(site)["/reports/kazakhstan/2010/police/"]
    anchors = {anchor["id"]: (anchor["text"], anchor["location"]) for anchor in page["anchors"]}
    assert anchors["p3"] == ("A zero-\u2060 tolerance order.", 1)
    assert anchors["p4"] == ("Year cases 2009 two", 5)
    assert anchors["p5"] == ("an item without a stop", 9)


def test_facets_are_kept_in_one_file(site: Path) -> None:
    index_site(site)
    table = json.loads(gzip.decompress((site / "pagefind" / "facets.bin").read_bytes()))
    assert len(table["ids"]) == 2
    assert table["country"] == {"kazakhstan": [0, 1]}
    assert {year: len(places) for year, places in table["year"].items()} == {"2008": 1, "2010": 1}


def test_a_theme_is_that_of_a_section_or_of_one_of_its_paragraphs(built: Path) -> None:
    pages = fragments(built / "site").values()
    themes = {
        (page["filters"]["year"][0], page["meta"]["title"]): page["filters"].get("theme")
        for page in pages
        if page["filters"]["country"] == ["kazakhstan"]
    }
    assert themes == {
        ("2010", "Summary"): ["torture"],
        ("2010", "Torture and other ill-\u2060 treatment"): ["torture", "impunity"],
        ("2010", "Prisons"): ["detention"],
        ("2010", "Impunity"): ["impunity"],
        ("2010", "Qwertyuiop"): ["unclassified"],
        ("2012", "Torture"): ["torture"],
        ("2012", "Background"): ["background"],
    }


def test_a_section_counts_once_for_each_of_its_themes(built: Path) -> None:
    file = built / "site" / "pagefind" / "facets.bin"
    table = json.loads(gzip.decompress(file.read_bytes()))
    assert {theme: len(places) for theme, places in table["theme"].items()} == {
        "torture": 4, "impunity": 2, "detention": 1, "unclassified": 1, "background": 1,
    }  # fmt: skip


def test_one_index_for_every_language(site: Path) -> None:
    index_site(site)
    entry = json.loads((site / "pagefind" / "pagefind-entry.json").read_text("utf-8"))
    assert list(entry["languages"]) == ["en"]


def test_interfaces_that_are_not_used_are_left_out(site: Path) -> None:
    index_site(site)
    names = {file.name for file in (site / "pagefind").iterdir()}
    assert "pagefind.js" in names
    assert not [name for name in names if "ui" in name or "highlight" in name]


def test_an_older_index_is_replaced(site: Path) -> None:
    stale = site / "pagefind" / "fragment" / "stale.pf_fragment"
    stale.parent.mkdir(parents=True)
    stale.touch()
    index_site(site)
    assert not stale.exists()


def test_an_archive_without_sections_has_an_index_without_words(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html lang='en'><body>home</body></html>", "utf-8")
    assert index_site(tmp_path) == IndexResult(pages=0, words=0)
    assert "results: []" in (tmp_path / "pagefind" / "pagefind.js").read_text("utf-8")


def test_a_failure_says_what_pagefind_said_and_keeps_the_old_index(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_site(site)
    before = sorted((site / "pagefind").rglob("*"))
    monkeypatch.setattr(search_index, "EXCLUDED", "((")
    with pytest.raises(SearchIndexError, match="Pagefind"):
        index_site(site)
    assert sorted((site / "pagefind").rglob("*")) == before


@pytest.mark.parametrize(
    "article",
    [
        "<article data-pagefind-body>a</article>",
        "<div class='x' data-pagefind-body><div>a</div>b</div>",
    ],
)
def test_the_article_is_found_with_what_stands_in_it(article: str) -> None:
    assert article_of(f"<main><p>a</p>{article}<div>c</div></main>") == article


def test_a_page_without_an_article_has_none() -> None:
    assert article_of("<article>data-pagefind-body</article>") is None


def test_an_article_that_is_not_closed_is_a_fault() -> None:
    with pytest.raises(ValueError, match="not closed"):
        article_of("<article data-pagefind-body><p>text")


def test_attributes_and_words_are_kept_when_joined_words_are_parted() -> None:
    page = prepared('<article id="a-b" data-pagefind-body>police—<em>who</em> c-d</article>')
    assert 'id="a-b"' in page
    assert "police—\u2060 <em>who</em> c-\u2060 d" in page


def test_joined_words_are_parted_in_names_but_not_in_the_values_of_filters() -> None:
    page = prepared(
        '<article data-pagefind-body data-title="Ill-treatment &amp; &quot;so-called&quot;" '
        'data-theme-1="ill-treatment" data-theme-label="Ill-treatment">a</article>'
    )
    assert 'data-title="Ill-\u2060 treatment &amp; &quot;so-\u2060 called&quot;"' in page
    assert 'data-theme-label="Ill-\u2060 treatment"' in page
    assert 'data-theme-1="ill-treatment"' in page


def test_parting_adds_nothing_but_joiners_and_spaces() -> None:
    text = (
        "The well-known A/HRC/13/39 (2009–2010) said…no. End.Start, U.N. e.g. 1,234 禁止酷刑。end"
    )
    assert part_joined(text).replace("\u2060 ", "") == text
