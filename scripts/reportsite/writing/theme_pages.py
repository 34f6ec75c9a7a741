"""The page of each theme, of each theme in one country, and the list of themes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from reportsite.model import Country, Theme
from reportsite.writing.addresses import (
    address,
    country_page,
    link,
    report_page,
    section_page,
    theme_in_country_page,
    theme_page,
)
from reportsite.writing.catalogue import Catalogue, OnTheme, ParagraphRef
from reportsite.writing.chips import MOST_CHIPS, Chip, by_letter, span, year_chips
from reportsite.writing.languages import direction
from reportsite.writing.markdown import (
    APART,
    Anchoring,
    footnotes_of,
    plain,
    write_blocks,
    write_footnotes,
)
from reportsite.writing.page import Meta, Page, listing_meta, make_page
from reportsite.writing.report_pages import theme_labels
from reportsite.writing.treaties import by_treaty

LIST = "themes/index.md"
VOCABULARY = "reports/vocabulary/themes.yml"
PLACE_OF_LIST = {"title": "Themes", "address": "themes/"}


def theme_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Make the list of themes, then for each the pages on which its sections are listed."""
    yield _list(catalogue)
    in_use = catalogue.themes_in_use()
    for theme in catalogue.themes_with_parents():
        yield _theme(theme, in_use, catalogue)
    for theme in in_use:
        for entries in catalogue.by_theme[theme.id].values():
            yield _in_country(theme, entries, catalogue)


def _list(catalogue: Catalogue) -> Page:
    lead = (
        "What the reports write about. A passage is a section on a theme, or a single paragraph "
        "on it in a section on another. Their number tells something about the reports, not the "
        "countries."
    )
    return make_page(
        LIST,
        "themes",
        VOCABULARY,
        listing_meta("Themes", "themes", lead, []),
        rows=[_row(theme, catalogue) for theme in _by_top_theme(catalogue)],
        others=[_row(t, catalogue) for t in catalogue.listed_themes() if not t.is_theme],
    )


def _by_top_theme(catalogue: Catalogue) -> list[Theme]:
    """Return each top theme with those beneath it behind it."""
    themes = [theme for theme in catalogue.themes_with_parents() if theme.is_theme]
    return [
        theme
        for top in themes
        if top.parent is None
        for theme in (top, *(child for child in themes if child.parent == top.id))
    ]


def _row(theme: Theme, catalogue: Catalogue) -> Meta:
    return {
        "label": theme.label,
        "is_top": theme.parent is None,
        "link": link(theme_page(theme), LIST),
        **_extent(theme, catalogue),
    }


def _extent(theme: Theme, catalogue: Catalogue) -> Meta:
    countries = catalogue.by_theme.get(theme.id, {})
    return {"passages": catalogue.passages(theme), "countries": len(countries)}


def _theme(theme: Theme, in_use: list[Theme], catalogue: Catalogue) -> Page:
    path = theme_page(theme)
    place = _place(theme, catalogue)
    meta = listing_meta(theme.label, "theme", theme.definition, place, theme=theme.id)
    countries = catalogue.by_theme.get(theme.id, {})
    rows = _country_rows(theme, countries, path, catalogue)
    return make_page(
        path,
        "theme",
        VOCABULARY,
        meta,
        articles=by_treaty(theme.articles),
        extent_of=_extent(theme, catalogue),
        beneath=[
            {"label": child.label, "link": link(theme_page(child), path)}
            for child in in_use
            if child.parent == theme.id
        ],
        groups=by_letter(rows),
    )


def _place(theme: Theme, catalogue: Catalogue) -> list[Meta]:
    """Return the way to a theme: the list, and the theme that it stands under."""
    parent = catalogue.themes.get(theme.parent) if theme.parent else None
    return [PLACE_OF_LIST, _step(parent)] if parent else [PLACE_OF_LIST]


def _step(theme: Theme) -> Meta:
    return {"title": theme.label, "address": address(theme_page(theme))}


