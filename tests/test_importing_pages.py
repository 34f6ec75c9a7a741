"""Web pages: fragments with what is made of them, where the report stands, and whom it is about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pages import (
    FILLER,
    SOURCES,
    STATE,
    VOCABULARY,
    converted,
    imported,
    page_of,
    state_address,
    state_page,
)
from reportsite.diagnostics import Diagnostics
from reportsite.importing.result import ImportFault
from reportsite.importing.text import Wish
from reportsite.importing.web.page import found_headings, identify_page
from reportsite.importing.web.questions import about_text
from reportsite.reading.report import read_report

CASES = Path(__file__).parent / "cases" / "pages"
FRAGMENTS = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(CASES.glob("*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
FRONT_MATTER = "---\ncountry: KAZ\nyear: 2010\ntitle: Kazakhstan\nlanguage: en\n---\n"
KAZ = VOCABULARY.countries.by_code("KAZ")
SAID = FILLER[3:-4].strip()
WISH = Wish(Path("page.html"), KAZ, 2010)


@pytest.mark.parametrize("case", FRAGMENTS)
def test_fragments(case: dict[str, Any]) -> None:
    found, page = converted(case["html"])
    assert found.body == case["body"]
    dropped = sorted((*found.dropped, *page.controls))
    assert [f"{d.line}: {d.text}: {d.reason}" for d in dropped] == case.get("dropped", [])
    headings = tuple(found_headings(found, VOCABULARY))
    questions = about_text(found.outline, headings)
    assert [f"{one.line}: {one.text}" for one in questions] == case.get("questions", [])
    diagnostics = Diagnostics()
    read_report("page.md", "2010", FRONT_MATTER + found.body, VOCABULARY, diagnostics)
    assert diagnostics.faults == []


def test_a_page_of_the_state_department() -> None:
    report = imported(state_page())
    assert (
        report.text
        == f"""---
# yaml-language-server: $schema=../report.schema.json
country: KAZ
year: 2019
title: Kazakhstan
language: en
source:
  organisation: US Department of State, Bureau of Democracy, Human Rights, and Labor
  work: 2019 Country Reports on Human Rights Practices
  url: {state_address(2019, "kazakhstan")}
#   document:
#   published:
#   retrieved:
---

## Executive Summary

{SAID}

## Section 1. Respect for the Integrity of the Person

### a. Disappearance

Nobody was known to have vanished.

#### Abductions

