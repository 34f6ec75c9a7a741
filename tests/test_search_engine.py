"""The index of the archive that ships, asked in a browser, against reading every section."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from reportsite.site.search_join import join_parts
from reportsite.site.settings import THEME
from search_bundles import page as page_of
from search_bundles import parts_of
from serving import served

# Sections by the index and sections by reading, for each query.
BOTH = """async ([base, queries, variants]) => {
  const load = (path) => import(`${base}/assets/search-${path}.js`);
  const [{ Bundles }, { Engine }, { parseQuery }, { holdsTerm, searchSection }, { withVariants }] =
    await Promise.all(["bundle", "engine", "query", "match", "variants"].map(load));
  const engine = new Engine(new Bundles(`${base}/`));
  const groups = variants === "shipped" ? (await engine.vocabulary()).variants : variants;
  const { ids } = await engine.everything();
  const texts = await Promise.all(ids.map((id) => engine.fragment(id)));
  const answers = [];
  for (const typed of queries) {
    const { query } = withVariants(parseQuery(typed), groups);
    const answer = await engine.search(query);
    const read = ids.filter((_, at) =>
      searchSection(texts[at], query.clauses, answer.prefixes).complete
      && !query.excluded.some((term) => holdsTerm(texts[at], term, new Set())));
    const found = answer.ids.toSorted((one, other) => one - other);
    answers.push([typed, found.length, found.join() === read.join(), answer.unknown]);
  }
  return answers;
}"""

FOUND = [
    "torture", "tortured", "police", "NGO", "NGOs", "Gerasimov", "geras", "ill-treatment",
    '"zero tolerance"', "“Zero Tolerance”", '"zero tol', "torture police", "Kazakhstan torture",
    '"ill treatment" NGO', "2010", '"torture"', "organiza", "the police", '"of the"',
    "torture OR police", "torture OR police court", '"zero tolerance" OR Gerasimov',
    "police -torture", "-police", 'torture -"zero tolerance"', '-"torture"', "police -tor",
    '"Kazakhstan 2010"',
]  # fmt: skip
NOT_FOUND = [
    "tors",
    "polis",
    "xyzzy",
    "torture xyzzy",
    "gerasimovx",
    '"tolerance zero"',
    "police -police",
]


def asked(page: Page, site_url: str, queries: list[str], variants: Any = ()) -> list[Any]:
    page.goto(f"{site_url}/search/")
    found: list[Any] = page.evaluate(BOTH, [site_url, queries, list(variants) or []])
    return found


def test_the_index_finds_what_reading_every_section_finds(page: Page, site_url: str) -> None:
    answers = asked(page, site_url, FOUND)
    assert [(query, same) for query, _, same, _ in answers] == [(query, True) for query in FOUND]
    assert [query for query, count, *_ in answers if count == 0] == []


def test_words_that_no_section_has_are_not_replaced_by_others(page: Page, site_url: str) -> None:
    answers = asked(page, site_url, NOT_FOUND)
    assert [(query, count, same) for query, count, same, _ in answers] == [
        (query, 0, True) for query in NOT_FOUND
    ]
    unknown = {query: words for query, _, _, words in answers}
    assert unknown["torture xyzzy"] == ["xyzzy"]
    assert unknown["police -police"] == []


def test_a_variant_finds_what_the_others_of_its_group_find(page: Page, site_url: str) -> None:
    groups = [["Kazakhstan", "Kazakstan"], ["ill-treatment", "torture"], ["NGO", "no such words"]]
    queries = ["Kazakhstan torture", "Kazakstan", '"Kazakhstan"', "ill-treatment", "NGO"]
    answers = asked(page, site_url, queries, groups)
    assert [(query, same) for query, _, same, _ in answers] == [(query, True) for query in queries]
    counts = {query: count for query, count, *_ in answers}
    plain = {query: count for query, count, *_ in asked(page, site_url, queries)}
    assert counts["Kazakstan"] > plain["Kazakstan"] == 0
    assert counts["ill-treatment"] > plain["ill-treatment"] > 0
    assert (counts['"Kazakhstan"'], counts["NGO"]) == (plain['"Kazakhstan"'], plain["NGO"])


NEAREST = """async ([base, words]) => {
  const { Bundles } = await import(`${base}/assets/search-bundle.js`);
  const { Engine } = await import(`${base}/assets/search-engine.js`);
  const engine = new Engine(new Bundles(`${base}/`));
  const nearest = async (word) => (await engine.nearest(word)).map(({ word }) => word);
  return Promise.all(words.map(nearest));
}"""


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("tortrue", "torture"),
        ("Kazahkstan", "kazakhstan"),
        ("polise", "police"),
        ("zerp", "zero"),
        ("torz", None),
        ("qqqqqqqqqq", None),
    ],
)
def test_the_nearest_words_are_those_of_the_archive_as_printed(
    page: Page, site_url: str, word: str, nearest: str | None
) -> None:
    page.goto(f"{site_url}/search/")
    [words] = page.evaluate(NEAREST, [site_url, [word]])
    assert words[0].lower() == nearest if nearest else words == []
    assert len(words) <= 3


# Sections, and the words of the text, as Pagefind's own program finds them.
PAGEFINDS = """async ([base, words]) => {
  const { Bundles } = await import(`${base}/assets/search-bundle.js`);
  const { Engine } = await import(`${base}/assets/search-engine.js`);
  const pagefind = await import(`${base}/pagefind/pagefind.js`);
  const index = await new Engine(new Bundles(`${base}/`)).index();
  const answers = [];
  for (const word of words) {
    const { results } = await pagefind.search(`"${word}"`);
    const theirs = await Promise.all(results.map(async ({ data }) => (await data()).raw_url));
    const { ids } = await index.word(word);
    const ours = await Promise.all([...ids].map(async (id) => (await index.fragment(id)).raw_url));
    answers.push([word, ours.sort(), theirs.sort()]);
  }
  return answers;
}"""

WORDS = [
    "torture",
    "tortured",
    "police",
    "of",
    "kazakhstan",
    "2010",
    "gerasimov",
    "xyzzy",
    "rights",
]


def test_a_word_is_in_the_sections_in_which_pagefind_finds_it(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/")
    answers = page.evaluate(PAGEFINDS, [site_url, WORDS])
    assert [(word, ours) for word, ours, _ in answers] == [(word, own) for word, _, own in answers]
    assert {word for word, ours, _ in answers if not ours} == {"xyzzy"}


COUNTS = """async (base) => {
  const { Bundles } = await import(`${base}/assets/search-bundle.js`);
  const { Engine } = await import(`${base}/assets/search-engine.js`);
  const engine = new Engine(new Bundles(`${base}/`));
  const index = await engine.facetIndex();
  const { ids } = await engine.everything();
  const told = async (id) => {
    const { filters, raw_url } = await engine.fragment(id);
    const report = raw_url.split("/").slice(2, 4).join("/");
    const all = { ...filters, report: [report] };
    return ["country", "year", "theme", "report"].flatMap((facet) =>
      (all[facet] ?? []).map((value) => `${id} ${facet} ${value}`));
  };
  const { columns } = index;
  const ours = Object.entries(columns).flatMap(([facet, { values, from, of }]) =>
    ids.flatMap((id) => [...of.subarray(from[id], from[id + 1])].map(
      (at) => `${id} ${facet} ${values[at]}`)));
  return [ours.sort(), (await Promise.all(ids.map(told))).flat().sort()];
}"""


def test_facets_hold_what_the_sections_say_of_themselves(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/search/")
    ours, theirs = page.evaluate(COUNTS, site_url)
    assert ours == theirs
    assert len(ours) > 30


# Signs between words, and an index that is no longer the site's -------------------------------

SIGNS = [
    "It said that journalists – both foreign and local – were held.",
    "The International Research & Exchanges Board gave a grant.",
    "He said: wait – & for the answer.",
    "Journalists of both towns. The Board of Exchanges. Wait two long years for the answer.",
]

PHRASES = """async ([base, queries, groups]) => {
  const load = (path) => import(`${base}/assets/search-${path}.js`);
  const [{ Bundles }, { Engine }, { parseQuery }, { withVariants }] =
    await Promise.all(["bundle", "engine", "query", "variants"].map(load));
  const engine = new Engine(new Bundles(`${base}/`));
  return Promise.all(queries.map(async (typed) => {
    const answer = await engine.search(withVariants(parseQuery(typed), groups).query);
    return [answer.ids.toSorted(), [...answer.prefixes], answer.unknown];
  }));
}"""


@pytest.fixture(scope="module")
def signs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A site of four sections, and its address."""
    folder = tmp_path_factory.mktemp("signs")
    pages = [
        page_of(f"reports/peru/{2001 + at}/a", f"<p id='p1'>{escape(text)}</p>", title="A")
        for at, text in enumerate(SIGNS)
    ]
    join_parts(parts_of(pages, folder / "parts"), folder / "pagefind")
    (folder / "assets").symlink_to(THEME / "assets")
    (folder / "index.html").write_text("<!doctype html><html lang='en'>", encoding="utf-8")
    with served(folder) as address:
        yield folder, address


