"""A walk through a tree of elements without recursion: libxml2 lets them stand 2048 deep."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import Enum

from reportsite.importing.web.tree import Element


class Step(Enum):
    """What the walk meets: the beginning of an element, its end, or text."""

    BEGIN = "begin"
    END = "end"
    TEXT = "text"


def walk(root: Element, without: Collection[Element]) -> Iterator[tuple[Step, Element, str]]:
    """Yield each element's beginning and end, and each text with the element that it stands in.

    Elements in `without` are left out with all that is in them; the text behind them stays.
    """
    yield Step.BEGIN, root, ""
    if root.text:
        yield Step.TEXT, root, root.text
    opened = [(root, iter(root))]
    while opened:
        element, children = opened[-1]
        child = next(children, None)
        if child is None:
            opened.pop()
            yield Step.END, element, ""
            if opened and element.tail:
                yield Step.TEXT, opened[-1][0], element.tail
        elif not isinstance(child.tag, str) or child in without:
            if child.tail:
                yield Step.TEXT, element, child.tail
        else:
            yield Step.BEGIN, child, ""
            if child.text:
                yield Step.TEXT, child, child.text
            opened.append((child, iter(child)))
