"""Passages → which of them are headings, on which level, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportsite.importing.candidates import (
    Beneath,
    Candidate,
    Habits,
    is_body,
    is_short,
    read_candidates,
    read_habits,
)
from reportsite.importing.contents import NO_CONTENTS, Contents
from reportsite.importing.labels import ANNEXES, read_labels
from reportsite.importing.levels import TOP, Outlined, heading_levels
from reportsite.importing.passages import Passage
from reportsite.importing.rules import NOTHING_BENEATH, Case, Verdict, judge
from reportsite.importing.sources import Sources
from reportsite.importing.typography import closes_like_text, starts_small
from reportsite.vocabulary.themes import Themes

_LONGER = 3
_ROUNDS = 4


@dataclass(frozen=True)
class Judged:
    """A passage with what was decided of it. `level` is 0 for text; `theme` an id or ""."""

    passage: Passage
    verdict: Verdict
    level: int = 0
    theme: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it opens a section."""
        return self.level > 0


_TEXT = Verdict(False, "it is too long")


def join_lone_labels(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Join "Section 1." on a line of its own with the heading on the next line."""
    labels = read_labels([one.text if is_short(one) else None for one in passages])
    joined: list[Passage] = []
    is_open = False
    for one, label in zip(passages, labels, strict=True):
        if is_open and label is None and _is_title_like(one):
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {one.text}")
        else:
            joined.append(one)
        is_open = label is not None and not label.rest and label.kind not in ANNEXES
    return tuple(joined)


def _is_title_like(passage: Passage) -> bool:
    text = passage.text
    return is_short(passage) and not closes_like_text(text) and not starts_small(text)


def find_headings(
    passages: Sequence[Passage],
    themes: Themes,
    sources: Sources,
    country_names: frozenset[str],
    contents: Contents = NO_CONTENTS,
) -> tuple[Judged, ...]:
    """Judge every passage of a text. `country_names` are those of its country, case folded."""
    candidates = read_candidates(passages, themes, contents)
    habits = read_habits(passages, candidates, country_names)
    verdicts = _verdicts(passages, candidates, habits, sources)
    levels = _settled(candidates, verdicts)
    return tuple(
        Judged(passage, verdict, level, one.match.theme.id if one and one.match else "")
        for passage, verdict, level, one in zip(passages, verdicts, levels, candidates, strict=True)
    )


def _verdicts(
    passages: Sequence[Passage],
    candidates: Sequence[Candidate | None],
    habits: Habits,
    sources: Sources,
) -> list[Verdict]:
    """Judge from the last passage to the first, since a heading must know what is beneath it."""
    has_labels = any(one and one.label and one.is_known for one in candidates)
    verdicts = [_TEXT] * len(passages)
    for i in range(len(passages) - 1, -1, -1):
        candidate = candidates[i]
        if candidate:
            below = candidates[i + 1] if i + 1 < len(verdicts) and _is_bare(i, verdicts) else None
            beneath = _beneath(candidate, below, has_labels=has_labels)
            verdicts[i] = judge(Case(candidate, beneath, habits, sources))
    return verdicts


def _beneath(one: Candidate, heading: Candidate | None, *, has_labels: bool) -> Beneath:
    """Tell what is beneath a candidate; `heading` is the next passage, where it is a heading."""
    if one.after is None:
        return Beneath.NOTHING
    if heading:
        return Beneath.HEADING if _may_hold(one, heading, has_labels) else Beneath.NOTHING
    if is_body(one.after) or _is_much_longer(one.after, one.passage):
        return Beneath.TEXT
    return Beneath.SHORT_LINE


def _may_hold(one: Candidate, heading: Candidate, has_labels: bool) -> bool:
    """Whether a heading can be a part of the one above it.

    One of another numbering can where it begins anew. One without a number can where it differs in
    capitals; and below letters, as levels are there anyhow, a heading of the vocabulary holds
    another rather than being text.
    """
    if heading.label:
        return one.style != heading.style and heading.label.value == 1
    return one.style != heading.style or (has_labels and one.is_known and heading.is_known)


def _is_much_longer(passage: Passage, than: Passage) -> bool:
    return len(passage.text) >= _LONGER * len(than.text)


def _settled(candidates: Sequence[Candidate | None], verdicts: list[Verdict]) -> list[int]:
    """Return the levels, 0 for text. A heading that would be empty becomes text, in `verdicts` too.

    Without it others may find another level, so that this is done anew a few times; after that no
    heading stands directly above another, and none can be empty.
    """
    for _ in range(_ROUNDS):
        levels = _levels(candidates, verdicts)
        empty = _empty(levels)
        if not empty:
            return levels
        _demote(empty, verdicts)
    _demote([i for i, v in enumerate(verdicts) if v.is_heading and _is_bare(i, verdicts)], verdicts)
    return _levels(candidates, verdicts)


def _demote(indices: Sequence[int], verdicts: list[Verdict]) -> None:
    for i in indices:
        verdicts[i] = replace(verdicts[i], is_heading=False, reason=NOTHING_BENEATH, asks=True)


def _is_bare(index: int, verdicts: Sequence[Verdict]) -> bool:
    return index + 1 < len(verdicts) and verdicts[index + 1].is_heading


def _levels(candidates: Sequence[Candidate | None], verdicts: Sequence[Verdict]) -> list[int]:
    places = [i for i, verdict in enumerate(verdicts) if verdict.is_heading]
    outline = [
        Outlined(one.label, one.style, _is_bare(i, verdicts))
        for i in places
        if (one := candidates[i])
    ]
    levels = [0] * len(verdicts)
    for i, level in zip(places, heading_levels(outline), strict=True):
        levels[i] = level
    return levels


def _empty(levels: Sequence[int]) -> list[int]:
    """Return the headings that have neither text nor a deeper heading beneath them."""
    following = (*levels[1:], TOP)[: len(levels)]
    return [
        i
        for i, (level, below) in enumerate(zip(levels, following, strict=True))
        if 0 < below <= level
    ]
