"""A report as read, and its lock file → the numbered report, and the lock file as it is to be.

A pure function: the same report and lock give the same numbers, and the lock that comes out, put in
again, gives itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from reportsite.diagnostics import Diagnostics
from reportsite.model import NUMBERED, Block, Numbering, Report, Section
from reportsite.numbering.corrections import corrections_recorded, still_unrecorded
from reportsite.numbering.entries import Found, sections_of
from reportsite.numbering.fingerprint import Words
from reportsite.numbering.lock import SUMMARY, Lock, LockedSection, Settled, State
from reportsite.numbering.matching import Matches, Text, known_gone, known_live, match
from reportsite.numbering.pins import check_pins, pins_of
from reportsite.numbering.sections import Heading, slugs_of
from reportsite.numbering.tracing import with_traces
from reportsite.reading.numbering import (
    BEFORE_THE_FIRST,
    Letters,
    counting_order,
    number,
    with_numbers,
)
from reportsite.reading.sections import check_slugs, with_parents

# enough to tell the editions of a text apart, and to be read aloud
HASH_DIGITS = 12


def settle(report: Report, lock: Lock | None, today: str, diagnostics: Diagnostics) -> Settled:
    """Give a report that was read, but not numbered, its published numbers and slugs.

    `lock` is what was published, None for a report that never was. `today` (ISO 8601) is the day
    of the text, where that has changed. What contradicts the lock is a fault.
    """
    words = [Words(block.text) for block in _blocks(report)]
    if lock is None:
        check_slugs(report.sections, diagnostics)
        numbered, matches = number(report, diagnostics), Matches()
        before = Lock("", "", ())
    else:
        before = lock
        numbered, matches = _renumbered(report, lock, words, diagnostics)
        numbered = _with_slugs(numbered, lock, matches, diagnostics)
    found = [
        Found(block.number or "", text)
        for block, text in zip(_blocks(numbered), words, strict=True)
    ]
    after = _locked(numbered, before, found, matches, today)
    recorded = corrections_recorded(numbered)
    after = replace(
        after,
        corrections=recorded,
        unrecorded=still_unrecorded(before, after, recorded) if lock else (),
        formerly=tuple(dict.fromkeys([*before.formerly, *report.formerly])),
    )
    return Settled(with_traces(numbered, after, found), after)


def _blocks(report: Report) -> list[Block]:
    return [block for _, blocks in _parts(report) for block in blocks]


def _parts(report: Report) -> Iterator[tuple[str, list[Block]]]:
    """Yield the title of each part, "" for the summary, and its blocks that have numbers."""
    for title, blocks in (("", report.summary), *((s.title, s.blocks) for s in report.sections)):
        yield title, [block for block in blocks if block.kind in NUMBERED]


def _renumbered(
    report: Report, lock: Lock, words: Sequence[Words], diagnostics: Diagnostics
) -> tuple[Report, Matches]:
    blocks = _blocks(report)
    sections = [title for title, found in _parts(report) for _ in found]
    texts = [Text(*one) for one in zip(words, sections, strict=True)]
    pins = pins_of(blocks, diagnostics)
    check_pins(pins, blocks, texts, lock, diagnostics)
    matches = match(known_live(lock), known_gone(lock), texts, pins)
    numbers = _all_numbers(len(words), matches, lock, report.numbering)
    return with_numbers(report, iter(numbers)), matches


def _all_numbers(count: int, matches: Matches, lock: Lock, numbering: Numbering) -> list[str]:
    """Return the number of each text: its own, or behind another's; at the end they go on."""
    ever = {one.number for one in lock.paragraphs} | {*matches.numbers.values()}
    letters = Letters(ever)
    goes_on = numbering is Numbering.SITE
    last = max(matches.numbers, default=-1) if goes_on else count
    highest = max((counting_order(number)[0] for number in ever), default=0)
    numbers: list[str] = []
    before = BEFORE_THE_FIRST
    for text in range(count):
        if text in matches.numbers:
            before = matches.numbers[text]
        elif text > last:
            highest += 1
            before = str(highest)
        else:
            before = letters.after(before)
        numbers.append(before)
    return numbers


def _with_slugs(report: Report, lock: Lock, matches: Matches, diagnostics: Diagnostics) -> Report:
    published = {*matches.numbers.values()}
    live = [_published_heading(one, published) for one in lock.sections if _is_live(one)]
    texts = [_heading(section, published) for section in report.sections]
    slugs = slugs_of(live, texts, diagnostics)
    sections = (
        replace(section, slug=slug) for section, slug in zip(report.sections, slugs, strict=True)
    )
    return replace(report, sections=tuple(with_parents(sections)))


def _is_live(section: LockedSection) -> bool:
    return section.slug != SUMMARY and not section.is_gone


def _published_heading(section: LockedSection, published: Set[str]) -> Heading:
    live = {one.number for one in section.paragraphs if one.state is State.LIVE}
    return Heading(section.slug, section.title, frozenset(live & published))


def _heading(section: Section, published: Set[str]) -> Heading:
    numbers = {block.number for block in section.blocks if block.number} & published
    return Heading(section.slug, section.title, frozenset(numbers), section.is_named, section.place)


def _locked(
    report: Report, before: Lock, found: Sequence[Found], matches: Matches, today: str
) -> Lock:
    text_hash = text_hash_of(report)
    date = before.text_date if before.text_hash == text_hash else today
    return Lock(text_hash, date, sections_of(report, before, found, matches.merged))


def text_hash_of(report: Report) -> str:
    """Return the first digits of the SHA-256 of a report's text.

    The text is what a reader sees as it was typed: headings, paragraphs and notes in order, each
    with its white space made one space, and a line feed behind it; in UTF-8.
    """
    parts = [block.text for block in report.summary]
    for section in report.sections:
        parts += [section.title, *(block.text for block in section.blocks)]
    parts += [note.text for note in report.footnotes]
    text = "".join(f"{' '.join(part.split())}\n" for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_DIGITS]
