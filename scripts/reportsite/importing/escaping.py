"""Text as typed → Markdown that shows it as typed.

What Python-Markdown with attr_list, footnotes, tables and sane_lists would take for a mark gets a
backslash, as does what scripts/reportsite/reading/ takes for one. HTML and entities stay: a report
has none, and the pages show them as typed. Signs are escaped only where they would act, since a
person reads and edits the result.
"""

from __future__ import annotations

import re

# These act anywhere in a line.
_INLINE = re.compile(r"[\\`*_{\[|]|(?<=\])\(")

# These act at the beginning of a block. `\d` takes in the digits of every script, as
# Python-Markdown's own pattern does.
_LEADING = re.compile(r"(?P<marks>[>#]|[-+](?=[-+\s]|$)|\d+(?=[.)](?:\s|$)))")

# A code fence has no escape in Python-Markdown. A no-break space before it, which nobody sees,
# makes it text.
_FENCE = re.compile(r"~~~")
NO_BREAK_SPACE = "\u00a0"


def escape(text: str) -> str:
    """One block of text, on one line and without space around it, as Markdown."""
    return escape_leading(_INLINE.sub(r"\\\g<0>", text))


def escape_leading(markdown: str) -> str:
    """Return a line of Markdown that begins no block, whatever its first words are."""
    leading = _LEADING.match(markdown)
    if leading is None:
        return NO_BREAK_SPACE + markdown if _FENCE.match(markdown) else markdown
    at = leading.end() if leading["marks"][0].isdecimal() else 0
    return f"{markdown[:at]}\\{markdown[at:]}"


def escape_heading(text: str) -> str:
    """Return the words of a heading as Markdown: behind `#` signs nothing begins a block."""
    return _INLINE.sub(r"\\\g<0>", text)
