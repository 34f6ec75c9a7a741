"""Corrections, held against what has changed: which changes nobody has recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from reportsite.diagnostics import Place
from reportsite.model import Report
from reportsite.numbering.lock import Lock, LockedParagraph, Settled, State
from reportsite.reading.numbering import counting_order
from reportsite.reading.words import markdown_words

# a correction of the report as a whole
WHOLE = ""
# words of a paragraph, by which a person finds it
SHOWN = 5
# before a section's slug, where a heading changed
SECTION = "#"


def corrections_recorded(report: Report) -> dict[str, int]:
    """Return how many corrections are recorded for each paragraph, "" for the whole report."""
    return dict(sorted(Counter(one.paragraph or WHOLE for one in report.corrections).items()))


def still_unrecorded(before: Lock, after: Lock, recorded: Mapping[str, int]) -> tuple[str, ...]:
    """Return what has changed without a correction: numbers in order, and `#slug` for a heading.

    A change is recorded once there is a further correction of its paragraph, that of a heading once
    there is one of the report as a whole. One that was undone needs none.
    """
    changed = dict.fromkeys([*before.unrecorded, *_changed(before, after)])
    undone = _undone(before, after)
    more = {one for one, count in recorded.items() if count > before.corrections.get(one, 0)}
    left = (
        one
        for one in changed
        if one not in undone and one not in more and not (one[0] == SECTION and WHOLE in more)
    )
    return tuple(sorted(left, key=_order))


def _order(changed: str) -> tuple[bool, tuple[int, int, str], str]:
    is_heading = changed.startswith(SECTION)
    return is_heading, (0, 0, "") if is_heading else counting_order(changed), changed


def told_of(changed: str, settled: Settled) -> tuple[Place, str]:
    """Return where a change without a correction stands, and what became of it, in words."""
    report = settled.report
    if changed.startswith(SECTION):
        return _of_heading(changed.removeprefix(SECTION), report)
    one = next(one for one in settled.lock.paragraphs if one.number == changed)
    block = next((block for block in report.blocks if block.number == changed), None)
    if block is None:
        became = f"merged into ¶{one.into}" if one.into else "withdrawn"
        return report.place, f"¶{changed} was {became}"
    opening = " ".join(markdown_words(block.text)[:SHOWN])
    return block.place, f'¶{changed} ("{opening} …") was {"corrected" if one.first else "put in"}'


def _of_heading(slug: str, report: Report) -> tuple[Place, str]:
    section = next((one for one in report.sections if one.slug == slug), None)
    if section is None:
        return report.place, f"the section `{slug}` was taken out"
    return section.place, f'the heading "{section.title}" was put in, or reworded'


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
