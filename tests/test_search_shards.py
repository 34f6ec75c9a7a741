"""An archive in several bundles, merged in a browser, against the same archive in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest
from playwright.sync_api import Page, expect

from reportsite.site.search_join import join_parts
from reportsite.site.settings import THEME
from search_bundles import Pages, page, parts_of
from serving import served

# sentences of our own, with words that only one or two of the countries have
TEXTS = {
    "albania": "Police used torture in Tirana. Mr Marko spoke. A zero-tolerance order was given.",
    "kazakhstan": "Gerasimov was tortured by the police. The court ordered zero tolerance.",
    "peru": "Détention without charge in Lima; the police order was withdrawn. Gerasim spoke.",
    "togo": "Detention and torture of NGOs; policy in Lomé. Tolerance zero. Mr Markovic.",
    "uzbekistan": "Two NGO members in detention. Torturers were not tried. Gulags were closed.",
}
PAGES: Pages = [
    page(
        f"reports/{country}/{year}/findings",
        f"<p id='p1'>{text} In {year} {'so ' * (year % 7)}</p>",
        title="Findings",
    )
    for country, text in TEXTS.items()
    for year in (2008, 2009, 2010)
]
VOCABULARY = '{"countries": {}, "themes": {}, "variants": []}'
ONE = ["pagefind/"]
SHARDED = {
    "two": ["two/1/", "two/2/"],
    "three": ["three/1/", "three/2/", "three/3/"],
    "with an empty one": ["empty/1/", "empty/2/", "empty/3/"],
}
SHARDS = {
    "pagefind/": ["albania", "kazakhstan", "peru", "togo", "uzbekistan"],
    "two/1/": ["albania", "kazakhstan"],
    "two/2/": ["peru", "togo", "uzbekistan"],
    "three/1/": ["albania"],
    "three/2/": ["kazakhstan", "peru"],
    "three/3/": ["togo", "uzbekistan"],
    "empty/1/": [],
    "empty/2/": ["albania", "kazakhstan", "peru", "togo"],
    "empty/3/": ["uzbekistan"],
}


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the theme's scripts and all these bundles."""
    folder = tmp_path_factory.mktemp("shards")
    parts_of(PAGES, folder / "parts")
    for address, countries in SHARDS.items():
        join_parts([folder / "parts" / country for country in countries], folder / address)
    (folder / "assets").symlink_to(THEME / "assets")
    (folder / "search").mkdir()
    (folder / "search" / "vocabulary.json").write_text(VOCABULARY, encoding="utf-8")
    (folder / "index.html").write_text("<!doctype html><html lang='en'><body>", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def shards_url(shards: Path) -> Iterator[str]:
    with served(shards) as address:
        yield address


ASKED = """async ([base, bundles, queries]) => {
  const load = (path) => import(`${base}/${path}`);
  const { Bundles } = await load("assets/search-bundle.js");
  const { Engine } = await load("assets/search-engine.js");
  const { parseQuery } = await load("assets/search-query.js");
  const engine = new Engine(new Bundles(`${base}/`, bundles));
  const url = async (id) => (await engine.fragment(id)).raw_url;
  const answers = [];
  for (const query of queries) {
    const answer = await (query ? engine.search(parseQuery(query)) : engine.everything());
    const addresses = await Promise.all(answer.ids.map(url));
    answers.push([query, addresses, [...answer.prefixes], answer.unknown]);
  }
  const index = await engine.facetIndex();
  const facets = ["country", "year", "theme"].map((facet) =>
    [facet, [...index.totals(facet)].sort()]);
  return [answers, facets];
}"""


def asked(page: Page, url: str, bundles: list[str], queries: list[str]) -> tuple[Any, Any]:
    page.goto(f"{url}/index.html")
    answers, facets = page.evaluate(ASKED, [url, bundles, queries])
    return answers, facets


QUERIES = [
    # one of the bundles has these only as a longer word, another only as a shorter one
    "gerasimo", "markovi",
    "", "police", "torture", "tortured", "détention", "Detention", "NGO", "zero tolerance",
    '"zero tolerance"', "police order", "2009", "kazakhstan police", "geras", "gulag", "gula",
    '"zero tol', "xyzzy", "police xyzzy", "gerasimovx", "Lomé", "tirana torture",
]  # fmt: skip


@pytest.mark.parametrize("bundles", SHARDED.values(), ids=SHARDED.keys())
def test_several_bundles_find_what_one_finds_in_the_same_order(
    page: Page, shards_url: str, bundles: list[str]
) -> None:
    answers, facets = asked(page, shards_url, bundles, QUERIES)
    wanted, wanted_facets = asked(page, shards_url, ONE, QUERIES)
    assert answers == wanted
    assert facets == wanted_facets
    found = {query: len(addresses) for query, addresses, *_ in wanted}
    assert (found[""], found["police"], found["geras"], found["xyzzy"]) == (15, 9, 6, 0)


# The page -----------------------------------------------------------------------------------


def search_field(archive: dict[str, Any]) -> str:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(THEME), autoescape=True)
    environment.filters["url"] = lambda address: f"../{address}"
    return environment.get_template("parts/search_field.html").render(archive=archive)


