"""What sources.yml tells of a publisher's pages: read, held against the page, or at fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from pages import FILLER, SOURCES, VOCABULARY, page_of
from reportsite.diagnostics import Diagnostics
from reportsite.importing.page_profiles import (
    NO_PAGES,
    DropRule,
    HeadingRule,
    PagePlace,
    PageProfile,
)
from reportsite.importing.result import ImportFault
from reportsite.importing.sources import Sources, load_sources
from reportsite.importing.text import Annotated, Wish, import_text
from reportsite.importing.web.page import import_page

LISTS = "reports/vocabulary/sources.yml"
EXAMPLE = """\
profiles:
  example:
    source: {organisation: Example Observer, work: "Observer {year}"}
    page:
      known_by:
        - {select: "body.example"}
      report: [.none, .text]
      contents: .toc a
      headings:
        - {select: p.head, level: 2}
        - {select: .sub, level: 3, lettered: true}
      labels: [.label]
      references: ['\\(see above\\)$']
      drop:
        - {select: .ad, reason: advertisement}
        - {select: p, pattern: ^Photo}
      facts:
        - {select: h1, pattern: '(?P<country>\\w+) in (?P<year>\\d{4})'}
        - {select: time, attribute: datetime, pattern: '(?P<published>.+)'}
"""
PAGE = f"""\
<html><body class="example"><h1>Kazakhstan in 2010</h1><time datetime="2011-05-13">May</time>
<div class="text">{FILLER}<p class="label">I.</p><p class="head">Women</p>
<p class="sub">a. Work</p><p>x</p><p class="sub">Wages</p><p>y</p><p class="ad">Buy</p>
<p>Photo: nobody</p><p class="sub">b. School (see above)</p></div></body></html>
"""


def loaded(text: str, root: Path) -> tuple[Sources, list[str]]:
    file = root / LISTS
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    diagnostics = Diagnostics()
    sources = load_sources(root, diagnostics)
    return sources, [str(one).removeprefix(f"{LISTS}:") for one in sorted(diagnostics.faults)]


def test_what_is_read(tmp_path: Path) -> None:
    sources, faults = loaded(EXAMPLE, tmp_path)
    assert faults == []
    assert sources.profiles["example"].page == PageProfile(
        known_by=(PagePlace("body.example"),),
        report=(".none", ".text"),
        contents=".toc a",
        headings=(HeadingRule("p.head", 2), HeadingRule(".sub", 3, lettered=True)),
        labels=(".label",),
        references=(r"\(see above\)$",),
        drop=(
            DropRule(".ad", "advertisement"),
            DropRule("p", "in the profile's list in sources.yml", "^Photo"),
        ),
        facts=(
            PagePlace("h1", "", r"(?P<country>\w+) in (?P<year>\d{4})"),
            PagePlace("time", "datetime", "(?P<published>.+)"),
        ),
    )


def imported(sources: Sources, page: str = PAGE) -> Annotated:
    return import_page(page, Wish(Path("page.html")), sources, VOCABULARY)


def test_a_page_that_a_profile_knows(tmp_path: Path) -> None:
    sources, _ = loaded(EXAMPLE, tmp_path)
    report = imported(sources)
    said = FILLER[3:-4].strip()
    assert (
        report.text
        == f"""---
# yaml-language-server: $schema=../report.schema.json
country: KAZ
year: 2010
title: Kazakhstan
language: und
source:
  organisation: Example Observer
  work: Observer 2010
  published: '2011-05-13'
#   document:
#   url:
#   retrieved:
---

{said}

## I. Women

### a. Work

x

#### Wages

y

### b. School

