"""Which sections carry which value, counted in a browser."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from playwright.sync_api import Page

from examples import examples

# five sections in two bundles: 0 to 2 of Kazakhstan, 3 of Peru; 4 of Uzbekistan
TABLES = [
    {
        "parts": [["a", 3], ["b", 1]],
        "facets": {
            "country": {"kazakhstan": [0, 3], "peru": [3, 1]},
            "year": {"2008": [0, 1], "2010": [1, 3]},
            "theme": {"torture": [0, 1, 1, 1], "impunity": [1, 2], "life": [3, 1]},
            "report": {"kazakhstan/2008": [0, 1], "kazakhstan/2010": [1, 2], "peru/2010": [3, 1]},
        },
    },
    {
        "parts": [["c", 1]],
        "facets": {
            "country": {"uzbekistan": [0, 1]},
            "year": {"2010": [0, 1]},
            "theme": {"torture": [0, 1]},
            "report": {"uzbekistan/2010": [0, 1]},
        },
    },
]
VOCABULARY = {
    "countries": {"kazakhstan": {"name": "Kazakhstan", "code": "KAZ", "aliases": []}},
    "themes": {
        "life": {"label": "Life", "parent": None},
        "torture": {"label": "Torture", "parent": "life"},
        "impunity": {"label": "Impunity", "parent": None},
    },
    "variants": [],
}

ASK = """async ([address, tables, vocabulary, method, values]) => {
  const { FacetIndex } = await import(address);
  const index = new FacetIndex(tables, vocabulary);
  const found = index[method](...values);
  return found instanceof Map ? [...found] : found;
}"""


def ask(modules: Page, assets_url: str, method: str, *values: Any) -> Any:
    address = f"{assets_url}/search-facets.js"
    return modules.evaluate(ASK, [address, TABLES, VOCABULARY, method, list(values)])


def state(**chosen: list[str]) -> dict[str, list[str]]:
    return {"country": [], "year": [], "theme": []} | chosen


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        ({}, [4, 0, 3, 1]),
        ({"year": ["2010"]}, [4, 3, 1]),
        ({"year": ["2010", "2008"]}, [4, 0, 3, 1]),
        ({"year": ["2010"], "country": ["kazakhstan", "peru"]}, [3, 1]),
        ({"theme": ["torture"]}, [4, 0]),
        ({"theme": ["life"]}, [4, 0, 3]),
        ({"theme": ["impunity", "torture"]}, [4, 0, 1]),
        ({"country": ["no-where"]}, []),
    ],
)
def test_values_of_a_facet_widen_and_facets_narrow(
    modules: Page, assets_url: str, chosen: dict[str, list[str]], ids: list[int]
) -> None:
    assert ask(modules, assets_url, "chosen", [4, 0, 3, 1], state(**chosen)) == ids


@pytest.mark.parametrize(
    ("chosen", "facet", "values"),
    [
        ({}, "country", [["Kazakhstan", 3], ["Peru", 1], ["Uzbekistan", 1]]),
        ({}, "year", [["2010", 4], ["2008", 1]]),
        # section 2 is on torture and on impunity; what is on torture counts for life, once
        ({}, "theme", [["Impunity", 2], ["Life", 4], ["Torture", 3]]),
        ({"year": ["2010"]}, "year", [["2010", 4], ["2008", 1]]),
        ({"year": ["2008"]}, "country", [["Kazakhstan", 1]]),
        ({"year": ["2008"], "country": ["uzbekistan"]}, "theme", []),
        ({"country": ["no-where"]}, "country",
         [["Kazakhstan", 3], ["no-where (not in this archive)", 0], ["Peru", 1],
          ["Uzbekistan", 1]]),
    ],
)  # fmt: skip
def test_counts_follow_the_choices_in_other_facets(
    modules: Page, assets_url: str, chosen: dict[str, list[str]], facet: str, values: list[Any]
) -> None:
    found = ask(modules, assets_url, "values", [0, 1, 2, 3, 4], state(**chosen), facet)
    assert [[one["label"], one["count"]] for one in found] == values
    ticked = {one["value"] for one in found if one["chosen"]}
    assert ticked == set(chosen.get(facet, []))


def test_a_theme_names_the_one_above_it(modules: Page, assets_url: str) -> None:
    found = ask(modules, assets_url, "values", [0, 3], state(), "theme")
    assert [(one["value"], one.get("parent")) for one in found] == [
        ("life", None),
        ("torture", "life"),
    ]


@pytest.mark.parametrize(
    ("section", "facet", "value"),
    [(0, "report", "kazakhstan/2008"), (4, "report", "uzbekistan/2010"), (3, "year", "2010"),
     (2, "country", "kazakhstan")],
)  # fmt: skip
def test_a_section_names_its_country_year_and_report(
    modules: Page, assets_url: str, section: int, facet: str, value: str
) -> None:
    assert ask(modules, assets_url, "of", section, facet) == value


def test_totals_are_those_of_the_archive(modules: Page, assets_url: str) -> None:
    assert dict(ask(modules, assets_url, "totals", "theme")) == {
        "torture": 3, "life": 4, "impunity": 2,
    }  # fmt: skip
    assert dict(ask(modules, assets_url, "totals", "year")) == {"2008": 1, "2010": 4}


# Typed filters -------------------------------------------------------------------------------

RESOLVE = """async ([assets, tables, vocabulary, query]) => {
  const { FacetIndex } = await import(`${assets}/search-facets.js`);
  const { parseQuery } = await import(`${assets}/search-query.js`);
  const { absorbed, resolveFilters } = await import(`${assets}/search-filters.js`);
  const index = new FacetIndex(tables, vocabulary);
  const { filters } = parseQuery(query);
  const { facets, faults } = resolveFilters(filters, vocabulary, index);
  const state = { q: query, country: ["peru"], year: [], theme: [], sort: "newest" };
  return [facets, faults, absorbed(state, filters, vocabulary, index)];
}"""

COUNTRIES = {
    "kazakhstan": {"name": "Kazakhstan", "code": "KAZ", "aliases": ["Kazakstan"]},
    "peru": {"name": "Peru", "code": "PER", "aliases": ["Republic of Perú"]},
    "south-korea": {"name": "South Korea", "code": "KOR", "aliases": ["Korea, Republic of"]},
    "north-korea": {"name": "North Korea", "code": "PRK", "aliases": []},
    "gambia": {"name": "The Gambia", "code": "GMB", "aliases": []},
}


def resolve(modules: Page, assets_url: str, query: str) -> tuple[Any, Any, Any]:
    vocabulary = VOCABULARY | {"countries": COUNTRIES}
    facets, faults, state = modules.evaluate(RESOLVE, [assets_url, TABLES, vocabulary, query])
    return facets, faults, state


@pytest.mark.parametrize(
    ("query", "facet", "values"),
    [
        ("country:Kazakhstan", "country", ["kazakhstan"]),
        ("country:KAZ country:kazakstan", "country", ["kazakhstan"]),
        ('country:peru country:"south korea"', "country", ["peru", "south-korea"]),
        ("country:south-korea", "country", ["south-korea"]),
        ("country:Gambia", "country", ["gambia"]),
        ('country:"republic of peru"', "country", ["peru"]),
        ("country:kaz", "country", ["kazakhstan"]),
        ("country:Sou", "country", ["south-korea"]),
        ("theme:torture", "theme", ["torture"]),
        ("theme:Life", "theme", ["life"]),
        ("year:2010", "year", ["2010"]),
        ("year:2000..2024", "year", ["2008", "2010"]),
        ("year:2009..", "year", ["2010"]),
        ("year:..2009", "year", ["2008"]),
    ],
)
def test_typed_filters_are_values_of_facets(
    modules: Page, assets_url: str, query: str, facet: str, values: list[str]
) -> None:
    facets, faults, _ = resolve(modules, assets_url, query)
    assert (facets, faults) == ({"country": [], "year": [], "theme": []} | {facet: values}, [])


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("country:Kasakstan",
         "This archive has no country “Kasakstan”, so it was passed over; perhaps “Kazakhstan” is "
         "meant."),
        ("country:korea",
         "This archive has no country “korea”, so it was passed over; perhaps “South Korea” or "
         "“North Korea” is meant."),
        ("country:Atlantis", "This archive has no country “Atlantis”, so it was passed over."),
        ("theme:tortrue",
         "This archive has no theme “tortrue”, so it was passed over; perhaps “Torture” is meant."),
        ("year:1999",
         "This archive has no report on 1999, so it was passed over; there are reports on 2008 and "
         "2010."),
    ],
)  # fmt: skip
def test_a_filter_that_names_nothing_of_the_archive_is_told(
    modules: Page, assets_url: str, query: str, message: str
) -> None:
    facets, faults, state = resolve(modules, assets_url, f"a {query} b")
    assert facets == {"country": [], "year": [], "theme": []}
    assert faults == [{"start": 2, "end": 2 + len(query), "message": message}]
    assert state["q"] == f"a {query} b"


def test_filters_that_are_read_leave_the_text(modules: Page, assets_url: str) -> None:
    _, _, state = resolve(
        modules, assets_url, 'a country:kaz -b year:2010 country:x "c d" theme:life'
    )
    assert state == {
        "q": 'a -b country:x "c d"', "country": ["kazakhstan"], "year": ["2010"],
        "theme": ["life"], "sort": "newest",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "country"),
    [
        ("a", ["peru"]),
        ("a country:kaz", ["kazakhstan"]),
        ("a country:kaz country:south-korea", ["kazakhstan", "south-korea"]),
        ("a country:x", ["peru"]),
        ("a year:2010", ["peru"]),
    ],
)
def test_typed_values_take_the_place_of_those_chosen_before(
    modules: Page, assets_url: str, query: str, country: list[str]
) -> None:
    assert resolve(modules, assets_url, query)[2]["country"] == country


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("torture OR country:kaz police", "torture police"),
        ("torture country:kaz OR police", "torture police"),
        ("torture OR country:kaz OR police", "torture police"),
        ("torture OR police country:kaz", "torture OR police"),
        ("torture OR country:kaz", "torture"),
        ("country:kaz AND police", "police"),
        ("torture AND country:kaz", "torture"),
        ("torture AND country:kaz AND police", "torture police"),
        ("torture country:kaz OR AND police", "torture police"),
        ("AND country:kaz", "AND"),
        # what is not absorbed leaves the text as it is
        ("torture OR country:x police", "torture OR country:x police"),
        ("torture OR -police", "torture OR -police"),
        ('country:"kaz"-b', '""-b'),
        ('a country:"kaz"-b', 'a ""-b'),
        ('"a  b"country:kaz"c"', '"a  b""c"'),
        ("country:kaz -b", "-b"),
        ("country:kaz", ""),
    ],
)
def test_an_or_that_was_passed_over_leaves_the_text_with_the_filters(
    modules: Page, assets_url: str, query: str, left: str
) -> None:
    assert resolve(modules, assets_url, query)[2]["q"] == left


# Queries that find something else once their filters are among the facets.
CHANGED = """async ([assets, tables, vocabulary, queries]) => {
  const { FacetIndex } = await import(`${assets}/search-facets.js`);
  const { parseQuery } = await import(`${assets}/search-query.js`);
  const { absorbed } = await import(`${assets}/search-filters.js`);
  const index = new FacetIndex(tables, vocabulary);
  const found = ({ clauses, excluded }) => JSON.stringify([clauses, excluded]);
  return queries.flatMap((q) => {
    const query = parseQuery(q);
    const state = { q, country: [], year: [], theme: [] };
    const left = absorbed(state, query.filters, vocabulary, index).q;
    return found(parseQuery(left)) === found(query) ? [] : [[q, left]];
  });
}"""

PIECES = st.sampled_from(
    ["OR", "OR ", " OR ", "AND ", " AND ", "-", "−", '"', '"b c"', '""', "country:", "country:kaz ",
     "country:x ",
     'country:"peru"', "-country:kaz", " year:2010 ", "year:x", "theme:life", " ", "  ", "torture ",
     "police", "—", "\u00a0"]
)  # fmt: skip
TYPED = st.lists(PIECES, max_size=9).map("".join)


@examples(25, suppress_health_check=list(HealthCheck))
@given(st.lists(TYPED, min_size=100, max_size=120))
def test_filters_that_leave_the_text_do_not_change_what_the_rest_finds(
    modules: Page, assets_url: str, queries: list[str]
) -> None:
    vocabulary = VOCABULARY | {"countries": COUNTRIES}
    assert modules.evaluate(CHANGED, [assets_url, TABLES, vocabulary, queries]) == []


@pytest.mark.parametrize(
    ("years", "text"),
    [
        ([], ""),
        ([2008], "2008"),
        ([2008, 2009], "2008 and 2009"),
        ([2016, 2019, 2023, 2024], "2016, 2019, 2023 and 2024"),
        ([2008, 2009, 2010], "2008 to 2010"),
        ([2008, 2010, 2016, 2017, 2018], "2008, 2010 and 2016 to 2018"),
    ],
)
def test_years_are_told_in_runs(
    modules: Page, assets_url: str, years: list[int], text: str
) -> None:
    script = "async ([address, years]) => (await import(address)).runsOf(years)"
    assert modules.evaluate(script, [f"{assets_url}/search-filters.js", years]) == text
