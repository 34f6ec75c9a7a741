"""The pages on what changed: every paragraph of both editions once, light, and linked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from playwright.sync_api import Browser, Page, expect

from benchmarks.changes import edited, numbered
from compared import REPORTS, VOCABULARY, Parts, report_of
from examples import examples
from reportsite.archive import read_archive
from reportsite.diagnostics import Diagnostics
from reportsite.model import Report, ReportKind
from reportsite.site.building import build_site
from reportsite.writing import weight
from reportsite.writing.catalogue import catalogue
from reportsite.writing.change_pages import change_pages, changes_of
from reportsite.writing.page import Page as MadePage
from serving import served
from small_archive import new_archive
from test_body import convert

ROOT = Path(__file__).parents[1]
ENTRY = re.compile(
    r'<p class="rs-change rs-(?P<mark>[a-z]+)"(?: id="(?P<id>[^"]+)")?>(?P<line>.*?)</p>'
)
LINK = re.compile(r'href="[./]*reports/[a-z]+/(?P<name>[\w-]+)/index\.md#p(?P<number>\w+)"')
MOST = 200_000


def made(earlier: Report, later: Report) -> list[MadePage]:
    """Return the pages on what changed between two reports."""
    found = catalogue([earlier, later], VOCABULARY.themes)
    return list(change_pages(earlier.country, found))


def named(pages: Sequence[MadePage], report: Report) -> Counter[str]:
    """Return the numbers of a report that entries name; a run names those from end to end."""
    order = [block.number for block in report.blocks if block.number]
    numbers: list[str] = []
    for entry in (entry for page in pages for entry in ENTRY.finditer(convert(page.body))):
        links = [m["number"] for m in LINK.finditer(entry["line"]) if m["name"] == report.name]
        if links and entry["mark"] != "left":
            numbers += order[order.index(links[0]) : order.index(links[-1]) + 1]
    return Counter(numbers)


def ids(page: MadePage) -> list[str]:
    return re.findall(r' id="([^"]+)"', convert(page.body))


def check(earlier: Report, later: Report) -> list[MadePage]:
    pages = made(earlier, later)
    for report in (earlier, later):
        assert named(pages, report) == Counter(b.number for b in report.blocks if b.number)
    for page in pages:
        assert len({*ids(page)}) == len(ids(page))
    return pages


@examples(60)
@given(one=REPORTS, other=REPORTS)
def test_pages_name_every_paragraph_of_both_editions_once(one: Parts, other: Parts) -> None:
    check(report_of(one), report_of(other, 2011))


@pytest.fixture(scope="module")
def shipped() -> list[Report]:
    """The reports of the archive that ships."""
    return [numbered(report) for report in read_archive(ROOT, Diagnostics()).reports]


@pytest.mark.parametrize("level", [0, 30])
def test_pages_of_edited_reports_name_every_paragraph_once(
    level: int, shipped: list[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weight, "LARGEST", 9_000)
    blocks = [block for report in shipped for block in report.blocks]
    for report in shipped:
        one = edited(report, blocks, level, Random(level))
        source = replace(report.source, work="Yearbook", organisation="Example Watch")
        earlier = replace(one.earlier, source=source)
        pages = check(earlier, replace(one.later, source=source, year=report.year + 1))
        assert all(len(page.body.encode()) < MOST * 9_000 / 150_000 for page in pages)


def test_a_section_that_is_too_long_for_a_page_goes_on_under_its_heading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(weight, "LARGEST", 4_000)
    texts = [f"Paragraph {n} on the {n * 7}th case. " + "It was heard. " * 20 for n in range(40)]
    gone = [("Torture", "torture", texts), ("Courts", "fair-trial", texts[:20])]
    pages = check(report_of(gone), report_of([("Torture", "torture", [])], 2011))
    assert len(pages) > 3
    assert [page.path for page in pages[:2]] == [
        "countries/kazakhstan/changes/2010-2011/index.md",
        "countries/kazakhstan/changes/2010-2011/page-2.md",
    ]
    assert "(continued) {: #s-torture-0 }" in pages[1].body
    assert pages[-1].body.startswith("## Sections that are no longer there")
    assert "(continued) {: #was-s-courts-1 }" in pages[-1].body
    assert pages[1].meta["previous"] == {
        "title": f"Page 1 of {len(pages)}",
        "address": "countries/kazakhstan/changes/2010-2011/",
    }


def test_words_of_a_report_act_as_no_marks() -> None:
    texts = [
        "1. no list",
        "- none",
        "# no heading",
        "<b>*x*</b> [a](b) {: .c } | `d` & [^1]",
        "> no",
    ]
    body = made(report_of([]), report_of([("", "", texts)], 2011))[0].body
    shown = re.findall(r'<p class="rs-words">(.*?)</p>', convert(body))
    assert shown == [
        "1. no list",
        "- none",
        "# no heading",
        "&lt;b&gt;x&lt;/b&gt; a {: .c } | d &amp;",
        "&gt; no",
    ]


def test_a_report_alone_has_no_page_and_no_link() -> None:
    report = report_of([("Torture", "torture", ["Words."])])
    found = catalogue([report], VOCABULARY.themes)
    assert list(change_pages(report.country, found)) == []
    assert changes_of(report, found) == {}


def test_a_report_leads_to_what_changed_before_and_after_it() -> None:
    reports = [report_of([], year) for year in (2010, 2011, 2016)]
    found = catalogue(reports, VOCABULARY.themes)
    titles = [[link["title"] for link in changes_of(r, found)["changes"]] for r in reports]
    assert titles == [
        ["What changed in the edition of 2011"],
        ["What changed since the edition of 2010", "What changed in the edition of 2016"],
        ["What changed since the edition of 2011"],
    ]
    assert changes_of(reports[0], found)["changes"][0]["address"] == (
        "countries/kazakhstan/changes/2010-2011/"
    )


def test_years_between_which_the_archive_has_nothing_are_said() -> None:
    (page,) = made(report_of([]), report_of([], 2016))
    assert page.meta["lead"] == (
        "Example Watch, Yearbook: 2010 to 2016; this archive has no edition between."
    )
    (page,) = made(report_of([]), report_of([], 2011))
    assert page.meta["lead"] == "Example Watch, Yearbook: 2010 to 2011."


def test_names_with_hyphens_keep_two_pairs_apart() -> None:
    one, other = replace(report_of([]), name="2010-long"), report_of([], 2011)
    assert made(one, other)[0].path == "countries/kazakhstan/changes/2010-long--2011/index.md"


def test_nothing_says_that_something_got_better() -> None:
    """What is not there is not there: no more is said."""
    parts = [("Torture", "torture", ["Beatings in police custody went on, by all accounts."])]
    said = " ".join(page.text for page in made(report_of(parts), report_of([], 2011)))
    assert "says nothing about the country" in said
    assert not re.search(r"improv|better|progress|resolved|fewer abuses", said)


HEAD = """---
country: {}
year: {}
title: T
language: {}
source:
  organisation: O
  work: W
