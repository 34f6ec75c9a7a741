"""What one report says on a theme, as a part of a page: in full, or in short if that is heavy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from reportsite.model import Block, Report
from reportsite.reading.plain import plain
from reportsite.writing.addresses import link, report_page, section_page
from reportsite.writing.catalogue import Catalogue, OnTheme, ParagraphRef
from reportsite.writing.counts import number_of
from reportsite.writing.languages import direction
from reportsite.writing.markdown import (
    APART,
    Anchoring,
    escape,
    footnotes_of,
    write_blocks,
    write_footnotes,
)
from reportsite.writing.opening import extent, opening
from reportsite.writing.page import Meta
from reportsite.writing.references import reference_links
from reportsite.writing.report_pages import theme_labels
from reportsite.writing.weight import html_weight

Text = Callable[[Sequence[Block]], str]
# makes one report’s part of the page at a path
Form = Callable[[OnTheme, str, Catalogue], Meta]

# bytes of HTML around a heading, and around a part
FRAME = 300


def in_full(entry: OnTheme, path: str, catalogue: Catalogue) -> Meta:
    """Return a report's part of the page at `path`: sections in full, then single paragraphs."""
    anchoring = _anchoring(entry.report, path)

    def section(blocks: Sequence[Block]) -> str:
        return write_blocks(blocks, anchoring, lambda b: theme_labels(b, path, catalogue.themes))

    def single(blocks: Sequence[Block]) -> str:
        alone = (write_blocks([block], anchoring, lambda b: "") for block in blocks)
        return f"\n\n{APART}\n\n".join(alone)

    part = _part(entry, path, catalogue, section, single)
    notes = footnotes_of(_blocks(entry), entry.report.footnotes)
    return {**part, "footnotes": write_footnotes(notes, anchoring)}


def with_openings(entry: OnTheme, path: str, catalogue: Catalogue) -> Meta:
    """Return the same with how each section begins and how much it is."""
    language = _anchoring(entry.report, path).attributes

    def text(blocks: Sequence[Block]) -> str:
        begins = opening(blocks, entry.report.references)
        said = f"{escape(begins)}\n{{:{language} }}\n\n" if begins else ""
        return f"{said}{extent(blocks)}\n{{: .rs-extent }}"

    return _part(entry, path, catalogue, text, text)


def with_extents(entry: OnTheme, path: str, catalogue: Catalogue) -> Meta:
    """Return the same with nothing but how much each section is."""

    def text(blocks: Sequence[Block]) -> str:
        return f"{extent(blocks)}\n{{: .rs-extent }}"

    return _part(entry, path, catalogue, text, text)


def as_a_count(entry: OnTheme, path: str, catalogue: Catalogue) -> Meta:
    """Return the same without its sections, of which it only says how many they are."""
    passages = number_of(entry.passages, "passage", "passages")
    return {
        **_part(entry, path, catalogue, lambda blocks: "", lambda blocks: ""),
        "sections": [],
        "elsewhere": [],
        "extent": f"{passages}, {extent(_blocks(entry))}",
    }


def weight_of_part(part: Meta) -> int:
    """Return the bytes of HTML that a part makes."""
    passages = [*part["sections"], *part["elsewhere"]]
    texts = (f"[{p['title']}]({p['link']}) {p['id']} {p['text']}" for p in passages)
    weights = (FRAME + html_weight(text) for text in texts)
    return FRAME + sum(weights) + html_weight(part["footnotes"])


def _anchoring(report: Report, path: str) -> Anchoring:
    language = f' lang="{report.language}" dir="{direction(report.language)}"'
    return Anchoring(
        prefix=f"{report.name}-",
        home=link(report_page(report), path),
        attributes=language,
        references=reference_links(report, path),
    )


def _blocks(entry: OnTheme) -> list[Block]:
    in_sections = [block for section in entry.sections for block in section.blocks]
    return [*in_sections, *(found.block for found in entry.paragraphs)]


def _part(entry: OnTheme, path: str, catalogue: Catalogue, section: Text, single: Text) -> Meta:
    report = entry.report
    anchoring = _anchoring(report, path)
    return {
        "report": report,
        "label": catalogue.label(report),
        "home": anchoring.home,
        "extent": None,
        "sections": [
            {
                "title": plain(found.title),
                "id": f"{anchoring.prefix}s-{found.slug}",
                "link": link(section_page(report, found), path),
                "text": section(found.blocks),
            }
            for found in entry.sections
        ],
        "elsewhere": [
            _from_elsewhere(list(found), anchoring, path, single)
            for _, found in groupby(entry.paragraphs, lambda found: found.section)
        ],
        "language": anchoring.attributes,
        "footnotes": "",
        "full": None,
    }


def _from_elsewhere(found: list[ParagraphRef], anchoring: Anchoring, path: str, text: Text) -> Meta:
    """Return single paragraphs of one section that is on another theme."""
    report, section = found[0].report, found[0].section
    return {
        "title": plain(section.title) if section else "Summary",
        "id": f"{anchoring.prefix}from-{section.slug if section else 'summary'}",
        "link": link(section_page(report, section), path) if section else anchoring.home,
        "language": anchoring.attributes if section else "",
        "text": text([one.block for one in found]),
    }
