"""The page of a whole report, and the page of each of its sections."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from reportsite.model import Block, Fate, Report, Section, Trace
from reportsite.vocabulary.themes import Themes
from reportsite.writing.addresses import (
    address,
    link,
    report_page,
    section_page,
    theme_in_country_page,
    theme_page,
)
from reportsite.writing.catalogue import Catalogue
from reportsite.writing.change_pages import changes_of
from reportsite.writing.corrections import all_corrections, corrections_of
from reportsite.writing.facts import facts_of, text_state
from reportsite.writing.fates import trace_writer
from reportsite.writing.former_pages import former_pages
from reportsite.writing.markdown import (
    Anchoring,
    escape,
    footnotes_of,
    plain,
    write_blocks,
    write_footnotes,
)
from reportsite.writing.page import Meta, Page, make_page
from reportsite.writing.ranges import ranges_of
from reportsite.writing.references import reference_links
from reportsite.writing.report_meta import about, report_in_short, step_of_country
from reportsite.writing.site_words import block_notes
from reportsite.writing.traces import (
    SUMMARY,
    traces_of_section,
    traces_of_whole,
    write_with_traces,
)

Text = Callable[[Sequence[Block], Sequence[Trace]], str]
Ranges = Mapping[str, Meta | None]


def report_pages(report: Report, catalogue: Catalogue) -> Iterator[Page]:
    """Make the pages of one report: the whole, its sections in order, and former ones."""
    ranges = ranges_of(report)
    yield _whole(report, ranges, catalogue)
    for index in range(len(report.sections)):
        yield _section(report, index, ranges, catalogue)
    yield from former_pages(report, catalogue)


def _whole(report: Report, ranges: Ranges, catalogue: Catalogue) -> Page:
    path = report_page(report)
    meta = {
        "template": "report.html",
        "title": report.title,
        **about(report),
        "themes": _themes(report.summary),
        "report": report_in_short(report, catalogue.name(report)),
        "facts": facts_of(report),
        "contents": [_contents_line(section, ranges, catalogue) for section in report.sections],
        "editions": _editions(report, catalogue),
        **changes_of(report, catalogue),
        "place": [step_of_country(report)],
        **text_state(report),
        **all_corrections(report),
    }
    text, traces = _writer(report, None, path, catalogue), traces_of_whole(report)
    return make_page(
        path,
        "report",
        report.place.path,
        meta,
        summary=text(report.summary, traces[SUMMARY]),
        sections=[
            {"heading": _heading(section), "text": text(section.blocks, traces[section.slug])}
            for section in report.sections
        ],
        footnotes=_footnotes(report, report.blocks, path),
    )


def _heading(section: Section) -> str:
    title = escape(plain(section.title))
    marks = "#" * section.level
    return f"{marks} [{title}]({section.slug}.md) {{: #s-{section.slug} }}"


def _section(report: Report, index: int, ranges: Ranges, catalogue: Catalogue) -> Page:
    section = report.sections[index]
    path = section_page(report, section)
    traces = traces_of_section(section)
    text = _writer(report, section.slug, path, catalogue)
    gone = [trace.number for trace in traces if trace.fate is not Fate.MOVED]
    numbers = {*gone, *(block.number for block in section.blocks if block.number)}
    return make_page(
        path,
        "section",
        report.place.path,
        {
            **_section_meta(report, index, ranges, catalogue),
            **corrections_of(report, numbers),
        },
        text=text(section.blocks, traces),
        footnotes=_footnotes(report, section.blocks, path),
    )


def _section_meta(report: Report, index: int, ranges: Ranges, catalogue: Catalogue) -> Meta:
    section = report.sections[index]
    theme = catalogue.theme(section.theme)
    beneath = [other for other in report.sections if other.parent == section.slug]
    return {
        "template": "section.html",
        "title": plain(section.title),
        **about(report),
        "theme": section.theme,
        "themes": _themes(section.blocks, section.theme),
        "theme_label": theme.label,
        "is_kind": not theme.is_theme,
        "theme_address": address(theme_page(theme)),
        "report": report_in_short(report, catalogue.name(report)),
        "place": _place(report, section, catalogue),
        "paragraphs": ranges[section.slug],
        "subsections": [_title(report, other) for other in beneath],
        "previous": _neighbour(report, index - 1),
        "next": _neighbour(report, index + 1),
        "years": _years(report, section, catalogue),
        "theme_years": address(theme_in_country_page(theme, report.country)),
    }


def _themes(blocks: tuple[Block, ...], *own: str) -> list[str]:
    """Return every theme under which a text is found: its own, then those of its paragraphs."""
    return list(dict.fromkeys([*own, *(theme for block in blocks for theme in block.themes)]))


def _neighbour(report: Report, index: int) -> Meta | None:
    within = 0 <= index < len(report.sections)
    return _title(report, report.sections[index]) if within else None


def _writer(report: Report, slug: str | None, path: str, catalogue: Catalogue) -> Text:
    """Return what writes blocks, and the traces among them, for the page of a slug at `path`."""
    notes, trace = block_notes(report), trace_writer(report, slug)
    anchoring = _anchoring(report, path)

    def write(blocks: Sequence[Block]) -> str:
        return write_blocks(
            blocks, anchoring, lambda block: theme_labels(block, path, catalogue.themes), notes
        )

    return lambda blocks, traces: write_with_traces(blocks, traces, write, trace)


def _footnotes(report: Report, blocks: Sequence[Block], path: str) -> str:
    notes = footnotes_of(blocks, report.footnotes)
    return write_footnotes(notes, _anchoring(report, path))


def _anchoring(report: Report, path: str) -> Anchoring:
    return Anchoring(references=reference_links(report, path))


def theme_labels(block: Block, path: str, themes: Themes) -> str:
    """Return links to the other themes of a paragraph, as they follow its text on a page."""
    found = (theme for id_ in block.themes if (theme := themes.get(id_)))
    return "".join(
        f" [{escape(theme.label)}]({link(theme_page(theme), path)}){{: .pt }}" for theme in found
    )


def _title(report: Report, section: Section) -> Meta:
    return {"title": plain(section.title), "address": address(section_page(report, section))}


def _quoted_title(report: Report, section: Section) -> Meta:
    """Return a section's title with its language, for where others stand beside it."""
    return {**_title(report, section), "language": report.language}


