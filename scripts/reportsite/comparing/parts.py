"""Which section of one edition is which of the other: by heading, by text, or by theme."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from reportsite.comparing.texts import Paragraph, Part
from reportsite.model import UNCLASSIFIED

# of the shorter and of the longer of two sections under different headings that are one
OF_SHORTER = 0.4
OF_LONGER = 0.25

Told = Callable[[Part], Hashable]


def _by_place(part: Part) -> Hashable:
    return part.heading, part.theme, part.enclosing


def _by_heading_and_theme(part: Part) -> Hashable:
    return part.heading, part.theme


def _by_heading(part: Part) -> Hashable:
    return part.heading if part.section is None or part.heading else None


def _by_theme(part: Part) -> Hashable:
    return None if part.theme == UNCLASSIFIED else part.theme


# the more they have in common, the sooner; the summary of one edition is that of the other
BY_HEADING: tuple[Told, ...] = (_by_place, _by_heading_and_theme, _by_heading)


def pair_by_heading(earlier: Sequence[Part], later: Sequence[Part]) -> dict[int, int]:
    """Return the later part of each earlier one, by their places from 0.

    Parts are one that have the same heading and theme, or the same heading; where as many of both
    editions do, in their order.
    """
    found: dict[int, int] = {}
    for told in BY_HEADING:
        for ones, others in _told_alike(
            told, earlier, later, range(len(earlier)), range(len(later)), found
        ):
            if len(ones) == len(others):
                found |= zip(ones, others, strict=True)
    return found


def pair_by_theme(
    earlier: Sequence[Part],
    later: Sequence[Part],
    with_text: tuple[Iterable[int], Iterable[int]],
    paired: Mapping[int, int],
) -> dict[int, int]:
    """Return later parts of earlier ones, of those not `paired` that alone have text on a theme."""
    alike = _told_alike(_by_theme, earlier, later, *with_text, paired)
    return {ones[0]: others[0] for ones, others in alike if len(ones) == len(others) == 1}


def _told_alike(
    told: Told,
    earlier: Sequence[Part],
    later: Sequence[Part],
    ones: Iterable[int],
    others: Iterable[int],
    paired: Mapping[int, int],
) -> list[tuple[list[int], list[int]]]:
    """Return the places of unpaired parts of both editions that are told alike."""
    taken = {*paired.values()}
    left = _by_key(told, earlier, (one for one in ones if one not in paired))
    right = _by_key(told, later, (other for other in others if other not in taken))
    return [(left[key], right[key]) for key in left if key in right]


def _by_key(told: Told, parts: Sequence[Part], places: Iterable[int]) -> dict[Hashable, list[int]]:
    by_key: dict[Hashable, list[int]] = defaultdict(list)
    for at in places:
        if (key := told(parts[at])) is not None:
            by_key[key].append(at)
    return by_key


def extent_of(paragraphs: Iterable[Paragraph]) -> Counter[int]:
    """Return how long the text of each part is, in signs."""
    extents: Counter[int] = Counter()
    for paragraph in paragraphs:
        extents[paragraph.part] += len(paragraph.text)
    return extents


def pair_by_text(
    shared: Mapping[tuple[int, int], int],
    earlier: Mapping[int, int],
    later: Mapping[int, int],
    paired: Mapping[int, int],
) -> dict[int, int]:
    """Return later parts of earlier ones that are not `paired`.

    `shared` is how much text two parts have in common, `earlier` and `later` how much each has.
    Two are one where each shares most with the other, and that is not too little of their texts.
    """
    taken = {*paired.values()}
    best: dict[int, int] = {}
    best_of_later: dict[int, int] = {}
    for one, other in sorted(shared, key=lambda parts: (-shared[parts], parts)):
        best.setdefault(one, other)
        best_of_later.setdefault(other, one)
    return {
        one: other
        for one, other in best.items()
        if one not in paired
        and other not in taken
        and best_of_later[other] == one
        and shared[one, other] >= OF_SHORTER * min(earlier[one], later[other])
        and shared[one, other] >= OF_LONGER * max(earlier[one], later[other])
    }
