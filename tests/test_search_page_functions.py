"""The pure functions behind the search page: its address, groups, chips, figure and sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

Call = Callable[..., Any]

CALL = """async ([address, name, values]) => {
  const revive = (value) => {
    if (Array.isArray(value)) return value.map(revive);
    if (value === null || typeof value !== "object") return value;
    if (value.map) return new Map(value.map.map(revive));
    if (value.set) return new Set(value.set);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, revive(one)]));
  };
  const found = (await import(address))[name](...values.map(revive));
  return JSON.parse(JSON.stringify(found, (_, one) => one instanceof Map ? [...one] : one));
}"""

# six sections of three reports; torture is beneath life
INDEXED = """async ([assets, module, name, before, after]) => {
  const { FacetIndex } = await import(`${assets}/search-facets.js`);
  const facets = {
    country: { kazakhstan: [0, 4], uzbekistan: [4, 2] },
    year: { 2010: [0, 2, 2, 2], 2019: [2, 2] },
    theme: { torture: [1, 2], life: [4, 1] },
    report: { "kazakhstan/2010": [0, 2], "kazakhstan/2019": [2, 2], "uzbekistan/2010": [4, 2] },
  };
  const life = { label: "Life", parent: null };
  const themes = { life, torture: { label: "Torture", parent: "life" } };
  const vocabulary = { countries: {}, themes, variants: [] };
  const index = new FacetIndex([{ parts: [["a", 6]], facets }], vocabulary);
  const found = (await import(`${assets}/${module}.js`))[name](...before, index, ...after);
  return JSON.parse(JSON.stringify(found, (_, one) => one instanceof Map ? [...one] : one));
}"""


@pytest.fixture
def call(modules: Page, assets_url: str) -> Call:
    """Call a function of a module. {"map": [[…]]} goes in as a map, which comes out as a list."""

    def run(module: str, name: str, *values: Any) -> Any:
        return modules.evaluate(CALL, [f"{assets_url}/{module}.js", name, list(values)])

    return run


@pytest.fixture
def indexed(modules: Page, assets_url: str) -> Call:
    """Call a function that takes the index of six sections between other values."""

    def run(module: str, name: str, before: list[Any], after: list[Any]) -> Any:
        return modules.evaluate(INDEXED, [assets_url, module, name, before, after])

    return run


def state(**parts: Any) -> dict[str, Any]:
    """Return a state as search-state.js has it, empty but for what is given."""
    empty = {"q": "", "country": [], "year": [], "theme": []}
    return empty | {"sort": "relevance", "variants": True} | parts


# The address ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "address"),
    [
        (state(), ""),
        (state(q='"zero tolerance" & more', country=["kazakhstan", "uzbekistan"], year=["2010"]),
         "?q=%22zero+tolerance%22+%26+more&country=kazakhstan&country=uzbekistan&year=2010"),
        (state(q="torture", sort="newest", variants=False), "?q=torture&sort=newest&variants=off"),
        (state(theme=["torture"], sort="oldest"), "?theme=torture&sort=oldest"),
    ],
)  # fmt: skip
def test_a_search_is_an_address_and_back(call: Call, held: dict[str, Any], address: str) -> None:
    assert call("search-state", "addressOf", held) == address
    assert call("search-state", "stateFrom", address) == held


@pytest.mark.parametrize(
    "address", ["?year=&other=1&q=+", "?sort=sideways&variants=on", "?sort=&variants="]
)
def test_what_an_address_does_not_say_is_as_usual(call: Call, address: str) -> None:
    assert call("search-state", "stateFrom", address) == state()


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        (["2010..2019"], ["2019", "2010"]),
        (["2011.."], ["2024", "2019"]),
        (["..2010", "2010"], ["2010", "2008"]),
        (["1990..1999"], ["1990..1999"]),
        (["..", "x"], ["..", "x"]),
        (["2019..2010"], ["2019", "2010"]),
        (["2010", "1999"], ["2010", "1999"]),
    ],
)
def test_a_run_of_years_in_an_address_is_the_years_that_the_archive_has(
    call: Call, typed: list[str], years: list[str]
) -> None:
    archive = ["2024", "2019", "2010", "2008"]
    assert call("search-state", "withYears", state(year=typed), archive)["year"] == years


# Groups --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ids", "sort", "groups"),
    [
        ([5, 2, 4, 0], "relevance",
         [("uzbekistan/2010", [5, 4]), ("kazakhstan/2019", [2]), ("kazakhstan/2010", [0])]),
        ([5, 2, 4, 0], "newest",
         [("kazakhstan/2019", [2]), ("uzbekistan/2010", [5, 4]), ("kazakhstan/2010", [0])]),
        ([2, 0, 5], "oldest",
         [("kazakhstan/2010", [0]), ("uzbekistan/2010", [5]), ("kazakhstan/2019", [2])]),
        ([], "newest", []),
    ],
)  # fmt: skip
def test_sections_are_grouped_by_report(
    indexed: Call, ids: list[int], sort: str, groups: list[tuple[str, list[int]]]
) -> None:
    found = indexed("search-groups", "groupsOf", [ids], [sort])
    assert [(group["report"], group["ids"]) for group in found] == groups


@pytest.mark.parametrize(
    ("sizes", "start", "room", "shown"),
    [
        ([1, 1, 1], 0, 2, 2), ([9, 9, 9, 9, 9], 0, 10, 4), ([9, 1], 1, 10, 1), ([], 0, 10, 0),
        ([4, 4], 0, 3, 1),
    ],
)  # fmt: skip
def test_as_many_reports_are_shown_as_fill_the_room(
    call: Call, sizes: list[int], start: int, room: int, shown: int
) -> None:
    groups = [{"report": str(at), "ids": list(range(size))} for at, size in enumerate(sizes)]
    assert len(call("search-groups", "nextGroups", groups, start, room)) == shown


# How the matches spread ----------------------------------------------------------------------


def value(value: str, count: int, *, chosen: bool = False) -> dict[str, Any]:
    return {"value": value, "label": value.title(), "count": count, "chosen": chosen}


def test_every_year_of_the_archive_has_a_bar(call: Call) -> None:
    found = [value("2019", 1, chosen=True), value("2010", 4)]
    totals = {"map": [["2008", 7], ["2010", 8], ["2019", 9]]}
    rows = call("search-spread", "yearRows", found, totals)
    assert [(row["label"], row["count"], row["total"], row["length"]) for row in rows] == [
        ("2019", 1, 9, 0.25), ("2010", 4, 8, 1), ("2008", 0, 7, 0),
    ]  # fmt: skip
    assert [row["chosen"] for row in rows] == [True, False, False]


def test_countries_stand_by_the_number_of_their_matches(call: Call) -> None:
    found = [value("a", 2), value("b", 5), value("c", 0, chosen=True)]
    totals = {"map": [["a", 20], ["b", 6]]}
    rows = call("search-spread", "countryRows", found, totals)
    assert [(row["label"], row["count"], row["total"]) for row in rows] == [
        ("B", 5, 6),
        ("A", 2, 20),
    ]


@pytest.mark.parametrize(
    ("held", "facet", "totals"),
    [
        (state(), "year", {"2010": 4, "2019": 2}),
        (state(year=["2019"]), "year", {"2010": 4, "2019": 2}),
        (state(country=["uzbekistan"]), "year", {"2010": 2}),
        (state(theme=["life"]), "country", {"kazakhstan": 2, "uzbekistan": 1}),
    ],
)
def test_a_bar_is_told_with_all_sections_that_the_other_filters_leave(
    indexed: Call, held: dict[str, Any], facet: str, totals: dict[str, int]
) -> None:
    assert dict(indexed("search-spread", "totalsOf", [], [held, facet])) == totals


def test_the_longest_bar_is_named(call: Call) -> None:
    rows = [{"label": "2019", "count": 1}, {"label": "2010", "count": 1234}]
    assert call("search-spread", "peakOf", rows) == "2010 (1,234)"
    tie = [{"label": "2019", "count": 2}, {"label": "2010", "count": 2}]
    assert call("search-spread", "peakOf", tie) == ""
    assert call("search-spread", "peakOf", []) == ""


# Chips ---------------------------------------------------------------------------------------


def test_years_that_follow_each_other_in_the_archive_are_one_chip(call: Call) -> None:
    years = ["2024", "2022", "2021", "2019", "2010", "2008"]
    chosen = [value(year, 1, chosen=True) for year in ("2022", "2021", "2019", "2008", "1999")]
    values = {"map": [["year", [*chosen, value("2010", 3)]], ["country", [value("chad", 1)]]]}
    chips = call("search-chips", "chipsOf", values, years)
    assert [(chip["label"], chip["values"]) for chip in chips] == [
        ("2008", ["2008"]),
        ("2019–2022", ["2019", "2021", "2022"]),
        ("1999", ["1999"]),
    ]


# Wider searches ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "wider"),
    [
        ("torture", []),
        ('"zero tolerance"', [("without quotation marks", "zero tolerance")]),
        ('"fair OR square"', [("without quotation marks", "fair or square")]),
        ('"born 1993 -1995"', [("without quotation marks", "born 1993 1995")]),
        ('"the country: law"', [("without quotation marks", "the country law")]),
        ("torture -appeal", [("with nothing left out", "torture")]),
        ("torture OR beating police",
         [("without torture OR beating", "police"), ("without police", "torture OR beating")]),
        ('zero-tolerance "fair trial" -"no one" country:chad',
         [("without quotation marks", 'zero-tolerance fair trial -"no one"'),
          ("with nothing left out", 'zero-tolerance "fair trial"'),
          ("without zero-tolerance", '"fair trial" -"no one"'),
          ('without "fair trial"', 'zero-tolerance -"no one"')]),
        ("-appeal", []),
    ],
)  # fmt: skip
def test_a_wider_search_asks_for_less(call: Call, typed: str, wider: list[tuple[str, str]]) -> None:
    found = call("search-wider", "widerQueries", call("search-query", "parseQuery", typed))
    assert [(one["label"], one["q"]) for one in found] == wider


def test_each_kind_of_filter_can_be_taken_away(call: Call) -> None:
    held = state(q="x", year=["2010", "2019"], country=["chad"])
    values = {"map": [
        ["year", [value("2019", 0, chosen=True), value("2010", 0, chosen=True)]],
        ["country", [value("chad", 0, chosen=True), value("mali", 3)]],
    ]}  # fmt: skip
    found = call("search-wider", "widerStates", held, values)
    assert [(one["label"], call("search-state", "addressOf", one["state"])) for one in found] == [
        ("without country Chad", "?q=x&year=2010&year=2019"),
        ("without years 2019, 2010", "?q=x&country=chad"),
        ("without any filter", "?q=x"),
    ]


@pytest.mark.parametrize(
    "phrase", ["born 1993 -1995", "the country: law", "a OR b", "x -country:y", "Zero-Tolerance"]
)
def test_a_phrase_without_its_quotation_marks_is_only_words(call: Call, phrase: str) -> None:
    quoted = call("search-query", "parseQuery", f'"{phrase}"')
    wider = call("search-wider", "widerQueries", quoted)[0]["q"]
    plain = call("search-query", "parseQuery", wider)
    assert [plain["excluded"], plain["filters"], plain["faults"]] == [[], [], []]
    words = [
        token for clause in quoted["clauses"] for token in clause["alternatives"][0][0]["tokens"]
    ]
    assert [clause["alternatives"][0][0]["tokens"] for clause in plain["clauses"]] == [
        [word] for word in words
    ]


@pytest.mark.parametrize(
    ("typed", "word", "other", "text"),
    [
        ("Kasachstan torture", "kasachstan", "Kazakhstan", "Kazakhstan torture"),
        ('"zero tolerence" -x', "tolerence", "tolerance", '"zero tolerance" -x'),
        ("zero-tolerence", "tolerence", "tolerance", "zero-tolerance"),
        ("Police OR polise", "polise", "police", "Police OR police"),
    ],
)
def test_a_word_is_exchanged_for_the_nearest(
    call: Call, typed: str, word: str, other: str, text: str
) -> None:
    query = call("search-query", "parseQuery", typed)
    assert call("search-wider", "exchanged", query, word, other) == text


# What is said --------------------------------------------------------------------------------


def outcome(
    call: Call, typed: str, ids: list[int], answer: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What a search came to: `ids` with the filters, `answer` without them."""
    query = call("search-query", "parseQuery", typed)
    plain = {"ids": ids, "approximate": False, "prefixes": {"set": []}, "unknown": [], "common": []}
    return {
        "text": typed, "state": state(q=typed), "typed": query, "query": query, "faults": [],
        "also": [], "asked": True, "answer": plain | (answer or {}), "ids": ids,
    }  # fmt: skip


