"""The list of themes, and how the words of a heading find their theme.

A heading's theme is decided in this order:

1. the whole heading is an alias;
2. else each part is asked by itself, parts being what dashes, colons and brackets divide. A part
   answers with the alias that it is; else with the first item of its list where that item is an
   alias ("Torture and excessive use of force": torture); else with the longest alias that it
   contains, the earliest of those that are equally long;
3. the first part that names a theme decides: what follows a dash only says more ("Freedom of
   expression – journalists"). A kind of section that is not a theme yields to any theme;
4. a top theme yields to a theme of its own that the heading also names: "Discrimination – Roma"
   is about the Roma, and "Detention: conditions in prisons" about prison conditions.

An alias that is only contained must carry the heading, since a word in passing is no theme: see
`_carries`. In a sentence, or in what is as long as a paragraph, none does.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reportsite.model import Theme
from reportsite.vocabulary.matching import (
    Heading,
    Part,
    Stems,
    normalise,
    parse_heading,
    slugify,
    stems,
)

# The treaties that `articles` may name, with the number of their last article, as published by
# the UN (https://www.ohchr.org, https://treaties.un.org). CSR51 is the Refugee Convention of 1951.
TREATIES = {
    "UDHR": 30,
    "ICCPR": 53,
    "ICESCR": 31,
    "CAT": 33,
    "CEDAW": 30,
    "CRC": 54,
    "CSR51": 46,
}

# Longer than any heading of a report: a paragraph in a heading's clothes.
_LONGEST_HEADING = 16


@dataclass(frozen=True)
class Match:
    """The theme of a heading, the alias that matched, and the letter put aside ("a.", or "").

    `is_whole` tells that the alias is the whole heading, and not only a part of it.
    """

    theme: Theme
    alias: str
    letter: str
    is_whole: bool


@dataclass(frozen=True)
class _Named:
    theme: Theme
    alias: str


@dataclass(frozen=True)
class Themes:
    """Themes, then kinds of section that are not themes, each in the order of its list."""

    entries: tuple[Theme, ...]

    def __iter__(self) -> Iterator[Theme]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, theme_id: str) -> Theme | None:
        """Return the theme or kind of that id, exactly as written."""
        return self._by_id.get(theme_id)

    def match(self, heading: str) -> Match | None:
        """Return the theme or kind that the words of `heading` name, or None."""
        parsed = parse_heading(heading)
        whole = self._index.get(parsed.stems)
        named = whole or self._by_parts(parsed)
        return Match(named.theme, named.alias, parsed.letter, whole is not None) if named else None

    def nearest(self, text: str) -> str | None:
        """Return the id that `text` may have been meant to be, by its words or by its letters."""
        if text in self._by_id:
            return text
        named = self._index.get(stems(text))
        if named:
            return named.theme.id
        close = difflib.get_close_matches(slugify(text), self._spellings, n=1, cutoff=0.7)
        return self._spellings[close[0]] if close else None

    @cached_property
    def _by_id(self) -> dict[str, Theme]:
        return {theme.id: theme for theme in self.entries}

    @cached_property
    def _index(self) -> dict[Stems, _Named]:
        index: dict[Stems, _Named] = {}
        for theme in self.entries:
            for alias in (theme.label, *theme.aliases):
                index.setdefault(stems(alias), _Named(theme, alias))
        index.pop((), None)
        return index

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._index), default=0)

    @cached_property
    def _spellings(self) -> dict[str, str]:
        """Slugs of ids, labels and aliases, ids first: at equal nearness an id is the answer."""
        spellings = {theme.id: theme.id for theme in self.entries}
        for named in self._index.values():
            spellings.setdefault(slugify(normalise(named.alias)), named.theme.id)
        return spellings

    def _by_parts(self, heading: Heading) -> _Named | None:
        contained = not heading.is_sentence and len(heading.stems) <= _LONGEST_HEADING
        named = [n for part in heading.parts for n in self._in_part(part, contained)]
        themes = [found for found in named if found.theme.is_theme]
        if not themes:
            return named[0] if named else None
        narrower = (found for found in themes if found.theme.parent == themes[0].theme.id)
        return next(narrower, themes[0])

    def _in_part(self, part: Part, contained: bool) -> Iterator[_Named]:
        """Yield what a part names, best first."""
        whole = self._index.get(part.stems)
        if whole:
            yield whole
            return
        first = self._index.get(part.stems[: part.item])
        if first:
            yield first
        if contained:
            yield from self._contained(part)

    def _contained(self, part: Part) -> Iterator[_Named]:
        total = len(part.stems)
        for length in range(min(self._longest, total - 1), 0, -1):
            for start in range(total - length + 1):
                named = self._index.get(part.stems[start : start + length])
                if named and _carries(named.theme, part, start, length):
                    yield named


def _carries(theme: Theme, part: Part, start: int, length: int) -> bool:
    """Tell whether an alias of `length` words at `start` is what the part is about.

    Several words must be a fifth of it. One word must be a third of it, or be the head of a short
    part ("Impunity for crimes of the civil war"); and it never names a kind, since "report" or
    "update" in passing says nothing.
    """
    total = len(part.stems)
    if length > 1:
        return 5 * length >= total
    if not theme.is_theme:
        return False
    return total <= 3 or (start == 0 and part.opener and total <= 5)
