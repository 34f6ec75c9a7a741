"""How much each edition of a country's sources says on each theme: a table of numbers of words.

Its rows are themes, its columns editions, grouped by source. A cell's shade compares it with the
cells of the same source, never with those of another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from reportsite.comparing.editions import Series, series_of
from reportsite.model import Country, Report, Theme
from reportsite.writing.addresses import (
    link,
    report_page,
    section_page,
    theme_in_country_page,
    theme_page,
)
from reportsite.writing.catalogue import UNLISTED, Catalogue, OnTheme
from reportsite.writing.cells import decade_of
from reportsite.writing.editions import source_names
from reportsite.writing.markdown import escape
from reportsite.writing.page import Meta
from reportsite.writing.paging import Row
from reportsite.writing.word_counts import WordCounts

SHADES = 6
# for those who hear the page; on the screen it is a dash
NOTHING = "*no section on this theme in this edition, nor a paragraph*{: .rs-none }"
NOTHING_IN_DECADE = "*no section on this theme in these editions, nor a paragraph*{: .rs-none }"


@dataclass(frozen=True)
class Column:
    """One edition, or those of a decade: its head as Markdown, and its reports.

    `nothing` stands in a cell where they have nothing.
    """

    head: str
    reports: tuple[Report, ...]
    nothing: str


@dataclass(frozen=True)
class Group:
    """The columns of one source, and what it is called."""

    source: str
    columns: tuple[Column, ...]


Columns = Callable[[Series, str, Catalogue], Iterator[Column]]


def by_edition(series: Series, path: str, catalogue: Catalogue) -> Iterator[Column]:
    """Yield a column for each edition, which its head leads to."""
    for report in series.reports:
        head = f"[{escape(catalogue.label(report))}]({link(report_page(report), path)})"
        yield Column(head, (report,), NOTHING)


def by_decade(series: Series, path: str, catalogue: Catalogue) -> Iterator[Column]:
    """Yield a column for each decade, where editions would be too many."""
    for decade, reports in groupby(series.reports, lambda report: decade_of(report.year)):
        yield Column(f"{decade}s", tuple(reports), NOTHING_IN_DECADE)


@dataclass(frozen=True)
class Matrix:
    """The table of one country, for the page at `path`."""

    country: Country
    path: str
    groups: tuple[Group, ...]
    counts: WordCounts
    catalogue: Catalogue

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return all columns."""
        return tuple(column for group in self.groups for column in group.columns)

    @property
    def sources(self) -> list[Meta]:
        """Return what stands above the heads of columns: the sources, and how wide each is."""
        return [{"source": g.source, "columns": len(g.columns)} for g in self.groups]

    @cached_property
    def themes(self) -> list[Theme]:
        """Return the themes of the rows: each top theme, behind it those that stand under it."""
        in_use = [id_ for id_ in self.counts.on_theme if id_ not in UNLISTED]
        parents = {theme.parent for theme in self.catalogue.all_themes() if theme.id in in_use}
        themes = [t for t in self.catalogue.all_themes() if t.id in {*in_use, *parents}]
        return [
            theme
            for top in themes
            if top.parent is None
            for theme in (top, *(child for child in themes if child.parent == top.id))
        ]

    @property
    def has_zero(self) -> bool:
        """Tell whether there is a number 0: a section that has no text of its own."""
        return any(
            words == 0
            for theme in self.themes
            for words in self.counts.on_theme.get(theme.id, {}).values()
        )

    @property
    def total(self) -> Row:
        """Return the row of the numbers of words of whole editions."""
        numbers = (
            f"{sum(self.counts.of_report[report.name] for report in column.reports):,}"
            for column in self.columns
        )
        return Row("", f"| *All words of the edition* | {' | '.join(numbers)} |")

    @cached_property
    def rows(self) -> list[Row]:
        """Return the rows of all themes and kinds of section."""
        return [self._row(theme) for theme in self.themes]

    @property
    def on_themes(self) -> list[Row]:
        """Return the rows of themes."""
        return [row for theme, row in self._by_theme if theme.is_theme]

    @property
    def on_others(self) -> list[Row]:
        """Return the rows of kinds of section that are not themes."""
        return [row for theme, row in self._by_theme if not theme.is_theme]

    @property
    def _by_theme(self) -> Iterator[tuple[Theme, Row]]:
        return zip(self.themes, self.rows, strict=True)

    def _row(self, theme: Theme) -> Row:
        name = f"[{escape(theme.label)}]({self._home(theme)})"
        cells = (
            self._cell(theme, column, most) if theme.id in self.counts.on_theme else ""
            for group, most in zip(self.groups, self._most, strict=True)
            for column in group.columns
        )
        head = name if theme.parent else f"**{name}**"
        return Row(theme.label, f"| {head} | {' | '.join(cells)} |")

    def _cell(self, theme: Theme, column: Column, most: int) -> str:
        entries = (self._entries.get((theme.id, report.name)) for report in column.reports)
        found = [entry for entry in entries if entry]
        if not found:
            return column.nothing
        words = self._words(theme, column)
        return f"[{words:,}]({self._target(theme, found)}){{: .w{shade(words, most)} }}"

    def _target(self, theme: Theme, found: Sequence[OnTheme]) -> str:
        """Return the link to the section, if it is a single one, else to all on the theme."""
        first = found[0]
        if len(found) == 1 and first.sections and first.passages == 1:
            return link(section_page(first.report, first.sections[0]), self.path)
        return f"{self._home(theme)}#{first.report.name}"

    def _home(self, theme: Theme) -> str:
        """Return the link to a theme in this country; to the theme, if only some beneath it are."""
        has_page = theme.id in self.counts.on_theme
        return link(
            theme_in_country_page(theme, self.country) if has_page else theme_page(theme), self.path
        )

    def _words(self, theme: Theme, column: Column) -> int:
        of_report = self.counts.on_theme.get(theme.id, {})
        return sum(of_report.get(report.name, 0) for report in column.reports)

    @cached_property
    def _entries(self) -> dict[tuple[str, str], OnTheme]:
        slug = self.country.slug
        return {
            (theme, entry.report.name): entry
            for theme, of_countries in self.catalogue.by_theme.items()
            for entry in of_countries.get(slug, ())
        }

    @cached_property
    def _most(self) -> list[int]:
        """The largest number of each group."""
        return [
            max(self._words(theme, column) for theme in self.themes for column in group.columns)
            if self.themes
            else 0
            for group in self.groups
        ]


def matrix_of(
    country: Country, path: str, catalogue: Catalogue, counts: WordCounts, columns: Columns
) -> Matrix:
    """Arrange the reports of a country by source, each with its `columns`."""
    series = series_of(catalogue.by_country[country.slug])
    groups = (
        Group(name, tuple(columns(one, path, catalogue)))
        for name, one in zip(source_names(series), series, strict=True)
    )
    return Matrix(country, path, tuple(groups), counts, catalogue)


def shade(words: int, most: int) -> int:
    """Return the shade of a number, from 1 to SHADES, where `most` is the largest.

    The darkest is for more than half of the largest, each one before it for half as many.
    """
    step = SHADES
    while step > 1 and 2 * words <= most:
        words, step = 2 * words, step - 1
    return step