MANY = {"found": 2, "all": 1200}


@pytest.mark.parametrize(
    ("typed", "ids", "answer", "text"),
    [
        ("torture", [1], {}, "1 section found in 2 reports."),
        ("torture", [1, 2], {"approximate": True}, "About 2 sections found in 2 reports."),
        ("tort", [1], {"prefixes": {"set": ["tort"]}},
         "1 section found in 2 reports. Words that begin with “tort” were looked for."),
        ("the torture", [1], {"common": ["the"]},
         "1 section found in 2 reports. “the” is a frequent little word and was not looked for."),
        ("of the torture", [1], {"common": ["of", "the"]},
         "1 section found in 2 reports. “of”, “the” are frequent little words and were not looked "
         "for."),
        ("torture", [], {"ids": [1]}, "Nothing found with these filters."),
        ("zzz", [], {"unknown": ["zzz"]}, "Nothing found: no section has “zzz”."),
        ('"tolerance zero"', [], {},
         "Nothing found: no section has all of this, word by word as quoted."),
        ("torture hiv", [], {}, "Nothing found: no section has all of these words."),
        ("torture -police", [], {},
         "Nothing found: no section has all of this and nothing of what is left out."),
        (" ".join(f"w{n}" for n in range(30)), [1], {},
         "1 section found in 2 reports. Only the first 24 words were looked for."),
    ],
)  # fmt: skip
def test_the_summary_counts_what_is_found(
    call: Call, typed: str, ids: list[int], answer: Any, text: str
) -> None:
    found = outcome(call, typed, ids, answer)
    assert call("search-texts", "summaryText", found, MANY) == text