@pytest.mark.parametrize(
    ("archive", "bundles"),
    [
        ({}, None),
        ({"search_bundles": ONE}, None),
        ({"search_bundles": ["pagefind/1/", "pagefind/2/"]}, "pagefind/1/ pagefind/2/"),
        ({"search_bundles": ["pagefind/1/"]}, "pagefind/1/"),
    ],
)
def test_the_search_field_names_bundles_that_are_not_the_usual_one(
    archive: dict[str, Any], bundles: str | None
) -> None:
    found = re.search(r'<form[^>]* data-bundles="([^"]*)"', search_field(archive))
    assert (found[1] if found else None) == bundles


FRAME = """<!doctype html><html lang="en"><body><main id="search-page" data-reports="15">{field}
</main><script type="module" src="../assets/search-page-start.js"></script></body></html>"""


@pytest.mark.parametrize("bundles", [ONE, *SHARDED.values()])
def test_the_search_page_searches_every_bundle_it_names(
    page: Page, shards_url: str, shards: Path, bundles: list[str]
) -> None:
    field = search_field({"search_bundles": bundles})
    (shards / "search" / "index.html").write_text(FRAME.format(field=field), encoding="utf-8")
    page.goto(f"{shards_url}/search/?q=police&year=2009")
    expect(page.locator(".rs-report__name")).to_have_count(3)
    counts = page.locator(".rs-facet__values").first.locator("label")
    expect(counts).to_have_text(["Albania 1", "Kazakhstan 1", "Peru 1"])
    links = page.locator(".rs-hit__title a").evaluate_all("links => links.map((a) => a.pathname)")
    assert sorted(links) == [
        f"/reports/{country}/2009/findings/" for country in ("albania", "kazakhstan", "peru")
    ]


def test_a_bundle_that_cannot_be_fetched_fails_the_search_until_it_is_there(
    page: Page, shards_url: str, shards: Path
) -> None:
    (shards / "two" / "2").rename(shards / "two" / "gone")
    page.goto(f"{shards_url}/index.html")
    page.evaluate(
        """async (base) => {
          const { Bundles } = await import(`${base}/assets/search-bundle.js`);
          const { Engine } = await import(`${base}/assets/search-engine.js`);
          const { parseQuery } = await import(`${base}/assets/search-query.js`);
          const engine = new Engine(new Bundles(`${base}/`, ["two/1/", "two/2/"]));
          window.count = () => engine.search(parseQuery("police")).then(
            ({ ids }) => ids.length, () => "failed");
        }""",
        shards_url,
    )
    assert page.evaluate("count()") == "failed"
    (shards / "two" / "gone").rename(shards / "two" / "2")
    assert page.evaluate("count()") == 9


def test_after_a_section_could_not_be_fetched_the_index_is_read_anew(
    page: Page, shards_url: str, shards: Path
) -> None:
    folder, away = shards / "pagefind" / "fragment", shards / "pagefind" / "away"
    page.goto(f"{shards_url}/index.html")
    page.evaluate(
        """async (base) => {
          const { Bundles } = await import(`${base}/assets/search-bundle.js`);
          const { Engine } = await import(`${base}/assets/search-engine.js`);
          const { parseQuery } = await import(`${base}/assets/search-query.js`);
          const engine = new Engine(new Bundles(`${base}/`));
          window.first = async () => {
            const before = await engine.index();
            const answer = await engine.search(parseQuery("tirana"));
            const url = await answer.load(answer.ids[0]).then(({ raw_url }) => raw_url, () => "");
            return [url, before === await engine.index()];
          };
        }""",
        shards_url,
    )
    folder.rename(away)
    assert page.evaluate("first()") == ["", False]
    away.rename(folder)
    [address, is_same] = page.evaluate("first()")
    assert (address[:17], is_same) == ("/reports/albania/", True)
