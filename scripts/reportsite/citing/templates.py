"""A CSL item and a style → a template of its citation.

A processor takes milliseconds for a citation, and an archive has tens of thousands. What it does
depends on which variables there are, on dates, and on the punctuation in which a value ends, but
not on the words before that: every text is marked to keep the case of its letters. So it is given
a mark in place of each text, and the texts are put in afterwards. That also keeps a document
number, an address or a section's title from being read as a number or a range.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import takewhile
from typing import Any

from citeproc import Locator
from citeproc.string import SEAM_PUNCTUATION

from reportsite.citing.csl import TEXTS, Item
from reportsite.citing.processor import Form, markup, process

# of the characters that Unicode keeps for a program's own use one for each text, from U+FDD0 on
HOLES = {name: chr(0xFDD0 + at) for at, name in enumerate(TEXTS)}
HOLE = re.compile("([\ufdd0-\ufddf])")


class Part(StrEnum):
    """What a citation points at: the whole text, or a part of the kind that CSL calls so."""

    WHOLE = "whole"
    SECTION = "section"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True)
class Template:
    """A citation as HTML with marks (HOLES) for its texts.

    Only what stands between `before` and `after` depends on the part of the text that is cited.
    """

    before: str
    parts: dict[Part, str]
    after: str


def hollow(item: Item) -> Item:
    """Return an item with marks in place of its texts."""
    return {name: _hollow(name, value) if name in HOLES else value for name, value in item.items()}


def _hollow(name: str, value: Any) -> Any:
    hole = HOLES[name]
    if isinstance(value, list):
        return [{"literal": _with_ends(one["literal"], hole)} for one in value]
    if isinstance(value, dict):
        return {"literal": _with_ends(value["literal"], hole)}
    return _with_ends(value, hole)


def _with_ends(text: str, hole: str) -> str:
    """Return a mark with the punctuation that a text ends in: the processor adds none to that."""
    return hole + _end(text)


def _end(text: str) -> str:
    return text[-1:] if text[-1:] in SEAM_PUNCTUATION else ""


def inner(text: str) -> str:
    """Return what of a text is put in for its mark."""
    return text.removesuffix(_end(text))


def template(style: str, form: Form, item: Item) -> Template:
    """Return the template of an item's citation in a style."""
    return _template(style, form, json.dumps(hollow(item)))


@lru_cache(maxsize=2048)
def _template(style: str, form: Form, shape: str) -> Template:
    item = json.loads(shape)
    if form is Form.ENTRY:
        return Template(markup(process(style, form, item)), {}, "")
    locators = {part: Locator(part.value, HOLES["locator"]) for part in Part if part != Part.WHOLE}
    found = {Part.WHOLE: process(style, form, item)}
    return _apart(found | {part: process(style, form, item, at) for part, at in locators.items()})


def _apart(found: dict[Part, str]) -> Template:
    """Find what differs from part to part."""
    texts = list(found.values())
    start = _shared(texts)
    end = _shared([text[start:][::-1] for text in texts])
    between = {part: markup(text[start : len(text) - end]) for part, text in found.items()}
    first = texts[0]
    return Template(markup(first[:start]), between, markup(first[len(first) - end :]))


def _shared(texts: list[str]) -> int:
    """Return how many signs texts have in common from their start, without cutting markup open."""
    same = takewhile(lambda signs: len(set(signs)) == 1, zip(*texts, strict=False))
    return sum(1 for _ in same)