@pytest.mark.parametrize(
    ("ids", "text"),
    [([1], "Type a word to search 1,200 reports."), ([], "This archive has no sections yet.")],
)
def test_where_nothing_is_asked_the_reports_are_counted(
    call: Call, ids: list[int], text: str
) -> None:
    found = outcome(call, "", [], {"ids": ids}) | {"asked": False}
    assert call("search-texts", "summaryText", found, MANY) == text


@pytest.mark.parametrize(
    ("typed", "more"),
    [("police torture", False), ("zero-tolerance", False), ("a OR b", True), ("-a", True),
     ('"a b"', True), ("country:chad a", False)],
)  # fmt: skip
def test_it_is_told_how_a_query_of_more_than_words_was_read(
    call: Call, typed: str, more: bool
) -> None:
    query = call("search-query", "parseQuery", typed)
    assert call("search-texts", "isMoreThanWords", query) is more


def test_a_quotation_mark_that_may_still_be_closed_is_no_fault_yet(call: Call) -> None:
    faults = [
        {"start": 0, "end": 1, "message": "a", "open": True},
        {"start": 2, "end": 4, "message": "b"},
    ]
    assert call("search-texts", "toldFaults", faults, True) == faults[1:]
    assert call("search-texts", "toldFaults", faults, False) == faults