---

"""
COMPARED = {
    "reports/kazakhstan/2010.md": HEAD.format("KAZ", 2010, "en")
    + "## Torture\n\nBeatings in police custody went on, by all accounts of those held.\n\n"
    + "Pavlodar prison had no doctor from March to October.\n\n## Background\n\nPrices rose.\n",
    "reports/kazakhstan/2012.md": HEAD.format("KAZ", 2012, "en")
    + "## Torture\n\nBeatings in police custody ended, by all accounts of those held.\n\n"
    + "The new ombudsman visited Karaganda.\n",
    "reports/egypt/2010.md": HEAD.format("EGY", 2010, "ar")
    + '## التعذيب {: theme="torture" }\n\nتعرض معتقلون للضرب في أقسام الشرطة خلال العام.\n',
    "reports/egypt/2011.md": HEAD.format("EGY", 2011, "ar")
    + '## التعذيب {: theme="torture" }\n\nتعرض معتقلون للضرب المبرح في أقسام الشرطة خلال العام.\n',
}
CHANGES = "/countries/kazakhstan/changes/2010-2012/"
ARABIC = "/countries/egypt/changes/2010-2011/"


@pytest.fixture(scope="module")
def compared_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site of an archive with two editions of one source on each of two countries."""
    folder = tmp_path_factory.mktemp("changes")
    build_site(new_archive(folder / "archive", COMPARED), folder / "site", strict=True)
    with served(folder / "site") as address:
        yield address


