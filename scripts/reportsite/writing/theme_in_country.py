"""The pages of each theme in one country: what its reports say on it, through the years.

All texts stand on one page. Where that would be heavy, it is an overview, with a page for each
decade, or as many years as are not heavy, beneath it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportsite.comparing.editions import Series, series_of
from reportsite.model import Country, Report, Theme
from reportsite.writing.addresses import (
    address,
    changes_page,
    country_page,
    link,
    period_page,
    theme_in_country_page,
)
from reportsite.writing.catalogue import Catalogue, OnTheme
from reportsite.writing.cells import chip
from reportsite.writing.editions import earlier_editions, editions_meta
from reportsite.writing.page import Meta, Page, listing_meta, make_page
from reportsite.writing.paging import steps
from reportsite.writing.periods import Period, periods_of
from reportsite.writing.places import place_of_theme, step
from reportsite.writing.theme_parts import (
    Form,
    as_a_count,
    in_full,
    weight_of_part,
    with_extents,
    with_openings,
)
from reportsite.writing.weight import room

OVERVIEWS: tuple[Form, ...] = (with_openings, with_extents, as_a_count)

Entries = Sequence[OnTheme]


@dataclass(frozen=True)
class Subject:
    """A theme in one country, and what its reports have on it, in the order of years.

    `series` are all reports on the country by their sources.
    """

    theme: Theme
    country: Country
    entries: tuple[OnTheme, ...]
    series: tuple[Series, ...]
    catalogue: Catalogue

    @property
    def path(self) -> str:
        """Return the path of the page that has all of it, or the way to it."""
        return theme_in_country_page(self.theme, self.country)

    @property
    def reports(self) -> tuple[Report, ...]:
        """Return all reports on the country."""
        return self.catalogue.by_country[self.country.slug]

    def parts(self, form: Form, path: str, entries: Entries) -> list[Meta]:
        """Return some reports' parts of the page at `path`."""
        before = earlier_editions(self.series)
        return [
            {
                **form(entry, path, self.catalogue),
                "since": self._since(before.get(entry.report.name), entry.report, path),
            }
            for entry in entries
        ]

    def _since(self, earlier: Report | None, report: Report, path: str) -> Meta | None:
        """Return the link on the page at `path` to what changed since the edition before."""
        if earlier is None:
            return None
        changes = link(changes_page(earlier, report), path)
        return {"label": self.catalogue.label(earlier), "link": changes}

    def editions(self) -> Meta:
        """Return front matter: those to be put side by side, where there are two."""
        names = {entry.report.name for entry in self.entries}
        has_two = len(names) > 1
        found = editions_meta(self.series, names, self.catalogue) if has_two else None
        return {"editions": found} if found else {}

    def years(self, entries: Entries, reports: Sequence[Report]) -> Meta:
        """Return links to each report's part of a page; those that have none are named."""
        has_part = {entry.report.name for entry in entries}
        chips = [
            chip(self.catalogue.label(r), f"#{r.name}" if r.name in has_part else None)
            for r in reports
        ]
        return {"years": " ".join(chips), "has_silent_years": len(has_part) < len(chips)}


def theme_in_country_pages(country: Country, catalogue: Catalogue) -> Iterator[Page]:
    """Make the pages of each theme on which the reports of a country have something."""
    series = series_of(catalogue.by_country[country.slug])
    for theme in catalogue.themes_in_use():
        entries = catalogue.by_theme[theme.id].get(country.slug)
        if entries:
            yield from _pages(Subject(theme, country, entries, series, catalogue))


def _pages(subject: Subject) -> Iterator[Page]:
    parts = subject.parts(in_full, subject.path, subject.entries)
    names = (entry.report.name for entry in subject.entries)
    weights = dict(zip(names, map(weight_of_part, parts), strict=True))

    def fits(entries: Entries) -> bool:
        return sum(weights[entry.report.name] for entry in entries) <= room()

    if fits(subject.entries):
        yield _together(subject, parts, is_overview=False, periods=[])
        return
    periods = list(periods_of(subject.entries, lambda entry: entry.report.year, fits))
    yield _together(
        subject,
        _overview(subject, periods),
        is_overview=True,
        periods=[chip(period.label, _link(subject, period, subject.path)) for period in periods],
    )
    for at in range(len(periods)):
        yield _period(subject, periods, at)


def _overview(subject: Subject, periods: Sequence[Period[OnTheme]]) -> list[Meta]:
    """Return all parts in the longest form that is light, each with a link to its text in full."""
    for form in OVERVIEWS:
        parts = subject.parts(form, subject.path, subject.entries)
        if sum(map(weight_of_part, parts)) <= room():
            break
    full = {
        entry.report.name: f"{_link(subject, period, subject.path)}#{entry.report.name}"
        for period in periods
        for entry in period.items
    }
    return [{**part, "full": full.get(part["report"].name)} for part in parts]


def _together(subject: Subject, parts: list[Meta], **context: object) -> Page:
    theme, country = subject.theme, subject.country
    return _page(
        subject,
        subject.path,
        _meta(subject, f"{theme.label}: {country.name}", country.name, _place(subject))
        | subject.editions(),
        **subject.years(subject.entries, subject.reports),
        parts=parts,
        **context,
    )


def _period(subject: Subject, periods: Sequence[Period[OnTheme]], at: int) -> Page:
    """Return the page of the texts of some years."""
    period = periods[at]
    path = _path(subject, period)
    reports = [r for r in subject.reports if period.first <= r.year <= period.last]
    title = f"{subject.theme.label}: {subject.country.name}, {period.label}"
    together = {"title": subject.country.name, "address": address(subject.path)}
    place = [*_place(subject), together]
    paths, labels = [_path(subject, p) for p in periods], [p.label for p in periods]
    return _page(
        subject,
        path,
        _meta(subject, title, period.label, place) | steps(paths, labels, at),
        **subject.years(period.items, reports),
        is_overview=False,
        periods=[],
        parts=subject.parts(in_full, path, period.items),
    )


def _path(subject: Subject, period: Period[OnTheme]) -> str:
    return period_page(subject.theme, subject.country, period.name)


def _link(subject: Subject, period: Period[OnTheme], page: str) -> str:
    return link(_path(subject, period), page)


def _place(subject: Subject) -> list[Meta]:
    return [*place_of_theme(subject.theme, subject.catalogue.themes), step(subject.theme)]


def _meta(subject: Subject, title: str, here: str, place: list[Meta]) -> Meta:
    country = subject.country
    codes = {"country": country.code, "country_name": country.name, "theme": subject.theme.id}
    return listing_meta(title, "theme-country", None, place, **codes, here=here)


def _page(subject: Subject, path: str, meta: Meta, **context: object) -> Page:
    country = subject.country
    return make_page(
        path,
        "theme-in-country",
        "reports/" + country.slug,
        meta,
        country=country.name,
        country_link=link(country_page(country), path),
        **context,
    )
