"""Judged passages → the body of an annotated report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reportsite.importing.escaping import escape, escape_heading
from reportsite.importing.headings import Judged
from reportsite.importing.passages import Passage
from reportsite.importing.quotes import Quotation
from reportsite.reading.attributes import LIKE_A_PARAGRAPH
from reportsite.reading.sections import RESERVED_SLUG
from reportsite.vocabulary.matching import slugify, split_letter

PULL_QUOTE = "{: .pull-quote }"
_WITHOUT_WORDS = "section"
# Leaves room for a number within the 80 characters of the longest slug.
_LONGEST_STEM = 70


def annotated(judged: Sequence[Judged], quotations: Mapping[int, Quotation]) -> str:
    """Return the body of a report: a block a passage, with a blank line between."""
    slugs = Slugs()
    blocks = [
        _item(one.passage) if is_item else _block(one, quotations.get(i), slugs)
        for i, (one, is_item) in enumerate(zip(judged, _items(judged), strict=True))
    ]
    return "\n\n".join(blocks) + "\n"


def _items(judged: Sequence[Judged]) -> Iterator[bool]:
    """Tell of each passage whether it is an item of a list.

    A list that begins directly below another would be shown as part of it, and so is text.
    """
    above = 0
    for one in judged:
        number = int(one.passage.marker.rstrip(".") or 0)
        is_item = bool(number) and above in (0, number - 1)
        above = number if is_item else 0
        yield is_item


def _item(passage: Passage) -> str:
    return f"{passage.marker} {escape(passage.text)}"


def _block(one: Judged, quotation: Quotation | None, slugs: Slugs) -> str:
    if one.is_heading:
        title = escape_heading(one.passage.text)
        return f"{'#' * one.level} {title}{slugs.attribute(title)}"
    text = escape(f"{one.passage.marker} {one.passage.text}".strip())
    if one.passage.number:
        return f"{text}\n{{: #p{one.passage.number} }}"
    return f"{text}\n{PULL_QUOTE}" if quotation is Quotation.PULL_QUOTE else text


class Slugs:
    """The slugs given so far: two headings of one report must not share theirs."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: Counter[str] = Counter()

    def attribute(self, title: str) -> str:
        """Return an attribute list with an id, "" where the heading's words give a free one."""
        slug = slugify(split_letter(title)[1] or title)
        usable = slug and slug != RESERVED_SLUG and not LIKE_A_PARAGRAPH.fullmatch(slug)
        if usable and slug not in self._taken:
            self._taken.add(slug)
            return ""
        stem = slug if usable else f"{_WITHOUT_WORDS}-{slug}".rstrip("-")
        free = self._numbered(stem[:_LONGEST_STEM].rstrip("-"))
        self._taken.add(free)
        return f" {{: #{free} }}"

    def _numbered(self, stem: str) -> str:
        while True:
            self._numbers[stem] += 1
            slug = slugify(f"{stem}-{self._numbers[stem] + 1}")
            if slug not in self._taken:
                return slug
