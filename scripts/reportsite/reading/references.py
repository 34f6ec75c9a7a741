"""Cross-references of a report → where each leads, and what stands there."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from reportsite.diagnostics import Diagnostics, Place
from reportsite.model import (
    Block,
    BlockKind,
    Fate,
    Footnote,
    FormerSection,
    Reference,
    Report,
    Section,
)
from reportsite.reading.inline import place_at
from reportsite.reading.numbering import counting_order
from reportsite.reading.plain import first_words, plain
from reportsite.reading.reference_marks import Target, reference_marks, target_of

Lookup = Callable[[str], Report | None]

WITHOUT_WORDS = frozenset({BlockKind.TABLE, BlockKind.RULE, BlockKind.PULL_QUOTE})
# stands for a reference in the words that tell of another text
UNTOLD = "…"
WITHDRAWN = "withdrawn"


def references_in(report: Report) -> list[tuple[Target, Place]]:
    """Return where each reference of a report leads, its own address put in, and where it stands.

    Those that cannot be read are left out.
    """
    return [(_whole(target, report), place) for _, target, place in _typed(report)]


def resolve(
    report: Report, lookup: Lookup, diagnostics: Diagnostics, addresses: Collection[str] = ()
) -> Report:
    """Return the report with `references` filled; one that leads nowhere is a fault.

    `lookup` gives the numbered report at an address such as "kazakhstan/2010", or None; it is not
    asked for the report itself. `addresses` are those that a misspelt one can be meant for.
    """
    found: dict[str, Reference] = {}
    for typed, target, place in _typed(report):
        search = _Search(report, _whole(target, report), typed, place, diagnostics)
        if typed not in found and (reference := search.find(lookup, addresses)):
            found[typed] = reference
    return replace(report, references=found) if found else report


def _typed(report: Report) -> Iterator[tuple[str, Target, Place]]:
    texts: tuple[Block | Footnote, ...] = (*report.blocks, *report.footnotes)
    for one in texts:
        for mark in reference_marks(one.text):
            if target := target_of(mark.typed):
                yield mark.typed, target, place_at(one.place, one.text, mark.start)


def _whole(target: Target, report: Report) -> Target:
    return target if target.address else Target(report.address, target.part)


@dataclass(frozen=True)
class _Search:
    """Looks for what one reference, which stands in `report` at `place`, leads to."""

    report: Report
    target: Target
    typed: str
    place: Place
    diagnostics: Diagnostics

    def find(self, lookup: Lookup, addresses: Collection[str]) -> Reference | None:
        address, part = self.target
        there = self.report if address == self.report.address else lookup(address)
        if there is None:
            self._nowhere(_report_expected(address, addresses))
            return None
        if self.target.number:
            return self._paragraph(there, self.target.number)
        if part:
            return self._section(there, part)
        return Reference(_name(there), _page(there), "", _opening(there.blocks) or there.title)

    def _paragraph(self, there: Report, number: str) -> Reference | None:
        """Return a paragraph of a report; one that became part of another leads on to that."""
        now = _now_in(number, there)
        if now is None:
            self._nowhere(_numbers(there))
            return None
        if block := _block(there, now):
            return self._to(there, now, _words(block))
        self._withdrawn(f"¶{now} is withdrawn")
        return self._to(there, now, WITHDRAWN)

    def _to(self, there: Report, number: str, words: str) -> Reference:
        label = f"¶{number}" if self._is_same(there) else f"{_name(there)}, ¶{number}"
        return Reference(label, _page(there), f"p{number}", words)

    def _section(self, there: Report, slug: str) -> Reference | None:
        """Return a section; a former one leads on to that in which its text stands now."""
        former = {one.slug: one for one in there.former_sections}
        while slug in former and (leads_to := former[slug].leads_to) is not None:
            # each once, lest they lead in a circle
            del former[slug]
            slug = leads_to
        if not slug:
            return Reference(_name(there), _page(there), "", _opening(there.summary))
        if slug in former:
            title = plain(former[slug].title)
            self._withdrawn(f'the section "{title}" is withdrawn')
            return self._headed(there, slug, title, WITHDRAWN)
        for section in there.sections:
            if section.slug == slug:
                title = plain(section.title)
                return self._headed(there, slug, title, _opening(section.blocks) or title)
        self._nowhere(_sections(there, slug))
        return None

    def _headed(self, there: Report, slug: str, title: str, words: str) -> Reference:
        label = title if self._is_same(there) else f"{_name(there)}, {title}"
        return Reference(label, f"reports/{there.address}/{slug}.md", "", words)

    def _is_same(self, there: Report) -> bool:
        return there.address == self.report.address

    def _nowhere(self, expected: str) -> None:
        self.diagnostics.fault(self.place, f"`[[{self.typed}]]` leads nowhere", expected)

    def _withdrawn(self, what: str) -> None:
        self.diagnostics.warn(
            self.place,
            f"`[[{self.typed}]]` leads to what is gone: {what}",
            "expected a reference to a text that is there",
        )


def _page(report: Report) -> str:
    """Return the path in docs/ of the whole report, where its paragraphs have their address."""
    return f"reports/{report.address}/index.md"


def _name(report: Report) -> str:
    other = "" if report.name == str(report.year) else f" ({report.name})"
    return f"{report.country.name} {report.year}{other}"


def _block(report: Report, number: str) -> Block | None:
    return next((block for block in report.blocks if block.number == number), None)


def _now_in(number: str, report: Report) -> str | None:
    """Return the number of the paragraph, or of the withdrawn one, to which a number leads now."""
    owners: tuple[Report | Section | FormerSection, ...]
    owners = (report, *report.sections, *report.former_sections)
    # where a paragraph has moved to, its own number tells
    traces = {
        trace.number: trace
        for owner in owners
        for trace in owner.traces
        if trace.fate is not Fate.MOVED
    }
    while _block(report, number) is None:
        # each once, lest they lead in a circle
        trace = traces.pop(number, None)
        if trace is None or trace.leads_to is None:
            return None if trace is None else number
        number = trace.leads_to
    return number


def _words(block: Block) -> str:
    return first_words(block, lambda typed: UNTOLD)


def _opening(blocks: tuple[Block, ...]) -> str:
    return next((_words(block) for block in blocks if block.kind not in WITHOUT_WORDS), "")


def _report_expected(address: str, addresses: Collection[str]) -> str:
    if nearest := difflib.get_close_matches(address, addresses, n=1):
        return f"did you mean `{nearest[0]}`?"
    return f"the archive has no report reports/{address}.md"


def _numbers(report: Report) -> str:
    numbers = sorted((b.number for b in report.blocks if b.number), key=counting_order)
    if not numbers:
        return f"{_name(report)} has no numbered paragraph"
    last = f" to ¶{numbers[-1]}" if len(numbers) > 1 else ""
    return f"{_name(report)} has ¶{numbers[0]}{last}"


def _sections(report: Report, slug: str) -> str:
    slugs = [section.slug for section in report.sections]
    if nearest := difflib.get_close_matches(slug, slugs, n=1):
        return f"did you mean `{nearest[0]}`?"
    if not slugs:
        return f"{_name(report)} has no sections"
    return f"{_name(report)} has {', '.join(f'`{one}`' for one in slugs)}"
