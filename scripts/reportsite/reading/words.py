"""The words of a text, as the proof that none is lost counts them.

A word is a run of letters and digits. Marks of emphasis are taken out first, so that `half*way*` is
one word before rendering and after it. What stands in an attribute (the target of a link) is no
word of the text; the number of an item in a numbered list is. A cross-reference has the words that
are typed in it, if any; its label is the site's.
"""

from __future__ import annotations

import html
import re

from reportsite.model import Block, BlockKind, Footnote
from reportsite.reading.inline import (
    AUTOLINK,
    CODE_SPAN,
    outside_code,
    replace_footnote_marks,
    without_link_marks,
)
from reportsite.reading.reference_marks import Mark, replace_reference_marks

WORD = re.compile(r"\w+")
EMPHASIS_MARKS = str.maketrans("", "", "*_`\\")
# what any of the marks of Markdown begins or ends with
MARKS = re.compile(r"[\[\]<>&`*_\\]")
ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[0-9a-zA-Z]+);")


def split_words(text: str) -> list[str]:
    """Return the words of plain text, in order."""
    return WORD.findall(text.translate(EMPHASIS_MARKS))


def markdown_words(text: str) -> list[str]:
    """Return the words that Markdown shows, in order."""
    if not MARKS.search(text):
        return WORD.findall(text)
    without_links = without_link_marks(replace_reference_marks(text, _own_words))
    return split_words(outside_code(CODE_SPAN.sub(_trimmed, without_links), _shown))


def _own_words(mark: Mark) -> str:
    # marks of emphasis are no words, and keep code spans that touch apart
    return f"*{mark.words or ''}*"


def _trimmed(span: re.Match[str]) -> str:
    return f"{span[1]}{span[2].strip()}{span[1]}"


def _shown(text: str) -> str:
    without_marks = replace_footnote_marks(AUTOLINK.sub(r"\g<address>", text), lambda label: "")
    return ENTITY.sub(lambda entity: html.unescape(entity.group()), without_marks)


def block_words(block: Block) -> list[str]:
    """Return the words of one block, the number of a numbered item included."""
    marker = block.marker if block.kind is BlockKind.ITEM else ""
    return split_words(marker) + markdown_words(block.text)


def footnote_words(footnote: Footnote) -> list[str]:
    """Return the words of one editorial note."""
    return markdown_words(footnote.text)
