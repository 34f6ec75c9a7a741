"""The editions of a country's sources, as its pages name and group them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

from reportsite.comparing.editions import Series
from reportsite.model import Report, ReportKind
from reportsite.writing.addresses import address, changes_page, link
from reportsite.writing.catalogue import Catalogue
from reportsite.writing.cells import chip
from reportsite.writing.languages import language_name
from reportsite.writing.page import Meta

NOT_RECORDED = "Source not recorded"


def source_names(series: Sequence[Series]) -> list[str]:
    """Return what each source is called among the others: as little as tells them apart."""
    names = [_organisation(one) for one in series]
    for longer in (_with_work, _with_language):
        names = _told_apart(names, [longer(one) for one in series])
    return names


def _told_apart(short: Sequence[str], longer: Sequence[str]) -> list[str]:
    """Return the longer names of those that they tell apart, else the short ones."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in zip(short, longer, strict=True):
        found[one].add(other)
    return [other if len(found[one]) > 1 else one for one, other in zip(short, longer, strict=True)]


def _organisation(series: Series) -> str:
    digest = ", digest" if series.reports[0].kind is ReportKind.DIGEST else ""
    return (series.organisation or series.label or NOT_RECORDED) + digest


def _with_work(series: Series) -> str:
    names = dict.fromkeys(filter(None, (series.organisation, series.label)))
    return ": ".join(names) or NOT_RECORDED


def _with_language(series: Series) -> str:
    return f"{_with_work(series)}, in {language_name(series.reports[0].language)}"


def changes_chips(series: Series, page: str, catalogue: Catalogue) -> str:
    """Return links on `page` to what changed from each edition to the next: "2016 → 2019"."""
    return " ".join(
        chip(
            f"{catalogue.label(earlier)} → {catalogue.label(later)}",
            link(changes_page(earlier, later), page),
        )
        for earlier, later in series.pairs
    )


def earlier_editions(series: Sequence[Series]) -> dict[str, Report]:
    """Return the edition before each, by the name of the later, where a page says what changed."""
    return {later.name: earlier for one in series for earlier, later in one.pairs}


def editions_meta(
    series: Sequence[Series], names: Container[str], catalogue: Catalogue
) -> list[Meta]:
    """Return the reports of these names by source, with the pages on what changed, for a template.

    `since` is the name of the edition before, `changes` the address of what changed since; both
    are absent where there is none.
    """
    found = zip(source_names(series), series, strict=True)
    groups = (
        {"source": name, "organisation": one.organisation, "reports": list(reports)}
        for name, one in found
        if (reports := tuple(_reports_meta(one, names, catalogue)))
    )
    return list(groups)


def _reports_meta(series: Series, names: Container[str], catalogue: Catalogue) -> Iterator[Meta]:
    before = earlier_editions([series])
    for report in series.reports:
        if report.name not in names:
            continue
        named = {"name": report.name, "label": catalogue.label(report)}
        earlier = before.get(report.name)
        changes = earlier and {
            "since": earlier.name,
            "changes": address(changes_page(earlier, report)),
        }
        yield named | (changes or {})
