"""Pages at addresses that a report no longer has: former sections, and all of one that moved.

Each says in words what became of the text and leads on. Every paragraph that was ever published
there keeps its address on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportsite.model import FormerSection, Report
from reportsite.writing.addresses import address, link, page_below, report_page
from reportsite.writing.catalogue import Catalogue
from reportsite.writing.fates import section_file, section_link, trace_writer
from reportsite.writing.markdown import escape, plain
from reportsite.writing.page import Meta, Page, make_page
from reportsite.writing.report_meta import about, report_in_short, step_of_country, titles
from reportsite.writing.traces import (
    SUMMARY,
    former_addresses,
    gone_sections,
    homes_of,
    numbers_by_page,
    traces_of_former,
)

TAKEN_OUT = "This section was taken out of the report {}."
NOT_THERE = "This section is no longer in the report {}."
STANDS_IN = "The text of this section stands now in {}."
REST_STANDS_IN = "What is left of its text stands now in {}."
REPORT_STANDS_AT = "This report once stood at {}. It stands now at {}."
SECTION_STANDS_AT = "This section once stood at {}. It stands now at {}."
IS_TOLD_AT = "This section once stood at {}. What became of it is told at {}."
FOLLOW = "Follow the number of a paragraph to its place now:"


def former_pages(report: Report, catalogue: Catalogue) -> Iterator[Page]:
    """Make the pages of a report's former sections, and those at addresses that it once had."""
    for section in gone_sections(report):
        yield _former_section(report, section, catalogue)
    for former in former_addresses(report):
        yield from _signposts(report, former, catalogue)


def former_files(report: Report) -> Iterator[str]:
    """Yield the paths of these pages' files below the site's root."""
    gone = [section.slug for section in gone_sections(report)]
    everything = [SUMMARY, *(section.slug for section in report.sections), *gone]
    places = [(report.address, gone), *((one, everything) for one in former_addresses(report))]
    for home, slugs in places:
        yield from (f"{address(page_below(home, slug))}index.html" for slug in slugs)


def _former_section(report: Report, section: FormerSection, catalogue: Catalogue) -> Page:
    write = trace_writer(report, section.slug)
    return make_page(
        page_below(report.address, section.slug),
        "former",
        report.place.path,
        _section_meta(report, section.title, catalogue),
        words=_what_happened(report, section, catalogue.name(report)),
        parts=[write(trace) for trace in traces_of_former(section)],
    )


def _what_happened(report: Report, section: FormerSection, name: str) -> str:
    found = homes_of(report, section)
    links = [section_link(report, home) for home in dict.fromkeys(found) if home is not None]
    whole = f"[{escape(name)}]({section_file(SUMMARY)})"
    if not links:
        return TAKEN_OUT.format(whole)
    if len(links) == 1 and None not in found:
        return STANDS_IN.format(*links)
    return f"{NOT_THERE.format(whole)} {REST_STANDS_IN.format(_listed(links))}"


def _listed(parts: Sequence[str]) -> str:
    """Return parts as a sentence lists them: "a, b and c"."""
    *others, last = parts
    return f"{', '.join(others)} and {last}" if others else last


def _signposts(report: Report, former: str, catalogue: Catalogue) -> Iterator[Page]:
    """Make the pages at a former address, of all that has one at the address of now."""
    standing = {one.slug for one in report.sections}
    for slug, numbers in numbers_by_page(report).items():
        if slug == SUMMARY:
            meta, words = _whole_meta(report, catalogue), REPORT_STANDS_AT
        else:
            meta = _section_meta(report, titles(report)[slug], catalogue)
            words = SECTION_STANDS_AT if slug in standing else IS_TOLD_AT
        yield _signpost(report, page_below(former, slug), slug, meta, words, numbers)


def _signpost(
    report: Report, path: str, slug: str, meta: Meta, words: str, numbers: Sequence[str]
) -> Page:
    """Make one page at a former address, with a link for each number of the page of now."""
    now = page_below(report.address, slug)
    target = link(now, path)
    links = " ".join(f"[¶{one}]({target}#p{one}){{: #p{one} }}" for one in numbers)
    return make_page(
        path,
        "former",
        report.place.path,
        meta,
        words=words.format(escape(address(path)), f"[{escape(address(now))}]({target})"),
        parts=[f"{FOLLOW} {links}\n{{: .rs-numbers }}"] if links else [],
    )


def _whole_meta(report: Report, catalogue: Catalogue) -> Meta:
    name = catalogue.name(report)
    return {
        "template": "former.html",
        "title": name,
        "kind": "report",
        **about(report),
        "report": report_in_short(report, name),
        "place": [step_of_country(report)],
    }


def _section_meta(report: Report, title: str, catalogue: Catalogue) -> Meta:
    whole = {"title": catalogue.label(report), "address": address(report_page(report))}
    return {
        **_whole_meta(report, catalogue),
        "title": plain(title),
        "kind": "section",
        "place": [step_of_country(report), whole],
    }
