"""Reports to cite: complete and hardly recorded ones, a digest, one with numbers of its own."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from reportsite.citing.record import Archive, Cited, cite_report, cite_section
from reportsite.model import (
    Block,
    BlockKind,
    Country,
    Numbering,
    Report,
    ReportKind,
    Section,
    Source,
)

ARCHIVE = Archive("Country reports on human rights", "https://reports.example.org/")
WITHOUT_ADDRESS = Archive("Country reports on human rights")

TORTURE = Section(
    "torture-and-other-ill-treatment",
    "Torture and other *ill-treatment*",
    2,
    "torture",
    (Block(BlockKind.PARAGRAPH, "A paragraph.", number="12"),),
)
COMPLETE = Report(
    country=Country("KAZ", "Kazakhstan", "kazakhstan"),
    name="2010",
    year=2010,
    title="Kazakhstan",
    language="en",
    kind=ReportKind.REPORT,
    source=Source(
        organisation="Amnesty International",
        work="Amnesty International Report 2011: The State of the World’s Human Rights",
        edition=2011,
        covers="January–December 2010",
        document="POL 10/001/2011",
        isbn="978-0-86210-462-7",
        published="2011-05-13",
        url="https://www.amnesty.org/en/documents/pol10/001/2011/en/",
        retrieved="2026-11-21",
    ),
    summary=(),
    sections=(TORTURE,),
)
DIGEST = replace(COMPLETE, kind=ReportKind.DIGEST)
BARE = replace(COMPLETE, source=Source())
NUMBERED = replace(
    COMPLETE,
    title="Report of the Working Group: Kazakhstan",
    numbering=Numbering.SOURCE,
    source=Source(
        organisation="Human Rights Council",
        document="A/HRC/14/10",
        published="2010-03",
        url="https://undocs.org/A/HRC/14/10",
    ),
)
ARABIC = replace(
    COMPLETE,
    country=Country("EGY", "Egypt", "egypt"),
    title="مصر",
    language="ar",
    sections=(replace(TORTURE, slug="altadhib", title="التعذيب"),),
)
REPORTS = {
    "complete": COMPLETE,
    "digest": DIGEST,
    "bare": BARE,
    "numbered": NUMBERED,
    "arabic": ARABIC,
}


def whole(report: Report, archive: Archive = ARCHIVE) -> Cited:
    """Return what a citation of a report holds."""
    return cite_report(report, archive)


def section(report: Report, archive: Archive = ARCHIVE) -> Cited:
    """Return what a citation of a report's first section holds."""
    return cite_section(whole(report, archive), report, report.sections[0])


def text_of(citation: str) -> str:
    """Return the words of a citation's HTML."""
    return html.unescape(re.sub(r"<[^>]*>", "", citation))


def of_paragraph(citation: str, number: str, address: str, attribute: str = "of-paragraph") -> str:
    """Return the words of a citation as a browser puts a paragraph in, on a section's page."""
    locator = rf'<span data-locator.*? data-{attribute}="(.*?)".*?>.*?</span>'
    cited = re.sub(locator, lambda found: found[1].replace("{number}", number), citation)
    at = f"{address}#p{number}"
    return text_of(re.sub(r"<span data-address>.*?</span>", at.replace("\\", ""), cited))
