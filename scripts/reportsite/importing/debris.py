"""Lines that a web page or a printed page left in the text, found by strict rules.

A line goes only as a whole, and only where it is in the lists of sources.yml, is a ruled line, or
repeats through the text as page numbers and running heads do. In doubt it stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportsite.importing.furniture import find_page_furniture
from reportsite.importing.lines import Line
from reportsite.importing.result import Dropped
from reportsite.importing.sources import Profile, Sources, normalised

_LONGEST = 100
_RULE = frozenset("-=_~*#+·•.–—|")
_ELLIPSIS = frozenset(".")
_LEAST_RULED = 3

LISTED = "navigation, in the list of sources.yml"
LISTED_BY_PROFILE = "navigation, in the profile's list in sources.yml"
RULED = "a ruled line, no words"


def find_debris(lines: Sequence[Line], sources: Sources, profile: Profile) -> tuple[Dropped, ...]:
    """Return the lines to drop, in order."""
    found = {line.number: reason for line, reason in _listed(lines, sources, profile)}
    for line, reason in find_page_furniture(lines):
        found.setdefault(line.number, reason)
    return tuple(
        Dropped(line.number, _shown(line.text), found[line.number])
        for line in lines
        if line.number in found
    )


def _shown(text: str) -> str:
    """Return a line as the account shows it: a ruled one may be of any length."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def without(lines: Sequence[Line], numbers: frozenset[int]) -> tuple[Line, ...]:
    """Return the lines with a blank in place of each of `numbers`."""
    return tuple(Line(line.number, "") if line.number in numbers else line for line in lines)


def _listed(
    lines: Sequence[Line], sources: Sources, profile: Profile
) -> Iterator[tuple[Line, str]]:
    for line, following in pairwise((*lines, Line(0, ""))):
        if _is_ruled(line.text):
            yield line, RULED
        elif 0 < len(line.text) <= _LONGEST and not _goes_on(following):
            key = normalised(line.text)
            if key in profile.drop:
                yield line, LISTED_BY_PROFILE
            elif key in sources.drop:
                yield line, LISTED


def _is_ruled(text: str) -> bool:
    if not _RULE.issuperset(text[:1]):
        return False
    # no pattern: of 50 million hyphens it would take gigabytes
    signs = "".join(text.split())
    return len(signs) >= _LEAST_RULED and _RULE.issuperset(signs) and set(signs) != _ELLIPSIS


def _goes_on(following: Line) -> bool:
    """Whether the next line begins in the middle of a sentence, so that this one is part of it."""
    return following.text[:1].islower()
