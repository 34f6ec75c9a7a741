"""Lines → passages: what is one paragraph, or one heading.

A text is of one of two kinds, told from the whole of it. Either every line is a paragraph, with or
without blank lines between; or lines were broken at a width, and those that follow one another are
one paragraph up to a blank line, a line that ends early, or a deeper indent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportsite.importing.lines import Line
from reportsite.importing.typography import BULLET, ends_sentence

# Screens, printers and mail break lines between 40 and 160 columns; a longer line was not broken.
_WIDEST = 160
_NARROWEST = 30
# Of two lines that follow one another, the first was broken where the next word had no room. With
# proportional type the room differs: the fullest of these shares that explains nearly all breaks
# within a sentence is the text's own.
_SHARES = (1.0, 0.9, 0.75)
_NEARLY_ALL = 0.97
_LEAST_PAIRS = 2

_LETTERED = re.compile(
    r"(?:section|part|chapter)\s\d+\.|\(?(?:\d{1,3}|[^\W\d_]|[ivx]{1,5})[.)]\s", re.IGNORECASE
)


@dataclass(frozen=True, order=True)
class Doubt:
    """What to ask about a line of the source: the words on it, and what is said of them."""

    line: int
    text: str
    said: str


@dataclass(frozen=True)
class Passage:
    """A paragraph or a heading: the number of its first line, its words on one line, its indent.

    `gap` tells whether something other than text stands above it: a blank line, a dropped line, the
    beginning. `broken` are the lines that end in a hyphen, where a word may have been divided.
    `number` is a paragraph's own in the source ("12"), `marker` that of an item in a numbered list
    ("3."); neither is in `text`. `is_text` tells of one without them that it is no heading.
    `doubts` are what to ask a person, `end` is its last line, 0 where that is its first.
    """

    line: int
    text: str
    indent: int = 0
    gap: bool = True
    broken: tuple[int, ...] = ()
    number: str = ""
    marker: str = ""
    is_text: bool = False
    doubts: tuple[Doubt, ...] = ()
    end: int = 0

    @property
    def is_numbered(self) -> bool:
        """Whether it bears a number, and so is no heading."""
        return bool(self.number or self.marker)

    @property
    def last_line(self) -> int:
        """The number of its last line."""
        return self.end or self.line


def read_passages(
    lines: Sequence[Line], dropped: frozenset[int], is_heading: Callable[[str], bool]
) -> tuple[Passage, ...]:
    """Return the passages of a text whose dropped lines are blank.

    `dropped` are the numbers of those lines: a sentence goes on below them, as from page to page.
    `is_heading` knows a heading of the vocabulary, which ends where its line ends.
    """
    width = wrapped_width(lines)
    groups = _one_a_line(lines) if width is None else _groups(lines, width, is_heading)
    return tuple(_passage(group, gap) for group, gap in _rejoined(groups, dropped))


def wrapped_width(lines: Sequence[Line]) -> float | None:
    """Return how many columns a line of the text holds before it is broken; None if none is."""
    lengths = sorted(line.indent + len(line.text) for line in lines if " " in line.text)
    if not lengths:
        return None
    # one line in fifty may be longer: a table's, or an address
    widest = lengths[-1 - len(lengths) // 50]
    if not _NARROWEST <= widest <= _WIDEST:
        return None
    pairs = [(a, b) for a, b in pairwise(lines) if a.text and b.text]
    width = _usual_width([(a, b) for a, b in pairs if b.text[:1].islower()], widest)
    broken = sum(_is_broken(a, b, width) and not ends_sentence(a.text) for a, b in pairs)
    return width if broken >= max(_LEAST_PAIRS, len(pairs) / 2) else None


def _usual_width(certain: Sequence[tuple[Line, Line]], widest: int) -> float:
    """Return the share of the widest line at which lines are broken, in columns."""
    for share in _SHARES[:-1]:
        # the widest line itself may end exactly there
        width = share * widest - 1
        if sum(_is_broken(a, b, width) for a, b in certain) >= _NEARLY_ALL * len(certain):
            return width
    return _SHARES[-1] * widest


def _is_broken(line: Line, following: Line, width: float) -> bool:
    """Whether the line is so full that the next word had no room on it."""
    word = following.text.split(None, 1)[0]
    return line.indent + len(line.text) + 1 + len(word) > width


def _one_a_line(lines: Sequence[Line]) -> Iterator[tuple[list[Line], bool]]:
    gap = True
    for line in lines:
        if line.text:
            yield [line], gap
        gap = not line.text


def _groups(
    lines: Sequence[Line], width: float, is_heading: Callable[[str], bool]
) -> Iterator[tuple[list[Line], bool]]:
    """Return the lines of each passage, and whether a gap stands above them."""
    group: list[Line] = []
    gap = True
    for line in lines:
        if not line.text or (group and not _same_passage(group, line, width, is_heading)):
            if group:
                yield group, gap
                gap = False
            group = []
        if line.text:
            group.append(line)
        else:
            gap = True
    if group:
        yield group, gap


def _same_passage(
    group: list[Line], line: Line, width: float, is_heading: Callable[[str], bool]
) -> bool:
    before = group[-1]
    is_full = _is_broken(before, line, width)
    if BULLET.match(line.text) or _LETTERED.match(line.text):
        return is_full and not ends_sentence(before.text)
    if line.text[:1].islower():
        return True
    if not is_full or _indent_parts(group, line):
        return False
    if len(group) == 1 and is_heading(before.text):
        return False
    return not (ends_sentence(before.text) and is_heading(line.text))


def _indent_parts(group: list[Line], line: Line) -> bool:
    """Whether the line's indent begins a new paragraph.

    A deeper one does, but not below a bullet; a shallower one does below two lines that were
    equal, since the first line of a paragraph may itself be indented.
    """
    before = group[-1]
    if line.indent > before.indent:
        return not (len(group) == 1 and BULLET.match(before.text))
    return line.indent < before.indent and len(group) > 1


def _rejoined(
    groups: Iterator[tuple[list[Line], bool]], dropped: frozenset[int]
) -> Iterator[tuple[list[Line], bool]]:
    """Join what a dropped line, such as a page number, parted within a sentence."""
    held: list[Line] = []
    held_gap = True
    for group, gap in groups:
        if held and _goes_on(held[-1], group[0], dropped):
            held.extend(group)
            continue
        if held:
            yield held, held_gap
        held, held_gap = group, gap
    if held:
        yield held, held_gap


def _goes_on(before: Line, line: Line, dropped: frozenset[int]) -> bool:
    if not line.text[:1].islower() or ends_sentence(before.text):
        return False
    between = range(before.number + 1, line.number)
    return any(number in dropped for number in between)


def _passage(group: Sequence[Line], gap: bool) -> Passage:
    broken = tuple(line.number for line in group[:-1] if line.text.endswith(("-", "\u00ad")))
    text = " ".join(line.text for line in group)
    indent = min(line.indent for line in group) if len(group) > 1 else group[0].indent
    return Passage(group[0].number, text, indent, gap, broken, end=group[-1].number)


def usual_indent(passages: Sequence[Passage]) -> int:
    """Return the indent of the body: that of most passages, in columns."""
    indents = Counter(passage.indent for passage in passages)
    return indents.most_common(1)[0][0] if indents else 0
