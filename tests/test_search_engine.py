"""The index of the archive that ships, asked in a browser, against reading every section."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

# Sections by the index and sections by reading, for each query.
BOTH = """async ([base, queries]) => {
  const load = (path) => import(`${base}/${path}`);
  const { Bundles } = await load("assets/search-bundle.js");
  const { Engine } = await load("assets/search-engine.js");
  const { parseQuery } = await load("assets/search-query.js");
  const { searchSection } = await load("assets/search-match.js");
  const engine = new Engine(new Bundles(`${base}/`));
  const { ids } = await engine.everything();
  const texts = await Promise.all(ids.map((id) => engine.fragment(id)));
  const answers = [];
  for (const query of queries) {
    const { terms } = parseQuery(query);
    const answer = await engine.search({ terms, ignored: 0 });
    const read = ids.filter((_, at) => searchSection(texts[at], terms, answer.prefixes).complete);
    answers.push([query, answer.ids.length, answer.ids.toSorted().join() === read.sort().join()]);
  }
  return answers;
}"""

FOUND = [
    "torture", "tortured", "police", "NGO", "NGOs", "Gerasimov", "geras", "ill-treatment",
    '"zero tolerance"', "“Zero Tolerance”", '"zero tol', "torture police", "Kazakhstan torture",
    '"ill treatment" NGO', "2010", '"torture"',
]  # fmt: skip
NOT_FOUND = ["xyzzy", "torture xyzzy", "gerasimovx", '"tolerance zero"']


def asked(page: Page, site_url: str, queries: list[str]) -> list[Any]:
    page.goto(f"{site_url}/search/")
    found: list[Any] = page.evaluate(BOTH, [site_url, queries])
    return found


def test_the_index_finds_what_reading_every_section_finds(page: Page, site_url: str) -> None:
    answers = asked(page, site_url, FOUND)
    assert [(query, same) for query, _, same in answers] == [(query, True) for query in FOUND]
    assert [query for query, count, _ in answers if count == 0] == []


def test_words_that_no_section_has_are_not_replaced_by_others(page: Page, site_url: str) -> None:
    answers = asked(page, site_url, NOT_FOUND)
    assert answers == [[query, 0, True] for query in NOT_FOUND]


COUNTS = """async (base) => {
  const { Bundles, facetIndexOf } = await import(`${base}/assets/search-bundle.js`);
  const pagefind = await import(`${base}/pagefind/pagefind.js`);
  const index = facetIndexOf(await new Bundles(`${base}/`).tables());
  const ours = Object.entries(index).flatMap(([facet, values]) =>
    [...values].flatMap(([value, ids]) => [...ids].map((id) => `${id} ${facet} ${value}`)));
  const { results } = await pagefind.search(null);
  const told = async ({ id, data }) => {
    const { filters } = await data();
    return Object.keys(index).flatMap((facet) =>
      (filters[facet] ?? []).map((value) => `${id} ${facet} ${value}`));
  };
  const theirs = (await Promise.all(results.map(told))).flat();
  return [Object.keys(index), ours.sort(), theirs.sort()];
}"""


def test_facets_hold_what_the_sections_say_of_themselves(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/")
    facets, ours, theirs = page.evaluate(COUNTS, site_url)
    assert facets == ["country", "year", "theme"]
    assert ours == theirs
    assert len(ours) > 30
