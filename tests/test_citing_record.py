"""What a citation holds, and what it says is not recorded; nothing is made up."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from citing_reports import (
    ARCHIVE,
    BARE,
    COMPLETE,
    DIGEST,
    NUMBERED,
    WITHOUT_ADDRESS,
    section,
    whole,
)
from reportsite.citing.csl import common, complete, csl_record
from reportsite.citing.record import Archive, cite_report
from reportsite.model import Source

AMNESTY = "Amnesty International Report 2011: The State of the World’s Human Rights"
ADDRESS = "https://reports.example.org/reports/kazakhstan/2010/"


def test_a_complete_report() -> None:
    assert csl_record(whole(COMPLETE)) == {
        "id": "kazakhstan-2010",
        "type": "chapter",
        "author": [{"literal": "Amnesty International"}],
        "title": "Kazakhstan [covering January–December 2010]",
        "title-short": "Kazakhstan",
        "container-title": AMNESTY,
        "issued": {"date-parts": [[2011, 5, 13]]},
        "number": "POL 10/001/2011",
        "ISBN": "978-0-86210-462-7",
        "URL": ADDRESS,
        "language": "en",
        "custom": {
            "period-covered": "January–December 2010",
            "original-url": "https://www.amnesty.org/en/documents/pol10/001/2011/en/",
            "original-retrieved": "2026-11-21",
        },
        "note": (
            "Period covered: January–December 2010; "
            "original: https://www.amnesty.org/en/documents/pol10/001/2011/en/; "
            "original retrieved: 2026-11-21; "
            "paragraphs: numbering of Country reports on human rights"
        ),
    }
    assert whole(COMPLETE).missing == ()


def test_a_section_is_named_in_the_title_of_its_record_and_has_its_own_address() -> None:
    record = csl_record(section(COMPLETE))
    assert record["id"] == "kazakhstan-2010-torture-and-other-ill-treatment"
    assert record["title"] == (
        "Kazakhstan: Torture and other ill-treatment [covering January–December 2010]"
    )
    assert record["section"] == "Torture and other ill-treatment"
    assert record["URL"] == f"{ADDRESS}torture-and-other-ill-treatment/"


def test_a_digest_is_this_archives_own_and_names_what_it_is_a_digest_of() -> None:
    record = csl_record(whole(DIGEST))
    assert record["type"] == "webpage"
    assert record["author"] == [{"literal": "Country reports on human rights"}]
    assert record["title"] == (
        f"Digest of Amnesty International, “Kazakhstan”, {AMNESTY} [covering January–December 2010]"
    )
    # these are the original's
    assert {"issued", "number", "ISBN", "container-title"} & record.keys() == set()
    assert "document POL 10/001/2011" in record["note"]
    assert whole(DIGEST).missing == ()


def test_what_is_not_recorded_is_left_out_and_named() -> None:
    assert csl_record(whole(BARE)) == {
        "id": "kazakhstan-2010",
        "type": "report",
        "title": "Kazakhstan [covering 2010]",
        "title-short": "Kazakhstan",
        "URL": ADDRESS,
        "language": "en",
        "custom": {"period-covered": "2010"},
        "note": "Period covered: 2010; paragraphs: numbering of Country reports on human rights",
    }
    assert whole(BARE).missing == (
        "issuing body",
        "work",
        "edition",
        "date of publication",
        "document number",
        "address of the original",
        "day on which it was retrieved",
    )


@pytest.mark.parametrize("report", [COMPLETE, DIGEST, BARE, NUMBERED])
def test_without_an_address_of_the_site_no_path_stands_for_one(report: object) -> None:
    cited = cite_report(report, WITHOUT_ADDRESS)  # type: ignore[arg-type]
    assert cited.missing[-1] == "permanent address here"
    assert "/reports/" not in repr(asdict(cited))
    assert "URL" not in complete(cited)


def test_without_an_address_of_the_site_a_citation_leads_to_the_original() -> None:
    item = common(whole(COMPLETE, WITHOUT_ADDRESS))
    assert item["URL"] == "https://www.amnesty.org/en/documents/pol10/001/2011/en/"
    assert item["accessed"] == {"date-parts": [[2026, 11, 21]]}


def test_the_original_of_a_digest_is_not_its_address() -> None:
    assert "URL" not in common(whole(DIGEST, WITHOUT_ADDRESS))


@pytest.mark.parametrize(
    ("work", "edition", "told", "is_missing"),
    [
        ("Report 2011", 2011, None, False),
        ("World Report", 2011, "2011 edition", False),
        (None, 2011, "2011 edition", False),
        ("2019 Country Reports", None, None, False),
        ("World Report", None, None, True),
    ],
)
def test_the_edition_is_told_where_the_title_of_the_work_does_not_tell_it(
    work: str | None, edition: int | None, told: str | None, is_missing: bool
) -> None:
    cited = whole(replace(COMPLETE, source=Source(work=work, edition=edition)))
    assert common(cited).get("edition") == told
    assert ("edition" in cited.missing) is is_missing


@pytest.mark.parametrize(
    ("published", "parts"),
    [("2011", [2011]), ("2011-05", [2011, 5]), ("2011-05-13", [2011, 5, 13])],
)
def test_a_date_in_part_stays_so(published: str, parts: list[int]) -> None:
    cited = whole(replace(COMPLETE, source=Source(published=published)))
    assert common(cited)["issued"] == {"date-parts": [parts]}


def test_the_entry_is_cited_as_printed_in_the_source() -> None:
    source = replace(COMPLETE.source, entry="Kazakstan,\n  Republic of")
    assert whole(replace(COMPLETE, source=source)).entry == "Kazakstan, Republic of"


def test_line_breaks_are_spaces_in_every_text() -> None:
    source = Source(organisation="A\nbody", work="A\n work", document=" \n")
    cited = cite_report(replace(COMPLETE, source=source), Archive("A\nname", ARCHIVE.root))
    assert (cited.organisation, cited.work, cited.archive.name) == (
        "A body",
        "A work",
        "A name",
    )
    assert cited.document is None
