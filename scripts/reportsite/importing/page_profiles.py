"""The part of a profile in sources.yml that tells of a publisher's web pages, as it was typed.

Selectors are CSS, as cssselect reads them; patterns are Python's regular expressions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml.cssselect import CSSSelector
from lxml.etree import _Element as Element

from reportsite.reading.schema import SOURCE_FIELDS

# What a pattern may tell by its named groups: who the report is about, and fields of its source.
IDENTITY = ("title", "country", "year", "part")
TELLABLE = (*IDENTITY, *(one.name for one in SOURCE_FIELDS))
# A pattern looks at no more of a place than this.
LONGEST_PLACE = 1000


@dataclass(frozen=True)
class PagePlace:
    """A place of a page: the first element that is there, or an attribute of it."""

    select: str
    attribute: str = ""
    pattern: str = ""

    def matches(self, text: str) -> re.Match[str] | None:
        """Return where the pattern is found in what stands there."""
        return pattern(self.pattern).search(text)


@dataclass(frozen=True)
class HeadingRule:
    """Elements that are headings of a level, from 2.

    Where `lettered`, those without a letter that stand behind one with a letter are its parts.
    """

    select: str
    level: int
    lettered: bool = False


@dataclass(frozen=True)
class DropRule:
    """Elements that are no part of the report, and why: those in which the pattern is found."""

    select: str
    reason: str
    pattern: str = ""

    def drops(self, text: str) -> bool:
        """Whether an element with these words goes."""
        return pattern(self.pattern).search(text) is not None


@dataclass(frozen=True)
class PageProfile:
    """What is known of a publisher's pages.

    One of `known_by` is found in each of them. The first of `report` that is found holds the
    report; `contents` are the links of its list of contents. `labels` stand in front of the next
    heading and belong to it; `references` match what ends a heading and refers elsewhere. `facts`
    tell by named groups what the page says of the report.
    """

    known_by: tuple[PagePlace, ...] = ()
    report: tuple[str, ...] = ()
    contents: str = ""
    headings: tuple[HeadingRule, ...] = ()
    labels: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    drop: tuple[DropRule, ...] = ()
    facts: tuple[PagePlace, ...] = ()

    @property
    def lettered(self) -> tuple[int, ...]:
        """The levels on which letters tell a part from the whole."""
        return tuple(rule.level for rule in self.headings if rule.lettered)

    @property
    def reference_patterns(self) -> tuple[re.Pattern[str], ...]:
        """The patterns of `references`."""
        return tuple(map(pattern, self.references))


NO_PAGES = PageProfile()


def found_in(root: Element, select: str) -> list[Element]:
    """Return the elements within `root` that a selector finds, in the order of the page."""
    found = selector(select)(root)
    return [one for one in found if isinstance(one, Element)] if isinstance(found, list) else []


@lru_cache(maxsize=256)
def selector(select: str) -> CSSSelector:
    """Return a CSS selector, compiled once. Raises SelectorError where it is none."""
    return CSSSelector(select, translator="html")


@lru_cache(maxsize=256)
def pattern(text: str) -> re.Pattern[str]:
    """Return a regular expression, compiled once. Raises re.error where it is none."""
    return re.compile(text)
