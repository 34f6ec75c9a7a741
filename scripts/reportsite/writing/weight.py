"""How heavy a page will be, told from its Markdown, so that it can be split before it is made."""

from __future__ import annotations

# bytes of HTML that a page may hold besides its frame, which takes some 5,000; no page that lists
# what an archive holds is to be over 200,000
LARGEST = 150_000

# by how many bytes the HTML of a mark is longer than the mark: `](` ends a link, `|` a cell, a line
# may be an item, and `[^` refers to a note, which has a link back
GROWTH = {
    "](": 15,
    "|": 9,
    "\n": 12,
    "*": 8,
    "_": 8,
    "`": 12,
    "&": 4,
    "<": 4,
    ">": 24,
    "[^": 200,
}


def html_weight(markdown: str) -> int:
    """Return the bytes of HTML that a piece of Markdown makes, or somewhat more."""
    grown = sum(by * markdown.count(mark) for mark, by in GROWTH.items())
    return len(markdown.encode()) + grown


def room(beside: int = 0) -> int:
    """Return the bytes of HTML that a page may hold where something else takes `beside`."""
    return max(LARGEST - beside, LARGEST // 4)
