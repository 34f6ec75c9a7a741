"""What an archive holds, by theme, country and year: references, no bodies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from reportsite.model import UNCLASSIFIED, Block, Country, Report, Section, Theme
from reportsite.vocabulary.themes import Themes

K = TypeVar("K")

# kinds of section that only hold others together: they have pages, but no list names them
UNLISTED = frozenset({"section-group"})

NO_THEME = Theme(
    UNCLASSIFIED,
    "Unclassified",
    "Sections whose heading the vocabulary does not know.",
    is_theme=False,
)


@dataclass(frozen=True)
class ParagraphRef:
    """One paragraph that is also on a theme other than its section's. No section: the summary."""

    report: Report
    section: Section | None
    block: Block


@dataclass(frozen=True)
class OnTheme:
    """All that one report says on one theme: whole sections, and paragraphs from others."""

    report: Report
    sections: tuple[Section, ...]
    paragraphs: tuple[ParagraphRef, ...]

    @property
    def passages(self) -> int:
        """Return how many passages these are: sections, and single paragraphs from others."""
        return len(self.sections) + len(self.paragraphs)


@dataclass(frozen=True)
class Catalogue:
    """The reports in the order of country and year, and what they hold on each theme.

    `by_theme[theme id][country slug]` lists, by year, the reports that have something on it.
    """

    reports: tuple[Report, ...]
    themes: Themes
    by_theme: dict[str, dict[str, tuple[OnTheme, ...]]]
    by_country: dict[str, tuple[Report, ...]]
    by_year: dict[int, tuple[Report, ...]]
    labels: dict[str, str]

    def label(self, report: Report) -> str:
        """Return what tells a report from others of its country: the year, or its name too."""
        return self.labels[report.address]

    def name(self, report: Report) -> str:
        """Return what a report is called in a list: "Kazakhstan 2010"."""
        return f"{report.country.name} {self.label(report)}"

    def theme(self, id_: str) -> Theme:
        """Return the theme of an id; for sections that have none, a stand-in."""
        return self.themes.get(id_) or NO_THEME

    def themes_in_use(self) -> list[Theme]:
        """Return the themes on which there is something, in the order of the vocabulary."""
        return [theme for theme in self.all_themes() if theme.id in self.by_theme]

    def listed_themes(self) -> list[Theme]:
        """Return the themes in use that lists for readers name."""
        return [theme for theme in self.themes_in_use() if theme.id not in UNLISTED]

    def passages(self, theme: Theme) -> int:
        """Return the extent of a theme in the whole archive, without the themes beneath it."""
        countries = self.by_theme.get(theme.id, {}).values()
        return sum(entry.passages for entries in countries for entry in entries)

    def themes_with_parents(self) -> list[Theme]:
        """Return the themes in use and those that only have one in use beneath them."""
        in_use = self.themes_in_use()
        wanted = {id_ for theme in in_use for id_ in (theme.id, theme.parent)}
        return [theme for theme in self.all_themes() if theme.id in wanted]

    def all_themes(self) -> tuple[Theme, ...]:
        """Return every theme and kind of section, the stand-in for those without one last."""
        return (*self.themes, NO_THEME)

    def countries(self) -> list[Country]:
        """Return the countries that have a report, by name."""
        return [reports[0].country for reports in self.by_country.values()]


def catalogue(reports: Iterable[Report], themes: Themes) -> Catalogue:
    """Arrange the reports of an archive."""
    ordered = tuple(sorted(reports, key=lambda r: (r.country.name, r.year, r.name)))
    return Catalogue(
        reports=ordered,
        themes=themes,
        by_theme=_by_theme(ordered),
        by_country=_grouped(ordered, lambda report: report.country.slug),
        by_year=_grouped(
            sorted(ordered, key=lambda report: -report.year), lambda report: report.year
        ),
        labels=_labels(ordered),
    )


def _grouped(reports: Iterable[Report], key: Callable[[Report], K]) -> dict[K, tuple[Report, ...]]:
    return {k: tuple(group) for k, group in groupby(reports, key)}


def _labels(reports: tuple[Report, ...]) -> dict[str, str]:
    of_year = Counter((report.country.slug, report.year) for report in reports)
    return {
        report.address: str(report.year)
        if of_year[report.country.slug, report.year] == 1 or report.name == str(report.year)
        else f"{report.year} ({report.name})"
        for report in reports
    }


def _by_theme(reports: Iterable[Report]) -> dict[str, dict[str, tuple[OnTheme, ...]]]:
    found: dict[str, dict[str, list[OnTheme]]] = defaultdict(lambda: defaultdict(list))
    for report in reports:
        for theme, on_theme in themes_of(report).items():
            found[theme][report.country.slug].append(on_theme)
    return {
        theme: {slug: tuple(entries) for slug, entries in countries.items()}
        for theme, countries in found.items()
    }


def themes_of(report: Report) -> dict[str, OnTheme]:
    """Return what one report says on each theme, by the theme's id."""
    sections: dict[str, list[Section]] = defaultdict(list)
    paragraphs: dict[str, list[ParagraphRef]] = defaultdict(list)
    for section in report.sections:
        sections[section.theme].append(section)
    for where, blocks in [
        (None, report.summary),
        *((section, section.blocks) for section in report.sections),
    ]:
        for block in blocks:
            for theme in block.themes:
                if where is None or where.theme != theme:
                    paragraphs[theme].append(ParagraphRef(report, where, block))
    return {
        theme: OnTheme(report, tuple(sections[theme]), tuple(paragraphs[theme]))
        for theme in sections.keys() | paragraphs.keys()
    }
