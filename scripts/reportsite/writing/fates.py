"""A trace in words: what became of a paragraph, with a link to where its text is now."""

from __future__ import annotations

from collections.abc import Callable

from reportsite.model import Fate, FormerSection, Report, Trace
from reportsite.writing.isolating import isolated
from reportsite.writing.languages import direction
from reportsite.writing.markdown import escape, plain
from reportsite.writing.report_meta import titles
from reportsite.writing.site_words import corrections_at, site_paragraph
from reportsite.writing.traces import first_of_former, gone_sections, last_traces

WITHDRAWN = "withdrawn"
WHOLE = "index.md"


def trace_writer(report: Report, slug: str | None) -> Callable[[Trace], str]:
    """Return what writes a trace on a report's page: that of a section's slug, None for the whole.

    The corrections of a paragraph that is nowhere else stand below its trace. On the page of the
    whole the first trace of each former section stands below a line that tells of the section.
    """
    corrected, last = corrections_at(report), last_traces(report)
    former = {} if slug is not None else _lines_of_former(report)

    def write(trace: Trace) -> str:
        number = trace.number
        said = f"[¶{number}](#p{number}){{: .pn }} {_fate(last(trace), report, slug)}"
        notes = corrected.get(number, []) if trace.fate is not Fate.MOVED else []
        parts = [*former.get(number, []), site_paragraph(said, f"#p{number}", ".rs-trace"), *notes]
        return "\n\n".join(parts)

    return write


def _lines_of_former(report: Report) -> dict[str, list[str]]:
    """Return what tells of each former section, by the number of its first trace."""
    gone = gone_sections(report)
    return {
        number: [_was_taken_out((_linked if one in gone else _named)(report, one))]
        for number, one in first_of_former(report).items()
    }


def _was_taken_out(section: str) -> str:
    return site_paragraph(
        f"The section “{section}” was taken out.", ".rs-trace", ".rs-trace-section"
    )


def _linked(report: Report, section: FormerSection) -> str:
    title = escape(plain(section.title))
    return f"[{title}]({section_file(section.slug)}){_language(report)}"


def _named(report: Report, section: FormerSection) -> str:
    """Return the title of a section whose address another one has now."""
    return isolated(escape(plain(section.title)))


def _fate(trace: Trace, report: Report, slug: str | None) -> str:
    if trace.leads_to is None:
        return WITHDRAWN
    anchor = f"#p{trace.leads_to}"
    if trace.fate is Fate.MOVED:
        return f"stands now in {section_link(report, trace.home, anchor)}"
    if slug is None or trace.home == slug:
        return f"is part of [¶{trace.leads_to}]({anchor})"
    there = f"[¶{trace.leads_to}]({section_file(trace.home)}{anchor})"
    return f"is part of {there}, in {section_link(report, trace.home)}"


def section_link(report: Report, slug: str | None, anchor: str = "") -> str:
    """Return a link from a page of a report to one of its sections, "" for the summary."""
    target = f"{section_file(slug)}{anchor}"
    if not slug:
        return f"[the report’s summary]({target})"
    return f"[{escape(plain(titles(report)[slug]))}]({target}){_language(report)}"


def section_file(slug: str | None) -> str:
    """Return the page of a section as those beside it link to it."""
    return f"{slug}.md" if slug else WHOLE


def _language(report: Report) -> str:
    """Return the attributes of a report's words amid English ones, where they are not English."""
    language = report.language
    if language.split("-")[0] == "en":
        return ""
    return f'{{: lang="{language}" dir="{direction(language)}" }}'
