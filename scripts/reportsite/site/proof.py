"""The proof that nothing is lost: the words of a report are the words of its pages, in order.

So are its paragraph numbers, each of which is an address on the page, and those of paragraphs that
were published and are gone. Both sides are counted apart: a report's words from its Markdown as
typed, a page's from its HTML as rendered. What the site adds to a text (paragraph numbers, labels
of themes and of references, what became of a paragraph) is put aside.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from reportsite.diagnostics import Diagnostics, Place
from reportsite.model import Block, BlockKind, Report, Section
from reportsite.reading.words import block_words, footnote_words, markdown_words, split_words
from reportsite.writing.addresses import page_below, report_page, section_page
from reportsite.writing.markdown import footnotes_of
from reportsite.writing.traces import former_addresses, numbers_by_page

ADDED = re.compile(
    r'<p class="rs-(?:trace|state)[ "][^>]*>.*?</p>'
    r'|<a class="(?:p[nt]|rs-xr)"[^>]*>.*?</a>|<sup id="fnref.*?</sup>'
    r'|<a class="footnote-backref".*?</a>|<!--.*?-->',
    re.DOTALL,
)
TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^>]*)>")
START = re.compile(r'start="(\d+)"')
NOTES = '<div class="footnote">'
# the list of notes is numbered by the page, not by the report
NOTES_LIST = re.compile(r"\A(\s*<hr ?/?>\s*)<ol>(.*)</ol>", re.DOTALL)
UNNUMBERED = r"\1<ul>\2</ul>"
PARAGRAPH_ID = re.compile(r'<[^<>]* id="p([0-9]+[a-z]*)"')
INLINE = frozenset({"a", "abbr", "code", "em", "span", "strong", "sub", "sup"})


def page_words(page: str) -> list[str]:
    """Return the words of a page's HTML, the numbers of numbered items included."""
    return split_words("".join(_texts(ADDED.sub("", page))))


def _texts(page: str) -> Iterator[str]:
    """Yield the text between tags; a tag that is not inline ends a word."""
    counters: list[int | None] = []
    end = 0
    for tag in TAG.finditer(page):
        yield html.unescape(page[end : tag.start()])
        end = tag.end()
        name = tag["name"].lower()
        if name not in INLINE:
            yield " "
        if name in ("ol", "ul"):
            _count_lists(tag, counters)
        elif name == "li" and not tag["end"] and counters and counters[-1] is not None:
            yield f"{counters[-1]} "
            counters[-1] += 1
    yield html.unescape(page[end:])


def _count_lists(tag: re.Match[str], counters: list[int | None]) -> None:
    if tag["end"]:
        counters.pop()
        return
    start = START.search(tag["rest"])
    first = int(start[1]) if start else 1
    counters.append(first if tag["name"].lower() == "ol" else None)


class Proof:
    """Compares each page of a set of reports with the text that it must show.

    `words` counts those found on the pages of whole reports so far.
    """

    def __init__(self, reports: Iterable[Report]) -> None:
        self._expected: dict[str, tuple[Report, Section | None]] = {}
        # of former pages too, which have no words of the report
        self._addresses: dict[str, tuple[Report, list[str]]] = {}
        for report in reports:
            self._expected[report_page(report)] = (report, None)
            for section in report.sections:
                self._expected[section_page(report, section)] = (report, section)
            self._addresses |= _addresses(report)
        self._missing = dict.fromkeys(self._addresses)
        self.words = 0

    def check(self, path: str, page: str, diagnostics: Diagnostics) -> None:
        """Compare the HTML of the page at `path` (below docs/); a difference is a fault.

        A page that shows no report is passed over.
        """
        if path in self._expected:
            self._check_words(path, page, diagnostics)
        if path in self._addresses:
            self._missing.pop(path, None)
            numbers = self._addresses[path][1]
            if numbers != (addresses := PARAGRAPH_ID.findall(page)):
                diagnostics.fault(self._place(path), *_wrong_addresses(path, numbers, addresses))

    def _place(self, path: str) -> Place:
        _, section = self._expected.get(path, (None, None))
        return (section or self._addresses[path][0]).place

    def _check_words(self, path: str, page: str, diagnostics: Diagnostics) -> None:
        report, section = self._expected[path]
        blocks = section.blocks if section else report.blocks
        notes = footnotes_of(blocks, report.footnotes)
        wanted = _block_words(blocks) if section else _report_words(report)
        wanted_notes = [word for note in notes for word in footnote_words(note)]
        found, found_notes = _words_and_notes(page)
        self.words += len(found) + len(found_notes) if section is None else 0
        for one, other in ((wanted, found), (wanted_notes, found_notes)):
            if one != other:
                diagnostics.fault(self._place(path), *_difference(path, one, other))

    def check_complete(self, diagnostics: Diagnostics) -> None:
        """Report every page that was never compared, since it was not made."""
        for path in self._missing:
            wanted = "expected its text" if path in self._expected else "expected what became of it"
            diagnostics.fault(self._place(path), f"the page {path} was not made", wanted)


def _addresses(report: Report) -> dict[str, tuple[Report, list[str]]]:
    """Return the numbers that each page of a report must answer to, by path: former ones too."""
    homes = [report.address, *former_addresses(report)]
    return {
        page_below(home, slug): (report, numbers)
        for slug, numbers in numbers_by_page(report).items()
        for home in homes
    }


def _words_and_notes(page: str) -> tuple[list[str], list[str]]:
    text, _, notes = page.partition(NOTES)
    return page_words(text), page_words(NOTES_LIST.sub(UNNUMBERED, notes))


def _report_words(report: Report) -> list[str]:
    words = _block_words(report.summary)
    for section in report.sections:
        words += markdown_words(section.title)
        words += _block_words(section.blocks)
    return words


def _block_words(blocks: Iterable[Block]) -> list[str]:
    shown = (block for block in blocks if block.kind is not BlockKind.RULE)
    return [word for block in shown for word in block_words(block)]


def _difference(path: str, wanted: list[str], found: list[str]) -> tuple[str, str]:
    pairs = enumerate(zip_longest(wanted, found))
    at = next(i for i, (one, other) in pairs if one != other)
    return (
        f'its page {path} reads "{_around(found, at)}" at word {at + 1}',
        f'expected "{_around(wanted, at)}", as in the report',
    )


def _wrong_addresses(path: str, wanted: list[str], found: list[str]) -> tuple[str, str]:
    at = next(i for i, (one, other) in enumerate(zip_longest(wanted, found)) if one != other)
    before = f"after #p{wanted[at - 1]}" if at else "at first"
    shown, expected = (f"#p{n[at]}" if at < len(n) else "none" for n in (found, wanted))
    return (
        f"its page {path} has the paragraph address {shown} {before}",
        f"expected {expected}, as in the report",
    )


def _around(words: list[str], at: int) -> str:
    return " ".join(words[max(at - 3, 0) : at + 4]) or "nothing"