@pytest.mark.parametrize(
    ("query", "ids", "prefixes", "unknown"),
    [
        ('"that journalists – both foreign"', [0], [], []),
        ('"that journalists both foreign"', [0], [], []),
        ('"International Research & Exchanges Board"', [1], [], []),
        ('"Research Exchanges Board"', [1], [], []),
        ('"wait – & for"', [2], [], []),
        ('"wait for the answer"', [2], [], []),
        # a word between them is not a sign
        ('"journalists both"', [0], [], []),
        ('"board exchanges"', [], [], []),
        ('exchanges -"research exchanges"', [3], [], []),
        # not typed, and not read: what stands between might be a word
        ("IREX", [], [], ["irex"]),
        # one word, whole and still being typed
        ('wait "wai', [2, 3], ["wai"], []),
        ('wai "wait', [2, 3], ["wai", "wait"], []),
        ('for "for', [2, 3], ["for"], []),
        ('for OR held "for', [0, 2, 3], ["for"], []),
        ('zzz "zzz', [], [], ["zzz"]),
    ],
)
def test_a_sign_between_two_words_does_not_part_a_phrase(
    page: Page, signs: tuple[Path, str], query: str, ids: list[int], prefixes: Any, unknown: Any
) -> None:
    groups = [["IREX", "International Research Exchanges Board"]]
    page.goto(f"{signs[1]}/index.html")
    [answer] = page.evaluate(PHRASES, [signs[1], [query], groups])
    assert answer == [ids, prefixes, unknown]