There were two.
"""
    )
    account = report.account
    assert (account.profile, account.name) == ("state-department-country-report", "2019")
    assert [(one.text, one.reason) for one in account.dropped] == [
        ("Tags Kazakhstan", "tags of the web page")
    ]
    assert account.words_dropped == 2


def test_a_reference_in_a_heading_is_what_stands_beneath_it() -> None:
    body = '<h3 class="report__section-subtitle">d. Discrimination (see section 6)</h3>'
    more = '<h3 class="report__section-subtitle">e. Wages (see section 6)</h3><p>None.</p>'
    lines = imported(state_page(body=body + more)).text.split("\n")
    at = lines.index("### d. Discrimination")
    assert lines[at + 1 : at + 7] == [
        "", "(see section 6)", "", "### e. Wages (see section 6)", "", "None.",
    ]  # fmt: skip


def test_navigation_between_parts_goes() -> None:
    page = state_page(body="<p>READ A SECTION: CHINA | <a href='/x'>TIBET</a></p>")
    assert "READ A SECTION" not in imported(page).text


IDENTITIES: dict[str, tuple[dict[str, Any], str, str, int]] = {
    "the year is that of the report": ({}, "kazakhstan/2019", "Kazakhstan", 0),
    "the heading without the year": (
        {"heading": "Chad", "address": state_address(2023, "chad")},
        "chad/2023",
        "Chad",
        0,
    ),
    "a name of those days": (
        {
            "heading": "2016 Country Reports on Human Rights Practices: Burma",
            "address": state_address(2016, "burma"),
        },
        "myanmar/2016",
        "Burma",
        0,
    ),
    "several countries together": (
        {
            "heading": "2016 Country Reports on Human Rights Practices: China (includes Tibet,"
            " Hong Kong, and Macau)",
            "address": state_address(2016, "china-includes-tibet-hong-kong-and-macau"),
        },
        "china/2016",
        "China (includes Tibet, Hong Kong, and Macau)",
        0,
    ),
    "a part that has a code of its own": (
        {
            "heading": "2016 Country Reports on Human Rights Practices: China (includes Tibet,"
            " Hong Kong, and Macau) - Tibet",
            "address": state_address(
                2016,
                "china-includes-tibet-hong-kong-and-macau/"
                "china-includes-tibet-hong-kong-and-macau-tibet",
            ),
        },
        "tibet/2016",
        "China (includes Tibet, Hong Kong, and Macau) - Tibet",
        0,
    ),
    "another such part": (
        {
            "heading": "2021 Country Reports on Human Rights Practices: China: Hong Kong",
            "address": state_address(2021, "china/hong-kong"),
        },
        "hong-kong/2021",
        "China: Hong Kong",
        0,
    ),
    "the West Bank and Gaza": (
        {
            "heading": "2021 Country Reports on Human Rights Practices: Israel, West Bank and Gaza:"
            " West Bank and Gaza",
            "address": state_address(2021, "israel-west-bank-and-gaza/west-bank-and-gaza"),
        },
        "palestine/2021",
        "Israel, West Bank and Gaza: West Bank and Gaza",
        0,
    ),
    "a part without a code": (
        {
            "heading": "2021 Country Reports on Human Rights Practices: Ukraine - Crimea",
            "address": state_address(2021, "ukraine/crimea"),
        },
        "ukraine/2021-crimea",
        "Ukraine - Crimea",
        1,
    ),
    "Western Sahara": (
        {
            "heading": "2019 Country Reports on Human Rights Practices: Western Sahara",
            "address": state_address(2019, "western-sahara"),
        },
        "western-sahara/2019",
        "Western Sahara",
        0,
    ),
    "a slip in the heading": (
        {
            "heading": "2019 Country Reports on Human Rights Practices: Kazkahstan",
            "title": "Kazakhstan - United States Department of State",
        },
        "kazakhstan/2019",
        "Kazkahstan",
        1,
    ),
    "an address with a number, or thrown away": (
        {"address": state_address(2019, "kazakhstan-2")},
        "kazakhstan/2019",
        "Kazakhstan",
        0,
    ),
    "a copy of the Internet Archive": (
        {
            "address": "https://web.archive.org/web/20200317161748/"
            + state_address(2019, "kazakhstan")
        },
        "kazakhstan/2019",
        "Kazakhstan",
        0,
    ),
}


@pytest.mark.parametrize("name", IDENTITIES)
def test_identity(name: str) -> None:
    page, address, title, questions = IDENTITIES[name]
    who = identify_page(state_page(**page), Wish(Path("page.html")), SOURCES, VOCABULARY)
    assert f"{who.country.slug}/{who.name}" == address
    assert who.title == title
    assert len(who.questions) == questions


def test_a_copy_tells_its_day_and_its_original() -> None:
    copied = "https://web.archive.org/web/20200317161748/" + state_address(2019, "kazakhstan")
    text = imported(state_page(address=copied)).text
    assert f"  url: {state_address(2019, 'kazakhstan')}\n  retrieved: '2020-03-17'\n" in text


def refused(html: str, wish: Wish | None = None) -> str:
    with pytest.raises(ImportFault) as caught:
        imported(html, wish)
    return str(caught.value)


CONTRADICTIONS = {
    "two years": (
        {"address": state_address(2018, "kazakhstan")},
        'page.html:1: the page names several years: 2019 (`h1`), 2018 (`link[rel="canonical"]`);'
        " expected --year with the year that the report covers",
    ),
    "two countries": (
        {"address": state_address(2019, "uzbekistan")},
        "page.html:1: the page names several countries: Kazakhstan (`h1`), Uzbekistan"
        ' (`link[rel="canonical"]`); expected --country with a name or code, such as KAZ',
    ),
    "no country": (
        {
            "heading": "2019 Country Reports on Human Rights Practices: Ruritania",
            "address": "https://example.org/",
        },
        'page.html:1: no country is called as the page says: "Ruritania" (`h1`);'
        " expected --country with a name or code, such as KAZ",
    ),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_doubt_is_a_question_to_the_person(name: str) -> None:
    page, message = CONTRADICTIONS[name]
    assert refused(state_page(**page)) == message
    report = imported(state_page(**page), WISH)
    assert (report.account.country, report.account.year) == (KAZ, 2010)
    years = "2019, 2018" if "2018" in message else "2019"
    asked = f"year: 2010 was given, but the page says {years}: which is it?"
    assert asked in [one.text for one in report.account.questions]


def test_no_year() -> None:
    page = state_page(heading="Chad", address="https://example.org/")
    assert refused(page, Wish(Path("page.html"), profile=STATE)) == (
        "page.html:1: no year is given, and the page does not tell it; expected --year with the"
        " year that the report covers"
    )


WHOLE = state_page()
NO_REPORT = {
    "half": (
        WHOLE[: len(WHOLE) // 2],
        ": the page ends in the middle: `</html>` is missing; expected a page that was saved as a"
        " whole: save it once more",
    ),
    "a part of its contents is missing": (
        WHOLE.replace('id="report-toc__section-1"', ""),
        ':1: the page is not whole: its list of contents names "Section 1. Respect for the'
        ' Integrity of the Person", which is not in it; expected the page as it was published: save'
        " it once more",
    ),
    "a page of the publisher without a report": (
        WHOLE.replace("report__content", "report__other"),
        ":1: the page holds no report: nothing in it is `.report__content`; expected the page of a"
        " report, saved as a whole",
    ),
    "an error page": (
        page_of("", "<title>404 - Page not found | Example</title>"),
        ':1: the page says "404 - Page not found | Example", and so is no report; expected the page'
        " of a report",
    ),
    "a page with few words": (
        "<html><body><p>We are sorry.</p></body></html>",
        ":1: the page holds no report: its text has 3 words; expected a text of 50 words at least",
    ),
    "nothing": ("<!-- -->", ":1: no words are in the page; expected a report"),
    "too deep": (
        page_of("<div>" * 100_000),
        ":1: elements stand more than 256 deep within one another; expected a web page",
    ),
    "too many attributes": (
        page_of("<p " + " ".join(f"a{i}" for i in range(300)) + ">x"),
        ":1: a tag has 301 attributes; expected a web page, in which no tag has more than 256",
    ),
}


@pytest.mark.parametrize("name", NO_REPORT)
def test_what_is_no_report(name: str) -> None:
    page, message = NO_REPORT[name]
    told = refused(page, WISH)
    assert told.removeprefix("page.html").lstrip("0123456789:") == message.lstrip(":1")


MAIN = {
    "main, and in it the article": (
        f"<body><header>a</header><main><p>b</p><article>{FILLER}</article></main></body>",
        "",
    ),
    "several articles": (
        f"<body><main><article>{FILLER}</article><article>{FILLER}</article></main></body>",
        f"\n\n{SAID}",
    ),
    "the role": (f'<body><p>a</p><div role="main">{FILLER}</div></body>', ""),
    "a main without words": (f"<body><main></main><div>{FILLER}</div></body>", ""),
    "landmarks in it": (
        f"<body><main><nav>a</nav>{FILLER}<aside>b</aside><footer>c</footer></main></body>",
        "",
    ),
    "a page that is a form": (
        f"<body><form><nav>a</nav><div>{FILLER}</div><input><select><option>b</select></form></body>",
        "",
    ),
    "no main": (f"<body><nav>a</nav>{FILLER}<footer>c</footer></body>", ""),
}


@pytest.mark.parametrize("name", MAIN)
def test_general_rules(name: str) -> None:
    html, more = MAIN[name]
    body = imported(f"<html>{html}</html>", WISH).text.partition("---\n\n")[2]
    assert body == f"{SAID}{more}\n"


def test_a_page_that_nobody_knows_names_its_country() -> None:
    head = '<title>Kazakhstan | Example</title><link rel="canonical" href="https://example.org/k">'
    html = page_of("<h2>Women</h2><p>Pay was equal.</p>", head).replace(
        "<main>", "<main><h1>Kazakhstan: a year</h1>"
    )
    account = imported(html, Wish(Path("page.html"), year=2010)).account
    assert (account.country, account.title) == (KAZ, "Kazakhstan: a year")
    assert [(one.level, one.title, one.reason) for one in account.headings] == [
        (2, "Women", "its h2")
    ]


def test_a_page_that_names_no_country() -> None:
    html = page_of("<p>In Kazakhstan and in Uzbekistan.</p>")
    assert refused(html, Wish(Path("page.html"), year=2010)) == (
        "page.html:1: no country is given, and the text does not tell it plainly (mentions:"
        " Kazakhstan 1, Uzbekistan 1); expected --country with a name or code, such as KAZ"
    )


def test_the_language_is_the_words_and_else_the_page_s_own() -> None:
    page = page_of("")
    assert "language: en\n" in imported(page.replace("<html", '<html lang="fr"'), WISH).text
    words = "<p>" + "lorem ipsum dolor sit amet " * 40 + "</p>"
    plain = page.replace(FILLER, words)
    assert "language: la\n" in imported(plain.replace("<html", '<html lang="la"'), WISH).text
    assert "language: und\n" in imported(plain, WISH).text
