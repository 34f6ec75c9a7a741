"""Traces: what a published paragraph's address answers when the paragraph is no longer there.

On the page of a whole report a paragraph that moved is where it now stands, and only those leave a
trace that were withdrawn or merged. On a section's page every one that is no longer there leaves
one. No two elements of a page have one id: where a number has come back, its paragraph has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reportsite.model import Block, Fate, FormerSection, Report, Section, Trace

# the summary has no slug
SUMMARY = ""

# the slug of a section, with what is left of the paragraphs that stood in it
Traces = dict[str, tuple[Trace, ...]]


def traces_of_whole(report: Report) -> Traces:
    """Return the traces that the page of a whole report shows, those of former sections too.

    They are by the slug of the section in which they stand on that page.
    """
    behind = former_sections_behind(report)
    parts = [(SUMMARY, report.summary, report.traces)]
    parts += [(section.slug, section.blocks, section.traces) for section in report.sections]
    found = {
        slug: [*_in_order(traces), *_at_the_end(behind.get(slug, ()), len(blocks))]
        for slug, blocks, traces in parts
    }
    taken = _numbers(report.blocks)
    return {
        slug: tuple(_free((one for one in traces if one.fate is not Fate.MOVED), taken))
        for slug, traces in found.items()
    }


def last_traces(report: Report) -> Callable[[Trace], Trace]:
    """Return what gives for a trace that of where its paragraph stood last, if it is gone since.

    A paragraph that moved, and was withdrawn or merged there, leaves a trace in both places. The
    trace given stands where the first does.
    """
    live = _numbers(report.blocks)
    owners: tuple[Report | Section | FormerSection, ...]
    owners = (report, *report.sections, *report.former_sections)
    gone = {
        trace.number: trace
        for owner in owners
        for trace in owner.traces
        if trace.fate is not Fate.MOVED and trace.number not in live
    }
    return lambda trace: replace(gone.get(trace.number, trace), before=trace.before)


def homes_of(report: Report, former: FormerSection) -> list[str | None]:
    """Return for each trace of a former section the section in which its text stands now, if any.

    Sections are named by their slugs, "" for the summary.
    """
    live, last = _numbers(report.blocks), last_traces(report)
    found = (last(trace) for trace in former.traces)
    return [trace.home if trace.leads_to in live else None for trace in found]


def first_of_former(report: Report) -> dict[str, FormerSection]:
    """Return former sections by the number of the first trace that a whole report shows of each."""
    live = _numbers(report.blocks)
    first: dict[str, FormerSection] = {}
    for former in report.former_sections:
        left = (one.number for one in _in_order(former.traces) if one.fate is not Fate.MOVED)
        if number := next((one for one in left if one not in live), None):
            first.setdefault(number, former)
    return first


def traces_of_section(section: Section) -> tuple[Trace, ...]:
    """Return the traces that a section's page shows, in their order."""
    return tuple(_free(_in_order(section.traces), _numbers(section.blocks)))


def traces_of_former(section: FormerSection) -> tuple[Trace, ...]:
    """Return the traces that the page of a former section shows, in their order."""
    return tuple(_free(_in_order(section.traces), set()))


def former_sections_behind(report: Report) -> dict[str, list[FormerSection]]:
    """Return former sections by the slug of the section behind which they stand, in their order.

    One that stood behind another former section stands behind the same as that one.
    """
    stands = {section.slug for section in report.sections} | {SUMMARY}
    behind = {former.slug: former.after for former in report.former_sections}
    found: dict[str, list[FormerSection]] = defaultdict(list)
    for former in report.former_sections:
        slug, passed = former.after, {former.slug}
        while slug not in stands and slug not in passed:
            passed.add(slug)
            slug = behind.get(slug, slug)
        found[slug if slug in stands else _last(report)].append(former)
    return found


def _last(report: Report) -> str:
    return report.sections[-1].slug if report.sections else SUMMARY


def _in_order(traces: Iterable[Trace]) -> list[Trace]:
    return sorted(traces, key=lambda trace: trace.before)


def _at_the_end(former: Iterable[FormerSection], end: int) -> Iterator[Trace]:
    return (replace(trace, before=end) for one in former for trace in _in_order(one.traces))


def _numbers(blocks: Iterable[Block]) -> set[str]:
    return {block.number for block in blocks if block.number}


def _free(traces: Iterable[Trace], taken: set[str]) -> Iterator[Trace]:
    """Yield the traces whose number nothing on the page has, and note it in `taken`."""
    for trace in traces:
        if trace.number not in taken:
            taken.add(trace.number)
            yield trace


def numbers_by_page(report: Report) -> dict[str, list[str]]:
    """Return the numbers that stand on each page of a report, in order, by its section's slug.

    That of the whole report is "". Former sections are among them.
    """
    traces = traces_of_whole(report)
    whole = _numbers_in_order(report.summary, traces[SUMMARY])
    for section in report.sections:
        whole += _numbers_in_order(section.blocks, traces[section.slug])
    return {
        SUMMARY: whole,
        **{
            section.slug: _numbers_in_order(section.blocks, traces_of_section(section))
            for section in report.sections
        },
        **{
            former.slug: [trace.number for trace in traces_of_former(former)]
            for former in gone_sections(report)
        },
    }


def gone_sections(report: Report) -> list[FormerSection]:
    """Return the former sections whose page no section has."""
    taken = {section.slug for section in report.sections}
    return [former for former in report.former_sections if former.slug not in taken]


def former_addresses(report: Report) -> list[str]:
    """Return the addresses, each once, at which a report was published and is no more."""
    return [one for one in dict.fromkeys(report.formerly) if one != report.address]


def _numbers_in_order(blocks: Sequence[Block], traces: Iterable[Trace]) -> list[str]:
    by_place: dict[int, list[str]] = defaultdict(list)
    for trace in traces:
        by_place[min(trace.before, len(blocks))].append(trace.number)
    numbers: list[str] = []
    for place, block in enumerate(blocks):
        numbers += by_place[place]
        numbers += [block.number] if block.number else []
    return numbers + by_place[len(blocks)]


def write_with_traces(
    blocks: Sequence[Block],
    traces: Iterable[Trace],
    write: Callable[[Sequence[Block]], str],
    write_trace: Callable[[Trace], str],
) -> str:
    """Return blocks as Markdown with traces between them: a list or quotation is parted by one."""
    parts = []
    start = 0
    for end, found in groupby(traces, lambda trace: min(trace.before, len(blocks))):
        parts += [write(blocks[start:end]), *map(write_trace, found)]
        start = end
    return "\n\n".join(filter(None, [*parts, write(blocks[start:])]))
