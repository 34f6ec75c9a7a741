"""Whole archives of a publisher: lists stay light and usable, and work grows as the archive."""

from __future__ import annotations

import pickle
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, count, takewhile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from conftest import Once
from links import broken_links, documents
from rendering import NO_INDEX, rendered, weights
from reportsite.archive import Archive
from reportsite.model import Block, BlockKind, Country, Report, ReportKind, Section, Source
from reportsite.numbering.lock import Lock, Settled
from reportsite.site.glance import glance
from reportsite.vocabulary.loading import Vocabulary
from reportsite.writing import weight
from reportsite.writing.addresses import address
from reportsite.writing.build import catalogue_of, make_pages
from reportsite.writing.country_pages import country_pages
from reportsite.writing.list_pages import list_pages
from reportsite.writing.page import Page
from reportsite.writing.weight import html_weight
from serving import served
from steps import TWICE, steps_of

# where no published number is asked for
UNPUBLISHED = Lock("", "", ())
# bytes of HTML
LARGEST = 200_000
# countries, years, themes: the State Department from 2016 to 2024, and all its years
SIZES = {"nine years": (195, 9, 60), "fifty years": (200, 50, 90)}
# a slug of the State Department is 44 signs long on average, and 80 at most
LONG = "-and-other-cruel-inhuman-or-degrading-treatment-or-punishment"
SOURCE = Source(
    organisation="US Department of State", work="Country Reports on Human Rights Practices for 2016"
)


def archive_of(
    countries: int, years: int, themes: int, vocabulary: Vocabulary, paragraphs: int = 1
) -> Archive:
    """Return an archive in which every report has a section on each of so many themes.

    A paragraph is a hundred words.
    """
    block = Block(BlockKind.PARAGRAPH, " ".join(["word"] * 100))
    ids = [theme.id for theme in vocabulary.themes if theme.id != "section-group"]
    sections = tuple(
        Section(f"{id_}{LONG}"[:80], id_, 2, id_, tuple(_numbered(block, at, paragraphs)))
        for at, id_ in enumerate(ids[:themes])
    )
    reports = (
        _report(country, year, sections)
        for country in list(vocabulary.countries)[:countries]
        for year in range(2025 - years, 2025)
    )
    return Archive(Path(), vocabulary, tuple(Settled(one, UNPUBLISHED) for one in reports))


def _numbered(block: Block, section: int, paragraphs: int) -> Iterator[Block]:
    for number in range(section * paragraphs + 1, (section + 1) * paragraphs + 1):
        yield replace(block, number=str(number))


def _report(country: Country, year: int, sections: tuple[Section, ...]) -> Report:
    kind = ReportKind.REPORT
    return Report(country, str(year), year, country.name, "en", kind, SOURCE, (), sections)


@dataclass(frozen=True)
class Whole:
    """A large archive: names, its lists with the pages of one country, the site of the heaviest."""

    countries: list[str]
    reports: list[str]
    years: list[str]
    pages: dict[str, Page]
    site: Path

    def parts(self, first: str) -> list[str]:
        """Return the paths of a list's pages in order; `first` is that of the first."""
        beneath = first.removesuffix(".md").removesuffix("/index")
        numbered = (f"{beneath}/page-{number}.md" for number in count(2))
        return [first, *takewhile(lambda path: path in self.pages, numbered)]

    def rows(self, first: str) -> list[str]:
        """Return what stands first in every row of a list, over all its pages."""
        bodies = (self.pages[path].body.partition("\n## Themes,")[0] for path in self.parts(first))
        return re.findall(r"^\| \[(.*?)\]\(", "\n".join(bodies), re.MULTILINE)


@pytest.fixture(scope="module", params=list(SIZES))
def whole(request: pytest.FixtureRequest, vocabulary: Vocabulary, once: Once) -> Whole:
    def fill(folder: Path) -> None:
        made = whole_of(archive_of(*SIZES[request.param], vocabulary), folder / "archive")
        (folder / "whole").write_bytes(pickle.dumps(made))

    folder = once(f"whole-{request.param}", fill)
    found: Whole = pickle.loads((folder / "whole").read_bytes())
    return found


def whole_of(archive: Archive, root: Path) -> Whole:
    found = catalogue_of(archive)
    countries = found.countries()
    pages = {
        page.path: page for page in chain(list_pages(found), country_pages(countries[2], found))
    }
    return Whole(
        countries=[country.name for country in countries],
        reports=[found.name(report) for report in found.reports],
        years=list(map(str, found.by_year)),
        pages=pages,
        site=rendered(_heaviest(pages.values()), found, root),
    )


def _heaviest(pages: Iterable[Page]) -> list[Page]:
    """Return the two heaviest of each kind, and the pages of one list."""
    kinds: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        kinds[page.meta["kind"]].append(page)
    kinds["reports"].sort(key=lambda page: page.path)
    heaviest = (sorted(found, key=lambda page: -len(page.body))[:2] for found in kinds.values())
    return list({page.path: page for page in chain(*heaviest, kinds["reports"][:3])}.values())