def _country_rows(
    theme: Theme, countries: dict[str, tuple[OnTheme, ...]], path: str, catalogue: Catalogue
) -> list[Meta]:
    """Return a row for each country: a chip a year, or one for all where they are too many."""
    of_each = [catalogue.by_country[slug] for slug in countries]
    links = [link(theme_in_country_page(theme, reports[0].country), path) for reports in of_each]
    if sum(map(len, of_each)) > MOST_CHIPS:
        entries = countries.values()
        spans = [span([entry.report for entry in of_country]) for of_country in entries]
        chips = [[Chip(text, target)] for text, target in zip(spans, links, strict=True)]
    else:
        chips = [year_chips(theme, reports, path, catalogue) for reports in of_each]
    return [
        {"name": reports[0].country.name, "link": target, "chips": row}
        for reports, target, row in zip(of_each, links, chips, strict=True)
    ]


def _in_country(theme: Theme, entries: tuple[OnTheme, ...], catalogue: Catalogue) -> Page:
    country = entries[0].report.country
    path = theme_in_country_page(theme, country)
    place = [*_place(theme, catalogue), _step(theme)]
    title = f"{theme.label}: {country.name}"
    codes = {"country": country.code, "country_name": country.name, "theme": theme.id}
    meta = listing_meta(title, "theme-country", None, place, **codes)
    return make_page(
        path,
        "theme-in-country",
        "reports/" + country.slug,
        meta,
        years=_jumps(theme, country, catalogue),
        parts=[_part(entry, path, catalogue) for entry in entries],
        country=country.name,
        country_link=link(country_page(country), path),
    )


def _jumps(theme: Theme, country: Country, catalogue: Catalogue) -> list[Chip]:
    """Return a link to each year's part of the page, and the years that have none."""
    has_part = {entry.report.address for entry in catalogue.by_theme[theme.id][country.slug]}
    return [
        Chip(catalogue.label(report), f"#{report.name}" if report.address in has_part else None)
        for report in catalogue.by_country[country.slug]
    ]


def _part(entry: OnTheme, path: str, catalogue: Catalogue) -> Meta:
    """Return one report's part of the page: its sections in full, then single paragraphs."""
    report = entry.report
    home = link(report_page(report), path)
    anchoring = Anchoring(f"{report.name}-", home, _language(report.language))
    blocks = [
        *(block for section in entry.sections for block in section.blocks),
        *(found.block for found in entry.paragraphs),
    ]
    return {
        "report": report,
        "label": catalogue.label(report),
        "home": home,
        "sections": [
            {
                "title": plain(section.title),
                "id": f"{anchoring.prefix}s-{section.slug}",
                "link": link(section_page(report, section), path),
                "text": write_blocks(
                    section.blocks, anchoring, lambda b: theme_labels(b, path, catalogue.themes)
                ),
            }
            for section in entry.sections
        ],
        "elsewhere": [
            _from_elsewhere(list(found), anchoring, path)
            for _, found in groupby(entry.paragraphs, lambda found: found.section)
        ],
        "language": anchoring.attributes,
        "footnotes": write_footnotes(footnotes_of(blocks, report.footnotes), anchoring.prefix),
    }


def _from_elsewhere(found: list[ParagraphRef], anchoring: Anchoring, path: str) -> Meta:
    """Return single paragraphs of one section that is on another theme."""
    report, section = found[0].report, found[0].section
    return {
        "title": plain(section.title) if section else "Summary",
        "id": f"{anchoring.prefix}from-{section.slug if section else 'summary'}",
        "link": link(section_page(report, section), path) if section else anchoring.home,
        "language": anchoring.attributes if section else "",
        "text": f"\n\n{APART}\n\n".join(
            write_blocks([one.block], anchoring, lambda block: "") for one in found
        ),
    }


def _language(language: str) -> str:
    return f' lang="{language}" dir="{direction(language)}"'