(see above)
"""
    )
    assert [(one.text, one.reason) for one in report.account.dropped] == [
        ("Buy", "advertisement"),
        ("Photo: nobody", "in the profile's list in sources.yml"),
    ]
    assert report.account.profile == "example"


def test_a_page_that_two_profiles_know_is_nobody_s(tmp_path: Path) -> None:
    twice = EXAMPLE + EXAMPLE.removeprefix("profiles:\n").replace("example:", "other:")
    sources, faults = loaded(twice, tmp_path)
    assert faults == []
    with pytest.raises(ImportFault) as caught:
        imported(sources)
    assert caught.value.diagnostic.wrong == "no year is given, and the page does not tell it"


def test_a_text_has_the_year_in_its_source_too(tmp_path: Path) -> None:
    sources, _ = loaded(EXAMPLE, tmp_path)
    wish = Wish(
        Path("x.txt"), VOCABULARY.countries.by_code("KAZ"), 2010, sources.profiles["example"]
    )
    report = import_text("It rained in all the land.", wish, sources, VOCABULARY)
    assert "  work: Observer 2010\n" in report.text


def test_a_page_that_no_profile_knows_has_none() -> None:
    wish = Wish(Path("page.html"), VOCABULARY.countries.by_code("KAZ"), 2010)
    assert import_page(page_of(""), wish, SOURCES, VOCABULARY).account.profile == ""


FAULTS = {
    "source: {work: 'Report {yaer}'}": (
        "1: `{yaer}` stands for nothing; expected `{year}` for the year that the report covers, or"
        " plain words",
    ),
    "page: x": ("1: `profiles.x.page` is not a mapping; expected `name: value` on each line",),
    "page: {colour: red}": (
        '1: unknown field "colour"; a field is one of known_by, report, contents, headings,'
        " labels, references, drop, facts",
    ),
    "page: {report: 'h2 >'}": (
        "1: `profiles.x.page.report` is no CSS selector (Expected selector, got <EOF at 4>);"
        " expected one such as `.report h2`",
    ),
    "page: {report: 2}": (
        "1: `profiles.x.page.report` is not text; expected text in quotation marks",
    ),
    "page: {drop: .ad}": (
        "1: `profiles.x.page.drop` is not a list; expected a `-` before each of its parts",
    ),
    "page: {drop: [{selct: .ad}]}": (
        "1: `profiles.x.page.drop` selects nothing; expected `select:` and a CSS selector",
        '1: unknown field "selct"; did you mean "select"? a field is one of select, pattern,'
        " reason",
    ),
    "page: {drop: [{reason: old}]}": (
        "1: `profiles.x.page.drop` selects nothing; expected `select:` and a CSS selector",
    ),
    "page: {drop: [{select: p, pattern: '('}]}": (
        "1: `profiles.x.page.drop.pattern` is no regular expression (missing ), unterminated"
        " subpattern at position 0); expected one as Python's `re` has it",
    ),
    "page: {references: ['*']}": (
        "1: `profiles.x.page.references` is no regular expression (nothing to repeat at position"
        " 0); expected one as Python's `re` has it",
    ),
    "page: {facts: [{select: h1, pattern: x}]}": (
        "1: a pattern of `profiles.x.page.facts` has no named group; a group is one of title,"
        " country, year, part, organisation, work, edition, entry, covers, document, isbn,"
        " published, url, retrieved, licence",
    ),
    "page: {facts: [{select: h1, pattern: '(?P<land>x)'}]}": (
        "1: a pattern of `profiles.x.page.facts` has the group `land`; a group is one of title,"
        " country, year, part, organisation, work, edition, entry, covers, document, isbn,"
        " published, url, retrieved, licence",
    ),
    "page: {headings: [{select: h2}, {select: h3, level: 9}]}": (
        "1: `profiles.x.page.headings.level` is `9`; expected one of 2, 3, 4, 5, 6",
        "1: `profiles.x.page.headings` has no level; expected `level: 2`, or up to 6",
    ),
    "page: {headings: [{select: h4, level: 2, lettered: x}]}": (
        "1: `profiles.x.page.headings.lettered` is `x`; expected one of true, false",
    ),
}


@pytest.mark.parametrize("text", FAULTS)
def test_faults(text: str, tmp_path: Path) -> None:
    sources, faults = loaded(f"profiles: {{x: {{{text}}}}}\n", tmp_path)
    assert faults == list(FAULTS[text])
    assert sources.profiles["x"].page == NO_PAGES
