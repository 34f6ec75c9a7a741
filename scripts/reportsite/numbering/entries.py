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
    writer = _Writer(before, _live(before, found), merged)
    texts = [(SUMMARY, "", report.summary)]
    texts += [(section.slug, section.title, section.blocks) for section in report.sections]
    now = [writer.section(slug, title, _numbers(blocks)) for slug, title, blocks in texts]
    slugs = [section.slug for section in now]
    gone = [writer.gone(section) for section in before.sections if section.slug not in {*slugs}]
    by_slug = {section.slug: section for section in (*now, *gone)}
    order = _interleaved(slugs, [section.slug for section in before.sections], _never)
    return tuple(by_slug[slug] for slug in order)


class _Writer:
    """Writes sections: what stands in each now, `live`, and what is left of what stood there."""

    def __init__(
        self, before: Lock, live: Mapping[str, LockedParagraph], merged: Mapping[str, str]
    ) -> None:
        self._earlier = {section.slug: section for section in before.sections}
        self._homes = before.homes()
        self._live, self._merged = live, merged

    def section(self, slug: str, title: str, numbers: Sequence[str]) -> LockedSection:
        """Write a section of the text, with the numbers of its paragraphs."""
        earlier = self._earlier.get(slug)
        old = {one.number: one for one in earlier.paragraphs} if earlier else {}
        here = {*numbers}
        entries = (
            self._live[number] if number in here else self._remnant(old[number], slug)
            for number in _interleaved(numbers, [*old], _is_counted_first)
        )
        return LockedSection(slug, title, tuple(entries))

    def gone(self, section: LockedSection) -> LockedSection:
        """Write a section that the text no longer has."""
        return replace(self.section(section.slug, section.title, ()), is_gone=True)

    def _remnant(self, one: LockedParagraph, slug: str) -> LockedParagraph:
        """Return what is left of a paragraph in a section where it is no longer."""
        if one.number in self._live or self._homes[one.number] != slug:
            return LockedParagraph(one.number, State.MOVED)
        if one.state is not State.LIVE:
            return one
        into = self._merged.get(one.number)
        return replace(one, state=State.MERGED if into else State.WITHDRAWN, into=into)


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
