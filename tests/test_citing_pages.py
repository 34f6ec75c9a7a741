"""The pages of a site say how they are cited; reading and downloading need no JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import extruct
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from playwright.sync_api import Browser, Page, expect

from reportsite.site.making.keys import LIBRARIES
from running import call
from serving import served
from small_archive import new_archive

ADDRESS = "https://reports.example.org/"
CITED = re.compile(r"<span data-address>(.*?)</span>")
CANONICAL = re.compile(r'<link rel="canonical" href="(.*?)">')
SECTION = "reports/kazakhstan/2010/torture-and-other-ill-treatment/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small archive's site, which knows its address."""
    root = new_archive(tmp_path_factory.mktemp("cited") / "archive")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as configuration:
        configuration.write(f"\nsite_url: {ADDRESS}\n")
    done = call("build", "--root", root)
    assert done.status == 0, done.err
    return root / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, without a slash at its end."""
    with served(site) as found:
        yield found


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Page]:
    """A reader without JavaScript, on the page of a section."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{SECTION}")
    yield page
    context.close()


def cited_pages(site: Path) -> list[Path]:
    """Return the pages of reports and sections."""
    return sorted(site.glob("reports/*/**/index.html"))


def test_every_report_and_section_is_cited_and_no_other_page(site: Path) -> None:
    cited = {file for file in site.rglob("*.html") if 'id="cite"' in file.read_text("utf-8")}
    assert cited == {*cited_pages(site)}
    assert len(cited) == 10


def test_the_address_that_is_cited_is_that_of_the_page(site: Path) -> None:
    for file in cited_pages(site):
        page = file.read_text("utf-8")
        found = CITED.findall(page)
        path = file.parent.relative_to(site).as_posix()
        assert {*found} == {*CANONICAL.findall(page)} == {f"{ADDRESS}{path}/"}


def test_the_parts_of_a_report_lead_to_pages(site: Path) -> None:
    report = site / "reports" / "kazakhstan" / "2010"
    page = (report / "index.html").read_text("utf-8")
    [found] = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    assert [part["name"] for part in found["hasPart"]] == [
        "Torture and other ill-treatment",
        "Prisons",
        "Impunity",
        "Qwertyuiop",
    ]
    for part in found["hasPart"]:
        assert (site / part["url"].removeprefix(ADDRESS) / "index.html").is_file()


def test_the_full_citation_is_seen_and_the_styles_are_opened(reader: Page) -> None:
    reader.get_by_role("link", name="Cite this section").click()
    expect(reader.get_by_role("heading", name="Cite")).to_be_in_viewport()
    expect(reader.locator('[data-style="full"]')).to_be_visible()
    oscola = reader.locator('[data-style="oscola"]')
    expect(oscola).to_be_hidden()
    reader.get_by_text("Chicago, APA, MLA, OSCOLA, Bluebook").click()
    expect(oscola).to_have_text(
        "Example Watch, ‘Kazakhstan [covering 2010]’ Yearbook: 2011 "
        f"s “Torture and other ill-treatment” <{ADDRESS}{SECTION}>."
    )


def test_a_section_is_downloaded_from_its_page(reader: Page) -> None:
    with reader.expect_download() as found:
        reader.get_by_role("link", name="RIS", exact=True).click()
    name = "kazakhstan-2010-torture-and-other-ill-treatment.ris"
    assert found.value.suggested_filename == name
    [record] = rispy.loads(found.value.path().read_text("utf-8"))
    assert record["urls"] == [f"{ADDRESS}{SECTION}"]


def test_a_report_is_downloaded_with_its_sections(reader: Page, address: str) -> None:
    reader.goto(f"{address}/reports/kazakhstan/2010/")
    with reader.expect_download() as found:
        reader.get_by_role("link", name="BibLaTeX", exact=True).click()
    assert found.value.suggested_filename == "kazakhstan-2010.bib"
    library = parse_string(found.value.path().read_text("utf-8"))
    assert [one.key for one in library.entries][:2] == [
        "kazakhstan-2010",
        "kazakhstan-2010-torture-and-other-ill-treatment",
    ]


def test_what_is_not_recorded_is_said(reader: Page) -> None:
    expect(reader.locator(".rs-cite__missing")).to_have_text(
        "Not recorded, and so left out: date of publication, document number, "
        "day on which it was retrieved."
    )


def test_an_archive_without_an_address_has_no_permanent_one(built: Path) -> None:
    for file in cited_pages(built / "site"):
        page = file.read_text("utf-8")
        assert "data-address" not in page
        assert "permanent address here." in page


def test_a_new_version_of_the_processor_makes_pages_anew() -> None:
    assert "citeproc-py" in LIBRARIES
