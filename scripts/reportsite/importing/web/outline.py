"""Ranks of headings → levels of the report, and what is done where nothing stands beneath one.

Ranks are those of the page: 2 for an h2, or what a profile says. A page may leave out a rank, or
begin with any; a report's levels begin at 2, and none is more than one deeper than the one above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportsite.importing.labels import read_labels
from reportsite.importing.web.blocks import Block, Note, Paragraph, Title
from reportsite.importing.web.runs import Run

TOP = 2
DEEPEST = 6
_HALF = 0.5


@dataclass(frozen=True)
class Outline:
    """The blocks of a report, and the level of each heading by its position among them (from 0).

    `empty` are the headings beneath which nothing stands: they became paragraphs.
    """

    blocks: Sequence[Block]
    levels: Mapping[int, int]
    empty: tuple[Title, ...] = ()


def outline(
    blocks: Sequence[Block], lettered: Iterable[int], references: Sequence[re.Pattern[str]]
) -> Outline:
    """Return the outline. `lettered` are ranks on which letters tell a part from the whole.

    `references` match what ends a heading and refers the reader elsewhere: where nothing else
    stands beneath the heading, that does.
    """
    for rank in lettered:
        blocks = _beneath_letters(blocks, rank)
    blocks = _with_references(blocks, references)
    empty: list[Title] = []
    levels = _levels(blocks)
    while bare := _bare(blocks, levels):
        empty += [title for i, title in _titles(blocks) if i in bare]
        blocks = [_as_text(block) if i in bare else block for i, block in enumerate(blocks)]
        levels = _levels(blocks)
    return Outline(blocks, levels, tuple(sorted(empty, key=lambda title: title.line)))


def _titles(blocks: Sequence[Block]) -> Iterator[tuple[int, Title]]:
    return ((i, block) for i, block in enumerate(blocks) if isinstance(block, Title))


def _levels(blocks: Sequence[Block]) -> dict[int, int]:
    opened: list[float] = []
    levels = {}
    for i, title in _titles(blocks):
        while opened and opened[-1] >= title.rank:
            opened.pop()
        opened.append(title.rank)
        levels[i] = min(TOP + len(opened) - 1, DEEPEST)
    return levels


def _bare(blocks: Sequence[Block], levels: Mapping[int, int]) -> set[int]:
    """Return the positions of the headings that have neither text nor a part beneath them.

    Footnotes are no text: they are shown where their marks are.
    """
    shown = [i for i, block in enumerate(blocks) if not isinstance(block, Note)]
    following = dict(pairwise([*shown, len(blocks)]))
    return {
        i
        for i, level in levels.items()
        if following[i] == len(blocks) or levels.get(following[i], DEEPEST + 1) <= level
    }


def _as_text(block: Block) -> Block:
    return (
        Paragraph((Run(block.text, bold=True),), block.line) if isinstance(block, Title) else block
    )


def _with_references(blocks: Sequence[Block], references: Sequence[re.Pattern[str]]) -> list[Block]:
    bare = _bare(blocks, _levels(blocks))
    found: list[Block] = []
    for i, block in enumerate(blocks):
        matches = (one.search(block.text) for one in references if isinstance(block, Title))
        match = next(filter(None, matches), None) if i in bare else None
        if match and match.start() > 0 and isinstance(block, Title):
            text = block.text[: match.start()].rstrip()
            found += [replace(block, text=text), Paragraph((Run(match.group()),), block.line)]
        else:
            found.append(block)
    return found


def _beneath_letters(blocks: Sequence[Block], rank: int) -> list[Block]:
    """Lower the headings of `rank` that have no letter and stand behind one that has.

    Some pages print "a. …", "b. …" and the parts of "a." on one rank.
    """
    titles = [title for _, title in _titles(blocks)]
    labels = iter(read_labels([title.text for title in titles]))
    lowered: list[Block] = []
    is_lettered = False
    for block in blocks:
        if not isinstance(block, Title):
            lowered.append(block)
            continue
        label = next(labels)
        has_letter = label is not None and label.kind == "letter"
        if block.rank <= rank:
            is_lettered = block.rank == rank and (has_letter or is_lettered)
        is_part = block.rank == rank and is_lettered and not has_letter
        lowered.append(replace(block, rank=rank + _HALF) if is_part else block)
    return lowered