def test_a_reader_comes_from_the_report_and_goes_on_to_a_paragraph(
    page: Page, compared_url: str
) -> None:
    page.goto(f"{compared_url}/reports/kazakhstan/2012/")
    page.get_by_role("link", name="What changed since the edition of 2010").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Kazakhstan: what changed from 2010 to 2012"
    )
    assert page.get_by_role("heading", level=2).all_inner_texts() == [
        "Torture",
        "Sections that are no longer there",
    ]
    page.get_by_role("link", name="¶3 of 2010").click()
    assert page.url == f"{compared_url}/reports/kazakhstan/2010/#p3"
    expect(page.locator("#p3")).to_contain_text("Prices rose.")


def test_words_that_differ_are_struck_through_and_underlined_and_named(
    page: Page, compared_url: str
) -> None:
    page.goto(compared_url + CHANGES)
    words = page.locator("#p1 + .rs-words")
    assert words.locator("del").all_inner_texts() == ["went on,"]
    assert words.locator("ins").all_inner_texts() == ["ended,"]

    def style(element: str, name: str, pseudo: str = "") -> str:
        script = "(e, [name, pseudo]) => getComputedStyle(e, pseudo || null)[name]"
        return str(words.locator(element).evaluate(script, [name, pseudo]))

    assert style("del", "textDecorationLine") == "line-through"
    assert style("ins", "textDecorationLine") == "underline"
    assert style("del", "content", "::before") == '" [no longer: "'
    assert style("ins", "content", "::before") == '" [now: "'
    # it is heard, and not seen
    assert style("ins", "width", "::before") == "1px"


def test_each_mark_is_a_word_and_a_shape(page: Page, compared_url: str) -> None:
    page.goto(compared_url + CHANGES)
    marks = page.locator(".rs-change")
    assert [text.split("\n")[0] for text in marks.all_inner_texts()] == [
        "¶1 reworded, in 2010 ¶1",
        "¶2 of 2010 no longer there",
        "¶2 new",
        "¶3 of 2010 no longer there",
    ]
    shapes = marks.evaluate_all("es => es.map(e => getComputedStyle(e, '::before').content)")
    assert [shape[1] for shape in shapes] == ["≠", "−", "+", "−"]


def test_the_numbers_stand_in_a_picture_a_sentence_and_a_table(
    page: Page, compared_url: str
) -> None:
    page.goto(compared_url + CHANGES)
    assert page.locator(".rs-bars figcaption").inner_text() == (
        "3 paragraphs of 2010: 1 reworded, 2 no longer there. "
        "2 paragraphs of 2012: 1 reworded, 1 new."
    )
    widths = page.locator(".rs-bars div > svg").evaluate_all(
        "es => es.map(e => [...e.querySelectorAll('.rs-bars__ground')].map("
        "r => Math.round(100 * r.getBoundingClientRect().width / e.getBoundingClientRect().width)))"
    )
    assert widths == [[33, 67], [33, 33]]
    last = page.get_by_role("table").nth(1).get_by_role("row").last
    assert last.get_by_role("cell").all_inner_texts() == ["All", "–", "1", "–", "2", "1"]


def test_right_to_left(page: Page, compared_url: str) -> None:
    page.goto(compared_url + ARABIC)
    words = page.locator(".rs-words")
    assert words.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert words.get_attribute("lang") == "ar"
    assert page.locator(".rs-change").evaluate("e => getComputedStyle(e).direction") == "ltr"


@pytest.mark.parametrize("path", [CHANGES, ARABIC])
def test_it_fits_a_phone(browser: Browser, compared_url: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(compared_url + path)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    context.close()


def test_the_search_does_not_find_it(compared_url: str, page: Page) -> None:
    answer = page.request.get(compared_url + CHANGES).text()
    assert "data-pagefind-body" not in answer


def test_it_is_printed_with_its_marks(page: Page, compared_url: str) -> None:
    page.goto(compared_url + CHANGES)
    page.emulate_media(media="print")
    expect(page.locator(".rs-bars")).to_be_visible()
    struck = page.locator("del").evaluate("e => getComputedStyle(e).textDecorationLine")
    assert struck == "line-through"
    expect(page.locator(".rs-method")).to_be_hidden()


@pytest.mark.parametrize(("kind", "told"), [(ReportKind.DIGEST, 1), (ReportKind.REPORT, 0)])
def test_digests_say_that_a_difference_may_be_one_of_the_summary(
    kind: ReportKind, told: int
) -> None:
    parts = [("", "", ["Prices rose."])]
    pair = [replace(report_of(parts, year), kind=kind) for year in (2010, 2011)]
    [page] = made(*pair)
    assert page.body.count("a difference may lie in the summary, and not in the report") == told
