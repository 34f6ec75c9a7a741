"""How well the importer finds headings: those of a report against those of the page it came from.

The page is read here by Python's own `html.parser`, apart from everything in reportsite: the
headings are the h2 to h5 of the element that holds the report, a section's label ("Section 1.") in
front of the heading that follows it.

A page is imported as it is or, rendered to plain text with headings as bare lines, as a text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

from reportsite.diagnostics import Diagnostics
from reportsite.importing.sources import Sources, load_sources
from reportsite.importing.text import Annotated, Wish, import_text
from reportsite.importing.web.page import import_page
from reportsite.model import UNCLASSIFIED
from reportsite.reading.report import read_report
from reportsite.reading.words import block_words, markdown_words, split_words
from reportsite.vocabulary.loading import Vocabulary, load_vocabulary

ROOT = Path(__file__).parents[2]
HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]
)
_REPORT = "report__content"
_LABEL = "report-toc-section"
_FURNITURE = "report__tags"
_SKIPPED = frozenset({"script", "style", "svg"})
_BLOCKS = HEADINGS | {"p", "div", "section", "li", "br"}
_REFERENCE = re.compile(r"\([Ss]ee [Ss]ection \d\)\.?")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])")


@dataclass(frozen=True)
class Counts:
    """How many headings the pages have and the reports, and how many of them are the same.

    Headings are the same that have the same words and come in the same order. `unclassified` are
    headings of the reports that no theme has.
    """

    pages: int = 0
    page: int = 0
    report: int = 0
    same: int = 0
    unclassified: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Return both counts together."""
        return Counts(
            self.pages + other.pages,
            self.page + other.page,
            self.report + other.report,
            self.same + other.same,
            self.unclassified + other.unclassified,
        )

    @property
    def precision(self) -> float:
        """The share of the report's headings that are the page's."""
        return self.same / self.report if self.report else 0.0

    @property
    def recall(self) -> float:
        """The share of the page's headings that are in the report."""
        return self.same / self.page if self.page else 0.0


class _Reading(HTMLParser):
    """Reads the blocks of the report's element, each as its kind ("h2", "label", "p") and words."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[str, str]] = []
        self._opened: list[str] = []
        self._report = 0
        self._skipped = 0
        self._kind = "p"
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if tag in _VOID:
            if tag == "br" and self._kind == "p":
                self._flush()
            return
        self._opened.append(tag)
        classes = (dict(attrs).get("class") or "").split()
        if not self._report:
            self._report = len(self._opened) * (_REPORT in classes)
        elif not self._skipped and (tag in _SKIPPED or _FURNITURE in classes):
            self._skipped = len(self._opened)
        elif tag in _BLOCKS:
            self._flush()
            self._kind = "label" if _LABEL in classes else tag if tag in HEADINGS else "p"

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and what was left open in it; an end without a beginning is none."""
        if tag not in self._opened:
            return
        while self._opened.pop() != tag:
            pass
        depth = len(self._opened)
        if tag in _BLOCKS and self._report:
            self._flush()
        self._report *= self._report <= depth
        self._skipped *= self._skipped <= depth

    def handle_data(self, data: str) -> None:
        """Take in words of the report."""
        if self._report and not self._skipped:
            self._words.append(data)

    def _flush(self) -> None:
        words = " ".join("".join(self._words).split())
        if words:
            self.blocks.append((self._kind, words))
        self._kind, self._words = "p", []


def page_blocks(html: str) -> list[tuple[str, str]]:
    """Return the blocks of the report in a page of the State Department, headings with "h"."""
    reading = _Reading()
    reading.feed(html)
    blocks: list[tuple[str, str]] = []
    for kind, words in reading.blocks:
        if blocks and blocks[-1][0] == "label" and kind in HEADINGS:
            blocks[-1] = ("h", f"{blocks[-1][1]} {words}")
        else:
            blocks.append(("h" if kind in HEADINGS else kind, words))
    return blocks


def page_headings(html: str) -> list[str]:
    """Return the headings of the report in a page of the State Department."""
    return [words for kind, words in page_blocks(html) if kind == "h"]


