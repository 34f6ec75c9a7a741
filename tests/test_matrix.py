"""The table of themes and editions: its shades, its sources, and what it is where it is large."""

from __future__ import annotations

import re
from functools import partial
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from reportsite.comparing.editions import Series
from reportsite.model import Block, BlockKind, Country, Report, ReportKind, Section, Source
from reportsite.site.matrix_tables import MatrixRow, MatrixTable, with_matrices
from reportsite.vocabulary.loading import Vocabulary
from reportsite.writing import weight
from reportsite.writing.catalogue import catalogue
from reportsite.writing.country_pages import country_pages
from reportsite.writing.editions import source_names
from reportsite.writing.matrix import SHADES, by_edition, matrix_of, shade
from reportsite.writing.page import Page as MadePage
from reportsite.writing.paging import weight_of
from reportsite.writing.word_counts import word_counts
from test_body import convert

KAZAKHSTAN = Country("KAZ", "Kazakhstan", "kazakhstan")
WATCH = Source(organisation="Example Watch", work="Yearbook")
ROOM = "reportsite.writing.country_pages.room"


@pytest.mark.parametrize(
    ("words", "shown"),
    [(64, 6), (33, 6), (32, 5), (17, 5), (16, 4), (8, 3), (4, 2), (3, 2), (2, 1), (1, 1), (0, 1)],
)
def test_each_shade_is_for_half_of_the_next(words: int, shown: int) -> None:
    assert shade(words, 64) == shown


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(1, 10_000))
def test_more_words_are_never_lighter(one: int, other: int, most: int) -> None:
    fewer, more = sorted([min(one, most), min(other, most)])
    assert 1 <= shade(fewer, most) <= shade(more, most) <= shade(most, most) == SHADES


def report(
    year: int = 2010,
    source: Source = WATCH,
    kind: ReportKind = ReportKind.REPORT,
    language: str = "en",
    sections: tuple[Section, ...] = (),
) -> Report:
    return Report(KAZAKHSTAN, str(year), year, "Kazakhstan", language, kind, source, (), sections)


def series(organisation: str, label: str, of: Report) -> Series:
    return Series(label, organisation, (of,))


NAMES = {
    "an organisation is enough": (
        [series("A Watch", "Yearbook", report()), series("B Watch", "Yearbook", report())],
        ["A Watch", "B Watch"],
    ),
    "two works": (
        [series("A Watch", "Yearbook", report()), series("A Watch", "Almanac", report())],
        ["A Watch: Yearbook", "A Watch: Almanac"],
    ),
    "a digest": (
        [
            series("A Watch", "Yearbook", report()),
            series("A Watch", "Yearbook (digest)", report(kind=ReportKind.DIGEST)),
        ],
        ["A Watch", "A Watch, digest"],
    ),
    "two languages": (
        [
            series("A Watch", "Yearbook", report()),
            series("A Watch", "Yearbook", report(language="ru")),
        ],
        ["A Watch: Yearbook, in English", "A Watch: Yearbook, in Russian"],
    ),
    "nothing recorded": (
        [series("", "", report()), series("", "", report(2011)), series("", "Yearbook", report())],
        ["Source not recorded", "Source not recorded", "Yearbook"],
    ),
}


@pytest.mark.parametrize(("found", "names"), NAMES.values(), ids=NAMES)
def test_sources_have_the_names_that_tell_them_apart(found: list[Series], names: list[str]) -> None:
    assert source_names(found) == names


def country_page(vocabulary: Vocabulary, reports: list[Report]) -> MadePage:
    """Return the page of the only country that has reports."""
    found = catalogue(reports, vocabulary.themes)
    *_, page = country_pages(found.countries()[0], found)
    return page


def on(theme: str, words: int) -> Section:
    """Return a section of so many words."""
    block = Block(BlockKind.PARAGRAPH, " ".join(["word"] * words), number="1")
    return Section(theme, theme, 2, theme, (block,))


