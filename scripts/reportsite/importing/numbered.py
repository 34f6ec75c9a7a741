"""Passages of a text that numbers its paragraphs → whole paragraphs, each with its own number.

A text taken from printed pages parts them: a number may stand on a line of its own, and the end of
a page breaks a paragraph off. What bears no number, letter or sign of its own and is no heading
goes on with the paragraph above it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from enum import Enum
from itertools import pairwise

from reportsite.importing.candidates import is_body, is_short
from reportsite.importing.passages import Doubt, Passage
from reportsite.importing.typography import BULLET, ends_sentence, is_closed, starts_small

_NUMBER = re.compile(r"(?P<number>[1-9][0-9]{0,3})\.\s+(?=\S)")
_LONE = re.compile(r"[1-9][0-9]{0,3}\.|\([^\W\d_]{1,4}\)|[•◦▪■●○‣⁃·]")
# "(a)", "124.1", a bullet, "*" and "1" with a tab begin a passage, as "IV." and "A." do a heading.
_ITEM = re.compile(r"\([^\W_]{1,4}\)\s|[0-9]{1,4}(?:\.[0-9]{1,3})+\.?\s")
_LABEL = re.compile(r"(?:[IVXLC]+|[A-Z])\.\s")
_NOTE = re.compile(r"\*+\s*\S|[0-9]{1,3} *\t")
_BEGINNINGS = (_ITEM, _LABEL, _NOTE, BULLET)
# A line of this length that no sign closes was broken, where the next line stands right beneath it.
_FULL_LINE = 60

JOINED = "bears no number, and was joined to the paragraph above: is it part of it?"
ADRIFT = (
    "begins within a sentence, and does not go on with the line above: it was left as a paragraph;"
    " is it the end of one that a note or a picture parts?"
)


class _Role(Enum):
    """What a number in front of a passage is: a paragraph's own, or that of an item in a list."""

    PARAGRAPH = 1
    ITEM = 2


def whole_paragraphs(
    passages: Sequence[Passage], is_heading: Callable[[str], bool]
) -> tuple[Passage, ...]:
    """Return passages with their numbers taken off, joined where they belong together.

    `is_heading` knows a heading by its words.
    """
    groups: list[list[Passage]] = []
    for one in _with_numbers(_with_lone_labels(passages, is_heading)):
        if groups and _goes_on(groups[-1], one, is_heading):
            groups[-1].append(one)
        else:
            is_text = any(sign.match(one.text) for sign in (_ITEM, _NOTE, BULLET))
            groups.append([replace(one, is_text=is_text)])
    whole = [_joined(group) for group in groups]
    return tuple(_doubted(one, before) for one, before in zip(whole, [None, *whole], strict=False))


def _with_lone_labels(
    passages: Iterable[Passage], is_heading: Callable[[str], bool]
) -> Iterator[Passage]:
    """Join a number, letter or bullet on a line of its own with the passage beneath it."""
    label: Passage | None = None
    for one in passages:
        is_lone = _LONE.fullmatch(one.text) is not None
        if label and not is_lone and not is_heading(one.text):
            yield replace(label, text=f"{label.text} {one.text}", broken=one.broken)
            label = None
            continue
        if label:
            yield label
        label = one if is_lone else None
        if not is_lone:
            yield one
    if label:
        yield label


def _with_numbers(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Take the numbers off the passages, and keep what they are."""
    found = list(passages)
    matches = [_NUMBER.match(one.text) for one in found]
    numbers = [int(match["number"]) if match else None for match in matches]
    for one, match, role in zip(found, matches, _roles(numbers), strict=True):
        if match is None or role is None:
            yield one
        else:
            text = one.text[match.end() :]
            as_item = role is _Role.ITEM
            number = match["number"]
            yield replace(
                one, text=text, **({"marker": f"{number}."} if as_item else {"number": number})
            )


def _roles(numbers: Sequence[int | None]) -> list[_Role | None]:
    """Tell of each number what it is, None where it continues nothing and so is a word of the text.

    Paragraphs are numbered through the text; lists begin with 1 within a paragraph. A number that
    both go on with is the list's where it comes once more, since else the text would lack it.
    """
    left = Counter(numbers)
    paragraph, item = 0, 0
    roles: list[_Role | None] = []
    for number in numbers:
        left[number] -= 1
        goes_on = number == paragraph + 1
        if (
            number is not None
            and item
            and number == item + 1
            and not (goes_on and not left[number])
        ):
            item, role = number, _Role.ITEM
        elif number is not None and goes_on:
            paragraph, item, role = number, 0, _Role.PARAGRAPH
        elif number == 1:
            item, role = 1, _Role.ITEM
        else:
            role = None
        roles.append(role)
    return roles


def _goes_on(group: Sequence[Passage], one: Passage, is_heading: Callable[[str], bool]) -> bool:
    """Whether a passage is part of the paragraph that the group before it makes up."""
    first, last = group[0], group[-1]
    if one.is_numbered or is_heading(one.text) or is_heading(first.text):
        return False
    if _LONE.fullmatch(one.text) or _LONE.fullmatch(first.text):
        return False
    if any(sign.match(one.text) for sign in _BEGINNINGS) or _NOTE.match(first.text):
        return False
    if is_closed(last.text):
        return first.is_numbered and is_body(one) and ends_sentence(last.text)
    if first.is_numbered or not is_short(first):
        return True
    return not one.gap and len(last.text) >= _FULL_LINE


def _joined(group: Sequence[Passage]) -> Passage:
    first, last = group[0], group[-1]
    if first is last:
        return first
    divided = [before.last_line for before in group[:-1] if _ends_in_hyphen(before)]
    doubts = [
        Doubt(one.line, one.text, JOINED)
        for before, one in pairwise(group)
        if ends_sentence(before.text)
    ]
    return replace(
        first,
        text=" ".join(one.text for one in group),
        broken=tuple(sorted([*divided, *(line for one in group for line in one.broken)])),
        doubts=tuple(doubts),
        end=last.last_line,
    )


def _ends_in_hyphen(passage: Passage) -> bool:
    return passage.text.endswith(("-", "\u00ad"))


def _doubted(one: Passage, before: Passage | None) -> Passage:
    """Ask about a passage that begins within a sentence, and yet was not joined."""
    adrift = before and not one.is_numbered and starts_small(one.text)
    if not before or not adrift or is_closed(before.text) or one.is_text:
        return one
    return replace(one, doubts=(*one.doubts, Doubt(one.line, one.text, ADRIFT)))
