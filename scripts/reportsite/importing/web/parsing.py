"""Text of a web page → a tree of elements, or the reason why there is none.

The parser is libxml2's, by way of lxml: it keeps the order of the source whatever the markup, and
its time is linear but for tags with very many attributes, which are refused before it sees them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from reportsite.diagnostics import Place
from reportsite.importing.result import Dropped, ImportFault
from reportsite.importing.web.tree import Element, line_of, texts

# libxml2 compares each attribute of a tag with all before it
MOST_ATTRIBUTES = 256
_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+""")
_ATTRIBUTE = re.compile(r"""[^\s=>"'/]++(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]++))?""")
_SHORT_TAG = 2 * MOST_ATTRIBUTES

# libxml2's own limit on a page of usual size; for one of 10 MB it would be 2048.
DEEPEST = 256

# Controls, surrogates, and what Unicode keeps from ever being a character: reading/ refuses them.
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_CONTROLS = "control characters, which no page can show"

_OPENED = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """A page as a tree, and the signs that were taken out of its source before."""

    path: str
    root: Element
    controls: tuple[Dropped, ...] = ()


def parse(path: str, text: str) -> Page:
    """Parse a page, in time proportional to its length.

    Raises ImportFault where it holds no markup, ends in the middle, or is nested too deep.
    """
    source, controls = _without_controls(text.replace("\r\n", "\n").replace("\r", "\n"))
    _check_attributes(path, source)
    _check_end(path, source)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    try:
        root = etree.fromstring(source.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise ImportFault(Place(path, 1), "no words are in the page", "expected a report")
    _check_depth(path, root)
    return Page(path, root, (*controls, *_clean(root)))


def _check_depth(path: str, root: Element) -> None:
    """Raise ImportFault where the parser gave up, or elements stand deeper than pages have them."""
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise ImportFault(
                Place(path, line_of(element) or 1),
                f"elements stand more than {DEEPEST} deep within one another",
                "expected a web page",
            )


def _clean(root: Element) -> Iterator[Dropped]:
    """Take out control characters that the page writes by their numbers, such as `&#1;`."""
    if not _REFUSED.search("".join(texts(root))):
        return
    for element in root.iter(etree.Element):
        for part in (element.text or "", element.tail or ""):
            for sign in sorted(set(_REFUSED.findall(part))):
                number = part.count(sign)
                yield Dropped(line_of(element), f"U+{ord(sign):04X} × {number}", _CONTROLS)
        if element.text:
            element.text = _REFUSED.sub("", element.text)
        if element.tail:
            element.tail = _REFUSED.sub("", element.tail)


def _without_controls(text: str) -> tuple[str, tuple[Dropped, ...]]:
    counts: Counter[tuple[int, str]] = Counter()
    line, end = 1, 0
    for match in _REFUSED.finditer(text):
        line += text.count("\n", end, match.start())
        end = match.start()
        counts[line, match.group()] += 1
    dropped = tuple(
        Dropped(line, f"U+{ord(sign):04X} × {number}", _CONTROLS)
        for (line, sign), number in counts.items()
    )
    return _REFUSED.sub("", text) if counts else text, dropped


def _check_attributes(path: str, source: str) -> None:
    for tag in _TAG.finditer(source):
        if tag.end() - tag.start() < _SHORT_TAG:
            continue
        number = sum(1 for _ in _ATTRIBUTE.finditer(tag.group()))
        if number > MOST_ATTRIBUTES:
            raise ImportFault(
                Place(path, source.count("\n", 0, tag.start()) + 1),
                f"a tag has {number} attributes",
                f"expected a web page, in which no tag has more than {MOST_ATTRIBUTES}",
            )


def _check_end(path: str, source: str) -> None:
    if _OPENED.search(source) and not _CLOSED.search(source):
        raise ImportFault(
            Place(path, source.count("\n") + 1),
            "the page ends in the middle: `</html>` is missing",
            "expected a page that was saved as a whole: save it once more",
        )
