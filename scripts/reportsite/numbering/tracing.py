"""What a lock tells of a report's past → the traces that its pages show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportsite.model import NUMBERED, Block, Fate, FormerSection, Report, Trace
from reportsite.numbering.entries import Found
from reportsite.numbering.holders import Holders
from reportsite.numbering.lock import SUMMARY, Lock, LockedParagraph, LockedSection, State
from reportsite.numbering.matching import SURE

FATES = {
    State.WITHDRAWN: Fate.WITHDRAWN,
    State.MERGED: Fate.MERGED,
    State.MOVED: Fate.MOVED,
}


def with_traces(report: Report, lock: Lock, found: Sequence[Found]) -> Report:
    """Return a numbered report with all that its lock tells of paragraphs and sections before."""
    past = _Past(lock)
    sections = {section.slug: section for section in lock.sections}
    changed = _changed(lock, found)
    return replace(
        report,
        summary=_marked(report.summary, changed),
        traces=past.traces(sections[SUMMARY], report.summary),
        sections=tuple(
            replace(
                section,
                blocks=_marked(section.blocks, changed),
                traces=past.traces(sections[section.slug], section.blocks),
            )
            for section in report.sections
        ),
        former_sections=past.former_sections(),
        text_hash=lock.text_hash,
        text_date=lock.text_date,
    )


def _changed(lock: Lock, found: Sequence[Found]) -> set[str]:
    """Return the numbers of which a reader must be told that they stand by other words now."""
    firsts = {one.number: one.first for one in lock.paragraphs if one.first}
    holders = Holders(firsts.values(), [one.words for one in found])
    return {
        one.number
        for at, one in enumerate(found)
        if one.number in firsts and holders.likeness(firsts[one.number], at) < SURE
    }


def _marked(blocks: tuple[Block, ...], changed: set[str]) -> tuple[Block, ...]:
    if not changed:
        return blocks
    return tuple(replace(b, is_changed=True) if b.number in changed else b for b in blocks)


class _Past:
    """A lock, asked for what became of its paragraphs."""

    def __init__(self, lock: Lock) -> None:
        self._lock = lock
        self._homes = lock.homes()
        self._live = {one.number for one in lock.paragraphs if one.state is State.LIVE}
        self._into = {one.number: one.into for one in lock.paragraphs if one.into}

    def traces(self, section: LockedSection, blocks: Sequence[Block]) -> tuple[Trace, ...]:
        """Return what a section shows of paragraphs that are no longer in it."""
        if all(one.state is State.LIVE for one in section.paragraphs):
            return ()
        positions = _positions(section.paragraphs, blocks)
        return tuple(
            self._trace(one, positions[one.number])
            for one in section.paragraphs
            if one.state is not State.LIVE
        )

    def _trace(self, one: LockedParagraph, before: int) -> Trace:
        leads_to = one.number if one.state is State.MOVED else self._end(one)
        home = self._homes[leads_to] if leads_to else None
        return Trace(one.number, FATES[one.state], before, leads_to, home)

    def _end(self, one: LockedParagraph) -> str | None:
        """Return the paragraph that holds one's words after all merging, None for none."""
        into = one.into
        while into in self._into:
            into = self._into[into]
        return into

    def former_sections(self) -> tuple[FormerSection, ...]:
        """Return the sections that are gone."""
        after = SUMMARY
        former = []
        for section in self._lock.sections:
            if not section.is_gone:
                after = section.slug
                continue
            traces = self.traces(section, ())
            former.append(
                FormerSection(section.slug, section.title, after, traces, self._all_in(traces))
            )
        return tuple(former)

    def _all_in(self, traces: Sequence[Trace]) -> str | None:
        homes = {trace.home for trace in traces if trace.leads_to in self._live}
        return homes.pop() if len(homes) == 1 else None


def _positions(paragraphs: Sequence[LockedParagraph], blocks: Sequence[Block]) -> Mapping[str, int]:
    """Return for each entry the position of the block that stands next, live or not."""
    at = {block.number: i for i, block in enumerate(blocks) if block.kind in NUMBERED}
    positions: dict[str, int] = {}
    following = len(blocks)
    for one in reversed(paragraphs):
        following = at.get(one.number, following)
        positions[one.number] = following
    return positions
