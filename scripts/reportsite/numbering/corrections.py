"""Corrections, held against what has changed: which changes nobody has recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from reportsite.model import Report
from reportsite.numbering.lock import Lock, LockedParagraph, State

# a correction of the report as a whole
WHOLE = ""
# before a section's slug, where a heading changed
SECTION = "#"


def corrections_recorded(report: Report) -> dict[str, int]:
    """Return how many corrections are recorded for each paragraph, "" for the whole report."""
    return dict(sorted(Counter(one.paragraph or WHOLE for one in report.corrections).items()))


def still_unrecorded(before: Lock, after: Lock, recorded: Mapping[str, int]) -> tuple[str, ...]:
    """Return what has changed without a correction: numbers, and `#slug` for a heading.

    A change is recorded once there is a further correction of its paragraph, or of the whole; one
    that was undone needs none.
    """
    if recorded.get(WHOLE, 0) > before.corrections.get(WHOLE, 0):
        return ()
    changed = dict.fromkeys([*before.unrecorded, *_changed(before, after)])
    undone = _undone(before, after)
    return tuple(
        one
        for one in changed
        if one not in undone and recorded.get(one, 0) <= before.corrections.get(one, 0)
    )


def _undone(before: Lock, after: Lock) -> set[str]:
    """Return the numbers whose words are again those that were first published."""
    earlier = {one.number: one for one in before.paragraphs}
    return {
        one.number
        for one in after.paragraphs
        if one.state is State.LIVE and one.first is None and _was_changed(earlier.get(one.number))
    }


def _was_changed(one: LockedParagraph | None) -> bool:
    return one is not None and (one.state is not State.LIVE or one.first is not None)


def _changed(before: Lock, after: Lock) -> list[str]:
    texts, earlier = _texts(after), _texts(before)
    titles, titled = _titles(after), _titles(before)
    numbers = dict.fromkeys([*texts, *earlier])
    slugs = dict.fromkeys([*titles, *titled])
    return [
        *(number for number in numbers if texts.get(number) != earlier.get(number)),
        *(f"{SECTION}{slug}" for slug in slugs if titles.get(slug) != titled.get(slug)),
    ]


def _texts(lock: Lock) -> dict[str, int]:
    return {
        one.number: one.fingerprint.text
        for one in lock.paragraphs
        if one.state is State.LIVE and one.fingerprint
    }


def _titles(lock: Lock) -> dict[str, str]:
    return {section.slug: section.title for section in lock.sections if not section.is_gone}