def _place(report: Report, section: Section, catalogue: Catalogue) -> list[Meta]:
    by_slug = {other.slug: other for other in report.sections}
    enclosing: list[Meta] = []
    parent = section.parent
    while parent is not None:
        enclosing.insert(0, _quoted_title(report, by_slug[parent]))
        parent = by_slug[parent].parent
    year = {"title": catalogue.label(report), "address": address(report_page(report))}
    return [step_of_country(report), year, *enclosing]


def _contents_line(section: Section, ranges: Ranges, catalogue: Catalogue) -> Meta:
    theme = catalogue.theme(section.theme)
    label = {"label": theme.label, "address": address(theme_page(theme))}
    return {
        "title": plain(section.title),
        "anchor": f"s-{section.slug}",
        "level": section.level,
        "theme": label if theme.is_theme else None,
        "paragraphs": ranges[section.slug],
    }


def _editions(report: Report, catalogue: Catalogue) -> list[Meta]:
    return [
        {"year": catalogue.label(other), "address": address(report_page(other))}
        for other in catalogue.by_country[report.country.slug]
    ]


def _years(report: Report, section: Section, catalogue: Catalogue) -> list[Meta]:
    """Return the sections on the same theme through the years.

    A kind of section that a report has several of ("unclassified") is no thread to follow: none.
    """
    entries = catalogue.by_theme.get(section.theme, {}).get(report.country.slug, ())
    several = any(len(entry.sections) > 1 for entry in entries)
    if several and not catalogue.theme(section.theme).is_theme:
        return []
    return [
        {"year": catalogue.label(entry.report), **_quoted_title(entry.report, other)}
        for entry in entries
        for other in entry.sections
    ]
