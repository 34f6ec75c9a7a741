"""The pure functions of the search scripts, called in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import snowballstemmer
from playwright.sync_api import Browser, Page

from reportsite.site.search_article import part_joined

Call = Callable[..., Any]

CALL = """async ([address, name, values]) => {
  const found = (await import(address))[name](...values.map(
    (value) => value && value.set ? new Set(value.set) : value));
  return JSON.parse(JSON.stringify(found, (_, value) => value instanceof Set ? [...value] : value));
}"""


@pytest.fixture(scope="module")
def modules(browser: Browser, assets_url: str) -> Iterator[Page]:
    """One page for all: a new one for each of these tests would cost more than the test."""
    page = browser.new_page()
    page.goto(f"{assets_url}/search.css")
    yield page
    page.close()


@pytest.fixture
def call(modules: Page, assets_url: str) -> Call:
    """Call a function of a module. A set goes in as {"set": […]} and comes out as a list."""

    def run(module: str, name: str, *values: Any) -> Any:
        return modules.evaluate(CALL, [f"{assets_url}/{module}.js", name, list(values)])

    return run


def terms(call: Call, query: str) -> list[tuple[str, bool, bool]]:
    parsed = call("search-query", "parseQuery", query)["terms"]
    return [(" ".join(term["tokens"]), term["exact"], term["open"]) for term in parsed]


# Words and stems -----------------------------------------------------------------------------

WORDS = """
torture tortured torturing police policies policy policed generally generous communities arsenal
organizations university universal emergencies later internal succeed proceeded exceeding evening
inning outing canning herring dying lying skies skis news early only gently bias agreed feed freed
eggs added aged controlled hopping hoping bled bleeding relational conditional rationally activists
liberties hopefulness formalize electrical adjustment replacement dependent adoption communism
refusals refugees asylum yes youth enjoyed boyish says traditional analogist archaeology kindly
democratization decisiveness possibly freely ties dies gas this kiwis status discuss pasted
"""

STEMS = """async ([address, words]) => {
  const { stem } = await import(address);
  return words.map(stem);
}"""


def test_stems_are_those_of_snowball(modules: Page, assets_url: str) -> None:
    words = re.findall("[a-z]+", WORDS)
    stems = modules.evaluate(STEMS, [f"{assets_url}/search-stem.js", words])
    stemmer = snowballstemmer.stemmer("english")
    assert stems == [stemmer.stemWord(word) for word in words]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("40,000", ["40", "000"]),
        ("16th", ["16", "th"]),
        ("NGO's", ["ngo"]),
        ("McDonalds", ["mc", "donald"]),
        ("U.N.", []),
    ],
)
def test_a_word_is_also_found_by_its_parts(call: Call, word: str, parts: list[str]) -> None:
    assert call("search-words", "tokenOf", word)["parts"] == parts


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("tortured", "Torture,", True),
        ("police", "policy", False),
        ("NGO", "NGOs", True),
        ("MPs", "MP’s", True),
        ("détention", "Detentions", True),
        ("Жанаозен", "жанаозен", True),
    ],
)
def test_two_words_are_one_by_their_stem(call: Call, one: str, other: str, same: bool) -> None:
    tokens = [call("search-words", "tokenOf", word)["stem"] for word in (one, other)]
    assert (tokens[0] == tokens[1]) is same


@pytest.mark.parametrize(
    "text",
    [
        "zero-tolerance", "police—who", "2009–2010", "A/HRC/13/39", "he said…nothing",
        "End.Start", "U.N. e.g. 1,234", "— alone -", "禁止酷刑。北京 and end", "«цитата»—слово",
        "المادة السابعة", "a--b",
    ],
)  # fmt: skip
def test_what_is_typed_is_parted_as_what_is_indexed(call: Call, text: str) -> None:
    assert call("search-words", "partJoined", text) == part_joined(text)
    assert call("search-words", "rejoined", part_joined(text)) == text


# Queries -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", []),
        (" — ", []),
        ("Torture  prison", [("torture", False, False), ("prison", False, False)]),
        ('"Zero Tolerance" police', [("zero tolerance", True, False), ("police", False, False)]),
        ("“zero tolerance”", [("zero tolerance", True, False)]),
        ("police „zero tolerance“", [("police", False, False), ("zero tolerance", True, False)]),
        ('"zero tol', [("zero tol", True, True)]),
        ('police "', [("police", False, False)]),
        ('"" police', [("police", False, False)]),
        ("zero-tolerance", [("zero tolerance", False, False)]),
        ("police police’s", [("police", False, False), ("polices", False, False)]),
        ("police Police", [("police", False, False)]),
        ("酷刑", [("酷 刑", False, False)]),
    ],
)
def test_a_query_is_words_and_phrases(call: Call, query: str, expected: list[Any]) -> None:
    assert terms(call, query) == expected


def test_words_beyond_the_most_are_counted_not_looked_for(call: Call) -> None:
    parsed = call("search-query", "parseQuery", " ".join(f"word{n}" for n in range(30)))
    assert (len(parsed["terms"]), parsed["ignored"]) == (24, 6)


# The address ---------------------------------------------------------------------------------


def test_a_search_is_an_address_and_back(call: Call) -> None:
    state = {"q": '"zero tolerance" & more', "country": ["kazakhstan", "uzbekistan"],
             "year": ["2010"], "theme": []}  # fmt: skip
    address = call("search-state", "addressOf", state)
    assert address == (
        "?q=%22zero+tolerance%22+%26+more&country=kazakhstan&country=uzbekistan&year=2010"
    )
    assert call("search-state", "stateFrom", address) == state


def test_what_an_address_does_not_say_is_empty(call: Call) -> None:
    empty = {"q": "", "country": [], "year": [], "theme": []}
    assert call("search-state", "stateFrom", "?year=&other=1&q=+") == empty
    assert call("search-state", "addressOf", empty) == ""


# Passages and matches ------------------------------------------------------------------------

FRAGMENT = {
    "content": "Police. The order is zero-\u2060 tolerance of torture. Zero. Tolerance. "
    "a list item. A note on police.",
    "anchors": [
        {"element": "p", "id": "p3", "location": 1,
         "text": "The order is zero-\u2060 tolerance of torture."},
        {"element": "sup", "id": "fnref:1", "text": "", "location": 8},
        {"element": "p", "id": "p4", "text": "Zero. Tolerance.", "location": 8},
        {"element": "li", "id": "p4a", "text": "a list item", "location": 10},
        {"element": "li", "id": "fn:1", "text": "A note on police.", "location": 13},
    ],
    "meta": {"title": "Police", "report": "Kazakhstan 2010", "theme": "Ill-\u2060 treatment",
             "organisation": "Office"},
}  # fmt: skip


def search(call: Call, query: str, prefixes: list[str] | None = None) -> tuple[list[Any], bool]:
    parsed = call("search-query", "parseQuery", query)["terms"]
    found = call("search-match", "searchSection", FRAGMENT, parsed, {"set": prefixes or []})
    hits = [(hit["passage"]["id"], sorted(hit["marks"])) for hit in found["hits"]]
    return hits, found["complete"]


def test_passages_are_paragraphs_and_notes_in_their_own_words(call: Call) -> None:
    passages = call("search-match", "passagesOf", FRAGMENT)
    assert [(p["id"], p["number"], p["words"][-1]) for p in passages] == [
        ("", "", "Police."),
        ("p3", "3", "torture."),
        ("p4", "4", "Tolerance."),
        ("p4a", "4a", "item"),
        ("fn:1", "", "police."),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("tortures", ([("p3", [6])], True)),
        ('"tortures"', ([], False)),
        ('"Zero Tolerance"', ([("p3", [3, 4]), ("p4", [0, 1])], True)),
        ('"tolerance zero"', ([], False)),
        ("zero-tolerances", ([("p3", [3, 4]), ("p4", [0, 1])], True)),
        ("item torture zero", ([("p3", [3, 6]), ("p4", [0]), ("p4a", [2])], True)),
        ("police", ([("fn:1", [3])], True)),
        ("Kazakhstan torture", ([("p3", [6])], True)),
        ('"ill treatment"', ([], True)),
        ("office", ([], False)),
        ("missing torture", ([("p3", [6])], False)),
        ('"torture zero"', ([], False)),
    ],
)
def test_words_and_phrases_are_found_within_one_paragraph(
    call: Call, query: str, expected: tuple[list[Any], bool]
) -> None:
    assert search(call, query) == expected


def test_the_beginning_of_a_word_is_found_where_no_word_is_whole(call: Call) -> None:
    assert search(call, "tort") == ([], False)
    assert search(call, "tort", ["tort"]) == ([("p3", [6])], True)
    assert search(call, '"zero tol', ["tol"]) == ([("p3", [3, 4]), ("p4", [0, 1])], True)
    assert search(call, '"zero tol"', ["tol"]) == ([], False)


def test_a_section_found_by_name_shows_its_first_paragraph(call: Call) -> None:
    [hit] = call("search-match", "opening", FRAGMENT)
    assert (hit["passage"]["id"], hit["marks"]) == ("p3", [])


# Excerpts ------------------------------------------------------------------------------------


def excerpt(call: Call, words: list[str], marks: list[int], length: int) -> str:
    pieces = call("search-excerpt", "excerptOf", words, {"set": marks}, length)
    return "".join(f"[{p['text']}]" if p["marked"] else p["text"] for p in pieces)


@pytest.mark.parametrize(
    ("text", "marks", "length", "expected"),
    [
        ("a b c", [1], 40, "a [b] c"),
        ("a (b), c", [1], 40, "a ([b]), c"),
        ("zero-\u2060 tolerance, always", [0, 1], 40, "[zero-tolerance], always"),
        ("“zero tolerance”", [0, 1], 40, "“[zero tolerance]”"),
        ("a b c d e f g h", [6], 4, "…\u00a0e f [g] h"),
        ("a b c d e f g h", [2], 4, "…\u00a0b [c] d e\u00a0…"),
        ("a b c", [], 2, "a b\u00a0…"),
        ("酷\u2060 刑。", [0, 1], 40, "[酷刑]。"),
        ("<b> & c", [0], 40, "<[b]> & c"),
    ],
)
def test_an_excerpt_shows_the_words_around_the_first_mark(
    call: Call, text: str, marks: list[int], length: int, expected: str
) -> None:
    assert excerpt(call, text.split(), marks, length) == expected


# Facets --------------------------------------------------------------------------------------

COUNT = """async ([address, state, facet]) => {
  const { chosenIds, facetValues } = await import(address);
  const sets = (values) => new Map(Object.entries(values).map(([k, ids]) => [k, new Set(ids)]));
  const index = {
    country: sets({ kazakhstan: ["a", "b", "c"], uzbekistan: ["d"] }),
    year: sets({ 2008: ["a"], 2010: ["b", "c", "d"] }),
    theme: sets({ torture: ["a", "d"], "freedom-of-religion": ["b", "c"] }),
  };
  const labels = { country: { kazakhstan: "Kazakhstan" } };
  const values = facetValues(["a", "b", "d"], index, state, facet, labels);
  return [chosenIds(["a", "b", "d"], index, state), values.map((v) => [v.label, v.count])];
}"""


@pytest.mark.parametrize(
    ("chosen", "facet", "ids", "values"),
    [
        ({}, "country", ["a", "b", "d"], [["Kazakhstan", 2], ["Uzbekistan", 1]]),
        ({}, "year", ["a", "b", "d"], [["2010", 2], ["2008", 1]]),
        ({"year": ["2010"]}, "year", ["b", "d"], [["2010", 2], ["2008", 1]]),
        ({"year": ["2010"]}, "country", ["b", "d"], [["Kazakhstan", 1], ["Uzbekistan", 1]]),
        ({"year": ["2010", "2008"]}, "theme", ["a", "b", "d"],
         [["Freedom of religion", 1], ["Torture", 2]]),
        ({"year": ["2008"], "country": ["uzbekistan"]}, "theme", [], []),
        ({"country": ["no-where"]}, "country", [],
         [["Kazakhstan", 2], ["no-where (not in this archive)", 0], ["Uzbekistan", 1]]),
    ],
)  # fmt: skip
def test_values_of_a_facet_widen_and_facets_narrow(
    modules: Page,
    assets_url: str,
    chosen: dict[str, list[str]],
    facet: str,
    ids: list[str],
    values: Any,
) -> None:
    state = {"q": "", "country": [], "year": [], "theme": []} | chosen
    found = modules.evaluate(COUNT, [f"{assets_url}/search-facets.js", state, facet])
    assert found == [ids, values]


# What is said --------------------------------------------------------------------------------


def found(call: Call, query: str, ids: list[str], answer: dict[str, Any]) -> dict[str, Any]:
    """What a search for the query came to: `ids` with the filters, `answer` without them."""
    return {
        "query": call("search-query", "parseQuery", query),
        "answer": {"ids": ids, "approximate": False, "prefixes": [], "unknown": []} | answer,
        "ids": ids,
        "asked": True,
        "reports": 6,
    }


SAY = """async ([address, found]) => {
  const { nextStepText, summaryText } = await import(address);
  const answer = { ...found.answer, prefixes: new Set(found.answer.prefixes) };
  return [summaryText({ ...found, answer }), nextStepText(found.query, answer)];
}"""


def said(modules: Page, assets_url: str, what: dict[str, Any]) -> list[str]:
    texts: list[str] = modules.evaluate(SAY, [f"{assets_url}/search-texts.js", what])
    return texts


@pytest.mark.parametrize(
    ("query", "ids", "answer", "text"),
    [
        ("torture", ["a"], {}, "1 section found."),
        ("torture", ["a", "b"], {"approximate": True}, "About 2 sections found."),
        ("tort", ["a"], {"prefixes": ["tort"]},
         "1 section found. Words that begin with “tort” were looked for."),
        ("torture", [], {"ids": ["a"]}, "Nothing found with these filters."),
        ("", [], {}, "This archive has no sections yet."),
    ],
)  # fmt: skip
def test_the_summary_counts_what_is_found(
    call: Call, modules: Page, assets_url: str, query: str, ids: list[str], answer: Any, text: str
) -> None:
    assert said(modules, assets_url, found(call, query, ids, answer))[0] == text


@pytest.mark.parametrize(
    ("query", "unknown", "text", "step"),
    [
        ("zzz", ["zzz"], "Nothing found: no section has “zzz”.",
         "Check the spelling, try another word"),
        ("torture zzz", ["zzz"], "Nothing found: no section has “zzz”.",
         "Check the spelling, try fewer words"),
        ('"tolerance zero"', [], "Nothing found: no section has all of this, word by word as "
         "quoted.", "Try without quotation marks, with fewer words"),
        ("torture hiv", [], "Nothing found: no section has all of these words.",
         "Try fewer words"),
    ],
)  # fmt: skip
def test_one_message_says_why_nothing_is_found_and_another_what_helps(
    call: Call, modules: Page, assets_url: str, query: str, unknown: list[str], text: str, step: str
) -> None:
    what = found(call, query, [], {"unknown": unknown})
    assert said(modules, assets_url, what) == [text, step]


@pytest.mark.parametrize(("reports", "text"), [(1, "1 report"), (1200, "1,200 reports")])
def test_where_nothing_is_asked_the_reports_are_counted(
    call: Call, modules: Page, assets_url: str, reports: int, text: str
) -> None:
    what = found(call, "", ["a"], {}) | {"asked": False, "reports": reports}
    assert said(modules, assets_url, what)[0] == f"Type a word to search {text}."
