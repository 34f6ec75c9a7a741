"""Judged passages → the body of an annotated report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from reportsite.importing.escaping import escape, escape_heading
from reportsite.importing.headings import Judged
from reportsite.importing.quotes import Quotation
from reportsite.reading.sections import LIKE_A_PARAGRAPH, RESERVED_SLUG
from reportsite.vocabulary.matching import slugify, split_letter

PULL_QUOTE = "{: .pull-quote }"
_WITHOUT_WORDS = "section"
# Leaves room for a number within the 80 characters of the longest slug.
_LONGEST_STEM = 70


def annotated(judged: Sequence[Judged], quotations: Mapping[int, Quotation]) -> str:
    """Return the body of a report: a block a passage, with a blank line between."""
    slugs = _Slugs()
    blocks = [_block(one, quotations.get(i), slugs) for i, one in enumerate(judged)]
    return "\n\n".join(blocks) + "\n"


def _block(one: Judged, quotation: Quotation | None, slugs: _Slugs) -> str:
    if one.is_heading:
        title = escape_heading(one.passage.text)
        return f"{'#' * one.level} {title}{slugs.attribute(title)}"
    text = escape(one.passage.text)
    return f"{text}\n{PULL_QUOTE}" if quotation is Quotation.PULL_QUOTE else text


class _Slugs:
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