@pytest.mark.parametrize(
    ("typed", "start", "end", "parts"),
    [
        ("a OR", 2, 4, ("a ", "OR", "")),
        ("- b", 0, 1, ("", "-", " b")),
        ("x" * 60 + "OR" + "y" * 41, 60, 62, ("…" + "x" * 40, "OR", "y" * 40 + "…")),
    ],
)
def test_the_bad_place_is_parted_from_the_text_around_it(
    call: Call, typed: str, start: int, end: int, parts: tuple[str, str, str]
) -> None:
    place = call("search-texts", "faultPlace", typed, {"start": start, "end": end, "message": ""})
    assert (place["before"], place["place"], place["after"]) == parts


def test_the_panel_tells_faults_and_other_spellings_in_short(call: Call) -> None:
    found = outcome(call, "kazakhstan", [1]) | {
        "faults": [{"start": 0, "end": 1, "message": "No."}],
        "also": [{"typed": "kazakhstan", "words": ["Kazakstan", "Qazaqstan"]}],
    }
    assert call("search-texts", "panelNote", found) == (
        "No. Also searched for “Kazakstan”, “Qazaqstan”."
    )


def test_what_was_asked_is_one_line_on_paper(call: Call) -> None:
    found = outcome(call, "nss", [1]) | {
        "state": state(q="nss", sort="newest", variants=False),
        "also": [{"typed": "nss", "words": ["National Security Service"]}],
    }
    chips = [{"facet": "year", "label": "2010", "values": ["2010"]}]
    assert call("search-texts", "askedText", found, chips) == (
        "Search: nss · 2010 · only as typed · newest first"
    )
