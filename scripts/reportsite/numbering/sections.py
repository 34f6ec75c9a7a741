"""Which section of a text is which published one, so that a slug stays with its section."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import count

from reportsite.diagnostics import Diagnostics, Place
from reportsite.model import NOWHERE

# a section is known by its heading, or by half of its paragraphs that are half of the new one's
ENOUGH = 1.0
MORE_THAN_PARAGRAPHS = 3.0
# headings that differ in a word or two
ALIKE = 0.6


@dataclass(frozen=True)
class Heading:
    """A section by what it is known by: slug, title, and the numbers of its paragraphs.

    Of a section of the text, the slug is what its title gives, or was typed (`is_named`).
    """

    slug: str
    title: str
    numbers: frozenset[str]
    is_named: bool = False
    place: Place = NOWHERE


def slugs_of(
    live: Sequence[Heading], texts: Sequence[Heading], diagnostics: Diagnostics
) -> list[str]:
    """Return the slug of each section of a text.

    `live` are the sections that were in the report until now, in order. A slug that is published
    for another section is a fault.
    """
    if [_known_by(one) for one in live] == [_known_by(text) for text in texts]:
        return [
            text.slug if text.is_named else one.slug for one, text in zip(live, texts, strict=True)
        ]
    found = _named(live, texts)
    _match_by_likeness(live, texts, found)
    _match_in_place(live, texts, found)
    return _with_new(live, texts, found, diagnostics)


def _known_by(one: Heading) -> tuple[str, frozenset[str]]:
    return one.title, one.numbers


def _named(live: Sequence[Heading], texts: Sequence[Heading]) -> dict[int, int]:
    positions = {one.slug: position for position, one in enumerate(live)}
    return {
        at: positions[text.slug]
        for at, text in enumerate(texts)
        if text.is_named and text.slug in positions
    }


def _match_by_likeness(
    live: Sequence[Heading], texts: Sequence[Heading], found: dict[int, int]
) -> None:
    pairs = (
        (-_likeness(live[one], texts[at]), one, at)
        for one, at in _candidates(live, texts)
        if not texts[at].is_named
    )
    taken = {*found.values()}
    for _, one, at in sorted(pair for pair in pairs if pair[0] <= -ENOUGH):
        if at not in found and one not in taken:
            found[at] = one
            taken.add(one)


def _candidates(live: Sequence[Heading], texts: Sequence[Heading]) -> Iterator[tuple[int, int]]:
    """Yield pairs that share a paragraph, or their title."""
    holding: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        for key in (*text.numbers, _title(text)):
            holding[key].append(at)
    for one, heading in enumerate(live):
        keys = (*heading.numbers, _title(heading))
        yield from ((one, at) for at in sorted({at for key in keys for at in holding[key]}))


def _title(one: Heading) -> str:
    return f"#{one.title.casefold()}"


def _likeness(one: Heading, other: Heading) -> float:
    shared = len(one.numbers & other.numbers)
    of_paragraphs = shared / len(one.numbers) + shared / len(other.numbers) if shared else 0.0
    return of_paragraphs + (_weight_of_title(one) if _has_title_of(one, other) else 0.0)


def _weight_of_title(one: Heading) -> float:
    """Return what a title counts: a section without paragraphs is known by nothing else."""
    return ENOUGH if one.numbers else MORE_THAN_PARAGRAPHS


def _has_title_of(one: Heading, other: Heading) -> bool:
    return _title(one) == _title(other)


def _match_in_place(
    live: Sequence[Heading], texts: Sequence[Heading], found: dict[int, int]
) -> None:
    """Match what stands between the same sections: reworded headings with nothing of their own."""
    for at, text in enumerate(texts):
        one = found.get(at - 1, -1 if at == 0 else None)
        if at in found or one is None or one + 1 >= len(live) or text.is_named:
            continue
        if one + 1 not in found.values() and _may_be(live[one + 1], text):
            found[at] = one + 1


def _may_be(one: Heading, text: Heading) -> bool:
    if not one.numbers and not text.numbers:
        return True
    return SequenceMatcher(None, one.title.casefold(), text.title.casefold()).ratio() >= ALIKE


def _with_new(
    live: Sequence[Heading],
    texts: Sequence[Heading],
    found: Mapping[int, int],
    diagnostics: Diagnostics,
) -> list[str]:
    owners = {live[one].slug: at for at, one in found.items()}
    slugs = []
    for at, text in enumerate(texts):
        slug = live[found[at]].slug if at in found else text.slug
        if owners.setdefault(slug, at) != at:
            other = texts[owners[slug]]
            slug = _unused(slug, owners)
            diagnostics.fault(
                text.place,
                f'the new section "{text.title}" has the slug `{text.slug}`, which is published '
                f"for the section on line {other.place.line}",
                f"expected another, such as `{{: #{slug} }}` at the end of its line",
            )
        slugs.append(slug)
    return slugs


def _unused(slug: str, taken: Container[str]) -> str:
    return next(other for n in count(2) if (other := f"{slug}-{n}") not in taken)