def test_no_page_is_heavy(whole: Whole) -> None:
    found = weights(whole.site)
    assert {"", "search", "countries", "reports", "years", "themes"} <= {
        "" if address == "." else address for address in found
    }
    assert {address: weight for address, weight in found.items() if weight > LARGEST} == {}


def test_the_pages_that_are_not_rendered_are_no_heavier(whole: Whole) -> None:
    foretold = {path: html_weight(page.body) for path, page in whole.pages.items()}
    assert {path: weight for path, weight in foretold.items() if weight > 0.9 * LARGEST} == {}


def test_lists_name_everything_once(whole: Whole) -> None:
    countries = Counter(whole.countries)
    assert Counter(whole.rows("reports/index.md")) == Counter(whole.reports)
    assert Counter(whole.rows("countries/index.md")) == countries
    assert Counter(whole.rows("themes/torture/index.md")) == countries
    of_2020 = Counter(f"{name} 2020" for name in whole.countries)
    assert Counter(whole.rows("years/2020.md")) == of_2020
    assert whole.rows("years/index.md") == whole.years


def test_a_long_list_says_where_one_is(whole: Whole) -> None:
    paths = whole.parts("reports/index.md")
    leads = [whole.pages[path].meta["lead"] for path in paths]
    numbers = [
        re.search(r"Reports ([\d,]+)–([\d,]+) of ([\d,]+): (\S.*)\.$", text) for text in leads
    ]
    spans = [
        tuple(int(n.replace(",", "")) for n in found.groups()[:3]) for found in numbers if found
    ]
    assert len(spans) == len(paths) > 1
    assert [first for first, _, _ in spans] == [1, *(last + 1 for _, last, _ in spans[:-1])]
    assert {total for _, _, total in spans} == {len(whole.reports)} == {spans[-1][1]}
    steps = [(whole.pages[path].meta["previous"], whole.pages[path].meta["next"]) for path in paths]
    addresses = [address(path) for path in paths]
    assert [before and before["address"] for before, _ in steps] == [None, *addresses[:-1]]
    assert [after and after["address"] for _, after in steps] == [*addresses[1:], None]


def test_time_grows_as_the_number_of_reports(vocabulary: Vocabulary) -> None:
    def steps(countries: int) -> int:
        return steps_of(_make_pages, archive_of(countries, 5, 3, vocabulary))

    # the lower bound shows that something was counted
    once, twice = steps(8), steps(16)
    assert 1.9 * once < twice < TWICE * once


def _make_pages(archive: Archive) -> None:
    found = catalogue_of(archive)
    glance(found, paragraphs=0)
    for _ in make_pages(found):
        pass


def test_fifty_years_of_long_texts(vocabulary: Vocabulary, tmp_path: Path) -> None:
    found = catalogue_of(archive_of(1, 50, 3, vocabulary, paragraphs=30))
    (country,) = found.countries()
    pages = list(country_pages(country, found))
    site = rendered(pages, found, tmp_path / "archive")
    found_weights = weights(site)
    assert max(found_weights.values()) <= LARGEST
    theme = f"themes/torture/{country.slug}"
    periods = ("1970-1979", "1980-1984", "1985-1989", "2015-2019", "2020-2029")
    assert {f"{theme}/{period}" for period in periods} <= set(found_weights)
    ids = documents(site)[f"{theme}/index.html"].ids
    assert {str(year) for year in range(1975, 2025)} <= set(ids)


@pytest.fixture
def few_words_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weight, "LARGEST", 2500)


@pytest.mark.usefixtures("few_words_a_page")
def test_every_link_of_split_lists_leads_somewhere(vocabulary: Vocabulary, tmp_path: Path) -> None:
    found = catalogue_of(archive_of(12, 4, 6, vocabulary, paragraphs=2))
    pages = {page.path: page for page in make_pages(found)}
    split = ["reports/page-2.md", "themes/torture/page-2.md", "years/2024/page-2.md"]
    assert {*split, "themes/torture/albania/2022.md"} <= set(pages)
    site = rendered(pages.values(), found, tmp_path / "archive")
    assert broken_links(site) == NO_INDEX


@pytest.mark.parametrize("width", [320, 1280])
def test_the_way_through_a_long_list(whole: Whole, browser: Browser, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 700}, java_script_enabled=False
    )
    page = context.new_page()
    with served(whole.site) as address:
        page.goto(f"{address}/reports/")
        expect(page.locator(".rs-lead")).to_contain_text("Reports 1–")
        page.get_by_role("navigation", name="Previous and next page").get_by_role("link").click()
        expect(page).to_have_url(f"{address}/reports/page-2/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Reports, page 2")
        sideways = "document.documentElement.scrollWidth"
        assert page.evaluate(sideways) <= width
        page.get_by_role("link", name="A", exact=True).click()
        expect(page).to_have_url(f"{address}/reports/#letter-a")
        assert page.evaluate(sideways) <= width
    context.close()
