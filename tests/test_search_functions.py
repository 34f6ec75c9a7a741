"""The pure functions of the search scripts, called in a browser."""

from __future__ import annotations

import re
from typing import Any

import pytest
import snowballstemmer
from playwright.sync_api import Page

from browser_scripts import Call
from reportsite.site.search_article import part_joined

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
        {"element": "b", "id": "p3~impunity", "text": "", "location": 8},
        {"element": "b", "id": "p3~detention", "text": "", "location": 8},
        {"element": "b", "id": "p4a~torture", "text": "", "location": 13},
        {"element": "li", "id": "fn:1", "text": "A note on police.", "location": 13},
    ],
    "meta": {"title": "Police", "report": "Kazakhstan 2010", "theme": "Ill-\u2060 treatment",
             "organisation": "Office"},
}  # fmt: skip


def search(call: Call, query: str, prefixes: list[str] | None = None) -> tuple[list[Any], bool]:
    clauses = call("search-query", "parseQuery", query)["clauses"]
    found = call("search-match", "searchSection", FRAGMENT, clauses, {"set": prefixes or []})
    hits = [(hit["passage"]["id"], sorted(hit["marks"])) for hit in found["hits"]]
    return hits, found["complete"]


def test_passages_are_paragraphs_and_notes_in_their_own_words(call: Call) -> None:
    passages = call("search-match", "passagesOf", FRAGMENT)
    assert [(p["id"], p["number"], p["words"][-1], p["themes"]) for p in passages] == [
        ("", "", "Police.", []),
        ("p3", "3", "torture.", ["impunity", "detention"]),
        ("p4", "4", "Tolerance.", []),
        ("p4a", "4a", "item", ["torture"]),
        ("fn:1", "", "police.", []),
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
        ("torture OR missing", ([("p3", [6])], True)),
        ("missing OR item torture OR police", ([("p3", [6]), ("p4a", [2]), ("fn:1", [3])], True)),
        ("missing OR absent torture", ([("p3", [6])], False)),
    ],
)
def test_words_and_phrases_are_found_within_one_paragraph(
    call: Call, query: str, expected: tuple[list[Any], bool]
) -> None:
    assert search(call, query) == expected


def test_a_variant_of_several_words_is_found_where_they_stand_together(call: Call) -> None:
    parsed = call("search-query", "parseQuery", "torture tolerances")
    for groups, expected in [
        ([["tolerance", "zero tolerance"]], ([("p3", [3, 4, 6]), ("p4", [0, 1])], True)),
        ([["torture", "tolerance zero"]], ([("p3", [4, 6]), ("p4", [1])], True)),
    ]:
        varied = call("search-variants", "withVariants", parsed, groups)["query"]
        found = call("search-match", "searchSection", FRAGMENT, varied["clauses"], {"set": []})
        hits = [(hit["passage"]["id"], sorted(hit["marks"])) for hit in found["hits"]]
        assert (hits, found["complete"]) == expected


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


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("prisons", "heading"),
        ("prisons peru", "heading"),
        ("peru", "names"),
        ("impunity OR absent", "names"),
        ("foreword", "above"),
        ("absent", ""),
    ],
)
def test_words_that_no_paragraph_holds_stand_beside_them(
    call: Call, query: str, place: str
) -> None:
    fragment = {
        "content": "Foreword. Words.",
        "anchors": [{"element": "p", "id": "p1", "text": "Words.", "location": 1}],
        "meta": {"title": "Prisons", "report": "Peru 2001", "country": "Peru", "theme": "Impunity"},
    }
    clauses = call("search-query", "parseQuery", query)["clauses"]
    assert call("search-match", "placeBeside", fragment, clauses, {"set": []}) == place


# Sets and distances --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "sets", "expected"),
    [
        ("intersection", [[[1, 3, 5], [3, 4, 5], [5]]], [5]),
        ("intersection", [[[1, 3]]], [1, 3]),
        ("intersection", [[[1, 3], []]], []),
        ("union", [[[3, 5], [1, 3], []]], [1, 3, 5]),
        ("union", [[[]]], []),
        ("difference", [[1, 3, 5], [3, 9]], [1, 5]),
        ("difference", [[], [3]], []),
    ],
)
def test_sets_are_put_together(
    modules: Page, assets_url: str, name: str, sets: list[Any], expected: list[int]
) -> None:
    script = """async ([address, name, sets]) => {
      const set = (value) =>
        typeof value[0] === "object" ? value.map(set) : Uint32Array.from(value);
      return [...(await import(address))[name](...sets.map(set))];
    }"""
    assert modules.evaluate(script, [f"{assets_url}/search-sets.js", name, sets]) == expected


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("torture", "torture", 0),
        ("tortrue", "torture", 1),
        ("tortur", "torture", 1),
        ("prison", "person", 2),
        ("kazahkstan", "kazakhstan", 1),
        ("a", "torture", 3),
        ("abc", "xyz", 3),
        ("", "ab", 2),
    ],
)
def test_distance_counts_slips_of_the_pen(call: Call, one: str, other: str, far: int) -> None:
    assert call("search-distance", "distance", one, other, 2) == far
    assert call("search-distance", "distance", other, one, 2) == far
