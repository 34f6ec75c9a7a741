"""The query language: what was typed → what is looked for, and what could not be read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from playwright.sync_api import Page

from browser_scripts import Call
from examples import examples

# Words and phrases: [(words, exact, open)]


def terms(call: Call, query: str) -> list[tuple[str, bool, bool]]:
    parsed = call("search-query", "parseQuery", query)
    return [
        (" ".join(term["tokens"]), term["exact"], term["open"])
        for clause in parsed["clauses"]
        for alternative in clause["alternatives"]
        for term in alternative
    ]


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
    assert (len(parsed["clauses"]), parsed["ignored"]) == (24, 6)
    parsed = call("search-query", "parseQuery", " ".join(f"-word{n}" for n in range(30)))
    assert (len(parsed["excluded"]), parsed["ignored"]) == (24, 6)


# How it was understood -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ""),
        ("torture police", "torture and police"),
        ("torture OR beating police", "(torture or beating) and police"),
        ("police torture OR beating", "police and (torture or beating)"),
        ("a OR b OR c", "a or b or c"),
        ("torture or beating", "torture and or and beating"),
        (
            'torture OR beating police -"appeal"',
            "(torture or beating) and police, without “appeal”",
        ),
        ('police -torture -"zero tolerance"', "police, without torture or “zero tolerance”"),
        ("-police", "everything without police"),
        ("-Police -police", "everything without Police"),
        ("−police", "everything without police"),
        ("a-b a -b", "a-b and a, without b"),
        ('"a"-b', "“a” and b"),
        ("-OR a", "a, without OR"),
        ('"OR" a', "“OR” and a"),
        ('"a"OR"b"', "“a” or “b”"),
        ("a OR — b", "a or b"),
        ("torture AND police", "torture and police"),
        ("torture and police", "torture and and and police"),
        ("a AND b OR c AND d", "a and (b or c) and d"),
        ("a AND AND b", "a and b"),
        ("a OR AND b", "a or b"),
        ("a AND -b", "a, without b"),
        ("country:peru AND a", "a"),
        ("AND a", "AND and a"),
        ("a AND", "a and AND"),
        ("AND", "AND"),
        ("AND OR a", "AND or a"),
        ('a "AND" b', "a and “AND” and b"),
        ('"a"AND"b"', "“a” and “b”"),
        ("(torture OR beating) police", "(torture or beating) and police"),
        ("a OR a b OR b", "a and b"),
        ("a OR b b OR c a OR b", "(a or b) and (b or c)"),
        ("article:7 A/HRC/13/39 x:y", "article:7 and A/HRC/13/39 and x:y"),
        ("country:peru torture year:2010", "torture"),
        ("Subcountry:peru", "Subcountry:peru"),
    ],
)
def test_a_query_is_told_as_it_was_understood(call: Call, query: str, expected: str) -> None:
    assert call("search-query", "understood", call("search-query", "parseQuery", query)) == expected


# Filters -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("country:peru", [("country", "peru", 0, 12)]),
        ("torture Country:Peru", [("country", "Peru", 8, 20)]),
        ('country:"South Korea" torture', [("country", "South Korea", 0, 21)]),
        ("country:“South Korea”", [("country", "South Korea", 0, 21)]),
        ("theme:torture theme:police",
         [("theme", "torture", 0, 13), ("theme", "police", 14, 26)]),
        ("year:2016", [("year", "2016", 0, 9)]),
        ("year:2016..2024", [("year", "2016..2024", 0, 15)]),
        ("year:2016.. a", [("year", "2016..", 0, 11)]),
        ("year:..2019", [("year", "..2019", 0, 11)]),
        ("a country:peru,b", [("country", "peru,b", 2, 16)]),
        ("“country:peru”", []),
        ("year:20x6", []),
    ],
)  # fmt: skip
def test_filters_are_told_with_their_places(call: Call, query: str, expected: list[Any]) -> None:
    found = call("search-query", "parseQuery", query)["filters"]
    assert [(one["facet"], one["text"], one["start"], one["end"]) for one in found] == expected


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2016", [2016, 2016]),
        ("2016..2024", [2016, 2024]),
        ("2024..2016", [2016, 2024]),
        ("2016…2024", [2016, 2024]),
        ("2016-2024", [2016, 2024]),
        ("2016–2024", [2016, 2024]),
        ("..2019", [0, 2019]),
        ("..", None),
        ("16", None),
        ("20161", None),
        ("last", None),
        ("", None),
    ],
)
def test_years_are_one_or_a_run(call: Call, text: str, years: list[int] | None) -> None:
    assert call("search-query", "yearsOf", text) == years


def test_a_run_of_years_may_be_open_at_its_end(modules: Page, assets_url: str) -> None:
    script = "async (address) => (await import(address)).yearsOf('2016..')[1] === Infinity"
    assert modules.evaluate(script, f"{assets_url}/search-query.js")


# Faults --------------------------------------------------------------------------------------

OR = "“OR” joins two words or phrases: nothing that it could join {0}, so it was passed over."
MINUS = "A minus sign leaves out the word directly behind it: here there is none."
NOTHING = "Nothing stands behind “{0}:”, so it was passed over."
QUOTE = "A quotation mark is not closed: all behind it was taken as one phrase."


@pytest.mark.parametrize(
    ("query", "found", "faults"),
    [
        ("OR a", "a", [(0, 2, False, OR.format("stands before it"))]),
        ("a OR", "a", [(2, 4, True, OR.format("follows"))]),
        ("OR", "", [(0, 2, False, OR.format("stands before it"))]),
        ("a OR -b", "a, without b", [(2, 4, False, OR.format("follows"))]),
        ("a OR country:x b", "a and b", [(2, 4, False, OR.format("follows"))]),
        ("country:x OR b", "b", [(10, 12, False, OR.format("stands before it"))]),
        ("a OR OR b", "a and b", [(2, 4, False, OR.format("follows")),
                                  (5, 7, False, OR.format("stands before it"))]),
        ("a - b", "a and b", [(2, 3, False, MINUS)]),
        ("a -", "a", [(2, 3, True, MINUS)]),
        ('-"" a', "a", [(0, 3, False, MINUS)]),
        ("-country:x a", "a", [
            (0, 10, False, "Only words and phrases can be left out of a search: “-country:x” was "
                           "passed over.")]),
        ("country: a", "a", [(0, 8, False, NOTHING.format("country"))]),
        ("a theme:", "a", [(2, 8, True, NOTHING.format("theme"))]),
        ("year:20x6 a", "a", [
            (0, 9, False, "“20x6” is no year and was passed over: write 2016, or 2016..2024.")]),
        ('a "b c', "a and “b c”", [(2, 6, True, QUOTE)]),
        ('a "', "a", [(2, 3, True, QUOTE)]),
        ('country:"South', "", [(0, 14, True, QUOTE)]),
        ("a — b", "a and b", []),
        ('"" a', "a", []),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_and_the_rest_is_looked_for(
    call: Call, query: str, found: str, faults: list[Any]
) -> None:
    parsed = call("search-query", "parseQuery", query)
    assert call("search-query", "understood", parsed) == found
    told = [(f["start"], f["end"], f.get("open", False), f["message"]) for f in parsed["faults"]]
    assert told == faults


# Anything ------------------------------------------------------------------------------------

CHECK = """async ([address, queries]) => {
  const { parseQuery, understood } = await import(address);
  const isPlace = (text, { start, end }) => 0 <= start && start < end && end <= text.length;
  return queries.filter((text) => {
    const query = parseQuery(text);
    const places = [...query.filters, ...query.faults];
    const terms = [...query.clauses.flatMap(({ alternatives }) => alternatives.flat()),
      ...query.excluded];
    const right = places.every((place) => isPlace(text, place))
      && terms.every(({ tokens }) => tokens.length > 0)
      && query.clauses.every(({ alternatives }) => alternatives.length > 0)
      && typeof understood(query) === "string" && query.ignored >= 0;
    return !right;
  });
}"""

PIECES = st.sampled_from(
    ["OR", "-", '"', "“", "country:", "year:", "theme:", "2016..", "..", " ", " ", "torture",
     "Peru", "\u2028", "\ufeff", "😀", "é", ":", "(", "\n", "－"]
)  # fmt: skip
TYPED = st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=12).map("".join)


@examples(15, suppress_health_check=list(HealthCheck))
@given(st.lists(TYPED, min_size=40, max_size=60))
def test_any_text_is_read_and_its_places_lie_within_it(
    modules: Page, assets_url: str, queries: list[str]
) -> None:
    assert modules.evaluate(CHECK, [f"{assets_url}/search-query.js", queries]) == []