def test_a_country_of_many_years_has_a_column_a_decade(
    vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weight, "LARGEST", 1500)
    other = Source(organisation="Another Watch", work="Almanac")
    page = country_page(
        vocabulary,
        [
            report(2009, sections=(on("impunity", 5),)),
            *(report(year, sections=(on("torture", 10),)) for year in range(2011, 2031, 3)),
            report(2012, other, sections=(on("torture", 3),)),
        ],
    )
    assert page.meta["sources"] == [
        {"source": "Example Watch", "columns": 3},
        {"source": "Another Watch", "columns": 1},
    ]
    target = "../themes/torture/kazakhstan.md"
    assert "| Theme | 2000s | 2010s | 2020s | 2010s |\n|---|---|---|---|---|\n" in page.body
    nothing = "*no section on this theme in these editions, nor a paragraph*{: .rs-none }"
    cells = (
        f"[30]({target}#2011){{: .w6 }} | [40]({target}#2020){{: .w6 }} | "
        "[3](../reports/kazakhstan/2012/torture.md){: .w6 }"
    )
    assert f"]({target}) | {nothing} | {cells} |\n" in page.body
    assert "| *All words of the edition* | 5 | 30 | 40 | 3 |" in page.body


def test_columns_are_editions_up_to_the_limit_of_a_page_and_decades_beyond(
    vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = [report(year, sections=(on("torture", 10),)) for year in range(2008, 2013)]
    found = catalogue(reports, vocabulary.themes)
    path = "countries/kazakhstan.md"
    table = matrix_of(KAZAKHSTAN, path, found, word_counts(tuple(reports)), by_edition)
    for limit, columns in ((weight_of(table.rows), 5), (weight_of(table.rows) - 1, 2)):
        monkeypatch.setattr(ROOM, partial(lambda limit, beside: limit, limit))
        assert country_page(vocabulary, reports).meta["sources"] == [
            {"source": "Example Watch", "columns": columns}
        ]


def table_of(body: str, first: str = "Theme") -> MatrixTable:
    """Return the only table of a page's Markdown whose first head is this."""
    pieces = with_matrices(convert(body))
    (table,) = (one for one in pieces if isinstance(one, MatrixTable) and one.first == first)
    return table


PLAIN = "| Report | Source |\n|---|---|\n| 2010 | Yearbook |"
TABLE = """\
| {} | [2010](a.md) | 2012 |
|---|---|---|
| **A** | [1](b.md){{: .w6 }} | |
| *B* | 2 | 3 |
"""


def test_tables_are_taken_apart_for_the_template() -> None:
    for first, label in (
        ("Theme", "Words on each theme, by edition"),
        ("Section", "Words of other sections, by edition"),
    ):
        assert table_of(TABLE.format(first), first) == MatrixTable(
            label,
            first,
            ('<a href="a.md">2010</a>', "2012"),
            (
                MatrixRow("<strong>A</strong>", ('<a class="w6" href="b.md">1</a>', "")),
                MatrixRow("<em>B</em>", ("2", "3")),
            ),
        )


def test_whatever_else_a_page_has_is_left_as_it_is() -> None:
    parts = ["Before.", PLAIN, "Between.", TABLE.format("Section"), "Behind.", PLAIN]
    html = convert("\n\n".join(parts))
    before, table, behind = with_matrices(html)
    assert isinstance(table, MatrixTable)
    assert before == html[: html.index("<table>", html.index("Between."))]
    assert behind == html[html.index("\n<p>Behind.") :]
    for other in ("", "<p>Text.</p>", convert(PLAIN), "<table>", "<th>Theme</th>"):
        assert "".join(map(str, with_matrices(other))) == other


def test_a_table_keeps_every_cell_of_its_markdown(vocabulary: Vocabulary) -> None:
    body = country_page(
        vocabulary, [report(year, sections=(on("torture", 10),)) for year in (2010, 2012)]
    ).body
    table = table_of(body)
    lines = body.partition("| Theme |")[2].partition("\n\n")[0].split("\n")[2:]
    assert [len(row.cells) for row in table.rows] == [len(table.heads)] * len(lines)


def test_shades_follow_from_the_same_source_alone(vocabulary: Vocabulary) -> None:
    little = Source(organisation="Short Notes", work="Notes")
    texts = [
        report(2010, sections=(on("torture", 1000), on("impunity", 100))),
        report(2011, little, sections=(on("torture", 2), on("impunity", 1))),
    ]
    alone = [country_page(vocabulary, [one]).body for one in texts]
    together = country_page(vocabulary, texts).body
    for cell in ("[1,000]", "[100]"):
        assert cell_of(alone[0], cell) == cell_of(together, cell)
    for cell in ("[2]", "[1]"):
        assert cell_of(alone[1], cell) == cell_of(together, cell)
    assert [cell_of(together, cell)[-4:] for cell in ("[1,000]", "[100]", "[2]", "[1]")] == [
        *("w6 }", "w3 }", "w6 }", "w5 }"),
    ]


def cell_of(body: str, words: str) -> str:
    """Return the cell of a number of words."""
    return next(cell for cell in body.split(" | ") if cell.startswith(words)).split(" |")[0]


def test_a_country_whose_reports_have_no_sections_has_no_table(vocabulary: Vocabulary) -> None:
    body = country_page(vocabulary, [report(2010)]).body
    assert "##" not in body
    assert "Shades" not in body


REGION = "Words on each theme, by edition"


def test_the_table_scrolls_by_itself_and_keeps_its_themes_in_view(
    browser: Browser, site_url: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{site_url}/countries/kazakhstan/")
    region = page.get_by_role("region", name=REGION)
    theme = region.get_by_role("rowheader", name="Torture and other ill-treatment")
    expect(theme).to_be_visible()
    before = theme.evaluate("e => e.getBoundingClientRect().x")
    region.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.rs-matrix').scrollLeft > 20")
    assert theme.evaluate("e => e.getBoundingClientRect().x") == before
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    context.close()


def test_a_table_has_heads_for_sources_editions_and_themes(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/countries/kazakhstan/")
    table = page.get_by_role("region", name=REGION).get_by_role("table")
    sources = table.locator("th[scope=colgroup]")
    assert [sources.nth(at).get_attribute("colspan") for at in range(sources.count())] == ["2", "2"]
    assert table.locator("th[scope=col]").all_inner_texts() == [
        *("Theme", "2008", "2010", "2019", "2024"),
    ]
    rows = table.locator("tbody tr")
    assert table.locator("tbody th[scope=row]").count() == rows.count()
    assert rows.last.locator("th").inner_text() == "All words of the edition"


def test_numbers_lead_to_what_they_count(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/countries/kazakhstan/")
    row = page.get_by_role("row", name=re.compile("^Impunity"))
    row.get_by_role("link", name=re.compile(r"^\d+$")).nth(1).click()
    expect(page).to_have_url(f"{site_url}/reports/kazakhstan/2010/impunity/")


def test_an_empty_cell_says_so_and_shows_a_dash(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/countries/kazakhstan/")
    row = page.get_by_role("row", name=re.compile("^Impunity"))
    cell = row.get_by_role("cell", name="no section on this theme in this edition").first
    shown = cell.locator("em").evaluate("e => getComputedStyle(e, '::before').content")
    assert "–" in shown
    box = cell.bounding_box()
    assert box
    assert box["width"] < 120


def test_shades_differ_and_can_be_read(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/countries/kazakhstan/")
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        grounds = [
            page.locator(f".rs-shades .w{step}").evaluate(
                "e => getComputedStyle(e).backgroundColor"
            )
            for step in range(1, 7)
        ]
        assert len(set(grounds)) == 6
    page.emulate_media(forced_colors="active")
    rules = [
        page.locator(f".rs-shades .w{step}").evaluate(
            "e => getComputedStyle(e).borderBlockEndWidth"
        )
        for step in range(1, 7)
    ]
    assert rules == [f"{step}px" for step in range(1, 7)]
