"""What the importer could not decide alone, as questions to a person, each with its line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from reportsite.importing.headings import Judged
from reportsite.importing.quotes import Quotation
from reportsite.importing.result import Question
from reportsite.importing.rules import NOTHING_BENEATH

_SHOWN = 60


def ask(judged: Sequence[Judged], quotations: Mapping[int, Quotation]) -> Iterator[Question]:
    """Yield the questions that the passages raise, in no order."""
    for i, one in enumerate(judged):
        yield from _about_heading(one)
        yield from _about_quotation(one, quotations.get(i))
        yield from _about_hyphens(one)


def _about_heading(one: Judged) -> Iterator[Question]:
    line, words = one.passage.line, _shortened(one.passage.text)
    if one.is_heading and not one.theme:
        yield Question(line, f'"{words}" is a heading without a theme: add an alias, or a theme')
    elif not one.is_heading and one.verdict.reason == NOTHING_BENEATH and one.verdict.asks:
        yield Question(
            line,
            f'"{words}" looks like a heading, but {NOTHING_BENEATH}; it was left as a paragraph:'
            " is text missing?",
        )
    elif one.verdict.asks:
        yield Question(
            line, f'"{words}" was left as a paragraph, since {one.verdict.reason}: is it a heading?'
        )


def _about_quotation(one: Judged, kind: Quotation | None) -> Iterator[Question]:
    line, words = one.passage.line, _shortened(one.passage.text)
    if kind is Quotation.INDENTED:
        yield Question(
            line,
            f"{words} is an indented quotation whose words are not in the body; it was left as a"
            " paragraph: is it a pull quote?",
        )
    elif kind is Quotation.REPEATED:
        yield Question(
            line,
            f"{words} is a quotation whose words are in the body too; it was left as a paragraph:"
            " is it a pull quote?",
        )


def _about_hyphens(one: Judged) -> Iterator[Question]:
    for line in one.passage.broken:
        yield Question(line, "the line ends in a hyphen: is a word divided there?")


def _shortened(text: str) -> str:
    return textwrap.shorten(text, _SHOWN, placeholder=" …") if " " in text else text[:_SHOWN]
