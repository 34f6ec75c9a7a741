"""The entries of a lock: what stands in each section now, and what has stood there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from reportsite.model import NUMBERED, Block, Report
from reportsite.numbering.fingerprint import Fingerprint, Words, fingerprint, occurrences_in
from reportsite.numbering.lock import (
    SUMMARY,
    Lock,
    LockedParagraph,
    LockedSection,
    State,
)
from reportsite.reading.numbering import counting_order


@dataclass(frozen=True)
class Found:
    """A paragraph of the text: its number and its words."""

    number: str
    words: Words


def sections_of(
    report: Report, before: Lock, found: Sequence[Found], merged: Mapping[str, str]
) -> tuple[LockedSection, ...]:
    """Return the sections of a report's lock, those that are gone where they last stood.

    `report` has its numbers and slugs, `found` are its paragraphs in order, and `merged` tells by
    number which paragraph another has gone into.
    """
    live = _live(before, found)
    earlier = {section.slug: section for section in before.sections}
    homes = before.homes()
    texts = [(SUMMARY, "", report.summary)]
    texts += [(section.slug, section.title, section.blocks) for section in report.sections]

    def remnant(one: LockedParagraph, slug: str) -> LockedParagraph:
        return _remnant(one, live, merged, is_home=homes[one.number] == slug)

    now = [
        LockedSection(
            slug, title, tuple(_entries(_numbers(blocks), earlier.get(slug), live, remnant))
        )
        for slug, title, blocks in texts
    ]
    slugs = [section.slug for section in now]
    gone = [
        replace(section, paragraphs=tuple(_entries([], section, live, remnant)), is_gone=True)
        for section in before.sections
        if section.slug not in {*slugs}
    ]
    by_slug = {section.slug: section for section in (*now, *gone)}
    order = _interleaved(slugs, [section.slug for section in before.sections], _never)
    return tuple(by_slug[slug] for slug in order)


def _numbers(blocks: Iterable[Block]) -> list[str]:
    return [block.number or "" for block in blocks if block.kind in NUMBERED]


def _live(before: Lock, found: Sequence[Found]) -> dict[str, LockedParagraph]:
    """Return the entry of each paragraph of the text, by number."""
    known = {one.number: one for one in before.paragraphs if one.fingerprint}
    changed = [one for one in found if not _is_same(known.get(one.number), one.words)]
    occurrences = occurrences_in(one.words for one in found if changed)
    prints = {one.number: fingerprint(one.words, occurrences) for one in changed}
    return {one.number: _entry(one.number, known.get(one.number), prints) for one in found}


def _is_same(one: LockedParagraph | None, words: Words) -> bool:
    return bool(one and one.fingerprint and one.fingerprint.text == words.text)


def _entry(
    number: str, earlier: LockedParagraph | None, prints: Mapping[str, Fingerprint]
) -> LockedParagraph:
    if earlier is None:
        return LockedParagraph(number, fingerprint=prints[number])
    now = prints.get(number, earlier.fingerprint)
    first = earlier.first or earlier.fingerprint
    is_as_first = now is None or first is None or now.text == first.text
    return LockedParagraph(number, fingerprint=now, first=None if is_as_first else first)


def _remnant(
    one: LockedParagraph,
    live: Mapping[str, LockedParagraph],
    merged: Mapping[str, str],
    *,
    is_home: bool,
) -> LockedParagraph:
    """Return what is left of a paragraph in a section where it is no longer."""
    if one.number in live or not is_home:
        return LockedParagraph(one.number, State.MOVED)
    if one.state is State.LIVE:
        into = merged.get(one.number)
        state = State.MERGED if into else State.WITHDRAWN
        return replace(one, state=state, into=into)
    return one


Remnant = Callable[[LockedParagraph, str], LockedParagraph]


def _entries(
    numbers: Sequence[str],
    earlier: LockedSection | None,
    live: Mapping[str, LockedParagraph],
    remnant: Remnant,
) -> Iterable[LockedParagraph]:
    """Return a section's entries: its paragraphs, and what is left of others, each in its place."""
    old = {one.number: one for one in earlier.paragraphs} if earlier else {}
    here = {*numbers}
    for number in _interleaved(numbers, [*old], _is_counted_first):
        if number in here:
            yield live[number]
        elif earlier:
            yield remnant(old[number], earlier.slug)


def _interleaved(
    now: Sequence[str], before: Sequence[str], goes_first: Callable[[str, str], bool]
) -> list[str]:
    """Return what is there now in its order, and what no longer is behind what it stood behind.

    `goes_first` tells whether something new, put in there, stands before what is gone.
    """
    here, known = {*now}, {*before}
    behind = _behind(before, here)
    ordered: list[str] = []
    left = behind[None]
    for one in now:
        if left and (one in known or not goes_first(one, left[0])):
            ordered += left
            left = []
        ordered.append(one)
        if one in known:
            left = behind[one]
    return ordered + left


def _behind(before: Sequence[str], here: Set[str]) -> Mapping[str | None, list[str]]:
    """Return what is gone, by what it stood behind and is still there; None is the beginning."""
    behind: dict[str | None, list[str]] = defaultdict(list)
    last = None
    for one in before:
        if one in here:
            last = one
        else:
            behind[last].append(one)
    return behind


def _is_counted_first(one: str, other: str) -> bool:
    return counting_order(one) < counting_order(other)


def _never(one: str, other: str) -> bool:
    return False
