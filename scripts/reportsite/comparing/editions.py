"""Which reports are editions of one source, and so may be compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from reportsite.model import Report, ReportKind
from reportsite.reading.words import split_words

YEAR = r"(?:19|20)\d\d(?:[/‐‑–-](?:(?:19|20)\d\d|\d\d))?"
EDITION = r"\d+(?:st|nd|rd|th)\s+edition|edition\s+\d+"
# what is another in each edition's title: its year, "2016" or "2017/18", and which edition it is,
# with what joins them to the title ("… Practices for 2016"); no other number, which may say what a
# work is on, and no year that is the number of something ("Resolution 1973")
OF_AN_EDITION = re.compile(
    r"(?<!\bno\. )(?<!\bresolution )(?:\b(?:for|in|of)\s+)?"
    rf"(?<![\w/.-])(?:{YEAR}|{EDITION})(?![\w/-])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Series:
    """The editions of one source that an archive has, in the order of the years that they cover.

    They have one country, organisation, language and kind, and one work but for the year and the
    number of the edition in its title. `label` is that title as the last edition has it, without
    those. A report of which organisation or work is not recorded is a series by itself, whose label
    may be empty.
    """

    label: str
    organisation: str
    reports: tuple[Report, ...]

    @property
    def compared(self) -> tuple[Report, ...]:
        """Return an edition of each year: of several, the first by name."""
        return tuple(next(same) for _, same in groupby(self.reports, lambda one: one.year))

    @property
    def pairs(self) -> tuple[tuple[Report, Report], ...]:
        """Return the edition of each year with that of the next year that the archive has."""
        return tuple(pairwise(self.compared))


def series_of(reports: Iterable[Report]) -> tuple[Series, ...]:
    """Arrange reports by source, country by country as they come; series by their first years."""
    found: dict[tuple[str, ...], list[Report]] = defaultdict(list)
    for report in reports:
        found[_source(report)].append(report)
    series = [_series(sorted(same, key=_order)) for same in found.values()]
    slugs = list(dict.fromkeys(one.reports[0].country.slug for one in series))
    return tuple(
        sorted(series, key=lambda one: (slugs.index(one.reports[0].country.slug), _first(one)))
    )


def _source(report: Report) -> tuple[str, ...]:
    """Return what the editions of one source have in common; nothing else is compared."""
    organisation, work = report.source.organisation, report.source.work
    if not organisation or not work:
        return (report.address,)
    return (
        report.country.slug,
        report.language,
        report.kind,
        *_same_in_all(organisation),
        "",
        *_same_in_all(_without_edition(work)),
    )


def _without_edition(work: str) -> str:
    return " ".join(OF_AN_EDITION.sub(" ", work).replace("( )", " ").split())


def _same_in_all(name: str) -> Iterator[str]:
    return (word.casefold() for word in split_words(name))


def _series(reports: list[Report]) -> Series:
    source = reports[-1].source
    label = _without_edition(source.work or "").replace(" :", ":").strip(" :,;–—-")
    digest = " (digest)" if reports[-1].kind is ReportKind.DIGEST else ""
    return Series(label + digest if label else "", source.organisation or "", tuple(reports))


def _order(report: Report) -> tuple[int, str]:
    return report.year, report.name


def _first(series: Series) -> tuple[int, str]:
    return _order(series.reports[0])
