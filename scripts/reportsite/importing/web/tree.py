"""The tree of elements that lxml makes of a page: its type, its words, its lines."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

__all__ = ["Element", "line_of", "texts", "words"]


def texts(element: Element) -> Iterator[str]:
    """Yield each text in an element, in the order of the page."""
    return (str(text) for text in element.itertext())


def words(element: Element) -> str:
    """Return the words of an element, on one line."""
    return " ".join("".join(texts(element)).split())


def line_of(element: Element) -> int:
    """Return the line of the source on which an element begins, from 1; 0 where nobody knows."""
    line = element.sourceline
    return line if isinstance(line, int) else 0
