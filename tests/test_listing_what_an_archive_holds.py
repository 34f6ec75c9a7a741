"""What the pages of a country, and those that list everything, need to be made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reportsite.archive import Archive, read_archive
from reportsite.diagnostics import Diagnostics
from reportsite.model import Block, BlockKind, Report, ReportKind, Section, Source
from reportsite.vocabulary.loading import Vocabulary
from reportsite.writing import weight
from reportsite.writing.build import make_pages
from reportsite.writing.catalogue import Catalogue, catalogue
from reportsite.writing.change_pages import change_pages
from reportsite.writing.country_pages import country_pages
from reportsite.writing.list_pages import list_pages
from reportsite.writing.report_pages import report_pages
from small_archive import REPORTS

ROOT = Path(__file__).parents[1]


@pytest.fixture(params=["the archive that ships", "a small one"])
def whole(request: pytest.FixtureRequest, archive: Callable[..., Path]) -> Archive:
    root = ROOT if request.param == "the archive that ships" else archive(REPORTS)
    diagnostics = Diagnostics()
    read = read_archive(root, diagnostics)
    assert diagnostics.faults == []
    return read


def held(archive: Archive, reports: tuple[Report, ...]) -> Catalogue:
    return catalogue(reports, archive.vocabulary.themes)


def test_the_pages_of_a_country_depend_on_its_reports_alone(whole: Archive) -> None:
    everything = held(whole, whole.reports)
    for country in everything.countries():
        alone = held(whole, everything.by_country[country.slug])
        assert list(country_pages(country, alone)) == list(country_pages(country, everything))


def outline(report: Report) -> Report:
    """Return a report of which nothing is left but sections and what carries themes."""
    return replace(
        report,
        summary=_themed(report.summary),
        sections=tuple(replace(s, blocks=_themed(s.blocks)) for s in report.sections),
        footnotes=(),
    )


def _themed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(replace(block, text="", number=None) for block in blocks if block.themes)


def test_lists_need_no_text(whole: Archive) -> None:
    outlines = held(whole, tuple(map(outline, whole.reports)))
    assert list(list_pages(outlines)) == list(list_pages(held(whole, whole.reports)))


def test_together_they_are_every_page(whole: Archive) -> None:
    found = held(whole, whole.reports)
    paths = [page.path for page in make_pages(found)]
    assert len(paths) == len(set(paths))
    of_reports = [page.path for report in found.reports for page in report_pages(report, found)]
    of_countries = [p.path for country in found.countries() for p in country_pages(country, found)]
    of_changes = [p.path for country in found.countries() for p in change_pages(country, found)]
    of_lists = [page.path for page in list_pages(found)]
    assert sorted(paths) == sorted([*of_reports, *of_countries, *of_changes, *of_lists])


LONG = "word " * 300


def on_torture(vocabulary: Vocabulary, texts: dict[int, list[str]]) -> Catalogue:
    """Return reports on Kazakhstan, with a section on torture of these paragraphs for each year."""
    kazakhstan = vocabulary.countries.by_code("KAZ")
    assert kazakhstan
    reports = []
    for year, text in texts.items():
        blocks = tuple(
            Block(BlockKind.PARAGRAPH, paragraph.strip(), number=str(number))
            for number, paragraph in enumerate(text, 1)
        )
        theme = "torture" if text else "impunity"
        section = Section("section", "A *heading*", 2, theme, blocks)
        source = Source(organisation="Example Watch", work="Yearbook")
        reports.append(
            Report(
                *(kazakhstan, str(year), year, "Kazakhstan", "en", ReportKind.REPORT, source),
                *((), (section,)),
            )
        )
    return catalogue(reports, vocabulary.themes)


OVERVIEW = """\
[1998](#1998) *2009*{: .rs-none } [2011](#2011) [2012](#2012) [2021](#2021)
{: .rs-chips }

A year without a link: no section on this theme in this edition. That says nothing about the country.
{: .rs-note }

This is an overview: the texts together are too long for one page. In full:
{: .rs-note }

[1990–1999](kazakhstan/1990-1999.md) [2010–2019](kazakhstan/2010-2019.md)
{: .rs-chips }

## [Kazakhstan 1998](../../reports/kazakhstan/1998/index.md) {: #1998 }

From Yearbook, Example Watch
{: .rs-source }

[1998 in full](kazakhstan/1990-1999.md#1998)
{: .rs-further }

### [A heading](../../reports/kazakhstan/1998/section.md) {: #1998-s-section lang="en" dir="ltr" }

Short.
{: lang="en" dir="ltr" }

1 paragraph, 1 word
{: .rs-extent }

## [Kazakhstan 2011](../../reports/kazakhstan/2011/index.md) {: #2011 }

From Yearbook, Example Watch. [What changed since 2009](../../countries/kazakhstan/changes/2009-2011/index.md)
{: .rs-source }

[2011 in full](kazakhstan/2010-2019.md#2011)
{: .rs-further }

### [A heading](../../reports/kazakhstan/2011/section.md) {: #2011-s-section lang="en" dir="ltr" }

BEGINS …
{: lang="en" dir="ltr" }

2 paragraphs, 600 words
{: .rs-extent }

## [Kazakhstan 2012](../../reports/kazakhstan/2012/index.md) {: #2012 }

From Yearbook, Example Watch. [What changed since 2011](../../countries/kazakhstan/changes/2011-2012/index.md)
{: .rs-source }

[2012 in full](kazakhstan/2010-2019.md#2012)
{: .rs-further }

### [A heading](../../reports/kazakhstan/2012/section.md) {: #2012-s-section lang="en" dir="ltr" }

Short.
{: lang="en" dir="ltr" }

1 paragraph, 1 word
{: .rs-extent }

## [Kazakhstan 2021](../../reports/kazakhstan/2021/index.md) {: #2021 }

From Yearbook, Example Watch. [What changed since 2012](../../countries/kazakhstan/changes/2012-2021/index.md)
{: .rs-source }

### [A heading](../../reports/kazakhstan/2021/section.md) {: #2021-s-section lang="en" dir="ltr" }

BEGINS …
{: lang="en" dir="ltr" }

5 paragraphs, 1,500 words
{: .rs-extent }

[All themes in Kazakhstan](../../countries/kazakhstan.md)
{: .rs-further .rs-end }""".replace("BEGINS", " ".join(["word"] * 40))  # noqa: E501

YEARS: dict[int, list[str]] = {
    1998: ["Short."],
    2009: [],
    2011: [LONG, LONG],
    2012: ["Short."],
    2021: [LONG] * 5,
}


def test_texts_that_are_too_long_for_one_page(
    vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weight, "LARGEST", 6000)
    found = on_torture(vocabulary, YEARS)
    pages = {page.path: page for page in country_pages(found.countries()[0], found)}
    folder = "themes/torture/kazakhstan"
    assert pages[f"{folder}.md"].body == OVERVIEW
    periods = [path for path in pages if path.startswith(f"{folder}/")]
    assert periods == [f"{folder}/1990-1999.md", f"{folder}/2010-2019.md"]
    second = pages[periods[1]]
    assert second.meta["title"].endswith(": Kazakhstan, 2010–2019")
    assert second.meta["previous"] == {"title": "1990–1999", "address": f"{folder}/1990-1999/"}
    assert second.meta["next"] is None
    assert second.meta["place"][-1] == {"title": "Kazakhstan", "address": f"{folder}/"}
    assert second.body.startswith(
        "[2011](#2011) [2012](#2012)\n{: .rs-chips }\n\n## [Kazakhstan 2011]"
    )
    assert second.body.count(LONG.strip()) == 2
    assert "*2009*{: .rs-none }" not in second.body


def test_an_overview_is_as_full_as_is_light(
    vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overview(largest: int) -> str:
        monkeypatch.setattr(weight, "LARGEST", largest)
        found = on_torture(vocabulary, YEARS)
        pages = {page.path: page.body for page in country_pages(found.countries()[0], found)}
        return pages["themes/torture/kazakhstan.md"]

    assert "word word …" in overview(6000)
    assert "word" not in overview(3500).replace(" words", "").replace("1 word\n", "")
    assert "### [A heading]" in overview(3500)
    assert "### [A heading]" not in overview(1500)
    assert "\n1 passage, 5 paragraphs, 1,500 words\n{: .rs-extent }" in overview(1500)
    assert all(f"{{: #{year} }}" in overview(1500) for year in YEARS if year != 2009)
