"""The page of a whole report, and the page of each of its sections."""

from __future__ import annotations

from collections.abc import Iterator

from reportsite.model import Block, Numbering, Report, Section, Source
from reportsite.reading.numbering import counting_order
from reportsite.vocabulary.themes import Themes
from reportsite.writing.addresses import (
    address,
    country_page,
    link,
    report_page,
    section_page,
    theme_in_country_page,
    theme_page,
)
from reportsite.writing.catalogue import Catalogue
from reportsite.writing.languages import direction, language_name
from reportsite.writing.markdown import (
    ON_ITS_PAGE,
    escape,
    footnotes_of,
    plain,
    write_blocks,
    write_footnotes,
)
from reportsite.writing.page import Meta, Page, make_page


def report_pages(report: Report, catalogue: Catalogue) -> Iterator[Page]:
    """Make the pages of one report: the whole, then its sections in order."""
    yield _whole(report, catalogue)
    for index in range(len(report.sections)):
        yield _section(report, index, catalogue)


def _whole(report: Report, catalogue: Catalogue) -> Page:
    path = report_page(report)
    meta = {
        "template": "report.html",
        "title": report.title,
        **_about(report),
        "themes": _themes(report.summary),
        "report": _report(report, catalogue),
        "facts": _facts(report),
        "contents": [_contents_line(section, catalogue) for section in report.sections],
        "editions": _editions(report, catalogue),
        "place": [_country(report)],
    }
    return make_page(
        path,
        "report",
        report.place.path,
        meta,
        summary=_text(report.summary, path, catalogue),
        sections=[
            {"heading": _heading(section), "text": _text(section.blocks, path, catalogue)}
            for section in report.sections
        ],
        footnotes=write_footnotes(footnotes_of(report.blocks, report.footnotes)),
    )


def _heading(section: Section) -> str:
    title = escape(plain(section.title))
    marks = "#" * section.level
    return f"{marks} [{title}]({section.slug}.md) {{: #s-{section.slug} }}"


def _section(report: Report, index: int, catalogue: Catalogue) -> Page:
    section = report.sections[index]
    path = section_page(report, section)
    return make_page(
        path,
        "section",
        report.place.path,
        _section_meta(report, index, catalogue),
        text=_text(section.blocks, path, catalogue),
        footnotes=write_footnotes(footnotes_of(section.blocks, report.footnotes)),
    )


def _section_meta(report: Report, index: int, catalogue: Catalogue) -> Meta:
    section = report.sections[index]
    theme = catalogue.theme(section.theme)
    beneath = [other for other in report.sections if other.parent == section.slug]
    return {
        "template": "section.html",
        "title": plain(section.title),
        **_about(report),
        "theme": section.theme,
        "themes": _themes(section.blocks, section.theme),
        "theme_label": theme.label,
        "is_kind": not theme.is_theme,
        "theme_address": address(theme_page(theme)),
        "report": _report(report, catalogue),
        "place": _place(report, section, catalogue),
        "paragraphs": _range(section),
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


def _text(blocks: tuple[Block, ...], path: str, catalogue: Catalogue) -> str:
    return write_blocks(
        blocks, ON_ITS_PAGE, lambda block: theme_labels(block, path, catalogue.themes)
    )


def theme_labels(block: Block, path: str, themes: Themes) -> str:
    """Return links to the other themes of a paragraph, as they follow its text on a page."""
    found = (theme for id_ in block.themes if (theme := themes.get(id_)))
    return "".join(
        f" [{escape(theme.label)}]({link(theme_page(theme), path)}){{: .pt }}" for theme in found
    )


def _about(report: Report) -> Meta:
    return {
        "country": report.country.code,
        "country_name": report.country.name,
        "country_slug": report.country.slug,
        "year": report.year,
        "language": report.language,
        "direction": direction(report.language),
    }


def _report(report: Report, catalogue: Catalogue) -> Meta:
    return {
        "name": catalogue.name(report),
        "address": address(report_page(report)),
        "kind": report.kind.value,
        "organisation": report.source.organisation,
        "work": report.source.work,
    }


def _country(report: Report) -> Meta:
    return {"title": report.country.name, "address": address(country_page(report.country))}


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
    return [_country(report), year, *enclosing]


def _range(section: Section) -> Meta | None:
    """Return the first and last number; `runs` too, where numbers that were moved part them."""
    runs = _rising([block.number for block in section.blocks if block.number])
    if not runs:
        return None
    found: Meta = {"first": runs[0][0], "last": runs[-1][-1]}
    ends = [{"first": run[0], "last": run[-1]} for run in runs]
    return found | ({"runs": ends} if len(runs) > 1 else {})


def _rising(numbers: list[str]) -> list[list[str]]:
    runs: list[list[str]] = []
    for number in numbers:
        if runs and counting_order(runs[-1][-1]) < counting_order(number):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _contents_line(section: Section, catalogue: Catalogue) -> Meta:
    theme = catalogue.theme(section.theme)
    label = {"label": theme.label, "address": address(theme_page(theme))}
    return {
        "title": plain(section.title),
        "anchor": f"s-{section.slug}",
        "level": section.level,
        "theme": label if theme.is_theme else None,
        "paragraphs": _range(section),
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


def _facts(report: Report) -> list[Meta]:
    source = report.source
    facts: list[tuple[str, object, str | None]] = [
        ("Issued by", source.organisation, None),
        ("Work", source.work, None),
        ("Edition", source.edition, None),
        ("Entry", source.entry or report.title, None),
        ("Period covered", source.covers or report.year, None),
        ("Document number", source.document, None),
        ("ISBN", source.isbn, None),
        ("Published", source.published, None),
        ("Original", _host(source), source.url),
        ("Retrieved", source.retrieved, None),
        ("Licence", source.licence, None),
        ("Language", language_name(report.language), None),
        ("Paragraph numbers", _numbering(report), None),
    ]
    return [
        {"label": label, "value": None if value is None else str(value), "address": link_to}
        for label, value, link_to in facts
        if value is not None or label not in ONLY_WHERE_RECORDED
    ]


# not every work has them, so that their absence says nothing
ONLY_WHERE_RECORDED = frozenset({"Edition", "ISBN", "Licence", "Paragraph numbers"})


def _numbering(report: Report) -> str | None:
    """Say whose the numbers are, None where they are this site's, as every page says."""
    return OF_THE_SOURCE if report.numbering is Numbering.SOURCE else None


OF_THE_SOURCE = "the source’s own; those with a letter are this site’s"


def _host(source: Source) -> str | None:
    return source.url.split("/")[2] if source.url else None