def page_as_text(html: str) -> str:
    """Return the report as plain text, as it is when pasted: headings are bare lines."""
    reading = _Reading()
    reading.feed(html)
    return "\n\n".join(words for _, words in reading.blocks) + "\n"


def report_headings(text: str, vocabulary: Vocabulary) -> tuple[list[str], int]:
    """Return the headings of an annotated report, and how many of them have no theme.

    A reference that stands beneath its heading, since a section needs text, counts as part of it.
    """
    report = read_report("report.md", "report", text, vocabulary, Diagnostics())
    sections = report.sections if report else ()
    titles = []
    for one in sections:
        beneath = one.blocks[0].text if len(one.blocks) == 1 else ""
        reference = f" {beneath}" if _REFERENCE.fullmatch(beneath) else ""
        titles.append(_ESCAPE.sub(r"\1", one.title) + reference)
    return titles, sum(one.theme == UNCLASSIFIED for one in sections)


def compare(html: str, annotated: str, vocabulary: Vocabulary) -> Counts:
    """Return how the headings of an annotated report and of its page compare."""
    page = page_headings(html)
    report, unclassified = report_headings(annotated, vocabulary)
    matcher = SequenceMatcher(None, page, report, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    return Counts(1, len(page), len(report), same, unclassified)


def same_words(html: str, annotated: str, vocabulary: Vocabulary) -> bool:
    """Whether a report has the words of its page's report, each once and in their order."""
    report = read_report("report.md", "report", annotated, vocabulary, Diagnostics())
    words = [word for block in report.summary for word in block_words(block)] if report else []
    for section in report.sections if report else ():
        words += markdown_words(section.title)
        words += [word for block in section.blocks for word in block_words(block)]
    page = [word for _, said in page_blocks(html) for word in split_words(said)]
    return _joined(words) == _joined(page)


def _joined(words: list[str]) -> str:
    # a raised digit is a word with what stands before it, or one by itself
    return unicodedata.normalize("NFKC", "".join(words))


@lru_cache(maxsize=1)
def _lists() -> tuple[Sources, Vocabulary]:
    diagnostics = Diagnostics()
    return load_sources(ROOT, diagnostics), load_vocabulary(ROOT, diagnostics)


def imported_page(file: Path) -> Counts:
    """Return how well the headings of a page are found when it is imported as a page."""
    html = file.read_text(encoding="utf-8")
    return compare(html, _annotated(html, file).text, _lists()[1])


def pasted_page(file: Path) -> Counts:
    """Return how well the headings of a page are found when it is imported as plain text."""
    sources, vocabulary = _lists()
    html = file.read_text(encoding="utf-8")
    who = _annotated(html, file).account
    wish = Wish(file, who.country, who.year)
    return compare(
        html, import_text(page_as_text(html), wish, sources, vocabulary).text, vocabulary
    )


def _annotated(html: str, file: Path) -> Annotated:
    return import_page(html, Wish(file), *_lists())


def measure(
    files: Sequence[Path], measured: Callable[[Path], Counts], processes: int = 1
) -> dict[str, Counts]:
    """Return the counts by year, which is the name of each file's folder."""
    by_year: dict[str, Counts] = defaultdict(Counts)
    with ProcessPoolExecutor(processes) as pool:
        counts = pool.map(measured, files, chunksize=4) if processes > 1 else map(measured, files)
        for file, found in zip(files, counts, strict=True):
            by_year[file.parent.name] += found
    return dict(sorted(by_year.items()))


def table(by_year: dict[str, Counts]) -> Iterator[str]:
    """Yield the lines of a table: a year a line, and all of them together."""
    yield f"{'year':<6}{'pages':>7}{'headings':>10}{'precision':>11}{'recall':>9}{'no theme':>10}"
    total = sum(by_year.values(), Counts())
    for year, one in [*by_year.items(), ("all", total)]:
        shares = f"{one.precision:>11.2%}{one.recall:>9.2%}"
        yield f"{year:<6}{one.pages:>7}{one.page:>10,}{shares}{one.unclassified:>10}"
