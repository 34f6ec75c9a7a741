"""The words of a text, as the proof that none is lost counts them.

A word is a run of letters and digits. Marks of emphasis are taken out first, so that `half*way*` is
one word before rendering and after it. What stands in an attribute (the target of a link) is no
word of the text; the number of an item in a numbered list is.
"""

from __future__ import annotations

import html
import re

from reportsite.model import Block, BlockKind, Footnote
from reportsite.reading.inline import CODE_SPAN, FOOTNOTE_MARK, LINK_TARGET

WORD = re.compile(r"\w+")
EMPHASIS_MARKS = str.maketrans("", "", "*_`\\")
ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[0-9a-zA-Z]+);")


def split_words(text: str) -> list[str]:
    """Return the words of plain text, in order."""
    return WORD.findall(text.translate(EMPHASIS_MARKS))


def markdown_words(text: str) -> list[str]:
    """Return the words that Markdown shows, in order."""
    parts = []
    end = 0
    for span in CODE_SPAN.finditer(text):
        parts += [_shown(text[end : span.start()]), span.group(2)]
        end = span.end()
    return split_words("".join([*parts, _shown(text[end:])]))


def _shown(text: str) -> str:
    without_targets = LINK_TARGET.sub("]", text)
    without_marks = FOOTNOTE_MARK.sub("", without_targets)
    return ENTITY.sub(lambda entity: html.unescape(entity.group()), without_marks)


def block_words(block: Block) -> list[str]:
    """Return the words of one block, the number of a numbered item included."""
    marker = block.marker if block.kind is BlockKind.ITEM else ""
    return split_words(marker) + markdown_words(block.text)


def footnote_words(footnote: Footnote) -> list[str]:
    """Return the words of one editorial note."""
    return markdown_words(footnote.text)