# Beginnings of words ---------------------------------------------------------------------------

BEGUN = [
    "The NSL and the MacDonald case.",
    "Torture by the police; policy was made.",
    "An organization of organs, as the National Security Service knows.",
    "The organs of the state, and nationality.",
    "A nation, and the tories.",
]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of five sections."""
    folder = tmp_path_factory.mktemp("begun")
    pages = [
        page_of(f"reports/peru/{2001 + at}/a", f"<p id='p1'>{escape(text)}</p>", title="A")
        for at, text in enumerate(BEGUN)
    ]
    join_parts(parts_of(pages, folder / "parts"), folder / "pagefind")
    (folder / "assets").symlink_to(THEME / "assets")
    (folder / "index.html").write_text("<!doctype html><html lang='en'>", encoding="utf-8")
    with served(folder) as address:
        yield address


@pytest.mark.parametrize(
    ("query", "ids", "prefixes", "unknown"),
    [
        # what begins like the word without its last letter does not begin with the word
        ("tors", [], [], ["tors"]),
        ("polis", [], [], ["polis"]),
        ("dcs", [], [], ["dcs"]),
        # only the other names of the same
        ("NSS", [2], [], ["nss"]),
        ("tor", [1, 4], ["tor"], []),
        ("torie", [4], [], []),
        ("pol", [1], ["pol"], []),
        # stems that are shorter than what was typed
        ("organiza", [2], ["organiza"], []),
        ("nationali", [3], ["nationali"], []),
        # "donald" is a word of the index, but none that is printed begins with it
        ("donal", [], [], ["donal"]),
    ],
)
def test_the_beginning_of_a_word_is_that_of_a_printed_word(
    page: Page, begun: str, query: str, ids: list[int], prefixes: list[str], unknown: list[str]
) -> None:
    page.goto(f"{begun}/index.html")
    groups = [["NSS", "National Security Service"]]
    [answer] = page.evaluate(PHRASES, [begun, [query], groups])
    assert answer == [ids, prefixes, unknown]


LATER = """async (base) => {
  const { Bundles } = await import(`${base}/assets/search-bundle.js`);
  const { Engine } = await import(`${base}/assets/search-engine.js`);
  const { Index } = await import(`${base}/assets/search-index.js`);
  const { parseQuery } = await import(`${base}/assets/search-query.js`);
  const engine = new Engine(new Bundles(`${base}/`));
  const answers = [await engine.search(parseQuery("grant")), await engine.everything()];
  const [{ parts, ...directory }] = await engine.directories();
  engine.loaded.clear();
  const none = { ...directory, parts: [], lengths: "", facets: {} };
  engine.loaded.set("index", Promise.resolve(new Index(engine.bundles, [none])));
  return Promise.all(answers.map(async ({ load }) => (await load(1)).raw_url));
}"""


def test_an_answer_reads_sections_of_the_index_that_it_is_from(
    page: Page, signs: tuple[Path, str]
) -> None:
    page.goto(f"{signs[1]}/index.html")
    assert page.evaluate(LATER, signs[1]) == ["/reports/peru/2002/a/"] * 2
