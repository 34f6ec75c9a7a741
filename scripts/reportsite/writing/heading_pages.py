"""All headings of an archive, from A to Z: for those who look for one, or cannot search.

Headings that differ in nothing but case, blanks, and the letter or number before them are one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportsite.model import Report, Section, Theme
from reportsite.reading.plain import plain
from reportsite.vocabulary.matching import split_letter
from reportsite.writing.addresses import link, section_page, theme_page
from reportsite.writing.catalogue import Catalogue
from reportsite.writing.cells import chip
from reportsite.writing.counts import number_of
from reportsite.writing.languages import direction
from reportsite.writing.markdown import escape
from reportsite.writing.page import Page, make_page
from reportsite.writing.paging import Row, list_pages_of

HEADINGS = "headings/index.md"
# sections that are named one by one; more are found by their themes
MOST_LINKS = 4
LEAD = (
    "What is printed above the sections of the reports, without the letters and numbers of an "
    "outline: {headings}, {sections}."
)


@dataclass
class Heading:
    """A heading: its wordings, the languages of its reports, and where it stands."""

    wordings: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    sections: list[tuple[Report, Section]] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Return the heading as it is printed most often; of two, the one with fewer capitals."""
        return max(self.wordings, key=lambda words: (self.wordings[words], -_capitals(words)))

    @property
    def language(self) -> str:
        """Return the language in which it is printed most often."""
        return self.languages.most_common(1)[0][0]


def heading_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Make the list of all headings, on as many pages as it takes."""
    found = headings_of(catalogue.reports)
    sections = sum(len(heading.sections) for heading in found)
    lead = LEAD.format(
        headings=number_of(len(found), "heading", "headings"),
        sections=number_of(sections, "section", "sections"),
    )
    for part in list_pages_of(HEADINGS, [_row(heading, catalogue) for heading in found]):
        meta = part.meta("Headings", "headings", part.lead(lead, "Headings"), [])
        yield make_page(part.path, "headings", "reports/", meta, part=part)


def headings_of(reports: Iterable[Report]) -> list[Heading]:
    """Return the headings of all sections, each once, in the order in which they first occur."""
    found: dict[str, Heading] = defaultdict(Heading)
    for report in reports:
        for section in report.sections:
            words = _words(section.title)
            heading = found[words.casefold()]
            heading.wordings[words] += 1
            heading.languages[report.language] += 1
            heading.sections.append((report, section))
    return list(found.values())


def _capitals(words: str) -> int:
    return sum(sign.isupper() for sign in words)


def _words(title: str) -> str:
    whole = " ".join(plain(title).split())
    return split_letter(whole)[1] or whole


def _row(heading: Heading, catalogue: Catalogue) -> Row:
    places = _sections if len(heading.sections) <= MOST_LINKS else _themes
    cell = " ".join(places(heading, catalogue))
    return Row(_name(heading.words), f"| {_shown(heading)} | {cell} |")


def _name(words: str) -> str:
    """Return what a heading is sorted as: without the quotation marks that it may begin with."""
    start = next((at for at, sign in enumerate(words) if sign.isalnum()), 0)
    return words[start:]


def _shown(heading: Heading) -> str:
    words = escape(heading.words)
    if heading.language.partition("-")[0] == "en":
        return words
    language = f'lang="{heading.language}" dir="{direction(heading.language)}"'
    return f"*{words}*{{: .rs-own {language} }}"


def _sections(heading: Heading, catalogue: Catalogue) -> Iterator[str]:
    """Yield a link to each section."""
    for report, section in heading.sections:
        yield chip(catalogue.name(report), link(section_page(report, section), HEADINGS))


def _themes(heading: Heading, catalogue: Catalogue) -> Iterator[str]:
    """Yield how many sections there are, and a link to each theme that they are filed under."""
    themes: Counter[str] = Counter(section.theme for _, section in heading.sections)
    yield f"{len(heading.sections):,} sections:"
    for theme, number in themes.most_common():
        yield _theme(catalogue.theme(theme), number)


def _theme(theme: Theme, number: int) -> str:
    return chip(f"{theme.label}, {number:,}", link(theme_page(theme), HEADINGS))
