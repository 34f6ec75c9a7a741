"""A report and a section on paper, read back from the PDF that a browser makes of them."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PageObject, PdfReader

from reportsite.site.building import build_site
from serving import served
from small_archive import REPORTS, new_archive

HOME = "https://reports.example/archive"
REPORT = "/reports/kazakhstan/2010/"
SECTION = f"{REPORT}torture-and-other-ill-treatment/"
MANY = "/reports/kazakhstan/2015/"
# in points, as Chromium makes them
PAPERS = {"A4": (595, 842), "Letter": (612, 792)}

# the sheets of a page, each as its lines, by path and size of paper
Sheets = Callable[..., list[list[str]]]
HEAD = "---\ncountry: KAZ\nyear: 2015\ntitle: Kazakhstan\nlanguage: en\n---\n\n"
LINKS = """Words [outside](https://example.org/x) and <https://example.org/bare>.

| Year | Deaths |
|---|---|
| 2009 | one |
"""


def many_sections() -> str:
    """A report with a heading every few lines, so that some come to the end of a sheet."""
    sections = [
        f'## Heading {n} {{: theme="torture" }}\n\n' + "Words go on. " * (10 + 37 * n % 90)
        for n in range(1, 41)
    ]
    return HEAD + LINKS + "\n" + "\n\n".join(sections)


@pytest.fixture(scope="module")
def printed_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small archive as a site that knows its address, served on this machine."""
    folder = tmp_path_factory.mktemp("print")
    root = new_archive(
        folder / "archive", {**REPORTS, "reports/kazakhstan/2015.md": many_sections()}
    )
    configuration = root / "mkdocs.yml"
    typed = configuration.read_text("utf-8")
    configuration.write_text(f"site_url: {HOME}/\n{typed}", "utf-8")
    build_site(root, folder / "site", strict=False)
    with served(folder / "site") as address:
        yield address


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    """A page of a reader who has chosen dark colours, on paper."""
    context = browser.new_context(color_scheme="dark")
    opened = context.new_page()
    # on a screen for a while, it would be printed as on a screen from then on
    opened.emulate_media(media="print")
    yield opened
    context.close()


@pytest.fixture(scope="module")
def sheets(paper: Page, printed_url: str) -> Sheets:
    """Print the page at a path, on A4 or another paper. Each is printed once."""

    @cache
    def printed(path: str, size: str = "A4") -> list[list[str]]:
        paper.goto(printed_url + path)
        document = PdfReader(io.BytesIO(paper.pdf(format=size)))
        sides = zip(document.pages[0].mediabox[2:], PAPERS[size], strict=True)
        assert all(abs(float(side) - wanted) < 1 for side, wanted in sides)
        return [lines(page) for page in document.pages]

    return printed


def lines(page: PageObject) -> list[str]:
    text = unicodedata.normalize("NFKC", page.extract_text())
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def whole(found: list[list[str]]) -> str:
    return " ".join(line for sheet in found for line in sheet)


@pytest.mark.parametrize("size", PAPERS)
def test_no_heading_is_torn_from_its_section(sheets: Sheets, size: str) -> None:
    found = sheets(MANY, size)
    assert len(found) > 4
    headings = {f"Heading {n}" for n in range(1, 41)}
    assert [sheet[-1] for sheet in found if sheet[-1] in headings] == []
    assert {line for sheet in found for line in sheet} >= headings


@pytest.mark.parametrize("size", PAPERS)
def test_every_sheet_is_numbered_and_says_what_it_is_of(sheets: Sheets, size: str) -> None:
    found = sheets(MANY, size)
    for number, sheet in enumerate(found, start=1):
        assert f"{number} / {len(found)}" in sheet
        assert ("Kazakhstan 2015" in sheet[:2]) == (number > 1)


def test_a_sheet_of_a_section_names_it(sheets: Sheets) -> None:
    first, *others = sheets(SECTION)
    assert "Kazakhstan › 2010 › Torture and other ill-treatment" in first
    assert all("Kazakhstan 2010: Torture and other ill-treatment" in sheet for sheet in others)


@pytest.mark.parametrize("path", [REPORT, SECTION])
def test_the_citation_with_its_address_stands_at_the_end(sheets: Sheets, path: str) -> None:
    text = whole(sheets(path))
    end = text[text.rindex("Cite") :]
    assert end.startswith("Cite Example Watch, “Kazakhstan”, Yearbook: 2011, covering 2010")
    assert f"{HOME}{path}" in end.replace(" ", "")
    assert text.replace(" ", "").count(f"{HOME}{path}") == 1
    for other in ("Chicago", "Bluebook", "BibLaTeX", "RIS"):
        assert other not in end


@pytest.mark.parametrize("path", [REPORT, SECTION])
def test_nothing_prints_that_waits_to_be_pressed(sheets: Sheets, path: str) -> None:
    text = whole(sheets(path))
    for words in ("Skip", "Search", "Colours", "Countries", "About", "Previous", "Next", "Copy"):
        assert words not in text


def test_what_one_files_is_there(sheets: Sheets) -> None:
    found = sheets(REPORT)
    text = whole(found)
    assert found[0][1:3] == ["Country reports", "Kazakhstan 2010"]
    assert "Issued by Example Watch" in text
    assert re.search(r"Text as of \d+ \w+ \d{4}, hash [0-9a-f]{12}", text)
    assert "Torture and other ill-treatment ¶2–¶11" in text


def test_each_number_stands_before_its_words(sheets: Sheets) -> None:
    """So that they stay together when they are copied out of a PDF."""
    text = whole(sheets(REPORT))
    for words in (
        "¶1 The summary",
        "¶3 Another belongs",
        "3. ¶4 The third item.",
        "¶7 An item.",
        "¶9 A quotation",
        "¶11 Year Deaths",
        "¶12 Beneath.",
    ):
        assert words in text


def test_outside_links_are_written_out_once(sheets: Sheets) -> None:
    text = whole(sheets(MANY)).replace(" ", "")
    assert "outside(https://example.org/x)andhttps://example.org/bare." in text
    assert text.count("https://example.org/bare") == 1
    assert "example.org:https://example.org/yearbook" in whole(sheets(REPORT)).replace(" ", "")


def test_it_is_black_on_white_whatever_the_reader_chose(paper: Page, printed_url: str) -> None:
    paper.goto(f"{printed_url}{REPORT}#p3")
    paper.evaluate("document.documentElement.dataset.mdColorScheme = 'slate'")
    colours = "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    assert paper.locator("body").evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert paper.locator("#p3").evaluate(colours)[1] == "rgba(0, 0, 0, 0)"


def test_what_became_of_a_paragraph_stays_with_its_neighbours(
    paper: Page, printed_url: str
) -> None:
    paper.goto(printed_url + REPORT)
    trace = '<p class="rs-trace" id="p99"><a class="pn" href="#p99">¶99</a> withdrawn</p>'
    paper.locator("#p3").evaluate("(e, html) => e.insertAdjacentHTML('afterend', html)", trace)
    rule = "e => [getComputedStyle(e).breakBefore, getComputedStyle(e).breakInside]"
    assert paper.locator("#p99").evaluate(rule) == ["avoid", "avoid"]


def test_a_site_without_an_address_prints_the_one_at_which_it_is_read(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}{REPORT}#p3")
    page.emulate_media(media="print")
    expect(page.locator(".rs-address")).to_have_text(f"{site_url}{REPORT}")
    expect(page.locator(".rs-address")).to_be_visible()
