"""A section's article as Pagefind is to read it. Pure functions from text to text."""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import accumulate

JOINER = "\u2060"
"""Stands, with a space behind it, where print joins two words (U+2060, word joiner)."""

_DASH = r"\-" + "\u2010-\u2015/\u2026"
_IDEOGRAPH = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_STOP = "\u3001\u3002\uff01-\uff1f"
_LETTER = r"[^\W\d_]"

# The same rule as BREAKS in theme/assets/search-words.js.
_BREAKS = re.compile(
    "|".join(
        (
            rf"(?<=\S[{_DASH}])(?=[^\s{_DASH}])",
            rf'(?<={_LETTER}{_LETTER}[.,;:!?)\]”"»])(?={_LETTER}{_LETTER})',
            rf"(?<=\S)(?=[{_IDEOGRAPH}])",
            rf"(?<=[{_IDEOGRAPH}{_STOP}])(?=[^\W_])",
        )
    )
)
_JOINED_END = re.compile(rf"(?<=\S[{_DASH}])$")

_OPENING = re.compile(r"<([a-z]+)\b[^<>]*\sdata-pagefind-body\b[^<>]*>", re.IGNORECASE)
# what is left out of the index, where it stands in elements of a kind that holds no other such
_IGNORED = re.compile(
    r'<(p|dl|a)\b[^<>]*?\s(?:data-pagefind-ignore\b|class="(?:p[nt]|pull-quote)")[^<>]*>.*?</\1>',
    re.DOTALL,
)
_TAG = re.compile(r"(<[^<>]*>)")
_HIDDEN = re.compile(r"(<[a-z]+\b[^<>]*?\shidden\b)(?![^<>]*data-pagefind-ignore)", re.IGNORECASE)
_TABLE_NUMBER = re.compile(
    r'<p\b(?=[^<>]*\bclass="table-number")(?=[^<>]*(\sid="[^"]*"))[^<>]*>.*?</p>'
    r"\s*((?:<div\b[^<>]*>\s*)?)<table\b",
    re.DOTALL,
)
# a paragraph, and the label of a theme of its own, which stands in it
_PARAGRAPH_OR_LABEL = re.compile(
    r'<[a-z]+\b[^<>]*\sid="(?P<id>p\d[^"]*)"[^<>]*>'
    r'|<a\b(?=[^<>]*\sclass="pt")[^<>]*\shref="(?:[^"]*/)?themes/(?P<theme>[^"/]+)/"[^<>]*>.*?</a>',
    re.DOTALL,
)
# the attributes that Pagefind reads as names, and searches
_NAME = re.compile(r'(\sdata-(?:title|report|country-name|theme-label)=")([^"]*)"')
_CELL = re.compile(r"</?(?:thead|tbody|tfoot|tr|th|td|br)\b[^<>]*>", re.IGNORECASE)
_LOOSE_ITEM = re.compile(r"(<li\b[^<>]*>)\s*<p>(.*?)</p>", re.DOTALL)


def article_of(html: str) -> str | None:
    """Return the element that carries `data-pagefind-body`, with its tags; None where none does.

    Raises ValueError where the element is not closed.
    """
    opening = _OPENING.search(html)
    if opening is None:
        return None
    tags = list(re.finditer(rf"<(/?){opening[1]}\b[^<>]*>", html[opening.start() :], re.IGNORECASE))
    depths = accumulate(-1 if tag[1] else 1 for tag in tags)
    for tag, depth in zip(tags, depths, strict=True):
        if depth == 0:
            return html[opening.start() : opening.start() + tag.end()]
    raise ValueError(f"the element with data-pagefind-body is not closed: {opening[0]}")


def has_words(article: str) -> bool:
    """Return whether there is a letter or a digit in the text of an article that is searched."""
    searched = _IGNORED.sub("", article)
    return any(re.search(r"\w", text) for text in _TAG.split(searched)[::2])


def prepared(article: str) -> str:
    """Return a page that holds nothing but `article`, in the form that Pagefind reads word by word.

    Words that print joins are parted, in names too; a table is one passage under the id of its
    number, an item's text stands directly in the item, and what is hidden does not count as text.
    The label of a paragraph's own theme gives way to an empty element with the id `p12~torture`,
    since Pagefind keeps where every id stands.
    """
    text = _HIDDEN.sub(r"\1 data-pagefind-ignore", _themes_as_ids(article))
    text = _TABLE_NUMBER.sub(r"\2<table\1", text)
    text = _CELL.sub(" ", text)
    text = _LOOSE_ITEM.sub(r"\1\2", text)
    text = _NAME.sub(lambda name: f'{name[1]}{_part_name(name[2])}"', text)
    return f'<!doctype html><html lang="en"><body>{_part_text(text)}</body></html>'


def part_joined(text: str) -> str:
    """Return `text` with JOINER and a space between words that print joins."""
    return _BREAKS.sub(f"{JOINER} ", text)


def _themes_as_ids(article: str) -> str:
    paragraph = ""

    def as_id(found: re.Match[str]) -> str:
        nonlocal paragraph
        if found["theme"] is None:
            paragraph = found["id"]
            return found[0]
        return f'<b id="{paragraph}~{found["theme"]}"></b>' if paragraph else ""

    return _PARAGRAPH_OR_LABEL.sub(as_id, article)


def _part_name(value: str) -> str:
    return escape(part_joined(unescape(value)))


def _part_text(html: str) -> str:
    pieces = _TAG.split(html)
    return "".join(piece if at % 2 else _part_piece(piece) for at, piece in enumerate(pieces))


def _part_piece(text: str) -> str:
    return _JOINED_END.sub(f"{JOINER} ", part_joined(text))
