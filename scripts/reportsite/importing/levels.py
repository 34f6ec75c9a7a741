"""Heading levels from section letters and numbers.

Kinds of numbering nest in the order in which they open one another: "Section 1." holds "a.", which
may hold "i.". A heading without any stands on the second level, save where numbered ones enclose
it: between "a." and "b.", or anywhere within a "Section 1.", it is a part of what is above it; and
one that has nothing beneath it but an "a." holds the letters that follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportsite.importing.labels import ANNEXES, Label

TOP = 2
DEEPEST = 6
_HOLDER = "holder"
_SECTION_WORDS = frozenset({"section", "part", "chapter"}) | ANNEXES


@dataclass(frozen=True)
class Outlined:
    """A heading as the outline sees it. `is_bare`: the next passage is a heading too."""

    label: Label | None
    style: str
    is_bare: bool


def heading_levels(headings: Sequence[Outlined]) -> list[int]:
    """Return the level of each heading, from 2, at most one deeper than the one before it."""
    next_labels = _next_labels(headings)
    lower = _lower_style(headings)
    opened: list[str] = []
    levels: list[int] = []
    is_within = False
    holder: int | None = None
    for i, one in enumerate(headings):
        if one.label:
            level = _labelled(opened, one.label)
            is_within, holder = False, None
        elif one.style == lower and is_within:
            level = TOP + len(opened) + 1
        else:
            following = headings[i + 1] if i + 1 < len(headings) else None
            level = _plain(opened, one, following, next_labels[i])
            holder = _kept(holder, level)
            level += holder is not None
            if one.is_bare and opened and following and following.style == one.style:
                holder = holder or level
            is_within = True
        levels.append(min(level, (levels[-1] if levels else TOP - 1) + 1, DEEPEST))
    return levels


def _kept(holder: int | None, level: int) -> int | None:
    """Return the level of the heading that holds this one, None where none is open."""
    return holder if holder is not None and level >= holder else None


def _labelled(opened: list[str], label: Label) -> int:
    if label.kind in ANNEXES:
        opened[:] = [label.kind]
    elif label.kind in opened:
        del opened[opened.index(label.kind) + 1 :]
    else:
        opened.append(label.kind)
    return TOP + len(opened) - 1


def _plain(
    opened: list[str], one: Outlined, following: Outlined | None, next_label: Label | None
) -> int:
    if one.is_bare and following and following.label and following.label.value == 1:
        return _holder(opened, following.label.kind)
    continues = next_label and next_label.kind in opened and next_label.value > 1
    if opened and (continues or opened[0] == _HOLDER or opened[0] in _SECTION_WORDS):
        return TOP + len(opened)
    if one.is_bare and opened:
        return TOP + len(opened)
    opened.clear()
    return TOP


def _holder(opened: list[str], kind: str) -> int:
    if kind in opened:
        del opened[opened.index(kind) :]
    if opened and opened[-1] == _HOLDER:
        opened.pop()
    opened.append(_HOLDER)
    return TOP + len(opened) - 1


def _next_labels(headings: Sequence[Outlined]) -> list[Label | None]:
    """For each heading, the label of the next heading that has one."""
    labels: list[Label | None] = []
    following: Label | None = None
    for one in reversed(headings):
        labels.append(following)
        following = one.label or following
    return labels[::-1]


def _lower_style(headings: Sequence[Outlined]) -> str | None:
    """Which of "capitals" and "plain" stands below the other, where the text shows it."""
    plain = [(a, b) for a, b in pairwise(headings) if not (a.label or b.label)]
    below = {b.style for a, b in plain if a.is_bare and a.style != b.style}
    return below.pop() if len(below) == 1 else None
