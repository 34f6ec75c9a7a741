"""What programs read in a page's head, as extruct and lxml read it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import extruct
import jinja2
import pytest
from lxml import html

from citing_reports import (
    ARCHIVE,
    BARE,
    COMPLETE,
    DIGEST,
    NUMBERED,
    REPORTS,
    WITHOUT_ADDRESS,
)
from reportsite.citing.page import citing_by_page
from reportsite.citing.record import Archive
from reportsite.model import Report, Source
from reportsite.site.settings import THEME

AMNESTY = "Amnesty International Report 2011: The State of the World’s Human Rights"
ORIGINAL = "https://www.amnesty.org/en/documents/pol10/001/2011/en/"
ADDRESS = "https://reports.example.org/reports/kazakhstan/2010/"
TORTURE = f"{ADDRESS}torture-and-other-ill-treatment/"


def head(report: Report, archive: Archive = ARCHIVE, *, page: str = "index") -> str:
    """Return a page that has nothing but the head of a report's page, or of its section's."""
    citing = citing_by_page([report], archive)[f"reports/{report.address}/{page}.md"]
    templates = jinja2.Environment(loader=jinja2.FileSystemLoader(THEME), autoescape=False)
    made = templates.get_template("parts/head_cite.html").render(citing=citing)
    return f"<!doctype html><html><head><title>x</title>{made}</head><body></body></html>"


def tags(page: str) -> list[tuple[str, str]]:
    """Return the names and values of a page's meta elements."""
    found = html.document_fromstring(page).iterfind(".//meta[@name]")
    return [(one.get("name", ""), one.get("content", "")) for one in found]


def linked(page: str) -> dict[str, Any]:
    """Return the JSON-LD of a page."""
    [found] = extruct.extract(page, base_url=ADDRESS, syntaxes=["json-ld"])["json-ld"]
    return dict(found)


def dublin_core(page: str) -> list[tuple[str, str]]:
    """Return the Dublin Core elements and terms of a page."""
    [found] = extruct.extract(page, base_url=ADDRESS, syntaxes=["dublincore"])["dublincore"]
    return [(one["name"], one["content"]) for one in (*found["elements"], *found["terms"])]


def test_the_tags_of_a_complete_report() -> None:
    assert tags(head(COMPLETE)) == [
        ("citation_title", "Kazakhstan [covering January–December 2010]"),
        ("citation_author", "Amnesty International"),
        ("citation_book_title", AMNESTY),
        ("citation_isbn", "978-0-86210-462-7"),
        ("citation_publication_date", "2011/05/13"),
        ("citation_language", "en"),
        ("citation_public_url", ADDRESS),
        ("DC.title", "Kazakhstan [covering January–December 2010]"),
        ("DC.creator", "Amnesty International"),
        ("DC.date", "2011-05-13"),
        ("DC.type", "Text"),
        ("DC.language", "en"),
        ("DC.identifier", ADDRESS),
        ("DC.identifier", "POL 10/001/2011"),
        ("DC.source", ORIGINAL),
        ("DCTERMS.spatial", "Kazakhstan"),
        ("DCTERMS.temporal", "January–December 2010"),
        ("DCTERMS.isPartOf", AMNESTY),
    ]


def test_extruct_finds_the_dublin_core() -> None:
    found = dublin_core(head(COMPLETE))
    wanted = [one for one in tags(head(COMPLETE)) if one[0].startswith("DC")]
    assert sorted(found) == sorted(wanted)


def test_a_report_of_its_own_has_an_institution_and_a_number() -> None:
    found = dict(tags(head(NUMBERED)))
    assert found["citation_technical_report_institution"] == "Human Rights Council"
    assert found["citation_technical_report_number"] == "A/HRC/14/10"
    assert found["citation_publication_date"] == "2010/03"
    assert "citation_book_title" not in found


def test_a_digest_is_of_this_archive_and_has_no_number_or_date_of_its_own() -> None:
    found = dict(tags(head(DIGEST)))
    assert found["citation_technical_report_institution"] == "Country reports on human rights"
    assert found["DC.creator"] == "Country reports on human rights"
    assert found["DC.source"] == ORIGINAL
    for name in ("citation_technical_report_number", "citation_publication_date", "DC.date"):
        assert name not in found


def test_what_is_not_recorded_has_no_tag() -> None:
    assert tags(head(BARE, WITHOUT_ADDRESS)) == [
        ("citation_title", "Kazakhstan [covering 2010]"),
        ("citation_language", "en"),
        ("DC.title", "Kazakhstan [covering 2010]"),
        ("DC.type", "Text"),
        ("DC.language", "en"),
        ("DCTERMS.spatial", "Kazakhstan"),
        ("DCTERMS.temporal", "2010"),
    ]


def test_a_section_is_named_in_its_tags() -> None:
    found = dict(tags(head(COMPLETE, page="torture-and-other-ill-treatment")))
    assert found["citation_public_url"] == TORTURE
    assert found["citation_title"] == (
        "Kazakhstan: Torture and other ill-treatment [covering January–December 2010]"
    )


def test_json_ld_of_a_report_names_its_sections_and_their_addresses() -> None:
    assert linked(head(COMPLETE)) == {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": "Kazakhstan",
        "author": {"@type": "Organization", "name": "Amnesty International"},
        "datePublished": "2011-05-13",
        "reportNumber": "POL 10/001/2011",
        "isPartOf": {"@type": "Book", "name": AMNESTY, "isbn": "978-0-86210-462-7"},
        "isBasedOn": ORIGINAL,
        "url": ADDRESS,
        "inLanguage": "en",
        "temporalCoverage": "2010",
        "spatialCoverage": {"@type": "Country", "name": "Kazakhstan"},
        "hasPart": [
            {
                "@type": "CreativeWork",
                "name": "Torture and other ill-treatment",
                "url": TORTURE,
            }
        ],
    }


def test_json_ld_of_a_section_names_its_report() -> None:
    assert linked(head(COMPLETE, page="torture-and-other-ill-treatment")) == {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": "Torture and other ill-treatment",
        "url": TORTURE,
        "inLanguage": "en",
        "isPartOf": {"@type": "Report", "name": "Kazakhstan", "url": ADDRESS},
    }


def test_json_ld_of_a_digest_names_what_it_is_based_on() -> None:
    found = linked(head(DIGEST))
    assert found["author"]["name"] == "Country reports on human rights"
    assert "datePublished" not in found
    assert found["isBasedOn"]["name"] == "Kazakhstan"
    assert found["isBasedOn"]["author"]["name"] == "Amnesty International"
    assert found["isBasedOn"]["url"] == ORIGINAL


HARD = ["</script><script>alert(1)</script>", 'a "b" & <c>', "<!-- <script>", "x\u2028y", "مصر"]


@pytest.mark.parametrize("typed", HARD)
def test_hard_texts_survive_and_end_no_element(typed: str) -> None:
    report = replace(
        COMPLETE,
        title=typed,
        source=Source(organisation=typed, work=typed, document=typed),
    )
    page = head(report)
    plain = " ".join(typed.split())
    assert linked(page)["name"] == linked(page)["author"]["name"] == plain
    found = dict(tags(page))
    assert found["citation_title"] == f"{plain} [covering 2010]"
    assert found["citation_author"] == found["citation_book_title"] == plain
    assert len(html.document_fromstring(page).findall(".//script")) == 1


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_without_an_address_of_the_site_no_path_stands_for_one(report: Report) -> None:
    for page in ("index", report.sections[0].slug):
        assert "/reports/" not in head(report, WITHOUT_ADDRESS, page=page)
